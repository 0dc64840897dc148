"""Calendar entries without their bytes: what everybody was told last."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from web.persistence.database import db
from web.persistence.rows import InvitationRow, ParticipantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryState:
    """The newest state of one person's entry."""

    meeting_code: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    ends_at: datetime


def list_newest_states(event_id: int) -> tuple[EntryState, ...]:
    """List the newest state of every entry of an event, by time and meeting."""
    place = func.row_number().over(
        partition_by=InvitationRow.uid, order_by=InvitationRow.sequence.desc()
    )
    ranked = (
        select(
            InvitationRow.meeting_code,
            InvitationRow.sequence,
            InvitationRow.stamped_at,
            InvitationRow.starts_at,
            InvitationRow.ends_at,
            place.label("place"),
        )
        .where(InvitationRow.event_id == event_id)
        .subquery()
    )
    newest = (
        select(ranked)
        .where(ranked.c.place == 1)
        .order_by(ranked.c.starts_at, ranked.c.meeting_code, ranked.c.sequence)
    )
    return tuple(
        EntryState(
            meeting_code=row.meeting_code,
            sequence=row.sequence,
            stamped_at=row.stamped_at,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
        )
        for row in db.session.execute(newest)
    )


def mark_of_entries(event_id: int) -> tuple[object, ...]:
    """Sum up entries and the names in them: it changes when any of them does."""
    told = db.session.execute(
        select(
            func.count(), func.max(InvitationRow.id), func.max(InvitationRow.stamped_at)
        ).where(InvitationRow.event_id == event_id)
    ).one()
    named = db.session.execute(
        select(
            func.count(),
            func.max(ParticipantRow.updated_at),
            func.sum(ParticipantRow.revision),
        ).where(ParticipantRow.event_id == event_id)
    ).one()
    return (*told, *named)
