"""The outbox as an organiser sees and works it."""

from dataclasses import dataclass
from datetime import datetime

from web import current
from web.extensions import bell
from web.mail import delivery
from web.mail.outbox import EMAIL, UNKNOWN_CHANNEL, other_channel
from web.persistence.queries import messages
from web.persistence.queries.participants import list_by_code
from web.persistence.rows import MessageRow, ParticipantRow
from web.persistence.transaction import after_commit, transaction
from web.refusals import Conflict
from web.services import audit


class NotToBeRetried(Conflict):
    """Only a message that failed, or that waits, can be tried again."""


class NotToBePassedOn(Conflict):
    """Only a mail that did not arrive is passed on by a person instead."""


class NotByHand(Conflict):
    """Only a message that a person passes on can be ticked off by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """A message in a list."""

    id: int
    kind: str
    channel: str
    state: str
    recipient_name: str
    recipient_address: str
    subject: str
    attempts: int
    error: str
    created_at: datetime
    sent_at: datetime | None
    next_attempt_at: datetime


def list_messages(event_id: int) -> tuple[MessageLine, ...]:
    """List the messages of an event, newest first."""
    return tuple(
        MessageLine(
            id=row.id,
            kind=row.kind,
            channel=row.channel,
            state=row.state,
            recipient_name=row.recipient_name,
            recipient_address=row.recipient_address,
            subject=row.subject,
            attempts=row.attempts,
            error=row.error,
            created_at=row.created_at,
            sent_at=row.sent_at,
            next_attempt_at=row.next_attempt_at,
        )
        for row in messages.list_messages(event_id)
    )


def message(event_id: int, message_id: int) -> MessageRow:
    """Get one message with everything it says.

    Raises:
        NotFound: The event has no such message.
    """
    return messages.get_message(event_id, message_id)


def count_by_state(event_id: int | None = None) -> dict[str, int]:
    """Count the messages in each state, of one event or of all."""
    return messages.count_by_state(event_id)


def is_mail_configured() -> bool:
    """Tell whether anything can be sent; if not, the outbox is there to be read."""
    return delivery.find_carrier() is not None


def send_due(limit: int) -> int:
    """Send messages that are due, at most *limit*, and count those delivered."""
    return delivery.send_due(limit)


def retry_message(event_id: int, message_id: int, *, by: str = "") -> None:
    """Let a message be tried again now, with all its attempts before it.

    Raises:
        NotToBeRetried: It is under way, was sent, or is passed on by hand.
    """
    with transaction():
        row = messages.get_message(event_id, message_id)
        if row.channel != EMAIL or row.state not in {"failed", "bounced", "queued"}:
            raise NotToBeRetried
        row.state = "queued"
        row.attempts = 0
        row.error = ""
        row.next_attempt_at = current.clock().now()
        _record("message.retry", row, by)
        after_commit(bell.ring)


def other_channel_of(row: MessageRow) -> str:
    """Say by which way a person can be reached whose mail did not arrive."""
    participant = _participant(row)
    return other_channel(participant) if participant else UNKNOWN_CHANNEL


def pass_on(event_id: int, message_id: int, *, by: str) -> None:
    """Let the organiser pass on a mail that did not arrive, by the next best way.

    Raises:
        NotToBePassedOn: It arrived, or may still.
    """
    with transaction():
        row = messages.get_message(event_id, message_id)
        if row.channel != EMAIL or row.state not in {"failed", "bounced"}:
            raise NotToBePassedOn
        row.channel = other_channel_of(row)
        row.state = "by_hand"
        _record("message.pass_on", row, by)


def mark_done(event_id: int, message_id: int, *, by: str = "") -> None:
    """Tick off a message that the organiser passed on.

    Raises:
        NotByHand: The machine sends it.
    """
    with transaction():
        row = messages.get_message(event_id, message_id)
        if row.channel == EMAIL:
            raise NotByHand
        row.state = "sent"
        row.sent_at = row.sent_at or current.clock().now()
        _record("message.done", row, by)


def _participant(row: MessageRow) -> ParticipantRow | None:
    if row.event_id is None or row.participant_code is None:
        return None
    codes = frozenset({row.participant_code})
    return next(iter(list_by_code(row.event_id, codes)), None)


def _record(action: str, row: MessageRow, by: str) -> None:
    audit.record(action, by=by, event_id=row.event_id, detail={"message": row.id})
