"""One run of the planner for an event, and storing what it found."""

from collections import Counter
from dataclasses import asdict, dataclass

from matcher.earlier import EarlierEvent
from matcher.event import Event
from matcher.participants import Participant, Side
from matcher.planning import Cancelled, Limits, PlannedEvent, UnmetMeeting, plan_event
from matcher.refusals import EventNotPlannable, NoPlan, PlanRejected
from web import current
from web.persistence.database import db
from web.persistence.loading import (
    event_value,
    participant_value,
    reason_fields,
    slot_codes,
    store_meetings,
    with_decisions,
)
from web.persistence.queries import roster, setup, versions
from web.persistence.queries.decisions import list_decisions
from web.persistence.rows import ProgrammeRow
from web.persistence.transaction import transaction
from web.services import jobs
from web.services.earlier_events import read_earlier
from web.services.jobs import ClaimedJob
from web.services.meanings import read_meanings
from web.services.plan_trail import ProgressTrail

NO_PLAN = "no_plan"
REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """What one run plans."""

    event: Event
    participants: tuple[Participant, ...]
    limits: Limits
    earlier: tuple[EarlierEvent, ...] = ()


def run_plan(job: ClaimedJob, *, trail: ProgressTrail, cancelled: Cancelled) -> None:
    """Plan the event of a claimed job and store the result as its next version.

    Storing and finishing are one transaction behind the fence of the claim: a run
    that is repeated makes no second version.

    Raises:
        LeaseLost: the job was given to another worker or taken away.
    """
    task = _read_task(job)
    try:
        planned = plan_event(
            task.event,
            task.participants,
            limits=task.limits,
            earlier=task.earlier,
            meanings=read_meanings(task.participants),
            report=trail.add,
            cancelled=cancelled,
        )
    except EventNotPlannable as refused:
        jobs.fail(job.id, job.fence, refused.reason.value)
    except NoPlan as refused:
        jobs.fail(job.id, job.fence, NO_PLAN, {"conflict": list(refused.conflict)})
    except PlanRejected as refused:
        broken = {"violations": list(refused.violations)}
        jobs.fail(job.id, job.fence, REJECTED, broken)
    else:
        _store(job, task, planned)


def _read_task(job: ClaimedJob) -> PlanTask:
    """Read everything at once, and let go of the database while planning."""
    event = setup.get_event(int(str(job.event_id)))
    codes = slot_codes(event)
    everybody = roster.list_participants(event.id)
    task = PlanTask(
        event=event_value(event),
        participants=with_decisions(
            [
                participant_value(row, codes)
                for row in everybody
                if row.state == "registered"
            ],
            list_decisions(event.id),
        ),
        earlier=read_earlier(event.id),
        limits=Limits(
            seconds=float(str(job.arguments["seconds"])),
            workers=current.settings().plan_workers,
        ),
    )
    db.session.rollback()
    return task


def _store(job: ClaimedJob, task: PlanTask, planned: PlannedEvent) -> None:
    event_id = int(str(job.event_id))
    with transaction():
        newest = versions.find_newest(event_id)
        version = 1 if newest is None else newest.version + 1
        jobs.finish(job.id, job.fence, {"version": version})
        programme = ProgrammeRow(
            event_id=event_id,
            version=version,
            summary=plan_summary(task, planned) | {"by": job.arguments["by"]},
            unmet=[_unmet_fields(unmet) for unmet in planned.unmet],
            created_at=current.clock().now(),
        )
        db.session.add(programme)
        store_meetings(programme, planned.programme.meetings)


def plan_summary(task: PlanTask, planned: PlannedEvent) -> dict[str, object]:
    """Write how good a plan is and what it cost to find.

    The problem and the plan themselves are left out: they would make every page that
    shows a version read megabytes, and they follow from what is stored.
    """
    return {
        "status": str(planned.status),
        "meetings": len(planned.programme.meetings),
        "goals": [
            {
                "name": str(goal),
                "value": list(result.value),
                "bound": list(result.bound),
                "gap": result.gap,
            }
            for goal, result in planned.goals
        ],
        "effort": {
            "seconds": planned.effort.seconds,
            "moves": planned.effort.moves,
            "seed": planned.effort.seed,
            "workers": planned.effort.workers,
            "version": planned.effort.version,
        },
        "sides": {side.value: _side(side, task, planned) for side in Side},
        "candidates": planned.candidates,
        "without_meeting": list(planned.without_meeting),
        "group_offers": [asdict(offer) for offer in planned.group_offers],
    }


def _side(side: Side, task: PlanTask, planned: PlannedEvent) -> dict[str, object]:
    """Count what one side got."""
    meetings = planned.programme.meetings
    held = Counter(code for meeting in meetings for code in (meeting.a, meeting.b))
    mine = [held[person.id] for person in task.participants if person.side is side]
    return {
        "participants": len(mine),
        "meetings": sum(mine),
        "average": round(sum(mine) / len(mine), 3) if mine else 0.0,
        "without": sum(not number for number in mine),
    }


def _unmet_fields(unmet: UnmetMeeting) -> dict[str, object]:
    return {
        "a": unmet.a,
        "b": unmet.b,
        "value": unmet.value,
        "reason": str(unmet.reason),
        "would_help": list(unmet.would_help),
        "reasons": [reason_fields(reason) for reason in unmet.reasons],
    }
