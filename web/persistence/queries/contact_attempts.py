"""What was tried to pass messages on."""

from collections.abc import Mapping

from sqlalchemy import select

from web.persistence.database import db
from web.persistence.rows import ContactAttemptRow, MessageRow


def list_attempts(event_id: int) -> Mapping[int, tuple[ContactAttemptRow, ...]]:
    """List the attempts of an event by message, in order of time."""
    rows = db.session.scalars(
        select(ContactAttemptRow)
        .join(MessageRow, MessageRow.id == ContactAttemptRow.message_id)
        .where(MessageRow.event_id == event_id)
        .order_by(ContactAttemptRow.id)
    )
    found: dict[int, list[ContactAttemptRow]] = {}
    for row in rows:
        found.setdefault(row.message_id, []).append(row)
    return {message: tuple(attempts) for message, attempts in found.items()}
