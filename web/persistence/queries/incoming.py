"""Mail that came in, what it is about, and how far the mailbox has been read."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select

from web.persistence.database import db
from web.persistence.rows import (
    DelegateRow,
    EventRow,
    MailboxRow,
    MessageRow,
    ParticipantRow,
    ReceivedMailRow,
)
from web.refusals import NotFound


def find_received(key: str) -> ReceivedMailRow | None:
    """Find a mail that came in before."""
    return db.session.scalar(select(ReceivedMailRow).where(ReceivedMailRow.key == key))


def get_received(event_id: int, mail_id: int) -> ReceivedMailRow:
    """Get one mail about an event.

    Raises:
        NotFound: The event has no such mail.
    """
    row = db.session.get(ReceivedMailRow, mail_id)
    if row is None or row.event_id != event_id:
        raise NotFound("received mail", mail_id)
    return row


def list_open_mail(event_id: int) -> tuple[ReceivedMailRow, ...]:
    """List the mails about an event that a person still has to read, oldest first."""
    return tuple(
        db.session.scalars(
            select(ReceivedMailRow)
            .where(
                ReceivedMailRow.event_id == event_id, ReceivedMailRow.is_open.is_(True)
            )
            .order_by(ReceivedMailRow.received_at, ReceivedMailRow.id)
        )
    )


def count_open_mail(event_id: int) -> int:
    """Count the mails about an event that a person still has to read."""
    counted = select(func.count()).where(
        ReceivedMailRow.event_id == event_id, ReceivedMailRow.is_open.is_(True)
    )
    return db.session.scalar(counted) or 0


def forget_strays(before: datetime) -> None:
    """Forget the mails that are about no event and came in before a moment."""
    db.session.execute(
        delete(ReceivedMailRow).where(
            ReceivedMailRow.event_id.is_(None), ReceivedMailRow.received_at < before
        )
    )


def find_answered_message(message_ids: Collection[str]) -> MessageRow | None:
    """Find the newest of our messages among those that a mail answers."""
    return db.session.scalar(
        select(MessageRow)
        .where(MessageRow.message_id.in_(message_ids))
        .order_by(MessageRow.id.desc())
        .limit(1)
    )


def find_participant_by_address(address: str) -> ParticipantRow | None:
    """Find who has this address, in the event that was made last."""
    return db.session.scalar(
        select(ParticipantRow)
        .join(DelegateRow, DelegateRow.participant_id == ParticipantRow.id)
        .join(EventRow, EventRow.id == ParticipantRow.event_id)
        .where(func.lower(DelegateRow.contact) == address)
        .order_by(EventRow.id.desc(), ParticipantRow.id.desc())
        .limit(1)
    )


def find_mailbox(name: str) -> MailboxRow | None:
    """Find how far a mailbox has been read."""
    return db.session.scalar(select(MailboxRow).where(MailboxRow.name == name))
