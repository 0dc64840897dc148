"""The outbox: messages are written in the transaction of their cause.

Everything here is called inside the caller's `transaction()`; what it adds goes out
after the commit (`web.mail.delivery`), or not at all if the transaction is undone.
"""

from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe

from matcher.invitations import mail_address
from web import current
from web.extensions import bell
from web.mail.compose import (
    Reader,
    Writer,
    confirmation_code,
    personal_link,
    sign_in,
)
from web.mail.letter import Letter
from web.persistence.database import db
from web.persistence.queries import messages
from web.persistence.rows import (
    DelegateRow,
    EventRow,
    MessageRow,
    OrganiserRow,
    ParticipantRow,
)
from web.persistence.transaction import after_commit
from web.wording import in_language

EMAIL = "email"
"""The only channel by which the machine sends."""
UNKNOWN_CHANNEL = "telefoon"
"""How an organiser reaches somebody of whom no other way is known."""


def queue(row: MessageRow) -> MessageRow:
    """Put a message in the outbox; one that is there already is not put twice."""
    known = messages.find_by_message_id(row.message_id)
    if known is not None:
        return known
    db.session.add(row)
    db.session.flush()
    after_commit(bell.ring)
    return row


def is_queued(message_id: str) -> bool:
    """Tell whether a message of this name was put in the outbox before."""
    return messages.find_by_message_id(message_id) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who a message is for, and how it reaches them."""

    channel: str
    """A ``contact_channel`` code; only ``email`` is sent by the machine."""
    name: str
    address: str
    participant: str
    """The code of whom they come for; empty for an organiser."""


def new_message(
    letter: Letter, to: Addressee, *, kind: str, message_id: str
) -> MessageRow:
    """Make a message that waits for its turn, or for the organiser to pass it on."""
    now = current.clock().now()
    return MessageRow(
        participant_code=to.participant or None,
        kind=kind,
        channel=to.channel,
        recipient_name=to.name,
        recipient_address=to.address,
        subject=letter.subject,
        body=letter.text,
        html=letter.html,
        message_id=message_id,
        state="queued" if to.channel == EMAIL else "by_hand",
        next_attempt_at=now,
        created_at=now,
    )


def queue_sign_in_link(
    *, organiser: OrganiserRow, url: str, key: str, minutes: int
) -> MessageRow:
    """Mail an organiser the link that signs in.

    Args:
        organiser: Who asked for it.
        url: The link; it is wiped from the outbox once it is sent.
        key: What makes this link another than the last; never the token itself.
        minutes: How long it works.
    """
    with in_language(organiser.language):
        letter = sign_in(name=organiser.name, url=url, minutes=minutes)
    return queue(
        new_message(
            letter,
            Addressee(
                channel=EMAIL,
                name=organiser.name,
                address=organiser.email,
                participant="",
            ),
            kind="sign_in",
            message_id=message_id_of("sign-in", key),
        )
    )


def queue_personal_link(
    *, event: EventRow, participant: ParticipantRow, url: str, key: str
) -> MessageRow:
    """Send a participant the link to their own pages, or leave it to the organiser.

    It goes to the first of their people with an e-mail address; if nobody has one
    it waits to be passed on by the channel they like best.

    Args:
        event: What they take part in.
        participant: Whose link it is.
        url: The link.
        key: What makes this message another than the last.
    """
    person = first_reachable(participant)
    address = mail_address(person.contact) if person else None
    name = person.name if person else participant.name
    with in_language(participant.language):
        letter = personal_link(writer_of(event), Reader(name=name, url=url))
    row = new_message(
        letter,
        Addressee(
            channel=EMAIL if address else other_channel(participant),
            name=name,
            address=address or (person.contact if person and person.contact else ""),
            participant=participant.code,
        ),
        kind="personal_link",
        message_id=message_id_of("link", key),
    )
    row.event_id = event.id
    return queue(row)


def queue_code(
    *, event: EventRow, participant: ParticipantRow, code: str, minutes: int
) -> MessageRow:
    """Mail a participant the code that shows who asks; it is wiped once it is sent.

    Args:
        event: What they take part in.
        participant: Who asked; somebody of theirs has an e-mail address.
        code: The code, as it is read.
        minutes: How long it works.
    """
    person = first_reachable(participant)
    name = person.name if person else participant.name
    with in_language(participant.language):
        letter = confirmation_code(
            writer_of(event), name=name, code=code, minutes=minutes
        )
    row = new_message(
        letter,
        Addressee(
            channel=EMAIL,
            name=name,
            address=(mail_address(person.contact) if person else None) or "",
            participant=participant.code,
        ),
        kind="code",
        message_id=message_id_of("code", f"{participant.id}:{token_urlsafe(16)}"),
    )
    row.event_id = event.id
    return queue(row)


def first_reachable(participant: ParticipantRow) -> DelegateRow | None:
    """Choose who gets a participant's mail: the first with an address, or the first."""
    people = participant.delegates
    with_address = (person for person in people if mail_address(person.contact))
    return next(with_address, people[0] if people else None)


def other_channel(participant: ParticipantRow) -> str:
    """Choose how an organiser reaches somebody without e-mail."""
    others = (channel for channel in participant.channels if channel != EMAIL)
    return next(others, UNKNOWN_CHANNEL)


def writer_of(event: EventRow) -> Writer:
    """Say who writes about an event, and how to ask something back."""
    return Writer(
        event=event.name,
        help_name=event.help_name,
        help_phone=event.help_phone,
        help_email=event.help_email,
    )


def sender_domain() -> str:
    """Give the right side of the names of our messages: that of our address."""
    return current.settings().mail_from.rpartition("@")[2]


def message_id_of(subject: str, key: str) -> str:
    """Name a message after what it is about (RFC 5322 3.6.4)."""
    digest = sha256(f"{subject}:{key}".encode()).hexdigest()
    return f"<{subject}.{digest[:32]}@{sender_domain()}>"
