"""Tables and interpreters as counts: how much there is of what, in each slot.

Where tables differ in features and interpreters in languages, a slot's meetings
can all be served if and only if no set of kinds asks for more than all who can
serve any of them (Hall 1935). Each such set that matters is a resource; a meeting
takes one of every resource its kind belongs to. Sets that fall apart into sets
with different suppliers, or that can grow without a further supplier, say nothing
new and are left out.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from solver.facts import Facts
from solver.problem import Pair

_SeatKind = tuple[frozenset[str], str | None]
"""What a pair asks of an open table: features, and a table where it is fixed."""

_MOST_KINDS = 10
"""Of so many kinds, 1,023 sets are looked at; with more the kernel is not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What is scarce, and which pairs take it."""

    supply: npt.NDArray[np.int64]
    """For each resource and slot, how much there is."""
    of_pair: npt.NDArray[np.int32]
    """The kind of each pair; kind 0 takes nothing."""
    scarce_from: npt.NDArray[np.int32]
    scarce: npt.NDArray[np.int32]
    """The resources of each kind."""
    kind_from: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int32]
    """The kinds of each resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Supplier:
    """A table or an interpreter: what it can serve, and when."""

    serves: frozenset[Hashable]
    slots: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hall:
    """A set of kinds that may ask for more than there is."""

    kinds: frozenset[Hashable]
    supply: npt.NDArray[np.int64]


def find_resources(facts: Facts) -> Resources | None:
    """Return the resources of a problem; None where its kinds are too many."""
    seats = [_seat_kind(facts, pair) for pair in facts.problem.pairs]
    words = [pair.interpreter for pair in facts.problem.pairs]
    tables = _hall_sets(
        facts, _tables(facts, seats), {s for s in seats if s is not None}
    )
    speakers = _hall_sets(
        facts, _speakers(facts, words), {w for w in words if w is not None}
    )
    if tables is None or speakers is None:
        return None
    return _number(seats, words, tables, speakers, facts.problem.slots)


def _seat_kind(facts: Facts, pair: Pair) -> _SeatKind | None:
    """Return what a pair asks of an open table; None if it needs none."""
    if facts.has_stand(pair):
        return None
    pin = facts.pinned.get(pair.id)
    return pair.features, None if pin is None else pin.table


def _tables(facts: Facts, seats: Sequence[_SeatKind | None]) -> list[_Supplier]:
    kinds = {kind for kind in seats if kind is not None}
    return [
        _Supplier(
            serves=frozenset(
                (features, name)
                for features, name in kinds
                if features <= table.features and name in (None, table.id)
            ),
            slots=table.slots,
        )
        for table in facts.open_tables
    ]


def _speakers(facts: Facts, words: Sequence[str | None]) -> list[_Supplier]:
    asked = set(words)
    return [
        _Supplier(serves=frozenset(each.languages & asked), slots=each.slots)
        for each in facts.problem.interpreters
    ]


def _hall_sets(
    facts: Facts, suppliers: Sequence[_Supplier], kinds: Iterable[Hashable]
) -> list[_Hall] | None:
    """Return the sets of kinds whose demand must be counted."""
    patterns: dict[frozenset[Hashable], npt.NDArray[np.int64]] = {}
    for supplier in suppliers:
        there = patterns.setdefault(
            supplier.serves, np.zeros(facts.problem.slots, np.int64)
        )
        there[[slot for slot in supplier.slots if slot in facts.block_of]] += 1
    groups = _connected(kinds, list(patterns))
    if any(len(group) > _MOST_KINDS for group in groups):
        return None
    return [
        _Hall(
            kinds=chosen,
            supply=sum(
                (there for serves, there in patterns.items() if serves & chosen),
                np.zeros(facts.problem.slots, np.int64),
            ),
        )
        for group in groups
        for chosen in _closed_sets(group, list(patterns))
    ]


def _spelt(kind: Hashable) -> str:
    """Return a kind in writing, the same in every process: sets are in no order."""
    if isinstance(kind, tuple):
        features, table = kind
        return repr((sorted(features), table))
    return repr(kind)


def _connected(
    kinds: Iterable[Hashable], patterns: Sequence[frozenset[Hashable]]
) -> list[frozenset[Hashable]]:
    """Group kinds that have a supplier in common, directly or by others."""
    groups = [frozenset({kind}) for kind in sorted(kinds, key=_spelt)]
    for serves in patterns:
        touched = [group for group in groups if group & serves]
        if len(touched) > 1:
            groups = [group for group in groups if not group & serves]
            groups.append(frozenset().union(*touched))
    return groups


def _closed_sets(
    group: frozenset[Hashable], patterns: Sequence[frozenset[Hashable]]
) -> list[frozenset[Hashable]]:
    """Return the connected sets that cannot grow without a further supplier."""
    ordered = sorted(group, key=_spelt)
    found = []
    for size in range(1, len(ordered) + 1):
        for chosen in map(frozenset, combinations(ordered, size)):
            served = [serves for serves in patterns if serves & chosen]
            others = frozenset().union(*(s for s in patterns if not s & chosen))
            grows = any(
                kind not in chosen
                and kind not in others
                and any(kind in serves for serves in served)
                for kind in ordered
            )
            if not grows and len(_connected(set(chosen), served)) == 1:
                found.append(chosen)
    return found


def _number(
    seats: Sequence[Hashable],
    words: Sequence[Hashable],
    tables: Sequence[_Hall],
    speakers: Sequence[_Hall],
    slots: int,
) -> Resources:
    """Give numbers to kinds and resources."""
    halls = [*tables, *speakers]
    numbers: dict[tuple[Hashable, Hashable], int] = {(None, None): 0}
    of_pair = [
        numbers.setdefault(asked, len(numbers))
        for asked in zip(seats, words, strict=True)
    ]
    taken: list[list[int]] = [
        [at for at, hall in enumerate(tables) if seat in hall.kinds]
        + [
            at
            for at, hall in enumerate(speakers, start=len(tables))
            if word in hall.kinds
        ]
        for seat, word in numbers
    ]
    takers: list[list[int]] = [
        [kind for kind, own in enumerate(taken) if at in own]
        for at in range(len(halls))
    ]
    scarce_from, scarce = _flat(taken)
    kind_from, kind = _flat(takers)
    supply = np.zeros((max(1, len(halls)), slots), np.int64)
    for at, hall in enumerate(halls):
        supply[at] = hall.supply
    return Resources(
        supply=supply,
        of_pair=np.array(of_pair, np.int32),
        scarce_from=scarce_from,
        scarce=scarce,
        kind_from=kind_from,
        kind=kind,
    )


def _flat(
    groups: Sequence[Sequence[int]],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return where each group begins, and all groups in one row."""
    starts = np.cumsum([0, *map(len, groups)]).astype(np.int32)
    return starts, np.array([each for group in groups for each in group], np.int32)
