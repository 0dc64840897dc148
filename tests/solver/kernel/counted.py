"""Every count of a ledger, worked out anew from the slots in which pairs are held."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from solver import Person, Problem, verify
from solver.facts import find_facts
from solver.kernel.compiled import WORD
from solver.kernel.engine import Kernel
from solver.kernel.layout import LaidOut, lay_out
from solver.kernel.ledger import (
    DEGREE,
    GAIN,
    NEED,
    PAIR,
    PARTY,
    PARTY_ROW,
    PLACE,
    RESOURCE,
    RUN,
    SEATS,
    SLOT,
    STEPS,
    SUM,
    UNIT,
    UNIT_ROW,
    VALUE,
    WIDTH,
    Ledger,
)
from tests.solver.builders import plan_of

_ENDLESS = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A kernel, and the parts of its problem that tests look at."""

    problem: Problem
    laid_out: LaidOut
    kernel: Kernel

    @property
    def ledger(self) -> Ledger:
        return self.laid_out.ledger


def bench_of(problem: Problem, seed: int = 0) -> Bench | None:
    """Lay a problem out; None where the kernel cannot take it."""
    facts = find_facts(problem)
    laid_out = lay_out(facts, seed=seed)
    if laid_out is None:
        return None
    kernel = Kernel(facts, laid_out)
    return Bench(problem=problem, laid_out=laid_out, kernel=kernel)


def held_by(bench: Bench) -> dict[int, int]:
    """Return the slot of every pair that is held, by number."""
    slots = bench.kernel.slots.tolist()
    return {pair: slot for pair, slot in enumerate(slots) if slot >= 0}


def plan_errors(bench: Bench) -> Sequence[str]:
    """Return what the verifier finds in the plan read, missing musts left out."""
    meetings = bench.kernel.read()
    held = {meeting.pair for meeting in meetings}
    problem = bench.problem
    without = replace(
        problem,
        pairs=tuple(replace(pair, required=False) for pair in problem.pairs),
        fixed=tuple(fixed for fixed in problem.fixed if fixed.pair in held),
        goals=replace(problem.goals, max_waiting_spread=None),
    )
    whole = problem if bench.kernel.holds_musts else without
    assert held == {problem.pairs[at].id for at in held_by(bench)}
    return [str(each) for each in verify(whole, plan_of(*meetings, problem=""))]


def wrong_counts(bench: Bench) -> list[str]:
    """Return the names of what a ledger counts wrongly."""
    return [name for name, now, right in _compare(bench) if not _equal(now, right)]


def _equal(now: object, right: object) -> bool:
    if isinstance(now, np.ndarray):
        return np.array_equal(now, right)
    return now == right


def _compare(
    bench: Bench,
) -> Iterator[tuple[str, object, object]]:
    ledger = bench.ledger
    slots, words = int(ledger.size[0]), int(ledger.size[1])
    load, seated = _loads(bench)
    present = _present(bench)
    yield "load", ledger.load.reshape(-1, slots), load
    yield "seat", _seats(ledger), seated
    room = present - load
    yield "room", ledger.room.reshape(-1, slots), room
    yield "full", _from_words(ledger.full, words, slots), room <= 0
    rest, limited = _rests(bench, load)
    yield "rest", ledger.rest.reshape(-1, slots)[limited], rest[limited]
    reasons = (room <= 0) + _spent(bench, rest, limited)
    yield "reasons", ledger.reasons.reshape(-1, slots), reasons
    yield "blocked", _from_words(ledger.blocked, words, slots), reasons > 0
    used = _used(bench)
    supply = ledger.supply.reshape(-1, slots)
    yield "used", ledger.used.reshape(-1, slots), used
    yield "tight", _from_words(ledger.tight, words, slots), used >= supply
    yield "overdrawn", bool((used > np.maximum(supply, 0)).any()), False
    yield "listed", *_listed(bench)
    party = ledger.party.reshape(-1, PARTY_ROW)
    degree, total = _sums(bench)
    yield "degree", party[:, DEGREE], degree
    needed = party[:, NEED] > 0
    yield "sum", party[needed, SUM], total[needed]
    yield "worth", int(ledger.worth[0]), _worth(bench, degree, total)


def _entries(bench: Bench) -> Iterator[tuple[int, int, int]]:
    """Yield unit, slot and entry of both sides of everything held."""
    rows = bench.ledger.pair.reshape(-1, PAIR)
    for pair, slot in held_by(bench).items():
        for side in range(2):
            yield int(rows[pair, UNIT + side]), slot, 2 * pair + side


def _loads(
    bench: Bench,
) -> tuple[npt.NDArray[np.int64], list[tuple[int, int, list[int]]]]:
    load = np.zeros((len(bench.laid_out.people), bench.problem.slots), np.int64)
    seated: dict[tuple[int, int], list[int]] = defaultdict(list)
    for unit, slot, entry in _entries(bench):
        load[unit, slot] += 1
        seated[unit, slot].append(entry)
    return load, [(*at, sorted(own)) for at, own in sorted(seated.items())]


def _seats(ledger: Ledger) -> list[tuple[int, int, list[int]]]:
    """Return what stands in the rows of seats, in the form of `_loads`."""
    rows = ledger.unit.reshape(-1, UNIT_ROW)
    load = ledger.load.reshape(len(rows), -1)
    found = []
    for unit, slot in np.argwhere(load > 0).tolist():
        assert load[unit, slot] <= rows[unit, WIDTH]
        first = rows[unit, SEATS] + slot * rows[unit, WIDTH]
        own = ledger.seat[first : first + load[unit, slot]]
        found.append((unit, slot, sorted(own.tolist())))
    return found


