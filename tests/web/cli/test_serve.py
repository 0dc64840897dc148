"""`trefpunt serve` and `worker` as processes: ready, supervised, ended by SIGTERM."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from web.cli.supervisor import Supervised
from web.config import Settings, to_environment

PATIENCE = 40.0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            pytest.fail("it did not happen")
        time.sleep(0.1)


@contextmanager
def command(settings: Settings, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a command in a session of its own, and leave nothing of it behind."""
    process = subprocess.Popen(
        [sys.executable, "-m", "web.cli", *arguments],
        env=to_environment(settings),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def answers(url: str) -> bool:
    with suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 -- our own
        return bool(answer.status == 200)
    return False


def test_serve_answers_and_its_worker_is_started_again(settings: Settings) -> None:
    port = free_port()
    with command(settings, "serve", "--port", str(port)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == (
            f"Trefpunt is at http://127.0.0.1:{port} (Ctrl+C ends it)\n"
        )
        wait_for(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
        wait_for(lambda: len(children(process.pid)) == 1)
        (worker,) = children(process.pid)

        os.kill(worker, signal.SIGKILL)

        wait_for(lambda: set(children(process.pid)) - {worker} != set())
        process.terminate()
        assert process.wait(PATIENCE) == 0
        assert process.stderr is not None
        assert (
            "the worker ended with status -9 and starts again" in process.stderr.read()
        )


def children(parent: int) -> list[int]:
    """List the processes that a process started and that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent and fields[0] != "Z":
                found.append(int(stat.parent.name))
    return found


def test_address_that_is_taken_is_one_line_and_status_2(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        with command(settings, "serve", "--port", port, "--no-worker") as process:
            _, told = process.communicate(timeout=PATIENCE)

    assert process.returncode == 2
    assert f"Cannot listen on 127.0.0.1:{port}" in told
    assert "trefpunt serve --port 8080" in told


def test_child_that_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.cli.supervisor.GRACE_SECONDS", 0.5)
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN);"
        "print('deaf', flush=True); time.sleep(60)"
    )
    with Supervised([sys.executable, "-c", deaf], dict(os.environ)) as child:
        wait_for(lambda: child.pid is not None)
        pid = child.pid
        time.sleep(1)

    with pytest.raises(ProcessLookupError):
        os.kill(int(str(pid)), 0)


def test_address_follows_the_options_unless_it_was_set(settings: Settings) -> None:
    public = replace(settings, base_url="https://beurs.example.org")
    port = free_port()
    with command(public, "serve", "--port", str(port), "--no-worker") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == (
            "Trefpunt is at https://beurs.example.org (Ctrl+C ends it)\n"
        )
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
