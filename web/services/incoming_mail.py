"""Mail that came in and that a person has to read, for the organiser."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from web.persistence.database import db
from web.persistence.queries import incoming
from web.persistence.rows import EventRow, ParticipantRow, ReceivedMailRow
from web.persistence.transaction import transaction
from web.services import audit


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMail:
    """A mail that a person still has to read."""

    id: int
    sender: str
    participant: str
    """What the group or organisation is called that it is of; or empty."""
    participant_code: str
    subject: str
    words: str
    """What somebody wrote; it may be cut off, the mailbox holds all of it."""
    outcome: str
    received_at: datetime
    """At the local time of the event."""


def list_open(event_id: int) -> tuple[OpenMail, ...]:
    """List the mails about an event that a person still has to read, oldest first."""
    zone = ZoneInfo(db.session.get_one(EventRow, event_id).timezone)
    return tuple(_open_mail(row, zone) for row in incoming.list_open_mail(event_id))


def count_open(event_id: int) -> int:
    """Count the mails that a person still has to read."""
    return incoming.count_open_mail(event_id)


def mark_read(event_id: int, mail_id: int, *, by: str) -> None:
    """Take a mail off the list, and forget what it said.

    Raises:
        NotFound: The event has no such mail.
    """
    with transaction():
        row = incoming.get_received(event_id, mail_id)
        row.is_open = False
        row.sender = row.subject = row.words = ""
        audit.record("mail.read", by=by, event_id=event_id, detail={"mail": row.id})


def _open_mail(row: ReceivedMailRow, zone: ZoneInfo) -> OpenMail:
    key = row.participant_id
    participant = db.session.get(ParticipantRow, key) if key else None
    return OpenMail(
        id=row.id,
        sender=row.sender,
        participant=participant.name if participant else "",
        participant_code=participant.code if participant else "",
        subject=row.subject,
        words=row.words,
        outcome=row.outcome,
        received_at=row.received_at.astimezone(zone),
    )
