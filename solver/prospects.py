"""When each pair could be held, worked out anew for the verifier.

Follows from the problem alone: who can come when, which tables and interpreters
are there. Shares nothing with the engine.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.problem import Pair, Person, Problem

_Ints = NDArray[np.int64]
_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prospects:
    """A problem's people by name, and what could be held when, in arrays."""

    problem: Problem
    person: dict[str, Person]
    number: dict[str, int]
    """The position of each party."""
    left: _Ints
    right: _Ints
    """The parties of each pair, as positions."""
    possible: _Flags
    """For each pair and slot, whether it could be held then."""


def find_prospects(problem: Problem) -> Prospects:
    """Work out when each pair could be held."""
    number = {party.id: index for index, party in enumerate(problem.parties)}
    left = np.array([number[pair.a] for pair in problem.pairs], dtype=np.int64)
    right = np.array([number[pair.b] for pair in problem.pairs], dtype=np.int64)
    person = {person.id: person for person in problem.people}
    there = [
        frozenset[int]().union(*(person[name].slots for name in party.people))
        for party in problem.parties
    ]
    people = flags(problem, there)
    possible = people[left] & people[right] & flags(problem, _openings(problem))
    for index, pair in enumerate(problem.pairs):
        if pair.people_a is not None or pair.people_b is not None:
            possible[index] &= flags(problem, [_named(person, pair)])[0]
    for index, slots in _with_two_people(problem, person, left, right):
        possible[index] &= flags(problem, [slots])[0]
    return Prospects(
        problem=problem,
        person=person,
        number=number,
        left=left,
        right=right,
        possible=possible,
    )


def flags(problem: Problem, sets: Iterable[Collection[int]]) -> _Flags:
    """Return which slots are in each of some sets; equal sets are written once."""
    known: dict[Collection[int], int] = {}
    rows = [known.setdefault(slots, len(known)) for slots in sets]
    written = np.zeros((len(known), problem.slots), dtype=bool)
    for slots, row in known.items():
        written[row, list(slots)] = True
    return written[np.array(rows, dtype=np.int64)]


def _openings(problem: Problem) -> Iterable[frozenset[int]]:
    """Yield, for each pair, when its slots, table and interpreter are there."""
    used = frozenset(slot for block in problem.blocks for slot in block)
    fixed = {each.pair: frozenset({each.slot}) for each in problem.fixed}
    stands: dict[str, frozenset[int]] = {}
    for table in problem.tables:
        if table.owner is not None:
            stands[table.owner] = stands.get(table.owner, frozenset()) | table.slots
    known: dict[object, frozenset[int]] = {}
    for pair in problem.pairs:
        at = tuple(stands[party] for party in (pair.a, pair.b) if party in stands)
        key = (at or pair.features, pair.interpreter)
        if key not in known:
            where = at or [
                table.slots
                for table in problem.tables
                if table.owner is None and pair.features <= table.features
            ]
            known[key] = used & frozenset[int]().union(*where)
            known[key] &= _interpreted(problem, pair.interpreter, used)
        slots = known[key]
        if pair.slots is not None:
            slots &= pair.slots
        yield slots & fixed.get(pair.id, used)


def _interpreted(
    problem: Problem, language: str | None, used: frozenset[int]
) -> frozenset[int]:
    """Return when an interpreter of a language is there."""
    if language is None:
        return used
    return frozenset[int]().union(
        *(i.slots for i in problem.interpreters if language in i.languages)
    )


def _named(person: dict[str, Person], pair: Pair) -> frozenset[int]:
    """Return when those can come who are named for either side."""
    sides = [names for names in (pair.people_a, pair.people_b) if names is not None]
    when = [
        frozenset[int]().union(*(person[name].slots for name in names))
        for names in sides
    ]
    return when[0].intersection(*when)


def _with_two_people(
    problem: Problem, person: dict[str, Person], left: _Ints, right: _Ints
) -> Iterable[tuple[int, frozenset[int]]]:
    """Yield, for pairs whose sides share people, when two people can be found."""
    seen: set[str] = set()
    shared: set[str] = set()
    for party in problem.parties:
        shared |= seen.intersection(party.people)
        seen.update(party.people)
    if not shared:
        return
    for index, pair in enumerate(problem.pairs):
        ours = pair.people_a or problem.parties[left[index]].people
        theirs = pair.people_b or problem.parties[right[index]].people
        if not shared.isdisjoint(ours) and not set(ours).isdisjoint(theirs):
            yield (
                index,
                frozenset(
                    slot
                    for slot in range(problem.slots)
                    if len({p for p in (*ours, *theirs) if slot in person[p].slots}) > 1
                ),
            )
