"""An event that was planned, and everything its files are made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from matcher.event import (
    Block,
    Event,
    EventInterpreter,
    InterpreterId,
    MeetingTable,
    SlotId,
    TableId,
    TimeSlot,
)
from matcher.participants import Delegate, DelegateId, Participant, ParticipantId
from matcher.planning import PlannedEvent
from matcher.programme import Meeting
from web.services.plan_files.reading import FileRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EventIndex:
    """Everything of an event by its id."""

    slots: Mapping[SlotId, TimeSlot]
    blocks: Mapping[SlotId, Block]
    """The block of each slot."""
    tables: Mapping[TableId, MeetingTable]
    interpreters: Mapping[InterpreterId, EventInterpreter]
    participants: Mapping[ParticipantId, Participant]
    delegates: Mapping[DelegateId, Delegate]

    @property
    def names(self) -> Mapping[ParticipantId, str]:
        """What each participant is called."""
        return {known.id: known.name for known in self.participants.values()}

    def in_order(self, meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
        """Sort meetings by time, then by table as people count tables."""
        ranks = {table: rank for rank, table in enumerate(self.tables)}
        return tuple(
            sorted(meetings, key=lambda m: (self.slots[m.slot].start, ranks[m.table]))
        )


def index_event(event: Event, participants: Iterable[Participant]) -> EventIndex:
    """Make everything of an event findable by its id."""
    known = tuple(participants)
    return EventIndex(
        slots={slot.id: slot for slot in event.slots},
        blocks={slot.id: block for block in event.blocks for slot in block.slots},
        tables={table.id: table for block in event.blocks for table in block.tables},
        interpreters={
            interpreter.id: interpreter for interpreter in event.interpreters
        },
        participants={participant.id: participant for participant in known},
        delegates={d.id: d for participant in known for d in participant.delegates},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContents:
    """What the files tell: the event, who takes part, and what was planned."""

    event: Event
    participants: tuple[Participant, ...]
    planned: PlannedEvent
    problems: tuple[FileRow, ...]
    made_at: datetime
    """When it was planned, in UTC: the stamp of every calendar file."""
    organiser_address: str
    index: EventIndex = field(init=False)

    def __post_init__(self) -> None:
        """Index the event once, for all files."""
        index = index_event(self.event, self.participants)
        object.__setattr__(self, "index", index)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings, in order of time and table."""
        return self.index.in_order(self.planned.programme.meetings)
