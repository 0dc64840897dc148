"""What stands in the way of releasing a programme: facts about it, no opinions.

A plan is verified when it is made; afterwards somebody may withdraw, a table may be
taken away or the organiser may move a meeting. These checks look at the programme as
it would be told to people, and share nothing with how it was made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.event import Event, SlotId
from matcher.participants import DelegateId, Participant
from matcher.people import PersonId, recognise
from matcher.programme import Meeting, MeetingId, Programme


class ObstacleKind(StrEnum):
    """Why a meeting cannot be told to people."""

    NO_SUCH_SLOT = "no_such_slot"
    NO_SUCH_TABLE = "no_such_table"
    PARTICIPANT_GONE = "participant_gone"
    DELEGATE_GONE = "delegate_gone"
    TABLE_TWICE = "table_twice"
    PERSON_TWICE = "person_twice"
    INTERPRETER_TWICE = "interpreter_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One meeting that cannot be told, and why."""

    kind: ObstacleKind
    meeting: MeetingId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seat:
    slot: SlotId
    taken: str


def find_obstacles(
    event: Event, participants: Iterable[Participant], programme: Programme
) -> tuple[Obstacle, ...]:
    """List what stands in the way of a release; nothing means it can go out.

    Args:
        event: With the slots and tables there are now.
        participants: Those who still take part.
        programme: What would be released.
    """
    present = tuple(participants)
    return (
        *_missing(event, present, programme.meetings),
        *_twice(recognise(present), programme.meetings),
    )


def _missing(
    event: Event, participants: Sequence[Participant], meetings: Iterable[Meeting]
) -> Iterator[Obstacle]:
    slots = {slot.id for slot in event.slots}
    tables = {table.id for block in event.blocks for table in block.tables}
    delegates = {p.id: {delegate.id for delegate in p.delegates} for p in participants}
    for meeting in meetings:
        if meeting.slot not in slots:
            yield Obstacle(kind=ObstacleKind.NO_SUCH_SLOT, meeting=meeting.id)
        if meeting.table not in tables:
            yield Obstacle(kind=ObstacleKind.NO_SUCH_TABLE, meeting=meeting.id)
        sides = ((meeting.a, meeting.delegate_a), (meeting.b, meeting.delegate_b))
        for participant, delegate in sides:
            if participant not in delegates:
                yield Obstacle(kind=ObstacleKind.PARTICIPANT_GONE, meeting=meeting.id)
            elif delegate not in delegates[participant]:
                yield Obstacle(kind=ObstacleKind.DELEGATE_GONE, meeting=meeting.id)


def _twice(
    people: Mapping[DelegateId, PersonId], meetings: Iterable[Meeting]
) -> Iterator[Obstacle]:
    seats: set[_Seat] = set()
    for meeting in meetings:
        wanted = [
            (ObstacleKind.TABLE_TWICE, meeting.table),
            *(
                (ObstacleKind.PERSON_TWICE, people.get(who, PersonId(who)))
                for who in (meeting.delegate_a, meeting.delegate_b)
            ),
        ]
        if meeting.interpreter is not None:
            wanted.append((ObstacleKind.INTERPRETER_TWICE, meeting.interpreter))
        for kind, taken in wanted:
            seat = _Seat(slot=meeting.slot, taken=taken)
            if seat in seats:
                yield Obstacle(kind=kind, meeting=meeting.id)
            seats.add(seat)
