"""The event: when, where and by which rules people meet."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

SlotId = NewType("SlotId", str)
BlockId = NewType("BlockId", str)
TableId = NewType("TableId", str)
InterpreterId = NewType("InterpreterId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSlot:
    """One round: the time in which every table can hold one meeting."""

    id: SlotId
    start: datetime
    """Aware, in the event's zone (``ZoneInfo``)."""
    end: datetime

    def __post_init__(self) -> None:
        """Refuse a slot that a calendar could not show."""
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError(f"slot {self.id}: start and end need a time zone")
        if self.end <= self.start:
            raise ValueError(f"slot {self.id}: the end must come after the start")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTable:
    """A table of one block; a stand if it belongs to a participant."""

    id: TableId
    """Unique in the event, such as ``A-7``."""
    name: str
    """What people read: ``7``, or a name."""
    features: frozenset[str] = frozenset()
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of adjacent slots in one place: an evening, a morning."""

    id: BlockId
    name: str
    place: str
    slots: tuple[TimeSlot, ...]
    tables: tuple[MeetingTable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInterpreter:
    """An interpreter the event has, and when."""

    id: InterpreterId
    name: str
    languages: frozenset[str]
    slots: frozenset[SlotId]


class MoneySetting(StrEnum):
    """Whether money may be asked for (the *geldvraag* of a beursvloer)."""

    OFF = "uit"
    INFORMATION = "informatie"
    ON = "aan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How meetings are made; every number is the organiser's to change."""

    guaranteed: int = 1
    """Meetings everybody gets before anybody gets extras."""
    most: int = 12
    """The largest number of meetings of one participant."""
    longest_run: int | None = None
    """Meetings in a row before a person gets a break; None is no limit."""
    bonus: tuple[int, ...] = (30, 24, 18, 12, 6)
    """What a participant's first, second, ... meeting adds to its value."""
    money: MoneySetting = MoneySetting.INFORMATION
    use_wishes: bool = True
    """False plans by asks and offers alone (refusals still hold)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One networking event, complete enough to plan."""

    uid: str
    """Random and permanent; the namespace of its calendar identities."""
    name: str
    timezone: str
    blocks: tuple[Block, ...]
    interpreters: tuple[EventInterpreter, ...] = ()
    rules: Rules = field(default_factory=Rules)

    @property
    def slots(self) -> tuple[TimeSlot, ...]:
        """All slots in order of time."""
        slots = (slot for block in self.blocks for slot in block.slots)
        return tuple(sorted(slots, key=lambda slot: slot.start))
