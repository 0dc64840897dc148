"""One run of the planner: what is stored, and what a refusal leaves behind."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import cast

import pytest
from flask import Flask

from matcher.planning import Progress
from tests.factories import (
    a_participant_row,
    a_programme_row,
    an_event_row,
    an_organiser_row,
)
from web.persistence.database import db
from web.persistence.loading import programme_value
from web.persistence.queries import versions
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction
from web.refusals import LeaseLost
from web.services import jobs, plan_runs
from web.services.jobs import ClaimedJob, JobKind, JobStatus, Stop
from web.services.plan_progress import read_points
from web.services.plan_runs import run_plan
from web.services.plan_trail import MOST_POINTS, ProgressTrail
from web.services.planning import planning_state, start_planning

NAMES = {"W001": "De Brug", "W002": "Kompas", "W003": "Zonnehof", "W004": "Vliet"}

pytestmark = pytest.mark.usefixtures("_context")


@pytest.fixture
def _context(each_app: Flask) -> Iterator[None]:
    with each_app.app_context():
        yield


@pytest.fixture
def event_id() -> int:
    """An event in which two pairs can help each other and a fifth can never come."""
    with transaction():
        event = an_event_row(slots=2, tables=2)
        for code, kind, offer, ask in (
            ("W001", "informal", "menskracht", "ruimte"),
            ("W002", "formal", "ruimte", "menskracht"),
            ("W003", "informal", "menskracht", "ruimte"),
            ("W004", "housing", "ruimte", "menskracht"),
        ):
            a_participant_row(
                event,
                code,
                name=f"Groep {code}",
                kind=kind,
                offers=[(offer, f"{offer} voor anderen")],
                asks=[(ask, f"{ask} van anderen")],
                delegates=[f"Persoon {code}"],
                contact=f"{code}@voorbeeld.nl",
            )
        a_participant_row(
            event,
            "W005",
            name="Nooit",
            kind="formal",
            offers=[("ruimte", "ruimte voor anderen")],
            asks=[("menskracht", "menskracht van anderen")],
            delegates=["Persoon W005"],
            contact="W005@voorbeeld.nl",
            slots=(),
        )
        a_participant_row(event, "W006", name="Concept", state="draft")
        return event.id


def claim(event_id: int, *, seconds: float = 5) -> ClaimedJob:
    start_planning(event_id, by="roos@example.org", seconds=seconds)
    job = jobs.claim_next([JobKind.PLAN], owner="one")
    assert job is not None
    return job


def run(job: ClaimedJob) -> ProgressTrail:
    trail = ProgressTrail()
    run_plan(job, trail=trail, cancelled=lambda: False)
    return trail


def test_plan_becomes_the_next_version(event_id: int) -> None:
    run(claim(event_id))
    run(claim(event_id))

    lines = versions.list_versions(event_id)
    state = planning_state(event_id)
    assert [(line.version, line.state) for line in lines] == [
        (2, "draft"),
        (1, "draft"),
    ]
    assert state is not None
    assert (state.status, state.version, state.error) == (JobStatus.DONE, 2, "")


def test_stored_version_says_who_meets_and_how_good_it_is(event_id: int) -> None:
    run(claim(event_id))

    row = versions.get_version(event_id, 1)
    meetings = programme_value(row).meetings
    seen = {code for meeting in meetings for code in (meeting.a, meeting.b)}
    sides = cast(Mapping[str, Mapping[str, float]], row.summary["sides"])
    assert seen == {"W001", "W002", "W003", "W004"}
    assert all(meeting.reasons for meeting in meetings)
    assert row.summary["meetings"] == len(meetings)
    assert row.summary["without_meeting"] == ["W005"]
    assert row.summary["by"] == "roos@example.org"
    assert sides["informal"]["participants"] == 2
    assert sides["other"] == {
        "participants": 3,
        "meetings": sides["informal"]["meetings"],
        "average": round(sides["informal"]["meetings"] / 3, 3),
        "without": 1,
    }
    assert {"W005"} <= {str(u["a"]) for u in row.unmet} | {
        str(u["b"]) for u in row.unmet
    }
    assert all(
        u["reason"] == "no_common_slot" for u in row.unmet if "W005" in u.values()
    )


def _short_event(slug: str, rules: Mapping[str, object] | None = None) -> EventRow:
    """Make an event at which two groups can each meet one of two like organisations."""
    event = an_event_row(slug, slots=1, tables=2, rules=rules)
    for code, kind, offer, ask in (
        ("W001", "informal", "menskracht", "ruimte"),
        ("W002", "formal", "ruimte", "menskracht"),
        ("W003", "informal", "menskracht", "ruimte"),
        ("W004", "formal", "ruimte", "menskracht"),
    ):
        a_participant_row(
            event,
            code,
            name=f"{NAMES[code]} Waterlede",
            kind=kind,
            offers=[(offer, f"{offer} voor anderen")],
            asks=[(ask, f"{ask} van anderen")],
            delegates=[f"Persoon {code}"],
            contact=f"{code}@voorbeeld.nl",
        )
    return event


@pytest.mark.parametrize(("met", "new"), [("W002", "W004"), ("W004", "W002")])
def test_who_met_at_an_earlier_event_meets_somebody_else(met: str, new: str) -> None:
    with transaction():
        before = _short_event("vorig")
        for slot in before.blocks[0].slots:
            slot.starts_at -= timedelta(days=300)
            slot.ends_at -= timedelta(days=300)
        a_programme_row(before, [("W001", met)], state="released")
        now = _short_event("nu", rules={"emphasis": {"new_contacts": 2}})
        an_organiser_row(of=[before, now])
    run(claim(now.id))

    meetings = programme_value(versions.get_version(now.id, 1)).meetings

    assert {frozenset((m.a, m.b)) for m in meetings} == {
        frozenset(("W001", new)),
        frozenset(("W003", met)),
    }


def test_course_of_the_search_is_told(event_id: int) -> None:
    trail = run(claim(event_id))

    points = read_points(trail.fields())
    assert points != ()
    assert [point.seconds for point in points] == sorted(p.seconds for p in points)


def test_run_that_is_repeated_makes_no_second_version(event_id: int) -> None:
    job = claim(event_id)
    run(job)

    with pytest.raises(LeaseLost):
        run(job)

    assert len(versions.list_versions(event_id)) == 1


def test_discarded_run_stores_nothing(event_id: int) -> None:
    job = claim(event_id)
    jobs.request_stop(job.id, Stop.DISCARD)

    with pytest.raises(LeaseLost):
        run(job)

    assert versions.list_versions(event_id) == ()


def test_event_nobody_can_plan_fails_with_its_reason(event_id: int) -> None:
    job = claim(event_id)
    with transaction():
        event = db.session.get_one(EventRow, event_id)
        event.blocks[0].tables.clear()

    run(job)

    state = planning_state(event_id)
    assert state is not None
    assert (state.status, state.error) == (JobStatus.FAILED, "no_tables")
    assert versions.list_versions(event_id) == ()


@pytest.mark.parametrize(
    ("refusal", "error", "conflict"),
    [
        (plan_runs.NoPlan(("guarantee:W001",)), "no_plan", ("guarantee:W001",)),
        (plan_runs.PlanRejected(("table twice",)), "rejected", ()),
    ],
)
def test_refusal_of_the_planner_stands_on_the_job(
    event_id: int,
    monkeypatch: pytest.MonkeyPatch,
    refusal: Exception,
    error: str,
    conflict: tuple[str, ...],
) -> None:
    # No event of ours leads here: every rule but the guarantee can always hold, and
    # a plan that breaks a rule would be a fault of the solver.
    def refuse(*_: object, **__: object) -> None:
        raise refusal

    monkeypatch.setattr(plan_runs, "plan_event", refuse)
    run(claim(event_id))

    state = planning_state(event_id)
    assert state is not None
    assert (state.status, state.error, state.conflict) == (
        JobStatus.FAILED,
        error,
        conflict,
    )


def test_long_course_is_thinned_out_and_keeps_its_ends() -> None:
    trail = ProgressTrail()

    for number in range(1000):
        trail.add(Progress(elapsed=float(number), stage="value", meetings=number))

    points = read_points(trail.fields())
    assert len(points) <= MOST_POINTS
    assert (points[0].seconds, points[-1].seconds) == (0.0, 999.0)
