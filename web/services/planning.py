"""Planning as an organiser asks for it: start, follow, stop.

The planning itself is `web.services.plan_runs`, in a process of its own.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from web import current
from web.persistence.queries import setup
from web.persistence.transaction import transaction
from web.refusals import JobRunning, NothingToPlan
from web.services import audit, jobs
from web.services.jobs import JobKind, JobState, JobStatus, Stop
from web.services.plan_progress import PlanPoint, read_points

FEWEST_PARTICIPANTS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningState:
    """How the newest planning of an event stands."""

    job_id: int
    status: JobStatus
    attempts: int
    seconds: float
    """How long it may search."""
    stop: Stop
    points: tuple[PlanPoint, ...]
    """Its course, oldest first; empty until the search begins."""
    version: int | None
    """The version it made, once it is done."""
    error: str
    """Why it failed: a code of `matcher.refusals.Unplannable`, ``no_plan``,
    ``rejected``, or a fault for the log."""
    conflict: tuple[str, ...]
    """With ``no_plan``: the rules that cannot hold together."""
    created_at: datetime
    finished_at: datetime | None

    @property
    def is_running(self) -> bool:
        """Whether it waits for a worker or is under way."""
        return self.status in {JobStatus.QUEUED, JobStatus.RUNNING}

    @property
    def last(self) -> PlanPoint | None:
        """Where the search stood at its last report."""
        return self.points[-1] if self.points else None

    @property
    def gap(self) -> float | None:
        """Relative distance to what is proven, for the goal in work."""
        last = self.last
        if last is None or last.value is None or not last.bound:
            return None
        return abs(last.bound - last.value) / abs(last.bound)


def start_planning(event_id: int, *, by: str, seconds: float | None = None) -> int:
    """Put the planning of an event in line and return the number of the job.

    Raises:
        NotFound: there is no such event.
        NothingToPlan: it lacks slots, tables or participants.
        JobRunning: it is being planned already; the refusal names the job.
    """
    allowed = current.settings().plan_seconds if seconds is None else seconds
    with transaction():
        _refuse_empty(event_id)
        running = jobs.find_running(event_id, JobKind.PLAN)
        if running is not None:
            raise JobRunning(running.id)
        job_id = jobs.enqueue(
            JobKind.PLAN, {"seconds": allowed, "by": by}, event_id=event_id
        )
        audit.record(
            "programme.plan", by=by, event_id=event_id, detail={"seconds": allowed}
        )
    return job_id


def stop_planning(event_id: int, stop: Stop, *, by: str) -> None:
    """End the planning of an event, if any runs, and keep or discard what it found."""
    running = jobs.find_running(event_id, JobKind.PLAN)
    if running is None:
        return
    jobs.request_stop(running.id, stop)
    with transaction():
        audit.record(
            "programme.stop", by=by, event_id=event_id, detail={"stop": stop.value}
        )


def planning_state(event_id: int) -> PlanningState | None:
    """Tell how the newest planning of an event stands; None if there was none."""
    job = jobs.find_latest(event_id, JobKind.PLAN)
    return None if job is None else _planning_state(job)


def _planning_state(job: JobState) -> PlanningState:
    version = job.result.get("version")
    conflict = job.result.get("conflict")
    return PlanningState(
        job_id=job.id,
        status=job.status,
        attempts=job.attempts,
        seconds=float(str(job.arguments["seconds"])),
        stop=job.stop,
        points=read_points(job.progress),
        version=None if version is None else int(str(version)),
        error=job.error,
        conflict=tuple(map(str, conflict)) if isinstance(conflict, list) else (),
        created_at=job.created_at,
        finished_at=job.finished_at,
    )


def _refuse_empty(event_id: int) -> None:
    event = setup.get_event(event_id)
    if not any(block.slots for block in event.blocks):
        raise NothingToPlan("slots")
    if not any(block.tables for block in event.blocks):
        raise NothingToPlan("tables")
    registered = setup.count_registered([event_id]).get(event_id, 0)
    if registered < FEWEST_PARTICIPANTS:
        raise NothingToPlan("participants")
