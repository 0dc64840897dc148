"""The planning process: a real event, planned by the worker's real child."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.factories import a_participant_row, an_event_row
from tests.web.conftest import dispose
from web import create_app
from web.config import Settings, to_environment
from web.current import EXTENSION
from web.jobs import planning_process
from web.jobs.children import PLANNING
from web.jobs.pulse import ABANDONED
from web.jobs.worker import Worker
from web.persistence.queries import versions
from web.persistence.transaction import transaction
from web.services import jobs
from web.services.jobs import ClaimedJob, JobKind, JobStatus
from web.services.planning import start_planning


@pytest.fixture
def real_app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, pages=False)
    with app.app_context(), transaction():
        event = an_event_row()
        a_participant_row(event, "W001")
        a_participant_row(
            event,
            "W002",
            name="Bibliotheek",
            kind="culture",
            offers=[("ruimte", "een zaal")],
            asks=[("menskracht", "vrijwilligers")],
            delegates=["Nour"],
            contact="nour@voorbeeld.nl",
        )
    yield app
    dispose(app)


@pytest.fixture
def restore_signal() -> Iterator[None]:
    """Put back what happens at SIGTERM."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def claim(app: Flask) -> ClaimedJob:
    with app.app_context():
        start_planning(1, by="roos@example.org", seconds=5)
        job = jobs.claim_next([JobKind.PLAN], owner="one")
    assert job is not None
    return job


@pytest.mark.usefixtures("restore_signal")
def test_process_plans_and_stores(real_app: Flask) -> None:
    job = claim(real_app)

    status = planning_process.plan(real_app, job.id, job.fence)

    with real_app.app_context():
        assert (status, jobs.get_state(job.id).status) == (0, JobStatus.DONE)
        assert versions.get_version(1, 1).meetings != []


def test_process_with_an_old_fence_leaves_at_once(real_app: Flask) -> None:
    job = claim(real_app)

    status = planning_process.plan(real_app, job.id, job.fence - 1)

    with real_app.app_context():
        assert (status, versions.list_versions(1)) == (ABANDONED, ())


def test_process_reads_its_settings_from_the_environment(
    real_app: Flask, settings: Settings
) -> None:
    job = claim(real_app)

    done = subprocess.run(
        [*PLANNING, str(job.id), str(job.fence)],
        env=to_environment(settings),
        check=False,
        capture_output=True,
    )

    with real_app.app_context():
        assert (done.returncode, done.stdout) == (0, b"")
        assert jobs.get_state(job.id).result == {"version": 1}


@pytest.mark.usefixtures("restore_signal")
def test_main_takes_the_job_and_the_fence(
    real_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = claim(real_app)
    # The environment of the test run is not that of an installation.
    monkeypatch.setattr(planning_process, "create_app", lambda **_: real_app)

    assert planning_process.main([str(job.id), str(job.fence)]) == 0


def test_worker_runs_the_planning_of_an_event(real_app: Flask) -> None:
    with real_app.app_context():
        start_planning(1, by="roos@example.org", seconds=5)

        worked = Worker(real_app).plan_once()

        assert worked
        assert [line.version for line in versions.list_versions(1)] == [1]


def test_worker_without_work_says_so(real_app: Flask) -> None:
    with real_app.app_context():
        worker = Worker(real_app)

        assert (worker.plan_once(), worker.send_once()) == (False, False)


def test_process_that_falls_gives_its_job_back(real_app: Flask) -> None:
    with real_app.app_context():
        job_id = start_planning(1, by="roos@example.org", seconds=5)

        Worker(real_app, planning=(sys.executable, "-c", "exit(3)")).plan_once()

        state = jobs.get_state(job_id)
    assert (state.status, state.error) == (JobStatus.QUEUED, "exit status 3")


def test_process_that_does_not_end_in_time_is_ended(
    real_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.jobs.worker.EXTRA_SECONDS", -2.0)
    monkeypatch.setattr("web.jobs.children.GRACE_SECONDS", 1.0)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"
    with real_app.app_context():
        job_id = start_planning(1, by="roos@example.org", seconds=5)

        Worker(real_app, planning=(sys.executable, "-c", deaf)).plan_once()

        assert jobs.get_state(job_id).error.startswith("exit status -")


def test_worker_works_until_it_is_stopped_and_survives_a_fault(
    real_app: Flask,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    real_app.extensions[EXTENSION] = replace(
        real_app.extensions[EXTENSION], settings=replace(settings, sweep_seconds=0.1)
    )
    worker = Worker(real_app)
    steps: list[str] = []

    def fall_then_stop(_: int) -> int:
        steps.append("send")
        if len(steps) == 1:
            raise ZeroDivisionError
        worker.stop()
        return 0

    # The first fault of a worker that has none of its own.
    monkeypatch.setattr("web.jobs.worker.messages.send_due", fall_then_stop)

    worker.run()

    assert steps == ["send", "send"]
    assert f"worker {worker.name}: ZeroDivisionError" in caplog.messages
