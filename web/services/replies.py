"""What comes in by mail, whichever way it came: read, done, and kept once.

A mail is one transaction: what it asks for is done and the mail is known, or neither.
So a mail that is brought twice, or again after a crash, counts once.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from matcher.invitations import (
    Answering,
    Bounce,
    Delegation,
    Ignored,
    Participation,
    ReadMail,
    Reply,
    TimeProposal,
    Unread,
    from_ical,
    read_mail,
)
from web import current
from web.persistence.database import db
from web.persistence.queries import answers, incoming, messages
from web.persistence.queries.participants import list_by_code
from web.persistence.rows import (
    EventRow,
    InvitationRow,
    MessageRow,
    ParticipantRow,
    ReceivedMailRow,
)
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import delegations
from web.services.meeting_answers import (
    AnswerOutdated,
    AnswerState,
    AnswerWay,
    GivenAnswer,
    Proposal,
    keep_answer,
)

ANSWERED = "answered"
DELEGATED = "delegated"
BOUNCED = "bounced"
STRAYS_KEPT = timedelta(days=30)
"""How long a mail about nothing of ours is remembered; its words never are."""
_NEEDS_READING = frozenset(
    {
        Unread.WORDS,
        Unread.TOO_LARGE,
        Unread.DAMAGED,
        Unread.CONTRADICTORY,
        Unread.OTHER_SENDER,
        Unread.OTHER_ATTENDEE,
        Unread.FORGED,
        Unread.UNCLEAR_TIME,
    }
)
SET_ASIDE = ReadMail(
    message_id="",
    sender="",
    subject="",
    references=(),
    words="",
    meaning=Ignored(why=Unread.DAMAGED),
)
"""Stands for a mail at which every attempt to read it died."""
_STATES = {
    Participation.ACCEPTED: AnswerState.ACCEPTED,
    Participation.DECLINED: AnswerState.DECLINED,
    Participation.TENTATIVE: AnswerState.TENTATIVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What a mail that came in came to."""

    outcome: str
    """``answered``, ``delegated``, ``bounced``, or why it changed nothing."""
    is_open: bool
    """Whether a person still has to read it."""
    is_new: bool
    """Whether it had not come in before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """Which event a mail is about, and whose it is."""

    event_id: int | None = None
    participant: ParticipantRow | None = None


def receive_mail(content: bytes) -> Received:
    """Do what a mail asks for, and keep what it came to."""
    mail = read(content)
    with transaction():
        return keep_mail(mail, key=key_of(mail, content))


def read(content: bytes) -> ReadMail:
    """Read a mail, and believe our own mail server on who sent it."""
    return read_mail(content, authority=current.settings().mail_authority)


def keep_mail(mail: ReadMail, *, key: str) -> Received:
    """Do what `receive_mail` does with a mail that was read, in an open transaction."""
    known = incoming.find_received(key)
    if known is not None:
        return Received(outcome=known.outcome, is_open=known.is_open, is_new=False)
    outcome, about = _carry_out(mail)
    if about.event_id is None:
        about = _about(mail)
    words = _words(mail)
    is_open = about.event_id is not None and (outcome in _NEEDS_READING or bool(words))
    now = current.clock().now()
    db.session.add(
        ReceivedMailRow(
            event_id=about.event_id,
            participant_id=about.participant.id if about.participant else None,
            key=key,
            sender=mail.sender if is_open else "",
            subject=mail.subject if is_open else "",
            words=words if is_open else "",
            outcome=outcome,
            is_open=is_open,
            received_at=now,
        )
    )
    incoming.forget_strays(now - STRAYS_KEPT)
    return Received(outcome=outcome, is_open=is_open, is_new=True)


def _words(mail: ReadMail) -> str:
    """Give what a person should read of it: the remark beside an answer, or all."""
    match mail.meaning:
        case Reply(comment=comment) | TimeProposal(comment=comment):
            return comment
        case Ignored(why=why) if why in _NEEDS_READING:
            return mail.words
        case _:
            return ""


def key_of(mail: ReadMail, content: bytes) -> str:
    """Name a mail so that it is known again when it comes by another way.

    The way adds headers of its own, so the octets differ; the sender is part of the
    name, so that nobody can use up the name of somebody else's mail.
    """
    named = f"{mail.sender}\n{mail.message_id}".encode()
    return sha256(named if mail.message_id else content).hexdigest()


def _carry_out(mail: ReadMail) -> tuple[str, _About]:
    match mail.meaning:
        case Ignored(why=why):
            return why, _About()
        case Bounce():
            return _note_bounce(mail.meaning)
        case Reply() | TimeProposal() | Delegation():
            return _answer(mail.meaning)


def _answer(answer: Answering) -> tuple[str, _About]:
    invitation = answers.find_newest_of_entry(answer.uid)
    if invitation is None:
        return Unread.UNKNOWN_ENTRY, _About()
    participant = _participant(invitation.event_id, invitation.participant_code)
    about = _About(event_id=invitation.event_id, participant=participant)
    invited = from_ical(invitation.content).attendee
    if invited is None or invited.address.lower() != answer.attendee:
        return Unread.OTHER_ATTENDEE, about
    if isinstance(answer, Delegation):
        return _refuse_delegation(answer, invitation, participant), about
    return _keep_answer(answer, invitation), about


def _keep_answer(answer: Reply | TimeProposal, invitation: InvitationRow) -> str:
    if isinstance(answer, TimeProposal):
        state, proposal = AnswerState.OTHER_TIME, _proposal(answer, invitation)
    else:
        state, proposal = _STATES[answer.participation], None
    given = GivenAnswer(
        uid=answer.uid,
        sequence=answer.sequence,
        state=state,
        way=AnswerWay.MAIL,
        proposal=proposal,
        at=answer.written_at,
    )
    try:
        kept = keep_answer(given)
    except NotFound:
        # A number that we never gave out.
        return Unread.UNKNOWN_ENTRY
    return Unread.STALE if isinstance(kept, AnswerOutdated) else ANSWERED


def _proposal(answer: TimeProposal, invitation: InvitationRow) -> Proposal:
    """Give the time proposed, and the slot of the event that begins then, if any."""
    event = db.session.get_one(EventRow, invitation.event_id)
    slots = (slot for block in event.blocks for slot in block.slots)
    slot = next((slot.code for slot in slots if slot.starts_at == answer.start), "")
    return Proposal(slot=slot, start=answer.start, end=answer.end)


def _refuse_delegation(
    answer: Delegation, invitation: InvitationRow, participant: ParticipantRow | None
) -> str:
    """Tell who wants to send somebody else how that is done: once for each state."""
    if participant is None:
        return Unread.UNKNOWN_ENTRY
    if answer.sequence < invitation.sequence:
        return Unread.STALE
    event = db.session.get_one(EventRow, invitation.event_id)
    delegations.tell_how(event, participant, invitation)
    return DELEGATED


def _note_bounce(bounce: Bounce) -> tuple[str, _About]:
    """Mark the message that came back, if it is ours and went to who did not get it."""
    message = messages.find_by_message_id(bounce.message_id)
    if message is None or message.recipient_address.lower() != bounce.recipient:
        return Unread.UNKNOWN_ENTRY, _About()
    if message.state == "sent":
        message.state = "bounced"
        message.error = f"{bounce.status} {bounce.explanation}".strip()
    return BOUNCED, _about_message(message)


def _about(mail: ReadMail) -> _About:
    """Say what a mail is about: what it answers, else where its sender takes part."""
    message = incoming.find_answered_message(mail.references)
    if message is not None:
        return _about_message(message)
    sender = incoming.find_participant_by_address(mail.sender) if mail.sender else None
    if sender is None or isinstance(mail.meaning, Bounce):
        return _About()
    return _About(event_id=sender.event_id, participant=sender)


def _about_message(message: MessageRow) -> _About:
    if message.event_id is None:
        return _About()
    participant = _participant(message.event_id, message.participant_code or "")
    return _About(event_id=message.event_id, participant=participant)


def _participant(event_id: int, code: str) -> ParticipantRow | None:
    """Find a participant that may have been erased since."""
    return next(iter(list_by_code(event_id, frozenset({code}))), None)
