"""Finding work, its holder, and the workers."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, delete, or_, select

from web.persistence.database import db
from web.persistence.rows import JobRow, WorkerRow
from web.refusals import LeaseLost, NotFound


def find_claimable(kinds: Collection[str], now: datetime) -> JobRow | None:
    """Find the oldest job that waits, or whose holder gives no sign of life."""
    waits = and_(JobRow.state == "queued", JobRow.run_after <= now)
    is_orphan = and_(JobRow.state == "running", JobRow.lease_until < now)
    return db.session.scalar(
        select(JobRow)
        .where(JobRow.kind.in_(kinds), or_(waits, is_orphan))
        .order_by(JobRow.id)
        .limit(1)
    )


def get_held(job_id: int, fence: int) -> JobRow:
    """Return a job that this claim still holds.

    Raises:
        LeaseLost: it was given to another worker, finished or taken away.
    """
    row = db.session.scalar(
        select(JobRow).where(
            JobRow.id == job_id, JobRow.fence == fence, JobRow.state == "running"
        )
    )
    if row is None:
        raise LeaseLost(job_id)
    return row


def get_job(job_id: int) -> JobRow:
    """Return a job."""
    row = db.session.get(JobRow, job_id)
    if row is None:
        raise NotFound("job", job_id)
    return row


def find_unfinished(event_id: int, kind: str) -> JobRow | None:
    """Find the job of an event that waits or runs."""
    return db.session.scalar(
        select(JobRow)
        .where(
            JobRow.event_id == event_id,
            JobRow.kind == kind,
            JobRow.state.in_(("queued", "running")),
        )
        .order_by(JobRow.id)
        .limit(1)
    )


def find_latest(event_id: int, kind: str) -> JobRow | None:
    """Find the newest job of an event, in whatever state."""
    return db.session.scalar(
        select(JobRow)
        .where(JobRow.event_id == event_id, JobRow.kind == kind)
        .order_by(JobRow.id.desc())
        .limit(1)
    )


def find_worker(name: str) -> WorkerRow | None:
    """Find a worker by its name."""
    return db.session.scalar(select(WorkerRow).where(WorkerRow.name == name))


def remove_workers_before(moment: datetime) -> None:
    """Forget workers that gave no sign of life since a moment."""
    db.session.execute(delete(WorkerRow).where(WorkerRow.seen_at < moment))
