"""Finding the events of which people may have to be reminded."""

from datetime import datetime

from sqlalchemy import select

from web.persistence.database import db
from web.persistence.rows import EventRow, InvitationRow, MessageRow


def list_events_with_meetings(after: datetime, until: datetime) -> tuple[int, ...]:
    """List the events that remind, and of which meetings begin in between."""
    rows = db.session.execute(
        select(EventRow.id, EventRow.reminders)
        .where(
            EventRow.id.in_(
                select(InvitationRow.event_id).where(
                    InvitationRow.starts_at > after, InvitationRow.starts_at <= until
                )
            )
        )
        .order_by(EventRow.id)
    )
    return tuple(event_id for event_id, reminders in rows if reminders)


def list_queued(event_id: int, kind: str) -> frozenset[str]:
    """List the names of the messages of one kind that an event has queued."""
    return frozenset(
        db.session.scalars(
            select(MessageRow.message_id).where(
                MessageRow.event_id == event_id, MessageRow.kind == kind
            )
        )
    )
