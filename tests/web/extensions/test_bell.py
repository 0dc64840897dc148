"""The bell: heard once by whoever waits, and never in the way when it is broken."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.web.conftest import temporary_postgres
from web.extensions import bell
from web.extensions.bell import Bell, make_bell


@pytest.fixture(params=["sqlite", "postgresql", "redis"])
def queue_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a bell can hang."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'queue.sqlite'}"
    elif request.param == "postgresql":
        server = str(request.getfixturevalue("postgres_server"))
        with temporary_postgres(server) as url:
            yield url.replace("postgresql+psycopg", "postgresql")
    else:
        url = os.environ.get("TREFPUNT_TEST_REDIS", "")
        if not url:
            pytest.skip("Redis: TREFPUNT_TEST_REDIS names no server")
        yield url


@pytest.fixture
def hung(queue_url: str) -> Iterator[Bell]:
    """A bell that nobody has rung."""
    hung = make_bell(queue_url)
    hung.storage.flush_queue()
    yield hung
    hung.close()


def ring_elsewhere(queue_url: str) -> None:
    """Ring as another process would: over a connection of its own."""
    other = make_bell(queue_url)
    other.ring()
    other.close()


def test_ring_is_heard_by_who_waits_elsewhere(queue_url: str, hung: Bell) -> None:
    ringer = threading.Timer(0.3, ring_elsewhere, [queue_url])
    begin = time.monotonic()
    ringer.start()

    heard = hung.wait(20)

    ringer.join()
    assert heard
    assert time.monotonic() - begin < 15


def test_silence_ends_after_the_time_given(hung: Bell) -> None:
    assert not hung.wait(0.05)


def test_any_number_of_rings_is_heard_once(hung: Bell) -> None:
    for _ in range(5):
        hung.ring()

    assert (hung.wait(0.05), hung.wait(0.05)) == (True, False)


class BrokenStorage:
    """A storage that cannot be reached."""

    def enqueue(self, data: bytes) -> None:
        raise ConnectionError(data)

    def dequeue(self) -> bytes:
        raise ConnectionError

    def queue_size(self) -> int:
        raise ConnectionError

    def flush_queue(self) -> None:
        raise ConnectionError

    def close(self) -> None:
        raise ConnectionError


def test_broken_bell_is_in_nobodys_way(caplog: pytest.LogCaptureFixture) -> None:
    broken = Bell(storage=BrokenStorage(), failures=(ConnectionError,))

    broken.ring()

    assert not broken.wait(0)
    assert caplog.messages == [
        "the bell cannot be rung: ConnectionError",
        "the bell cannot be heard: ConnectionError",
    ]


def test_application_hangs_its_bell_when_it_is_first_used(
    app: Flask, tmp_path: Path
) -> None:
    queue = tmp_path / "queue.sqlite"
    before = queue.exists()

    with app.app_context():
        bell.ring()

        assert (before, queue.exists()) == (False, True)
        assert bell.get() is bell.get()
        assert bell.get().wait(0.05)
        bell.get().close()
