"""The event: when, where and by which rules people meet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from matcher.emphasis import Emphasis, weighed
from matcher.weights import Weights

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
    """How meetings are made; every number is the organiser's to change.

    Raises:
        ValueError: A number is out of its bounds.
    """

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
    most_of_person: int | None = 10
    """The largest number of meetings of one person, over all groups and organisations
    that the person comes for; None is no limit."""
    earlier_counts: float = 0.5
    """How much of that a meeting at an earlier event takes away from somebody who
    comes for an informal group, never from what everybody is guaranteed."""
    one_way_share: float = 0.30
    """The largest share of the meetings between both sides in which the informal side
    only gives; 1 is no limit."""
    even_sides: bool = True
    """Whether meetings within the larger side are sought, so that both sides get as
    many meetings on average."""
    emphasis: Mapping[Emphasis, int] = field(default_factory=dict)
    """The step of each slider that is not in the middle."""
    own_weights: Mapping[str, float] = field(default_factory=dict)
    """Weights that were set by name."""

    def __post_init__(self) -> None:
        """Refuse what is out of bounds."""
        if not 0 <= self.one_way_share <= 1:
            raise ValueError(f"one_way_share: {self.one_way_share} is not a share")
        if not 0 <= self.earlier_counts <= 1:
            raise ValueError(f"earlier_counts: {self.earlier_counts} is not a share")
        if self.most_of_person is not None and self.most_of_person < 1:
            raise ValueError(f"most_of_person: {self.most_of_person} is below 1")
        weighed(self.emphasis, self.own_weights)

    @property
    def weights(self) -> Weights:
        """What each piece of evidence counts for."""
        return weighed(self.emphasis, self.own_weights)


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
