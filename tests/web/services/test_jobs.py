"""Jobs: claimed once, kept by a lease, finished behind a fence, stopped on request."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.clocks import FixedClock
from tests.factories import an_event_row
from web.persistence.queries.health import find_last_worker_sign
from web.persistence.queries.jobs import find_worker
from web.persistence.transaction import TransactionMisused, transaction
from web.refusals import LeaseLost, NotFound
from web.services import jobs
from web.services.jobs import ClaimedJob, JobKind, JobStatus, Stop

# ruff: noqa: PT012 -- a transaction that is undone needs a block to undo
pytestmark = pytest.mark.usefixtures("_event")


@pytest.fixture
def _event(each_app: Flask) -> Iterator[Flask]:
    """A context on each database, with one event in it."""
    with each_app.app_context():
        with transaction():
            an_event_row()
        yield each_app


def put_in_line() -> int:
    with transaction():
        return jobs.enqueue(JobKind.PLAN, {"seconds": 1}, event_id=1)


def claimed() -> ClaimedJob:
    put_in_line()
    job = jobs.claim_next([JobKind.PLAN], owner="one")
    assert job is not None
    return job


def test_job_is_claimed_once() -> None:
    job_id = put_in_line()

    first = jobs.claim_next([JobKind.PLAN], owner="one")
    second = jobs.claim_next([JobKind.PLAN], owner="two")

    assert first == ClaimedJob(
        id=job_id, kind=JobKind.PLAN, event_id=1, arguments={"seconds": 1}, fence=1
    )
    assert second is None


def test_jobs_are_claimed_in_order() -> None:
    ids = [put_in_line(), put_in_line()]

    taken = [jobs.claim_next([JobKind.PLAN], owner="one") for _ in ids]

    assert [job.id for job in taken if job] == ids


def test_job_of_an_undone_transaction_does_not_exist() -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        jobs.enqueue(JobKind.PLAN, {}, event_id=1)
        _ = 1 / 0

    assert jobs.find_running(1, JobKind.PLAN) is None


def test_job_outside_a_transaction_is_refused() -> None:
    with pytest.raises(TransactionMisused):
        jobs.enqueue(JobKind.PLAN, {}, event_id=1)


def test_job_without_signs_of_life_is_claimed_again(clock: FixedClock) -> None:
    first = claimed()
    clock.move(seconds=9)
    before = jobs.claim_next([JobKind.PLAN], owner="two")
    clock.move(seconds=2)

    second = jobs.claim_next([JobKind.PLAN], owner="two")

    assert before is None
    assert second is not None
    assert (second.id, second.fence) == (first.id, first.fence + 1)


def test_signs_of_life_keep_a_job(clock: FixedClock) -> None:
    job = claimed()
    for _ in range(3):
        clock.move(seconds=9)
        jobs.heartbeat(job.id, job.fence, {"points": []})

    assert jobs.claim_next([JobKind.PLAN], owner="two") is None


def test_late_worker_can_write_nothing(clock: FixedClock) -> None:
    late = claimed()
    clock.move(seconds=11)
    now = jobs.claim_next([JobKind.PLAN], owner="two")
    assert now is not None

    with pytest.raises(LeaseLost):
        jobs.heartbeat(late.id, late.fence, {"points": [[1, "value", 5, 5, 5]]})
    with pytest.raises(LeaseLost):
        jobs.fail(late.id, late.fence, "too late")
    with pytest.raises(LeaseLost), transaction():
        jobs.finish(late.id, late.fence, {"version": 1})
    with pytest.raises(LeaseLost):
        jobs.get_claimed(late.id, late.fence)
    jobs.give_back(late.id, late.fence, "too late")

    state = jobs.get_state(late.id)
    assert (state.status, state.progress, state.result) == (JobStatus.RUNNING, {}, {})
    assert jobs.get_claimed(now.id, now.fence) == now


def test_finished_job_keeps_its_result() -> None:
    job = claimed()

    with transaction():
        jobs.finish(job.id, job.fence, {"version": 4})

    state = jobs.get_state(job.id)
    assert (state.status, state.result) == (JobStatus.DONE, {"version": 4})
    assert state.finished_at is not None
    assert jobs.find_running(1, JobKind.PLAN) is None
    assert jobs.find_latest(1, JobKind.PLAN) == state


def test_failed_job_says_why() -> None:
    job = claimed()

    jobs.fail(job.id, job.fence, "no_plan", {"conflict": ["a", "b"]})

    state = jobs.get_state(job.id)
    assert (state.status, state.error) == (JobStatus.FAILED, "no_plan")
    assert state.result == {"conflict": ["a", "b"]}


def test_job_given_back_is_tried_again_after_a_pause(clock: FixedClock) -> None:
    job = claimed()

    jobs.give_back(job.id, job.fence, "exit status -9")

    assert jobs.claim_next([JobKind.PLAN], owner="two") is None
    clock.move(seconds=1)
    again = jobs.claim_next([JobKind.PLAN], owner="two")
    assert again is not None
    assert again.fence == job.fence + 1


def test_job_that_always_falls_is_given_up(clock: FixedClock) -> None:
    job_id = put_in_line()
    for _ in range(jobs.MOST_ATTEMPTS):
        clock.move(minutes=2)
        job = jobs.claim_next([JobKind.PLAN], owner="one")
        assert job is not None
        jobs.give_back(job.id, job.fence, "exit status -9")

    clock.move(minutes=2)
    assert jobs.claim_next([JobKind.PLAN], owner="one") is None
    state = jobs.get_state(job_id)
    assert state.status is JobStatus.FAILED
    assert state.error == "gave_up: exit status -9"


def test_job_that_always_kills_its_worker_is_given_up(clock: FixedClock) -> None:
    job_id = put_in_line()
    later = put_in_line()
    for _ in range(jobs.MOST_ATTEMPTS):
        assert jobs.claim_next([JobKind.PLAN], owner="one") is not None
        clock.move(seconds=11)

    next_job = jobs.claim_next([JobKind.PLAN], owner="one")

    assert next_job is not None
    assert next_job.id == later
    assert jobs.get_state(job_id).error == jobs.GAVE_UP


def test_last_job_given_up_leaves_nothing_to_claim(clock: FixedClock) -> None:
    put_in_line()
    for _ in range(jobs.MOST_ATTEMPTS):
        assert jobs.claim_next([JobKind.PLAN], owner="one") is not None
        clock.move(seconds=11)

    assert jobs.claim_next([JobKind.PLAN], owner="one") is None


def test_request_to_keep_is_heard_with_the_next_sign() -> None:
    job = claimed()
    before = jobs.heartbeat(job.id, job.fence)

    jobs.request_stop(job.id, Stop.KEEP)

    assert (before, jobs.heartbeat(job.id, job.fence)) == (Stop.NO, Stop.KEEP)
    assert jobs.get_state(job.id).status is JobStatus.RUNNING


def test_discarded_job_is_taken_away_at_once(clock: FixedClock) -> None:
    job = claimed()

    jobs.request_stop(job.id, Stop.DISCARD)

    assert jobs.get_state(job.id).status is JobStatus.CANCELLED
    with pytest.raises(LeaseLost):
        jobs.heartbeat(job.id, job.fence)
    clock.move(minutes=5)
    assert jobs.claim_next([JobKind.PLAN], owner="two") is None


@pytest.mark.parametrize("stop", [Stop.KEEP, Stop.DISCARD])
def test_job_still_in_line_is_cancelled(stop: Stop) -> None:
    job_id = put_in_line()

    jobs.request_stop(job_id, stop)

    assert jobs.get_state(job_id).status is JobStatus.CANCELLED
    assert jobs.claim_next([JobKind.PLAN], owner="one") is None


def test_job_that_ended_cannot_be_stopped() -> None:
    job = claimed()
    with transaction():
        jobs.finish(job.id, job.fence, {"version": 1})

    jobs.request_stop(job.id, Stop.DISCARD)

    assert jobs.get_state(job.id).status is JobStatus.DONE


def test_unknown_job_is_not_found() -> None:
    with pytest.raises(NotFound):
        jobs.get_state(99)


def test_worker_shows_that_it_lives(clock: FixedClock) -> None:

    jobs.show_alive("one")
    clock.move(seconds=30)
    jobs.show_alive("one")

    assert find_last_worker_sign() == clock.now()


def test_worker_long_gone_is_forgotten(clock: FixedClock) -> None:

    jobs.show_alive("old")
    clock.move(days=2)

    jobs.show_alive("new")

    assert find_worker("old") is None
    assert find_worker("new") is not None