def _unit_people(bench: Bench) -> Sequence[Sequence[Person]]:
    person = {each.id: each for each in bench.problem.people}
    return [[person[name] for name in own] for own in bench.laid_out.people]


def _present(bench: Bench) -> npt.NDArray[np.int64]:
    used = {slot for block in bench.problem.blocks for slot in block}
    return np.array(
        [
            [
                sum(slot in person.slots and slot in used for person in own)
                for slot in range(bench.problem.slots)
            ]
            for own in _unit_people(bench)
        ]
    )


def _rests(
    bench: Bench, load: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return what is left of every run of slots that some limit makes short."""
    rows = bench.ledger.unit.reshape(-1, UNIT_ROW)
    rest = np.full(load.shape, _ENDLESS)
    limited = np.zeros(load.shape, bool)
    for unit, own in enumerate(_unit_people(bench)):
        run = int(rows[unit, RUN])
        for block in bench.problem.blocks if run else ():
            for first in block[: max(0, len(block) - run)]:
                window = range(first, first + run + 1)
                most = sum(_most_in(person, window) for person in own)
                limited[unit, first] = most > 0
                rest[unit, first] = most - load[unit, window].sum()
    return rest, limited


def _most_in(person: Person, window: range) -> int:
    """Return the most meetings in a window: for every run length at its end."""
    limit = len(window) if person.max_run is None else person.max_run
    best = {0: 0}
    for slot in window:
        idle = max(best.values())
        busy = {run + 1: most + 1 for run, most in best.items() if run < limit}
        best = {0: idle, **(busy if slot in person.slots else {})}
    return max(best.values())


def _spent(
    bench: Bench, rest: npt.NDArray[np.int64], limited: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Count, for each slot, the runs used up that it lies in."""
    rows = bench.ledger.unit.reshape(-1, UNIT_ROW)
    spent = np.zeros(rest.shape, np.int64)
    for unit, first in np.argwhere(limited & (rest <= 0)).tolist():
        spent[unit, first : first + rows[unit, RUN] + 1] += 1
    return spent


def _from_words(
    words: npt.NDArray[np.int64], per_row: int, slots: int
) -> npt.NDArray[np.bool_]:
    rows = words.reshape(-1, per_row)
    return np.array(
        [
            [
                (int(row[slot // WORD]) >> (slot % WORD)) & 1 == 1
                for slot in range(slots)
            ]
            for row in rows
        ]
    ).reshape(len(rows), slots)


def _used(bench: Bench) -> npt.NDArray[np.int64]:
    ledger = bench.ledger
    used = np.zeros((int(ledger.size[6]), bench.problem.slots), np.int64)
    kinds = ledger.pair.reshape(-1, PAIR)[:, RESOURCE]
    for pair, slot in held_by(bench).items():
        first, last = ledger.scarce_from[kinds[pair] : kinds[pair] + 2]
        for resource in ledger.scarce[first:last].tolist():
            used[resource, slot] += 1
    return used


def _listed(bench: Bench) -> tuple[list[object], list[object]]:
    """Return the lists of what is held by kind and slot, as they are and should be."""
    ledger = bench.ledger
    rows = ledger.pair.reshape(-1, PAIR)
    now: list[object] = []
    for place in np.flatnonzero(ledger.list_length).tolist():
        first = int(ledger.list_from[place])
        own = ledger.listed[first : first + ledger.list_length[place]].tolist()
        assert [rows[pair, PLACE] for pair in own] == list(range(len(own)))
        now.append((place, sorted(own)))
    right: Mapping[int, list[int]] = defaultdict(list)
    for pair, slot in held_by(bench).items():
        if rows[pair, RESOURCE]:
            right[int(rows[pair, RESOURCE]) * bench.problem.slots + slot].append(pair)
    return now, sorted(right.items())


def _sums(bench: Bench) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    degree = np.zeros(len(bench.problem.parties), np.int64)
    total = np.zeros(len(bench.problem.parties), np.int64)
    rows = bench.ledger.pair.reshape(-1, PAIR)
    for pair in held_by(bench):
        for side in range(2):
            degree[rows[pair, PARTY + side]] += 1
            total[rows[pair, PARTY + side]] += rows[pair, VALUE]
    return degree, total


def _worth(
    bench: Bench, degree: npt.NDArray[np.int64], total: npt.NDArray[np.int64]
) -> int:
    ledger = bench.ledger
    rows = ledger.pair.reshape(-1, PAIR)
    steps = ledger.steps.reshape(-1, int(ledger.size[5]))
    worth = int(rows[rows[:, SLOT] >= 0, GAIN].sum(dtype=np.int64))
    if len(ledger.unwelcome):
        costs = ledger.unwelcome.reshape(len(degree), -1)
        for pair, slot in held_by(bench).items():
            worth -= int(costs[rows[pair, PARTY : PARTY + 2], slot].sum())
    for at, party in enumerate(ledger.party.reshape(-1, PARTY_ROW)):
        worth += int(steps[party[STEPS], : degree[at]].sum())
        if party[NEED] > 0:
            worth += int(ledger.floor[0]) * int(total[at] >= party[NEED])
            worth += int(ledger.floor[1]) * min(int(total[at]), int(party[NEED]))
    return worth
