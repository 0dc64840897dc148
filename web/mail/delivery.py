"""Sending what stands in the outbox: claimed with a lease, sent, marked as sent.

Whatever dies on the way, no message is lost: its lease runs out and it is sent
again, under the same Message-ID, so that the recipient has it once. Only between
the server's last answer and our commit can it go out twice.
"""

from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from matcher.invitations import Mailbox
from web import current
from web.mail.lease import LEASE, LeaseKeeper
from web.mail.mime import Mail, to_mime
from web.mail.pace import take_turn
from web.mail.smtp import SmtpTransport
from web.persistence.database import db
from web.persistence.queries import messages
from web.persistence.rows import EventRow, MessageRow
from web.persistence.transaction import transaction
from web.ports import MailTransport
from web.refusals import MailFault, MailRefused

PAUSES = tuple(
    timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120, 240, 480, 960)
)
"""How long to wait after each failure; after the last the message has failed."""
CROWDED = frozenset({421, 432})
"""Too many connections (432 is Exchange Online's): come back soon."""
SOON = timedelta(minutes=1)
FULL = frozenset({452, 552})
"""A full mailbox (RFC 5321 4.2.3) empties in hours, not in minutes."""
MUCH_LATER = timedelta(hours=4)


PASSING = frozenset({"sign_in", "code"})
"""Kinds of messages of which nothing is kept once they are sent."""


class Sent(StrEnum):
    """What became of one attempt."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    POSTPONED = "postponed"
    UNREACHABLE = "unreachable"
    """Nothing answers, so the other messages need not try now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A message that is ours to send until the lease ends."""

    id: int
    fence: int
    attempt: int
    mail: Mail


def find_carrier() -> MailTransport | None:
    """Find who carries our mail; None where no mail server is set."""
    server = current.settings().smtp
    return current.transport() or (SmtpTransport(server) if server else None)


def send_due(limit: int) -> int:
    """Send messages that are due, at most *limit*, and count those delivered.

    Without a mail server nothing is tried: all stays in the outbox, to be read.
    """
    carrier = find_carrier()
    delivered = 0
    if carrier is None:
        return delivered
    with closing(carrier):
        for _ in range(limit):
            claim = claim_next()
            if claim is None:
                break
            outcome = deliver(claim, carrier)
            delivered += outcome is Sent.DELIVERED
            if outcome is Sent.UNREACHABLE:
                break
    return delivered


def claim_next() -> Claim | None:
    """Take the message that has waited longest, for as long as a lease lasts.

    Nothing is taken while sending is paused, or when it is not yet our turn.
    """
    with transaction():
        now = current.clock().now()
        row = messages.find_due(now)
        if row is None or not take_turn(now):
            return None
        row.state = "sending"
        row.fence += 1
        row.attempts += 1
        row.lease_until = now + LEASE
        return Claim(
            id=row.id, fence=row.fence, attempt=row.attempts, mail=mail_of(row)
        )


def mail_of(row: MessageRow) -> Mail:
    """Make the mail of a message; the same each time it is made."""
    settings = current.settings()
    event = db.session.get(EventRow, row.event_id) if row.event_id else None
    return Mail(
        sender=Mailbox(
            name=event.name if event else settings.mail_name,
            address=settings.mail_from,
        ),
        recipient=Mailbox(name=row.recipient_name, address=row.recipient_address),
        subject=row.subject,
        text=row.body,
        html=row.html,
        message_id=row.message_id,
        in_reply_to=row.in_reply_to,
        written_at=row.created_at,
        calendar=row.invitation.content if row.invitation else None,
    )


def deliver(claim: Claim, carrier: MailTransport) -> Sent:
    """Hand over a claimed message and write down what became of it."""
    mail = claim.mail
    try:
        with LeaseKeeper(claim.id, claim.fence):
            carrier.send(
                sender=mail.sender.address,
                recipient=mail.recipient.address,
                message=to_mime(mail),
            )
    except MailFault as fault:
        return _mark_failed(claim, fault)
    _mark_sent(claim)
    return Sent.DELIVERED


def _mark_sent(claim: Claim) -> None:
    with transaction():
        row = messages.find_claimed(claim.id, claim.fence)
        if row is None:
            return
        row.state = "sent"
        row.sent_at = current.clock().now()
        row.lease_until = None
        row.error = ""
        if row.kind in PASSING:
            # What opens a door for some minutes; what is not kept cannot leak.
            row.body = row.html = ""


def _mark_failed(claim: Claim, fault: MailFault) -> Sent:
    pause = _pause(claim.attempt, fault)
    with transaction():
        row = messages.find_claimed(claim.id, claim.fence)
        if row is not None:
            row.state = "failed" if pause is None else "queued"
            row.lease_until = None
            row.error = str(fault)
            row.next_attempt_at = current.clock().now() + (pause or timedelta())
    if isinstance(fault, MailRefused):
        return Sent.REFUSED
    return Sent.POSTPONED if fault.code else Sent.UNREACHABLE


def _pause(attempt: int, fault: MailFault) -> timedelta | None:
    """Say how long to wait before the next attempt; None for no more attempts."""
    if attempt > len(PAUSES):
        return None
    if fault.code in FULL:
        return MUCH_LATER
    if isinstance(fault, MailRefused):
        return None
    usual = PAUSES[attempt - 1]
    return min(usual, SOON * attempt) if fault.code in CROWDED else usual
