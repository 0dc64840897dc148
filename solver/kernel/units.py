"""The people who can be busy together: those of a party, or of parties that share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.facts import Facts
from solver.kernel.attendance import LONGEST_RUN, NO_LIMIT
from solver.kernel.compiled import WORD
from solver.kernel.ledger import FIRST, MANY, PEOPLE, RUN, SEATS, UNIT_ROW, WIDTH
from solver.problem import Person, Problem

_MOST_PEOPLE = 31
_ENDLESS = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """All units of a problem."""

    row: npt.NDArray[np.int32]
    of_party: npt.NDArray[np.int32]
    """The unit of each party."""
    of_allowed: npt.NDArray[np.int32]
    """For each party, its people as a set among those of its unit."""
    place: Mapping[str, int]
    """Where each person stands in the unit."""
    people: Sequence[Sequence[str]]
    """The people of each unit, in order."""
    room: npt.NDArray[np.int64]
    """How many of each unit's people are there, by slot."""
    rest: npt.NDArray[np.int64]
    """The meetings that fit in the run of slots that begins there."""
    person_slots: npt.NDArray[np.int64]
    person_run: npt.NDArray[np.int32]
    seats: int
    """The entries of `Ledger.seat`."""

    def bits(self, unit: int, named: Iterable[str]) -> int:
        """Return some people as a set among those of their unit."""
        known = set(self.people[unit])
        return sum(1 << self.place[person] for person in named if person in known)


def find_units(facts: Facts) -> Units | None:
    """Group people by the parties they share; None where that is beyond the kernel."""
    problem = facts.problem
    groups = _group(problem)
    limits = _limits(problem)
    if any(len(group) > _MOST_PEOPLE for group in groups):
        return None
    if any(
        LONGEST_RUN < limits[person] < NO_LIMIT
        for group in groups
        if len(group) > 1
        for person in group
    ):
        return None
    slots = problem.slots
    words = (slots + WORD - 1) // WORD
    count = sum(map(len, groups))
    person_slots = np.zeros(count * words, np.int64)
    person_run = np.zeros(count, np.int32)
    row = np.zeros((len(groups), UNIT_ROW), np.int32)
    room = np.zeros((len(groups), slots), np.int64)
    rest = np.full((len(groups), slots), _ENDLESS, np.int64)
    used = set(facts.block_of)
    first = seats = 0
    for at, group in enumerate(groups):
        own = [facts.person[name] for name in group]
        for number, person in enumerate(own):
            there = sorted(person.slots & used)
            room[at, there] += 1
            for slot in there:
                word = (first + number) * words + slot // WORD
                person_slots[word] |= 1 << (slot % WORD)
            person_run[first + number] = limits[person.id]
        run = max((limits[p.id] for p in own if limits[p.id] < NO_LIMIT), default=0)
        if run:
            _fill_rests(problem, own, limits, run, rest[at])
        row[at, [FIRST, PEOPLE, RUN]] = first, len(own), run
        row[at, [MANY, WIDTH, SEATS]] = len(own) > 1, len(own) + 1, seats
        first += len(own)
        seats += (len(own) + 1) * slots
    unit_of = {name: at for at, group in enumerate(groups) for name in group}
    place = {name: at for group in groups for at, name in enumerate(group)}
    return Units(
        row=row,
        of_party=np.array(
            [unit_of[p.people[0]] if p.people else 0 for p in problem.parties], np.int32
        ),
        of_allowed=np.array(
            [sum(1 << place[k] for k in p.people) for p in problem.parties], np.int32
        ),
        place=place,
        people=groups,
        room=room,
        rest=rest,
        person_slots=person_slots,
        person_run=person_run,
        seats=seats + 1,
    )


def _group(problem: Problem) -> list[list[str]]:
    """Return the people of each unit: connected by the parties they stand for."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for party in problem.parties:
        for name in party.people[1:]:
            leader[find(name)] = find(party.people[0])
    groups: dict[str, list[str]] = {}
    for party in problem.parties:
        for name in party.people:
            group = groups.setdefault(find(name), [])
            if name not in group:
                group.append(name)
    return list(groups.values()) or [[]]


def _limits(problem: Problem) -> Mapping[str, int]:
    """Return everybody's longest run, or `NO_LIMIT` where no block is longer."""
    longest = max(map(len, problem.blocks), default=0)
    return {
        person.id: NO_LIMIT
        if person.max_run is None or person.max_run >= longest
        else person.max_run
        for person in problem.people
    }


def _fill_rests(
    problem: Problem,
    people: Sequence[Person],
    limits: Mapping[str, int],
    run: int,
    rest: npt.NDArray[np.int64],
) -> None:
    """Count the meetings that fit in each run of slots one longer than the limit."""
    for block in problem.blocks:
        for first in range(len(block) - run):
            window = block[first : first + run + 1]
            rest[window[0]] = sum(
                _most_in(window, person.slots, limits[person.id]) for person in people
            )


def _most_in(window: Sequence[int], there: frozenset[int], limit: int) -> int:
    """Return how many meetings somebody could have in a run of slots."""
    total = run = 0
    for slot in window:
        if slot not in there or run == limit:
            run = 0
        else:
            run += 1
            total += 1
    return total
