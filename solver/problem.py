"""What must be planned: parties that may meet in pairs, in slots, at tables.

Plain mathematics: identifiers and integers, no names, time zones or addresses.
The fields are those of file format 1 (``docs/model.md``); reading and checking a
file is the work of `solver.instances`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Goal(StrEnum):
    """One level of the lexicographic objective, by its name in the file format."""

    GUARANTEE = "guarantee"
    FLOOR = "floor"
    VALUE = "value"
    IF_NEEDED = "if_needed"
    WAITING_SLOTS = "waiting_slots"
    WAITING_PERIODS = "waiting_periods"
    TABLE_CHANGES = "table_changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can sit at one table at a time."""

    id: str
    slots: frozenset[int]
    max_run: int | None = None
    """At most this many meetings in directly following slots of one block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A participant of the marketplace; any of its people can represent it."""

    id: str
    group: str = ""
    people: tuple[str, ...]
    min: int = 0
    max: int | None = None
    if_needed: frozenset[int] = frozenset()
    """The slots in which it meets only where that makes more possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A place for one meeting per slot; with an owner, a stand for any number."""

    id: str
    slots: frozenset[int]
    features: frozenset[str] = frozenset()
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """Somebody who can interpret one meeting per slot."""

    id: str
    languages: frozenset[str]
    slots: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parties that may meet once, and how much they should (1 to 1000)."""

    id: str
    a: str
    b: str
    value: int
    slots: frozenset[int] | None = None
    """The slots in which it may be held; None means all."""
    people_a: tuple[str, ...] | None = None
    people_b: tuple[str, ...] | None = None
    interpreter: str | None = None
    """A language of which one interpreter must be at the meeting."""
    features: frozenset[str] = frozenset()
    required: bool = False
    after: tuple[str, ...] = ()
    """Pairs that, if both are held, take place in an earlier slot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedMeeting:
    """A decision that is not the solver's: this pair in this slot (and table)."""

    pair: str
    slot: int
    table: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """What is optimised, in order, and its parameters."""

    order: tuple[Goal, ...] = (
        Goal.GUARANTEE,
        Goal.FLOOR,
        Goal.VALUE,
        Goal.WAITING_SLOTS,
        Goal.TABLE_CHANGES,
    )
    bonus: tuple[int, ...] = ()
    """A party with k meetings adds the sum of the first k entries."""
    floor_share: float = 0.75
    max_waiting_spread: int | None = None

    def comes_before(self, first: Goal, then: Goal) -> bool:
        """Tell whether both are goals, the first before the other."""
        return (
            first in self.order
            and then in self.order
            and self.order.index(first) < self.order.index(then)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One event to plan, complete and checked (see `solver.instances.check`)."""

    name: str = ""
    slots: int
    blocks: tuple[tuple[int, ...], ...]
    people: tuple[Person, ...]
    parties: tuple[Party, ...]
    tables: tuple[Table, ...]
    interpreters: tuple[Interpreter, ...] = ()
    pairs: tuple[Pair, ...]
    fixed: tuple[FixedMeeting, ...] = ()
    goals: Goals = Goals()
