"""A problem as flat arrays: the shape in which linear programmes are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from solver.facts import Facts
from solver.problem import Party, Person

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NOTHING = -1
"""In place of a kind of table or a language, for pairs that need none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Supply:
    """Tables or interpreters: groups of equals, and the kinds of need they serve."""

    kinds: tuple[frozenset[str], ...]
    """The feature sets, or the languages, that pairs ask for."""
    serves: tuple[tuple[int, ...], ...]
    """For each group, the kinds that its members can serve."""
    places: Ints
    """For each group and slot, how many members are there."""
    need: Ints
    """For each possible pair, the kind it asks for, or NOTHING."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PartyShape:
    """How many meetings a party can have, and what their number alone is worth."""

    least: int
    most: int
    gains: tuple[int, ...]
    """The sum of the bonuses for 0, 1, ... most meetings."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layout:
    """The possible pairs of a problem with all that limits them, in arrays."""

    facts: Facts
    keeps_guarantee: bool
    pairs: Ints
    """The possible pairs, as positions in the problem."""
    left: Ints
    right: Ints
    """The parties of each possible pair, as positions in the problem."""
    worth: Ints
    is_must: Flags
    """Whether the pair is required or fixed."""
    possible: Flags
    """For each possible pair and slot, whether it could be held then."""
    shapes: tuple[PartyShape, ...]
    """For each party."""
    tables: Supply
    interpreters: Supply


def lay_out(facts: Facts, *, keeps_guarantee: bool) -> Layout:
    """Return the arrays of a problem.

    Args:
        facts: The problem.
        keeps_guarantee: Whether every plan in question gives every party its
            minimum.
    """
    problem = facts.problem
    number = {party.id: index for index, party in enumerate(problem.parties)}
    kept = [i for i, pair in enumerate(problem.pairs) if facts.slots[pair.id]]
    pairs = [problem.pairs[index] for index in kept]
    left = _ints(number[pair.a] for pair in pairs)
    right = _ints(number[pair.b] for pair in pairs)
    count = np.bincount(np.append(left, right), minlength=len(number))
    return Layout(
        facts=facts,
        keeps_guarantee=keeps_guarantee,
        pairs=_ints(kept),
        left=left,
        right=right,
        worth=_ints(pair.value for pair in pairs),
        is_must=np.array(
            [pair.required or pair.id in facts.pinned for pair in pairs], dtype=bool
        ),
        possible=_slot_flags((facts.slots[pair.id] for pair in pairs), facts),
        shapes=tuple(
            _shape(facts, party, int(most), keeps_guarantee=keeps_guarantee)
            for party, most in zip(problem.parties, count, strict=True)
        ),
        tables=_supply(
            facts,
            [None if facts.has_stand(pair) else pair.features for pair in pairs],
            [(table.features, table.slots) for table in facts.open_tables],
        ),
        interpreters=_supply(
            facts,
            [
                None if pair.interpreter is None else frozenset({pair.interpreter})
                for pair in pairs
            ],
            [(someone.languages, someone.slots) for someone in problem.interpreters],
        ),
    )


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _slot_flags(lists: Iterable[Iterable[int]], facts: Facts) -> Flags:
    """Return which of all slots are in each of the lists, written once per list."""
    known: dict[Iterable[int], int] = {}
    rows = _ints(known.setdefault(slots, len(known)) for slots in lists)
    flags = np.zeros((len(known), facts.problem.slots), dtype=bool)
    for slots, row in known.items():
        flags[row, list(slots)] = True
    return flags[rows]


def _shape(
    facts: Facts, party: Party, pairs: int, *, keeps_guarantee: bool
) -> PartyShape:
    """Return what the number of meetings of a party can be, and is worth."""
    people = [facts.person[person] for person in party.people]
    most = min(pairs, sum(busiest(facts, person) for person in people))
    if party.max is not None:
        most = min(most, party.max)
    bonus = facts.problem.goals.bonus[:most]
    gains = list(accumulate(bonus, initial=0))
    return PartyShape(
        least=min(party.min, most) if keeps_guarantee else 0,
        most=most,
        gains=tuple(gains + gains[-1:] * (most - len(bonus))),
    )


def busiest(facts: Facts, person: Person, slots: frozenset[int] | None = None) -> int:
    """Return how many meetings a person could have, with rests between runs.

    Args:
        facts: The problem.
        person: Whose meetings.
        slots: Counts only meetings in these; all if not said.
    """
    when = person.slots if slots is None else person.slots & slots
    total = 0
    for block in facts.problem.blocks:
        run = 0
        for slot in block:
            # A rest is best taken as late as possible.
            if slot not in when or run == person.max_run:
                run = 0
            else:
                run += 1
                total += 1
    return total


def _supply(
    facts: Facts,
    needs: Sequence[frozenset[str] | None],
    members: Iterable[tuple[frozenset[str], frozenset[int]]],
) -> Supply:
    """Sort needs into kinds, and members into groups that serve the same kinds."""
    kinds = {need: NOTHING for need in needs if need is not None}
    kinds = {kind: row for row, kind in enumerate(sorted(kinds, key=sorted))}
    groups: dict[tuple[int, ...], Ints] = {}
    served: dict[frozenset[str], tuple[int, ...]] = {}
    for offer, slots in members:
        if offer not in served:
            served[offer] = tuple(row for kind, row in kinds.items() if kind <= offer)
        here = groups.setdefault(
            served[offer], np.zeros(facts.problem.slots, dtype=np.int64)
        )
        here[[slot for slot in slots if slot in facts.block_of]] += 1
    groups.pop((), None)
    return Supply(
        kinds=tuple(kinds),
        serves=tuple(groups),
        places=np.array([*groups.values()], dtype=np.int64).reshape(
            len(groups), facts.problem.slots
        ),
        need=_ints(_position(kinds, need) for need in needs),
    )


def _position(kinds: Mapping[frozenset[str], int], need: frozenset[str] | None) -> int:
    return NOTHING if need is None else kinds[need]
