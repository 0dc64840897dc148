"""Planning as organisers start and stop it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories import a_participant_row, an_event_row
from web.persistence.database import db
from web.persistence.rows import AuditRow, EventRow
from web.persistence.transaction import transaction
from web.refusals import JobRunning, NotFound, NothingToPlan
from web.services import jobs
from web.services.jobs import JobKind, JobStatus, Stop
from web.services.plan_progress import PlanPoint, point_fields
from web.services.planning import planning_state, start_planning, stop_planning

pytestmark = pytest.mark.usefixtures("_context")


@pytest.fixture
def _context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def event_with(*, slots: int = 3, tables: int = 2, participants: int = 2) -> int:
    with transaction():
        event = an_event_row(slots=slots, tables=tables)
        for number in range(participants):
            a_participant_row(event, f"W{number + 1:03d}")
        return event.id


def test_event_that_was_never_planned_has_no_state() -> None:
    assert planning_state(event_with()) is None


def test_planning_that_waits_says_so() -> None:
    event_id = event_with()

    job_id = start_planning(event_id, by="roos@example.org", seconds=12)

    state = planning_state(event_id)
    assert state is not None
    assert (state.job_id, state.status, state.seconds) == (job_id, JobStatus.QUEUED, 12)
    assert (state.points, state.last, state.gap, state.version) == (
        (),
        None,
        None,
        None,
    )
    assert state.is_running


def test_usual_time_is_that_of_the_settings() -> None:
    event_id = event_with()

    start_planning(event_id, by="roos@example.org")

    state = planning_state(event_id)
    assert state is not None
    assert state.seconds == 30


def test_course_of_a_search_is_read_back() -> None:
    event_id = event_with()
    start_planning(event_id, by="roos@example.org")
    job = jobs.claim_next([JobKind.PLAN], owner="one")
    assert job is not None
    points = (
        PlanPoint(seconds=0.5, stage="start", meetings=3, value=None, bound=None),
        PlanPoint(seconds=2.0, stage="value", meetings=9, value=90, bound=120),
    )

    jobs.heartbeat(job.id, job.fence, point_fields(points))

    state = planning_state(event_id)
    assert state is not None
    assert (state.points, state.last, state.gap) == (points, points[1], 0.25)


def test_second_planning_of_an_event_is_refused_while_one_runs() -> None:
    event_id = event_with()
    job_id = start_planning(event_id, by="roos@example.org")

    with pytest.raises(JobRunning) as refused:
        start_planning(event_id, by="kim@example.org")

    assert refused.value.job_id == job_id


@pytest.mark.parametrize(
    ("lacking", "missing"),
    [
        ({"slots": 0}, "slots"),
        ({"tables": 0}, "tables"),
        ({"participants": 1}, "participants"),
    ],
)
def test_event_that_lacks_something_is_refused(
    lacking: dict[str, int], missing: str
) -> None:
    event_id = event_with(**lacking)

    with pytest.raises(NothingToPlan) as refused:
        start_planning(event_id, by="roos@example.org")

    assert refused.value.missing == missing
    assert planning_state(event_id) is None


def test_draft_registrations_do_not_count() -> None:
    event_id = event_with(participants=1)
    with transaction():
        event = db.session.get_one(EventRow, event_id)
        a_participant_row(event, "W009", state="draft")

    with pytest.raises(NothingToPlan):
        start_planning(event_id, by="roos@example.org")


def test_unknown_event_is_not_found() -> None:
    with pytest.raises(NotFound):
        start_planning(99, by="roos@example.org")


def test_stopping_reaches_the_job_and_is_written_down() -> None:
    event_id = event_with()
    start_planning(event_id, by="roos@example.org")
    jobs.claim_next([JobKind.PLAN], owner="one")

    stop_planning(event_id, Stop.KEEP, by="kim@example.org")

    state = planning_state(event_id)
    assert state is not None
    assert (state.stop, state.status) == (Stop.KEEP, JobStatus.RUNNING)
    actions = db.session.execute(select(AuditRow.action, AuditRow.actor)).all()
    assert [tuple(row) for row in actions] == [
        ("programme.plan", "roos@example.org"),
        ("programme.stop", "kim@example.org"),
    ]


def test_stopping_what_does_not_run_changes_nothing() -> None:
    event_id = event_with()

    stop_planning(event_id, Stop.DISCARD, by="kim@example.org")

    assert planning_state(event_id) is None
    assert db.session.execute(select(AuditRow)).all() == []
