"""Answers to meetings: one place for the personal page, the mail and the organiser.

An answer belongs to the state of the calendar entry that was answered. A meeting
that moves is a new state, to which nobody has answered yet; one that stays keeps
its answer through every release.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from matcher.invitations import Method
from web import current
from web.persistence.database import db
from web.persistence.queries import answers, messages
from web.persistence.queries.participants import get_event
from web.persistence.rows import EventRow, InvitationRow, MeetingAnswerRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import meeting_changes


class AnswerState(StrEnum):
    """What somebody says to a meeting."""

    NONE = "none"
    """Nothing yet; given as an answer it takes the last one back."""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    OTHER_TIME = "other_time"


class AnswerWay(StrEnum):
    """How an answer came in."""

    LINK = "link"
    MAIL = "mail"
    ORGANISER = "organiser"


class AnswerPolicy(StrEnum):
    """Who takes away a declined meeting, or moves one to a time somebody chose."""

    ORGANISER = "organiser"
    DIRECT = "direct"


class AnswerVerdict(StrEnum):
    """What became of an answer that asks for something."""

    WAITING = ""
    GRANTED = "granted"
    KEPT = "kept"
    """The meeting stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """When somebody could come instead: a slot, or a time of their own."""

    slot: str = ""
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """An answer as it comes in."""

    uid: str
    """The calendar entry."""
    sequence: int
    """The state of it that was answered."""
    state: AnswerState
    way: AnswerWay
    proposal: Proposal | None = None
    """Only with ``other_time``, and not even then when they name no time."""
    at: datetime | None = None
    """When it was given: DTSTAMP of a reply by mail; None for now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAnswer:
    """A calendar entry that stands, with what was answered to it."""

    invitation_id: int
    uid: str
    sequence: int
    meeting_code: str
    participant_code: str
    delegate_code: str
    starts_at: datetime
    state: AnswerState = AnswerState.NONE
    way: AnswerWay | None = None
    answered_at: datetime | None = None
    proposal: Proposal | None = None
    verdict: AnswerVerdict = AnswerVerdict.WAITING

    @property
    def asks_organiser(self) -> bool:
        """Whether somebody still has to decide what becomes of the meeting."""
        asking = {AnswerState.DECLINED, AnswerState.OTHER_TIME}
        return self.state in asking and self.verdict is AnswerVerdict.WAITING


class AnswerEffect(StrEnum):
    """What an answer did to the programme."""

    NOTHING = "nothing"
    """The meeting stands; where something is asked, the organiser decides."""
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKept:
    """The answer was kept."""

    before: AnswerState
    answer: MeetingAnswer
    effect: AnswerEffect = AnswerEffect.NOTHING
    """What followed at once, by the event's policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOutdated:
    """Something newer stands, so the answer was not applied (RFC 5546 2.1.5).

    The meeting moved or was cancelled since, or a later answer came in first.
    """

    sequence: int
    """The newest state of the entry."""
    is_cancelled: bool


def give_answer(given: GivenAnswer) -> AnswerKept | AnswerOutdated:
    """Keep what somebody answers to the newest state of an entry, and act on it.

    The same answer twice is one answer. Where the event says so, a declined meeting
    is taken away and one whose other time is free is moved, at once.

    Raises:
        NotFound: Nobody was ever invited by this UID, or not to this state yet.
    """
    with transaction():
        return keep_answer(given)


def keep_answer(given: GivenAnswer) -> AnswerKept | AnswerOutdated:
    """Do what `give_answer` does, inside a transaction that is open already."""
    newest = answers.find_newest_of_entry(given.uid)
    if newest is None or given.sequence > newest.sequence:
        raise NotFound("invitation", given.uid)
    kept = _keep(newest, given)
    if isinstance(kept, AnswerOutdated) or not kept.answer.asks_organiser:
        return kept
    return replace(kept, effect=_act_on(kept.answer, newest.event_id))


def accept_moved(answer: MeetingAnswer, event_id: int) -> None:
    """Let who asked for another time have accepted it, now that the meeting moved."""
    way = answer.way or AnswerWay.ORGANISER
    for newest in list_answers_of(event_id, answer.participant_code):
        if newest.uid == answer.uid and newest.sequence > answer.sequence:
            at = current.clock().now().replace(microsecond=0)
            db.session.add(
                MeetingAnswerRow(
                    invitation_id=newest.invitation_id,
                    state=AnswerState.ACCEPTED,
                    way=way,
                    answered_at=at,
                    verdict=AnswerVerdict.GRANTED,
                )
            )


def slot_of(event: EventRow, proposal: Proposal | None) -> str:
    """Give the slot that a proposal is about; empty if its time is no slot."""
    if proposal is None or proposal.slot:
        return proposal.slot if proposal else ""
    slots = (slot for block in event.blocks for slot in block.slots)
    at = (slot.code for slot in slots if slot.starts_at == proposal.start)
    return next(at, "")


