"""What a participant says to its own meetings, on its own page."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from web.persistence.queries import participants
from web.services import meeting_answers, meeting_changes
from web.services.meeting_answers import (
    AnswerKept,
    AnswerOutdated,
    AnswerPolicy,
    AnswerState,
    AnswerWay,
    GivenAnswer,
    Proposal,
)
from web.services.own_page import OwnPage


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedTime:
    """A time at which one of their meetings can really be held instead."""

    slot: str
    start: datetime
    end: datetime
    table: str
    is_if_needed: bool


def list_offered_times(page: OwnPage, meeting_code: str) -> tuple[OfferedTime, ...]:
    """List when else a meeting can be held, in order of time."""
    slots = {slot.code: slot for block in page.event.blocks for slot in block.slots}
    tables = {t.code: t.name for block in page.event.blocks for t in block.tables}
    zone = ZoneInfo(page.event.timezone)
    return tuple(
        OfferedTime(
            slot=time.slot,
            start=slots[time.slot].starts_at.astimezone(zone),
            end=slots[time.slot].ends_at.astimezone(zone),
            table=tables[time.table],
            is_if_needed=time.is_if_needed,
        )
        for time in meeting_changes.find_other_times(page.event, meeting_code)
    )


def is_decline_final(page: OwnPage) -> bool:
    """Tell whether a declined meeting is gone at once, so that it is asked twice."""
    is_direct = page.event.on_decline == AnswerPolicy.DIRECT
    return is_direct and meeting_changes.can_change_now(page.event.id)


def answer_meeting(
    participant_id: int,
    meeting_code: str,
    state: AnswerState,
    *,
    sequence: int,
    way: AnswerWay = AnswerWay.LINK,
) -> AnswerKept | AnswerOutdated:
    """Keep what a participant says to one of its meetings.

    Args:
        participant_id: Whose page it is.
        meeting_code: The meeting.
        state: The answer; ``none`` takes the last one back.
        sequence: The state of the meeting that the page showed.
        way: Whether somebody of theirs answers, or an organiser for them.

    Raises:
        NotFound: The participant has no such meeting, or no longer.
    """
    given = GivenAnswer(uid="", sequence=sequence, state=state, way=way)
    return _give(participant_id, meeting_code, given)


def ask_other_time(
    participant_id: int,
    meeting_code: str,
    slot: str,
    *,
    sequence: int,
    way: AnswerWay = AnswerWay.LINK,
) -> AnswerKept | AnswerOutdated | None:
    """Keep that a participant wants a meeting at another time.

    Args:
        participant_id: Whose page it is.
        meeting_code: The meeting.
        slot: The time they chose; empty if none suits.
        sequence: The state of the meeting that the page showed.
        way: Whether somebody of theirs answers, or an organiser for them.

    Returns:
        None if the time was taken meanwhile; nothing changed then.

    Raises:
        NotFound: The participant has no such meeting, or no longer.
    """
    row = participants.get_participant(participant_id)
    event = participants.get_event_of(row)
    free = {time.slot for time in meeting_changes.find_other_times(event, meeting_code)}
    if slot and slot not in free:
        return None
    given = GivenAnswer(
        uid="",
        sequence=sequence,
        state=AnswerState.OTHER_TIME,
        way=way,
        proposal=Proposal(slot=slot) if slot else None,
    )
    return _give(participant_id, meeting_code, given)


def _give(
    participant_id: int, meeting_code: str, given: GivenAnswer
) -> AnswerKept | AnswerOutdated:
    """Give an answer to the entry of the one who comes to a meeting."""
    row = participants.get_participant(participant_id)
    entry = meeting_answers.get_answer_of(row.event_id, row.code, meeting_code)
    return meeting_answers.give_answer(
        replace(given, uid=entry.uid, sequence=min(given.sequence, entry.sequence))
    )
