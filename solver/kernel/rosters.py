"""Write down who goes to which meeting, once the plan is as good as it gets.

The quick try of `attendance` answers for most units. For the others the dynamic
programme is run once more in Python, where it can remember how it got there.
"""

from collections.abc import Iterable, Iterator, Mapping
from operator import le

import numpy as np
import numpy.typing as npt

from solver.kernel.attendance import NO_LIMIT, attend
from solver.kernel.compiled import WORD
from solver.kernel.ledger import (
    ALLOWED,
    FIRST,
    MANY,
    PAIR,
    PEOPLE,
    SEATS,
    UNIT_ROW,
    WIDTH,
    Ledger,
)
from solver.refusals import EngineError

_Runs = tuple[int, ...]
_Sent = Mapping[int, int]
"""Who goes, by entry (twice the pair, plus one for side b)."""


def make_roster(ledger: Ledger) -> npt.NDArray[np.int32]:
    """Return who goes: for each pair two people, numbered within their unit.

    Raises:
        EngineError: A unit cannot attend its meetings, which the moves exclude.
    """
    roster = np.zeros(2 * int(ledger.size[2]), np.int32)
    rows = ledger.unit.reshape(-1, UNIT_ROW)
    for unit in np.flatnonzero(rows[:, MANY]).tolist():
        how = attend(ledger, unit)
        if how == 1:
            for place, entry in _places(ledger, unit):
                roster[entry] = ledger.sent[place]
        elif how == 0:
            raise EngineError(f"unit {unit} cannot attend its meetings")
        else:
            for entry, person in _plan_unit(ledger, unit).items():
                roster[entry] = person
    return roster


def _places(ledger: Ledger, unit: int) -> Iterator[tuple[int, int]]:
    """Yield where a unit's meetings stand, and the entry there."""
    for slot in range(int(ledger.size[0])):
        yield from _places_at(ledger, unit, slot)


def _places_at(ledger: Ledger, unit: int, slot: int) -> Iterator[tuple[int, int]]:
    row = unit * UNIT_ROW
    first = int(ledger.unit[row + SEATS]) + slot * int(ledger.unit[row + WIDTH])
    for each in range(int(ledger.load[unit * int(ledger.size[0]) + slot])):
        yield first + each, int(ledger.seat[first + each])


def _plan_unit(ledger: Ledger, unit: int) -> _Sent:
    """Return who goes to each meeting of a unit."""
    people = int(ledger.unit[unit * UNIT_ROW + PEOPLE])
    rested = (0,) * people
    reached: dict[_Runs, dict[int, int]] = {rested: {}}
    end = -1
    for slot in range(int(ledger.size[0])):
        entries = [entry for _, entry in _places_at(ledger, unit, slot)]
        if not entries or int(ledger.block_end[slot]) != end:
            end = int(ledger.block_end[slot])
            reached = {rested: next(iter(reached.values()))}
        if not entries:
            continue
        later: dict[_Runs, dict[int, int]] = {}
        for runs, sent in reached.items():
            can = {k for k in range(people) if _can(ledger, unit, k, slot, runs[k])}
            for team in _teams(ledger, entries, can):
                after = _advance(ledger, unit, runs, set(team.values()))
                if after not in later:
                    later[after] = {**sent, **team}
        if not later:
            raise EngineError(f"unit {unit} cannot attend its meetings")
        reached = _most_rested(later)
    return next(iter(reached.values()))


def _advance(ledger: Ledger, unit: int, runs: _Runs, gone: set[int]) -> _Runs:
    """Return the runs after a slot; they matter only for those with a limit."""
    first = int(ledger.unit[unit * UNIT_ROW + FIRST])
    return tuple(
        run + 1 if k in gone and int(ledger.person_run[first + k]) < NO_LIMIT else 0
        for k, run in enumerate(runs)
    )


def _most_rested(reached: Mapping[_Runs, _Sent]) -> dict[_Runs, dict[int, int]]:
    """Leave out what is nowhere more rested than another state."""
    kept: dict[_Runs, dict[int, int]] = {}
    for runs in sorted(reached, key=sum):
        if not any(all(map(le, known, runs)) for known in kept):
            kept[runs] = dict(reached[runs])
    return kept


def _can(ledger: Ledger, unit: int, person: int, slot: int, run: int) -> bool:
    """Tell whether a person of a unit is there and needs no rest."""
    at = int(ledger.unit[unit * UNIT_ROW + FIRST]) + person
    word = int(ledger.person_slots[at * int(ledger.size[1]) + slot // WORD])
    return run < int(ledger.person_run[at]) and (word >> (slot % WORD)) & 1 == 1


def _teams(ledger: Ledger, entries: list[int], can: set[int]) -> Iterable[_Sent]:
    """Return for each set of people who can hold a slot's meetings one way to do so."""
    teams: dict[frozenset[int], dict[int, int]] = {frozenset(): {}}
    for entry in entries:
        may = int(ledger.pair[(entry >> 1) * PAIR + ALLOWED + (entry & 1)])
        own = sorted(person for person in can if (may >> person) & 1)
        bigger: dict[frozenset[int], dict[int, int]] = {}
        for gone, team in teams.items():
            for person in own:
                if person not in gone:
                    bigger.setdefault(gone | {person}, {**team, entry: person})
        teams = bigger
    return teams.values()