def find_answer(uid: str) -> MeetingAnswer | None:
    """Find the entry of this UID with its answer; None if it does not stand."""
    newest = answers.find_newest_of_entry(uid)
    found = _answered([newest] if newest else [])
    return found[0] if found else None


def list_answers(event_id: int) -> tuple[MeetingAnswer, ...]:
    """List every entry of an event that stands, with its answer, by time."""
    return _answered(messages.list_newest_invitations(event_id))


def list_answers_of(event_id: int, participant_code: str) -> tuple[MeetingAnswer, ...]:
    """List the entries of a participant that stand, with their answers, by time."""
    return _answered(messages.list_newest_invitations_of(event_id, participant_code))


def get_answer_of(
    event_id: int, participant_code: str, meeting_code: str
) -> MeetingAnswer:
    """Get the entry of a participant for one meeting, with its answer.

    Raises:
        NotFound: The participant has no such meeting, or no longer.
    """
    for answer in list_answers_of(event_id, participant_code):
        if answer.meeting_code == meeting_code:
            return answer
    raise NotFound("invitation", meeting_code)


def _keep(newest: InvitationRow, given: GivenAnswer) -> AnswerKept | AnswerOutdated:
    row = answers.find_answer_to(newest.id)
    at = _moment_of(given)
    is_cancelled = newest.method == Method.CANCEL
    is_late = row is not None and at < row.answered_at
    if given.sequence < newest.sequence or is_cancelled or is_late:
        return AnswerOutdated(sequence=newest.sequence, is_cancelled=is_cancelled)
    before = AnswerState(row.state) if row else AnswerState.NONE
    kept = _answer(newest, _write(newest, row, given, at))
    return AnswerKept(before=before, answer=kept)


def _act_on(answer: MeetingAnswer, event_id: int) -> AnswerEffect:
    """Do what the event's policy says about an answer that asks for something."""
    event = get_event(event_id)
    is_decline = answer.state is AnswerState.DECLINED
    policy = event.on_decline if is_decline else event.on_other_time
    if policy != AnswerPolicy.DIRECT or not meeting_changes.can_change_now(event_id):
        return AnswerEffect.NOTHING
    by = f"participant {answer.participant_code}"
    if is_decline:
        meeting_changes.remove_meeting(event_id, answer.meeting_code, by=by)
        return AnswerEffect.REMOVED
    slot = slot_of(event, answer.proposal)
    if not meeting_changes.move_meeting(event_id, answer.meeting_code, slot, by=by):
        return AnswerEffect.NOTHING
    accept_moved(answer, event_id)
    return AnswerEffect.MOVED


def _moment_of(given: GivenAnswer) -> datetime:
    """Say when an answer was given; a clock that runs ahead gets no lead by it."""
    now = current.clock().now()
    return min(given.at or now, now).replace(microsecond=0)


def _write(
    invitation: InvitationRow,
    row: MeetingAnswerRow | None,
    given: GivenAnswer,
    at: datetime,
) -> MeetingAnswerRow | None:
    if given.state is AnswerState.NONE:
        if row is not None:
            db.session.delete(row)
            db.session.flush()
        return None
    if row is None:
        row = MeetingAnswerRow(invitation_id=invitation.id)
        db.session.add(row)
    wanted = given.proposal if given.state is AnswerState.OTHER_TIME else None
    if (row.state, _proposal(row)) != (given.state, wanted):
        row.verdict = AnswerVerdict.WAITING
    row.state, row.way, row.answered_at = given.state, given.way, at
    row.proposed_slot = wanted.slot if wanted else None
    row.proposed_start = wanted.start if wanted else None
    row.proposed_end = wanted.end if wanted else None
    db.session.flush()
    return row


def _answered(rows: Iterable[InvitationRow]) -> tuple[MeetingAnswer, ...]:
    standing = [row for row in rows if row.method == Method.REQUEST]
    found = {
        row.invitation_id: row
        for row in answers.list_answers_to([row.id for row in standing])
    }
    return tuple(_answer(row, found.get(row.id)) for row in standing)


def _answer(invitation: InvitationRow, row: MeetingAnswerRow | None) -> MeetingAnswer:
    return MeetingAnswer(
        invitation_id=invitation.id,
        uid=invitation.uid,
        sequence=invitation.sequence,
        meeting_code=invitation.meeting_code,
        participant_code=invitation.participant_code,
        delegate_code=invitation.delegate_code,
        starts_at=invitation.starts_at,
        state=AnswerState(row.state) if row else AnswerState.NONE,
        way=AnswerWay(row.way) if row else None,
        answered_at=row.answered_at if row else None,
        proposal=_proposal(row) if row else None,
        verdict=AnswerVerdict(row.verdict) if row else AnswerVerdict.WAITING,
    )


def _proposal(row: MeetingAnswerRow) -> Proposal | None:
    if not row.proposed_slot and row.proposed_start is None:
        return None
    return Proposal(
        slot=row.proposed_slot or "", start=row.proposed_start, end=row.proposed_end
    )
