"""Work that outlives a request: put in line, claimed with a lease, finished once.

A claim raises the job's *fence*. Whoever reports or finishes names the fence of its
claim, so a worker that was thought dead and wakes up again can write nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from web import current
from web.extensions import bell
from web.persistence.database import db
from web.persistence.queries import jobs
from web.persistence.rows import JobRow, WorkerRow
from web.persistence.transaction import after_commit, transaction
from web.refusals import LeaseLost

MOST_ATTEMPTS: Final = 5
"""A job that brought down its worker this often will do so again."""
GAVE_UP: Final = "gave_up"
LONGEST_PAUSE: Final = 60.0
"""Seconds between two attempts, at most."""
FORGOTTEN_WORKER: Final = timedelta(days=1)


class JobKind(StrEnum):
    """What kind of work it is. Mail is none: the outbox is its own line."""

    PLAN = "plan"


class JobStatus(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Stop(StrEnum):
    """Whether somebody asked a job to end, and what becomes of its work."""

    NO = ""
    KEEP = "keep"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobState:
    """A job as it stood when it was read."""

    id: int
    kind: JobKind
    status: JobStatus
    attempts: int
    arguments: Mapping[str, object]
    progress: Mapping[str, object]
    stop: Stop
    result: Mapping[str, object]
    error: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedJob:
    """A job that is ours until its lease runs out."""

    id: int
    kind: JobKind
    event_id: int | None
    arguments: Mapping[str, object]
    fence: int


def enqueue(
    kind: JobKind, arguments: Mapping[str, object], event_id: int | None = None
) -> int:
    """Put work in line, in the caller's transaction; a worker is woken after it."""
    now = current.clock().now()
    row = JobRow(
        kind=kind.value,
        event_id=event_id,
        arguments=dict(arguments),
        run_after=now,
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()
    after_commit(bell.ring)
    return row.id


def claim_next(kinds: Collection[JobKind], *, owner: str) -> ClaimedJob | None:
    """Take the oldest job that nobody holds; None where there is none."""
    names = [kind.value for kind in kinds]
    # Looking first keeps idle workers away from the write lock.
    waiting = jobs.find_claimable(names, current.clock().now())
    db.session.rollback()
    if waiting is None:
        return None
    with transaction():
        while (row := jobs.find_claimable(names, current.clock().now())) is not None:
            if row.attempts < MOST_ATTEMPTS:
                return _claim(row, owner)
            _end(row, JobStatus.FAILED)
            row.error = GAVE_UP
            db.session.flush()
    return None


def _claim(row: JobRow, owner: str) -> ClaimedJob:
    now = current.clock().now()
    row.state = JobStatus.RUNNING.value
    row.attempts += 1
    row.fence += 1
    row.owner = owner
    row.lease_until = now + _lease()
    row.started_at = now
    row.progress = {}
    return ClaimedJob(
        id=row.id,
        kind=JobKind(row.kind),
        event_id=row.event_id,
        arguments=dict(row.arguments),
        fence=row.fence,
    )


def get_claimed(job_id: int, fence: int) -> ClaimedJob:
    """Return a job that was claimed by this fence, such as for a child process.

    Raises:
        LeaseLost: the claim does not hold any more.
    """
    row = jobs.get_held(job_id, fence)
    return ClaimedJob(
        id=row.id,
        kind=JobKind(row.kind),
        event_id=row.event_id,
        arguments=dict(row.arguments),
        fence=fence,
    )


def heartbeat(
    job_id: int, fence: int, progress: Mapping[str, object] | None = None
) -> Stop:
    """Keep the lease, report progress, and hear whether to stop.

    Raises:
        LeaseLost: the claim does not hold any more; stop at once.
    """
    with transaction():
        row = jobs.get_held(job_id, fence)
        row.lease_until = current.clock().now() + _lease()
        if progress is not None:
            row.progress = dict(progress)
        return Stop(row.cancel)


def finish(job_id: int, fence: int, result: Mapping[str, object]) -> None:
    """Mark a job as done, in the transaction that stores what it made.

    Raises:
        LeaseLost: the claim does not hold any more, so nothing may be stored.
    """
    row = jobs.get_held(job_id, fence)
    row.result = dict(result)
    _end(row, JobStatus.DONE)


def fail(
    job_id: int, fence: int, error: str, detail: Mapping[str, object] | None = None
) -> None:
    """Mark a job as failed for a reason that trying again does not change.

    Raises:
        LeaseLost: the claim does not hold any more.
    """
    with transaction():
        row = jobs.get_held(job_id, fence)
        row.error = error
        row.result = dict(detail or {})
        _end(row, JobStatus.FAILED)


def give_back(job_id: int, fence: int, error: str) -> None:
    """Put a job back in line after a fault, with a longer pause each time.

    Does nothing where the claim does not hold any more.
    """
    with transaction():
        try:
            row = jobs.get_held(job_id, fence)
        except LeaseLost:
            return
        row.error = error
        row.lease_until = None
        row.owner = None
        if row.attempts >= MOST_ATTEMPTS:
            row.error = f"{GAVE_UP}: {error}"
            _end(row, JobStatus.FAILED)
            return
        pause = min(2.0 ** (row.attempts - 1), LONGEST_PAUSE)
        row.state = JobStatus.QUEUED.value
        row.run_after = current.clock().now() + timedelta(seconds=pause)


def request_stop(job_id: int, stop: Stop) -> None:
    """Ask a job to end; discarding takes it away from its worker at once.

    A job that has ended already stays as it is.
    """
    with transaction():
        row = jobs.get_job(job_id)
        status = JobStatus(row.state)
        if status not in {JobStatus.QUEUED, JobStatus.RUNNING}:
            return
        row.cancel = stop.value
        if stop is Stop.DISCARD or status is JobStatus.QUEUED:
            # The worker loses its fence and can store nothing.
            row.fence += 1
            _end(row, JobStatus.CANCELLED)


def find_running(event_id: int, kind: JobKind) -> JobState | None:
    """Find the job of an event that waits or runs."""
    row = jobs.find_unfinished(event_id, kind.value)
    return None if row is None else _state(row)


def find_latest(event_id: int, kind: JobKind) -> JobState | None:
    """Find the newest job of an event."""
    row = jobs.find_latest(event_id, kind.value)
    return None if row is None else _state(row)


def get_state(job_id: int) -> JobState:
    """Return how a job stands."""
    return _state(jobs.get_job(job_id))


def show_alive(worker: str) -> None:
    """Write down that a worker lives, for who asks whether one does."""
    now = current.clock().now()
    with transaction():
        row = jobs.find_worker(worker)
        if row is None:
            jobs.remove_workers_before(now - FORGOTTEN_WORKER)
            row = WorkerRow(name=worker, started_at=now)
            db.session.add(row)
        row.seen_at = now


def _end(row: JobRow, status: JobStatus) -> None:
    row.state = status.value
    row.finished_at = current.clock().now()
    row.lease_until = None
    row.owner = None


def _lease() -> timedelta:
    return timedelta(seconds=current.settings().job_lease_seconds)


def _state(row: JobRow) -> JobState:
    return JobState(
        id=row.id,
        kind=JobKind(row.kind),
        status=JobStatus(row.state),
        attempts=row.attempts,
        arguments=dict(row.arguments),
        progress=dict(row.progress),
        stop=Stop(row.cancel),
        result=dict(row.result),
        error=row.error,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
