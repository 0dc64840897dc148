"""Workers and their processes, killed for real: nothing is lost, nothing is done twice.

The lease and the sweep are short here; what is measured in seconds is generous,
because other tests run beside these.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import an_event_row
from tests.web.conftest import dispose
from web import create_app
from web.config import Settings, to_environment
from web.persistence.queries.health import find_last_worker_sign
from web.persistence.transaction import transaction
from web.services import jobs
from web.services.jobs import JobKind, JobState, JobStatus, Stop

ROOT = Path(__file__).parents[3]
LEASE = 1.5
SWEEP = 0.3
PATIENCE = 30.0


@pytest.fixture
def quick_settings(settings: Settings) -> Settings:
    """Settings with a short lease."""
    return replace(settings, job_lease_seconds=LEASE, sweep_seconds=SWEEP)


@pytest.fixture
def each_quick_settings(each_settings: Settings) -> Settings:
    """Settings with a short lease, on each database."""
    return replace(each_settings, job_lease_seconds=LEASE, sweep_seconds=SWEEP)


@pytest.fixture
def real_app(quick_settings: Settings) -> Iterator[Flask]:
    """An application on the clock of this machine, with an event."""
    yield from app_with_event(quick_settings)


@pytest.fixture
def each_real_app(each_quick_settings: Settings) -> Iterator[Flask]:
    """The same on each database."""
    yield from app_with_event(each_quick_settings)


def app_with_event(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, pages=False)
    with app.app_context(), transaction():
        an_event_row()
    yield app
    dispose(app)


@contextmanager
def worker_of(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker in a session of its own, and leave nothing of it behind."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.web.jobs.waiting_worker"],
        env=to_environment(settings),
        cwd=ROOT,
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        kill_tree(process)


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """Kill a worker and everything it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def put_in_line(app: Flask, *, work: float) -> int:
    with app.app_context(), transaction():
        return jobs.enqueue(JobKind.PLAN, {"seconds": 60, "work": work}, event_id=1)


def runs(settings: Settings) -> list[int]:
    """List the processes that began the job, in order."""
    path = settings.data_dir / "runs"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def wait_for(condition: Callable[[], bool]) -> float:
    """Wait until something holds, and say for how long."""
    begin = time.monotonic()
    while not condition():
        if time.monotonic() - begin > PATIENCE:
            pytest.fail("it did not happen")
        time.sleep(0.05)
    return time.monotonic() - begin


def state_of(app: Flask, job_id: int) -> JobState:
    with app.app_context():
        return jobs.get_state(job_id)


def has_ended(app: Flask, job_id: int) -> Callable[[], bool]:
    return lambda: state_of(app, job_id).finished_at is not None


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be counted does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_killed_child_is_run_again(
    each_real_app: Flask, each_quick_settings: Settings
) -> None:
    job_id = put_in_line(each_real_app, work=1)
    with worker_of(each_quick_settings):
        wait_for(lambda: len(runs(each_quick_settings)) == 1)

        os.kill(runs(each_quick_settings)[0], signal.SIGKILL)

        wait_for(has_ended(each_real_app, job_id))
    state = state_of(each_real_app, job_id)
    assert (state.status, state.attempts) == (JobStatus.DONE, 2)
    assert state.result == {"version": 2, "stopped": False}
    assert len(runs(each_quick_settings)) == 2


def test_job_of_a_killed_tree_is_run_by_the_next_worker(
    each_real_app: Flask, each_quick_settings: Settings
) -> None:
    job_id = put_in_line(each_real_app, work=1)
    with worker_of(each_quick_settings) as first:
        wait_for(lambda: len(runs(each_quick_settings)) == 1)
        kill_tree(first)

    with worker_of(each_quick_settings):
        wait_for(has_ended(each_real_app, job_id))

    state = state_of(each_real_app, job_id)
    assert (state.status, state.attempts) == (JobStatus.DONE, 2)


def test_process_of_a_killed_worker_leaves_and_its_job_goes_on(
    real_app: Flask, quick_settings: Settings
) -> None:
    job_id = put_in_line(real_app, work=5)
    with worker_of(quick_settings) as first:
        wait_for(lambda: len(runs(quick_settings)) == 1)
        orphan = runs(quick_settings)[0]

        first.kill()
        first.wait()

        wait_for(lambda: not is_alive(orphan))
        with worker_of(quick_settings):
            wait_for(lambda: len(runs(quick_settings)) == 2)
            with real_app.app_context():
                jobs.request_stop(job_id, Stop.KEEP)
            wait_for(has_ended(real_app, job_id))
    assert state_of(real_app, job_id).result == {"version": 2, "stopped": True}


def test_request_to_keep_ends_the_work_within_seconds(
    real_app: Flask, quick_settings: Settings
) -> None:
    job_id = put_in_line(real_app, work=60)
    with worker_of(quick_settings):
        wait_for(lambda: state_of(real_app, job_id).progress != {})

        with real_app.app_context():
            jobs.request_stop(job_id, Stop.KEEP)

        seconds = wait_for(has_ended(real_app, job_id))
    assert seconds < 5
    assert state_of(real_app, job_id).result == {"version": 1, "stopped": True}


def test_discarded_work_ends_within_seconds_and_leaves_nothing(
    real_app: Flask, quick_settings: Settings
) -> None:
    job_id = put_in_line(real_app, work=60)
    with worker_of(quick_settings):
        wait_for(lambda: len(runs(quick_settings)) == 1)
        pid = runs(quick_settings)[0]

        with real_app.app_context():
            jobs.request_stop(job_id, Stop.DISCARD)

        seconds = wait_for(lambda: not is_alive(pid))
    state = state_of(real_app, job_id)
    assert seconds < 5
    assert (state.status, state.result) == (JobStatus.CANCELLED, {})


def test_worker_that_is_asked_to_end_keeps_the_work(
    real_app: Flask, quick_settings: Settings
) -> None:
    job_id = put_in_line(real_app, work=60)
    with worker_of(quick_settings) as worker:
        wait_for(lambda: len(runs(quick_settings)) == 1)

        worker.terminate()

        assert worker.wait(PATIENCE) == 0
    state = state_of(real_app, job_id)
    assert (state.status, state.result["stopped"]) == (JobStatus.DONE, True)


def test_lost_ring_costs_one_sweep(real_app: Flask, quick_settings: Settings) -> None:
    deaf = replace(
        quick_settings,
        queue_url=f"sqlite:///{quick_settings.data_dir / 'other.sqlite'}",
    )
    with worker_of(deaf):
        job_id = put_in_line(real_app, work=0)

        wait_for(has_ended(real_app, job_id))

    assert state_of(real_app, job_id).attempts == 1


def test_bell_wakes_a_worker_that_would_not_look(
    real_app: Flask, quick_settings: Settings
) -> None:
    with worker_of(replace(quick_settings, sweep_seconds=60)):
        # Both loops have looked once and wait when the first sign of life stands.
        wait_for(lambda: has_worker(real_app))
        time.sleep(0.5)
        job_id = put_in_line(real_app, work=0)

        wait_for(has_ended(real_app, job_id))

    assert state_of(real_app, job_id).status is JobStatus.DONE


def has_worker(app: Flask) -> bool:
    with app.app_context():
        return find_last_worker_sign() is not None
