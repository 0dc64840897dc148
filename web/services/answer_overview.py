"""The answers to the released programme as an organiser sees them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from matcher.invitations import mail_address
from matcher.other_times import OtherTime
from web.mail.compose import Appointment
from web.mail.outbox import EMAIL, other_channel
from web.persistence.queries.participants import (
    find_released_programme,
    list_by_code,
    list_codes,
)
from web.persistence.rows import (
    DelegateRow,
    EventRow,
    MeetingRow,
    ParticipantRow,
    SlotRow,
)
from web.services import meeting_answers, meeting_changes
from web.services.meeting_answers import AnswerState, AnswerVerdict, MeetingAnswer
from web.services.meeting_changes import ReleasedMeetings
from web.services.release_news import appointment_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTime:
    """A time to which a meeting can move now."""

    slot: str
    start: datetime
    end: datetime
    is_proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One person's answer to one meeting."""

    answer: MeetingAnswer
    participant: str
    """The name of the group or organisation."""
    person: str
    contact: str
    channel: str
    other: str
    at: Appointment
    proposed_start: datetime | None = None
    free: tuple[FreeTime, ...] = ()
    """With an answer that asks for another time: those to which it can move."""

    @property
    def is_proposal_free(self) -> bool:
        """Whether the time that was asked for can be given now."""
        return any(time.is_proposed for time in self.free)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPerson:
    """Somebody with meetings to which there is no answer yet."""

    participant_code: str
    participant: str
    person: str
    contact: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelOfWaiting:
    """Everybody who has not answered and is reached in one way."""

    channel: str
    people: tuple[WaitingPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersOverview:
    """What was answered, what asks for a decision, and who has not answered."""

    counts: Mapping[AnswerState, int]
    asking: tuple[AnswerLine, ...]
    """Declined meetings and other times that wait for the organiser."""
    unsure: tuple[AnswerLine, ...]
    """Who may come, and whose meeting the organiser left as it was."""
    waiting: tuple[ChannelOfWaiting, ...]
    has_draft: bool

    @property
    def total(self) -> int:
        """The number of places at a table."""
        return sum(self.counts.values())


def read_overview(event: EventRow) -> AnswersOverview | None:
    """Read all answers of an event; None before the first release."""
    released = meeting_changes.read_released(event)
    if released is None:
        return None
    answers = meeting_answers.list_answers(event.id)
    cast = _read_cast(event)
    lines = [line for line in (_line(a, cast) for a in answers) if line is not None]
    return AnswersOverview(
        counts=Counter(line.answer.state for line in lines),
        asking=tuple(
            _with_times(line, event, released)
            for line in lines
            if line.answer.asks_organiser
        ),
        unsure=tuple(line for line in lines if _is_unsure(line.answer)),
        waiting=_by_channel(
            line for line in lines if line.answer.state is AnswerState.NONE
        ),
        has_draft=meeting_changes.has_draft(event.id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _AnswerCast:
    """What is needed to name things, read once for a page."""

    event: EventRow
    meetings: Mapping[str, MeetingRow]
    participants: Mapping[str, ParticipantRow]
    appointments: Mapping[str, Appointment]


def _read_cast(event: EventRow) -> _AnswerCast:
    programme = find_released_programme(event.id)
    meetings = {m.code: m for m in programme.meetings} if programme else {}
    everybody = list_by_code(event.id, list_codes(event.id))
    placed = {code: appointment_of(m, event) for code, m in meetings.items()}
    return _AnswerCast(
        event=event,
        meetings=meetings,
        participants={row.code: row for row in everybody},
        appointments={code: at for code, at in placed.items() if at is not None},
    )


def _line(answer: MeetingAnswer, cast: _AnswerCast) -> AnswerLine | None:
    """Name an answer; None where the meeting or the person is there no more."""
    meeting = cast.meetings.get(answer.meeting_code)
    at = cast.appointments.get(answer.meeting_code)
    row = cast.participants.get(answer.participant_code)
    person = _find_person(row, answer.delegate_code)
    if meeting is None or at is None or row is None or person is None:
        return None
    other = cast.participants.get(meeting.b if meeting.a == row.code else meeting.a)
    return AnswerLine(
        answer=answer,
        participant=row.name,
        person=person.name,
        contact=person.contact or "",
        channel=EMAIL if mail_address(person.contact) else other_channel(row),
        other=other.name if other else "",
        at=at,
        proposed_start=_proposed_start(answer, cast.event),
    )


def _find_person(row: ParticipantRow | None, code: str) -> DelegateRow | None:
    people = row.delegates if row else ()
    return next((person for person in people if person.code == code), None)


def _proposed_start(answer: MeetingAnswer, event: EventRow) -> datetime | None:
    """Say when somebody could come instead, at the time of the place."""
    if answer.proposal is None:
        return None
    zone = ZoneInfo(event.timezone)
    if answer.proposal.start is not None:
        return answer.proposal.start.astimezone(zone)
    slot = _slots(event).get(answer.proposal.slot)
    return slot.starts_at.astimezone(zone) if slot else None


def _slots(event: EventRow) -> Mapping[str, SlotRow]:
    return {slot.code: slot for block in event.blocks for slot in block.slots}


def _with_times(
    line: AnswerLine, event: EventRow, released: ReleasedMeetings
) -> AnswerLine:
    """Add the times to which a meeting at a bad time can move."""
    if line.answer.state is not AnswerState.OTHER_TIME:
        return line
    times = released.other_times(line.answer.meeting_code)
    return replace(line, free=_free_times(line.answer, event, times))


def _free_times(
    answer: MeetingAnswer, event: EventRow, times: Iterable[OtherTime]
) -> tuple[FreeTime, ...]:
    proposed = meeting_answers.slot_of(event, answer.proposal)
    slots, zone = _slots(event), ZoneInfo(event.timezone)
    return tuple(
        FreeTime(
            slot=time.slot,
            start=slots[time.slot].starts_at.astimezone(zone),
            end=slots[time.slot].ends_at.astimezone(zone),
            is_proposed=time.slot == proposed,
        )
        for time in times
    )


def _is_unsure(answer: MeetingAnswer) -> bool:
    is_kept = answer.verdict is AnswerVerdict.KEPT
    return answer.state is AnswerState.TENTATIVE or is_kept


def _by_channel(lines: Iterable[AnswerLine]) -> tuple[ChannelOfWaiting, ...]:
    """Group who has not answered by how they are reached, most people first."""
    people: dict[tuple[str, str], list[AnswerLine]] = {}
    for line in lines:
        key = (line.channel, line.answer.delegate_code)
        people.setdefault(key, []).append(line)
    channels: dict[str, list[WaitingPerson]] = {}
    for (channel, _delegate), own in people.items():
        channels.setdefault(channel, []).append(
            WaitingPerson(
                participant_code=own[0].answer.participant_code,
                participant=own[0].participant,
                person=own[0].person,
                contact=own[0].contact,
                lines=tuple(own),
            )
        )
    ordered = sorted(channels.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        ChannelOfWaiting(
            channel=channel,
            people=tuple(sorted(found, key=lambda one: one.participant.casefold())),
        )
        for channel, found in ordered
    )
