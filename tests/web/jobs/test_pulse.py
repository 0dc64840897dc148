"""The signs of life of a job: kept going, hearing orders, leaving when abandoned."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.factories import an_event_row
from tests.web.conftest import dispose
from web import create_app
from web.config import Settings
from web.jobs import pulse as pulse_module
from web.jobs.pulse import Pulse
from web.persistence.database import db
from web.persistence.transaction import transaction
from web.refusals import StorageUnavailable
from web.services import jobs
from web.services.jobs import ClaimedJob, JobKind, Stop

PATIENCE = 20.0


@pytest.fixture
def quick_app(settings: Settings) -> Iterator[Flask]:
    """An application whose jobs beat five times a second."""
    app = create_app(replace(settings, job_lease_seconds=0.8), pages=False)
    yield app
    dispose(app)


@pytest.fixture
def job(quick_app: Flask) -> ClaimedJob:
    with quick_app.app_context():
        with transaction():
            an_event_row()
            jobs.enqueue(JobKind.PLAN, {"seconds": 1}, event_id=1)
        claimed = jobs.claim_next([JobKind.PLAN], owner="one")
    assert claimed is not None
    return claimed


def test_pulse_keeps_the_lease_and_tells_the_progress(
    quick_app: Flask, job: ClaimedJob
) -> None:
    told = threading.Event()

    def progress() -> dict[str, object]:
        told.set()
        return {"points": [[1.0, "value", 2, 3, 4]]}

    with quick_app.app_context():
        before = jobs.get_claimed(job.id, job.fence)
        with Pulse(quick_app, job, progress=progress):
            assert told.wait(PATIENCE)
        db.session.rollback()
        state = jobs.get_state(job.id)

    assert before == job
    assert state.progress == {"points": [[1.0, "value", 2, 3, 4]]}


def test_pulse_hears_the_request_to_stop(quick_app: Flask, job: ClaimedJob) -> None:
    with quick_app.app_context(), Pulse(quick_app, job, progress=dict) as pulse:
        jobs.request_stop(job.id, Stop.KEEP)

        assert pulse.stop.wait(PATIENCE)


def test_pulse_leaves_when_the_lease_is_lost(quick_app: Flask, job: ClaimedJob) -> None:
    left = threading.Event()

    with quick_app.app_context(), Pulse(quick_app, job, progress=dict, leave=left.set):
        jobs.request_stop(job.id, Stop.DISCARD)

        assert left.wait(PATIENCE)


def test_pulse_leaves_when_the_worker_is_gone(
    quick_app: Flask, job: ClaimedJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = threading.Event()

    with Pulse(quick_app, job, progress=dict, leave=left.set):
        # A real orphan is in test_worker.py; here only what it sees.
        monkeypatch.setattr(os, "getppid", lambda: 1)

        assert left.wait(PATIENCE)


def test_pulse_goes_on_while_the_database_is_away(
    quick_app: Flask, job: ClaimedJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats: list[int] = []
    enough = threading.Event()

    def heartbeat(*_: object) -> Stop:
        beats.append(1)
        if len(beats) == 1:
            raise StorageUnavailable("SQLITE_BUSY")
        enough.set()
        return Stop.NO

    # A database that is away for one beat cannot be made to come back in time.
    monkeypatch.setattr(pulse_module.jobs, "heartbeat", heartbeat)

    with Pulse(quick_app, job, progress=dict, leave=pytest.fail):
        assert enough.wait(PATIENCE)


def test_leaving_ends_the_process_with_a_status_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    statuses: list[int] = []
    # Ending this process would end the test.
    monkeypatch.setattr(os, "_exit", statuses.append)

    pulse_module.leave()

    assert statuses == [pulse_module.ABANDONED]
