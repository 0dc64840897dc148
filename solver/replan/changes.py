"""What can happen on the day: values only, as the file of changes names them."""

from dataclasses import dataclass

from solver.problem import Pair, Party, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentParty:
    """A party that does not come, or comes no more."""

    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentPerson:
    """Somebody who cannot meet in some slots; in none at all with None."""

    person: str
    slots: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateParty:
    """A party that comes later than it said."""

    party: str
    first_slot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostTable:
    """A table that is not there in some slots; in none at all with None."""

    table: str
    slots: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LostInterpreter:
    """An interpreter who cannot come in some slots; in none at all with None."""

    interpreter: str
    slots: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomers:
    """A party that comes unannounced, with its people and whom it may meet."""

    party: Party | None = None
    people: tuple[Person, ...] = ()
    pairs: tuple[Pair, ...] = ()


Change = (
    AbsentParty | AbsentPerson | LateParty | LostTable | LostInterpreter | Newcomers
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that has changed since the plan was made, as known in one slot."""

    now: int = 0
    """Slots before this one are history."""
    changes: tuple[Change, ...] = ()
