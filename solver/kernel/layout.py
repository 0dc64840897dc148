"""Lay a problem out in the flat arrays of a ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Self

import numpy as np
import numpy.typing as npt

from solver.facts import Facts
from solver.kernel.attendance import SCRATCH
from solver.kernel.compiled import WORD
from solver.kernel.ledger import (
    ALLOWED,
    CLOSED,
    FIXED,
    GAIN,
    MOST,
    ORDERED,
    PAIR,
    PARTY,
    PARTY_ROW,
    RANK,
    REQUIRED,
    RESOURCE,
    SLOT,
    STATUS,
    STEPS,
    TOUCHED,
    UNIT,
    UNIT_OF_WORTH,
    VALUE,
    Ledger,
)
from solver.kernel.moves import LOG
from solver.kernel.resources import Resources, find_resources
from solver.kernel.units import Units, find_units
from solver.problem import Goal, Problem

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What the goals above value are worth, in points of value.

    So much more than anything a move could win in value that no move gives one up;
    the goals stay strictly in their order.
    """

    nothing: int
    short: int
    floor: int

    @staticmethod
    def of(problem: Problem) -> "Worth":
        """Return the worths for a problem."""
        best = max((pair.value for pair in problem.pairs), default=1)
        floor = 100 * (best + max(problem.goals.bonus, default=0))
        return Worth(nothing=floor * 100_000, short=floor * 100, floor=floor)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """The ledger of a problem with nothing held, and the people of its units."""

    ledger: Ledger
    people: Sequence[Sequence[str]]

    def twin(self, seed: int) -> Self:
        """Return the same for another kernel, with a seed of its own.

        What kernels write is copied with the rest: it is small beside what making
        it anew costs.
        """
        copied = Ledger._make(array.copy() for array in self.ledger)
        return replace(self, ledger=copied._replace(random=_seeded(seed)))


def lay_out(facts: Facts, *, seed: int) -> LaidOut | None:
    """Return the ledger of a problem with nothing held; None if it cannot hold it.

    That is so where more than 31 people share parties among them, where the longest
    run of somebody who is not a party's only one is above 15, or where tables or
    languages are too mixed to count.
    """
    units = find_units(facts)
    resources = find_resources(facts)
    if units is None or resources is None:
        return None
    problem = facts.problem
    slots = problem.slots
    words = (slots + WORD - 1) // WORD
    pair = _pair_rows(facts, units, resources)
    party, steps = _party_rows(problem, units)
    numbers = len(problem.pairs)
    order_from, order = _order(facts, pair)
    neighbour_from, neighbour = neighbours(
        pair, np.arange(numbers), len(problem.parties)
    )
    sizes = (slots, words, numbers, len(problem.parties), len(units.row))
    list_from, listed = _lists(facts, pair, resources)
    ledger = Ledger(
        size=np.array([*sizes, steps.shape[1], len(resources.supply)], np.int64),
        counter=np.zeros(4, np.int64),
        worth=np.zeros(1, np.int64),
        random=_seeded(seed),
        pair=pair.reshape(-1),
        possible=_possible(facts, words).reshape(-1),
        order_from=order_from,
        order=order,
        party=party.reshape(-1),
        steps=UNIT_OF_WORTH * steps.reshape(-1),
        neighbour_from=neighbour_from,
        neighbour=neighbour,
        unwelcome=np.zeros(_unwelcome_places(problem), np.int64),
        floor=np.zeros(2, np.int64),
        unit=units.row.reshape(-1),
        blocked=to_words(units.room == 0),
        full=to_words(units.room == 0),
        room=units.room.astype(np.int32).reshape(-1),
        rest=units.rest.astype(np.int32).reshape(-1),
        reasons=(units.room == 0).astype(np.int32).reshape(-1),
        load=np.zeros(len(units.row) * slots, np.int32),
        seat=np.zeros(units.seats, np.int32),
        sent=np.zeros(units.seats, np.int32),
        person_slots=units.person_slots,
        person_run=units.person_run,
        block_end=_block_ends(problem),
        scarce_from=resources.scarce_from,
        scarce=resources.scarce,
        used=np.zeros(resources.supply.size, np.int32),
        supply=resources.supply.astype(np.int32).reshape(-1),
        tight=to_words(resources.supply <= 0),
        kind_from=resources.kind_from,
        kind=resources.kind,
        list_from=list_from,
        list_length=np.zeros(len(list_from), np.int32),
        listed=listed,
        core=np.zeros(0, np.int32),
        waits=np.zeros(max(len(units.row), len(problem.parties)), np.int64),
        waited=np.zeros(1, np.int64),
        log=np.zeros(LOG, np.int32),
        scratch=np.zeros(SCRATCH, np.int64),
    )
    return LaidOut(ledger=ledger, people=units.people)


def _unwelcome_places(problem: Problem) -> int:
    """Return how many (party, slot) there are, or 0 where every slot is welcome."""
    some = any(party.if_needed for party in problem.parties)
    return len(problem.parties) * problem.slots if some else 0


def to_words(flags: npt.NDArray[np.bool_]) -> Ints:
    """Turn rows of true and false, one for each slot, into words."""
    rows, slots = flags.shape
    words = (slots + WORD - 1) // WORD
    padded = np.zeros((rows, words * WORD), np.int64)
    padded[:, :slots] = flags
    weights = np.int64(1) << np.arange(WORD, dtype=np.int64)
    sets: Ints = (padded.reshape(rows * words, WORD) * weights).sum(1)
    return sets


def _seeded(seed: int) -> npt.NDArray[np.uint64]:
    """Return a random state that differs widely between neighbouring seeds."""
    mixed = (seed * 0x9E3779B97F4A7C15 + 88172645463325252) % 2**64
    return np.array([mixed or 1], np.uint64)


def _block_ends(problem: Problem) -> npt.NDArray[np.int32]:
    ends = np.arange(problem.slots, dtype=np.int32)
    for block in problem.blocks:
        ends[list(block)] = block[-1] + 1
    return ends


def _possible(facts: Facts, words: int) -> Ints:
    """Return, for each pair, the slots in which it could be held alone."""
    problem = facts.problem
    possible = [facts.slots[pair.id] for pair in problem.pairs]
    lengths = np.fromiter(map(len, possible), np.int64, len(possible))
    slots = np.fromiter(chain.from_iterable(possible), np.int64, int(lengths.sum()))
    flat = np.zeros(len(possible) * words, np.int64)
    place = np.repeat(np.arange(len(possible)) * words, lengths) + slots // WORD
    np.bitwise_or.at(flat, place, np.int64(1) << (slots % WORD))
    return flat.reshape(len(possible), words)


def _pair_rows(
    facts: Facts, units: Units, resources: Resources
) -> npt.NDArray[np.int32]:
    problem = facts.problem
    rows = np.zeros((len(problem.pairs), PAIR), np.int32)
    number = {party.id: at for at, party in enumerate(problem.parties)}
    rows[:, PARTY] = [number[pair.a] for pair in problem.pairs]
    rows[:, PARTY + 1] = [number[pair.b] for pair in problem.pairs]
    rows[:, UNIT : UNIT + 2] = units.of_party[rows[:, PARTY : PARTY + 2]]
    rows[:, ALLOWED : ALLOWED + 2] = units.of_allowed[rows[:, PARTY : PARTY + 2]]
    rows[:, RESOURCE] = resources.of_pair
    rows[:, SLOT] = -1
    rows[:, TOUCHED] = -1
    if Goal.VALUE in problem.goals.order:
        rows[:, VALUE] = [pair.value for pair in problem.pairs]
        rows[:, GAIN] = rows[:, RANK] = UNIT_OF_WORTH * rows[:, VALUE]
    for at, pair in enumerate(problem.pairs):
        if pair.people_a is not None or pair.people_b is not None:
            for side, named in enumerate((pair.people_a, pair.people_b)):
                if named is not None:
                    rows[at, ALLOWED + side] &= units.bits(rows[at, UNIT + side], named)
        if pair.id in facts.pinned:
            rows[at, STATUS] = FIXED
        elif not facts.slots[pair.id]:
            rows[at, STATUS] = CLOSED
        elif pair.required:
            rows[at, STATUS] = REQUIRED
    return rows


def _party_rows(problem: Problem, units: Units) -> tuple[npt.NDArray[np.int32], Ints]:
    """Return the rows of the parties, and the worth of each further meeting."""
    goals = problem.goals
    worth = Worth.of(problem)
    promises = Goal.GUARANTEE in goals.order
    bonus = goals.bonus if Goal.VALUE in goals.order else ()
    rows = np.zeros((len(problem.parties), PARTY_ROW), np.int32)
    seats = units.room.clip(0).sum(1)[units.of_party]
    most = [
        int(seats[at]) if party.max is None else min(party.max, int(seats[at]))
        for at, party in enumerate(problem.parties)
    ]
    rows[:, MOST] = most
    longest = max(most, default=0) + 2
    table: dict[int, int] = {}
    steps: list[list[int]] = []
    for at, party in enumerate(problem.parties):
        least = party.min if promises else 0
        if least not in table:
            table[least] = len(steps)
            row = [0] * longest
            for degree in range(longest):
                row[degree] += bonus[degree] if degree < len(bonus) else 0
                row[degree] += worth.short if degree < least else 0
            row[0] += worth.nothing if least else 0
            steps.append(row)
        rows[at, STEPS] = table[least]
    return rows, np.array(steps or [[0] * longest], np.int64)


def _order(
    facts: Facts, pair: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return, for each pair, those that it must come after or before."""
    problem = facts.problem
    entries: dict[int, list[int]] = {}
    if any(each.after for each in problem.pairs):
        number = {each.id: at for at, each in enumerate(problem.pairs)}
        for at, each in enumerate(problem.pairs):
            for earlier in each.after:
                other = number[earlier]
                entries.setdefault(at, []).append(2 * other)
                entries.setdefault(other, []).append(2 * at + 1)
    counts = np.zeros(len(problem.pairs) + 1, np.int32)
    for at, found in entries.items():
        counts[at + 1] = len(found)
        pair[at, ORDERED] = 1
    flat = [entry for at in sorted(entries) for entry in entries[at]]
    return np.cumsum(counts).astype(np.int32), np.array(flat, np.int32)


def neighbours(
    pair: npt.NDArray[np.int32], among: Ints, parties: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return, for each party, which of some pairs are its own."""
    ends = np.concatenate([pair[among, PARTY], pair[among, PARTY + 1]])
    pairs = np.concatenate([among, among])
    order = np.argsort(ends, kind="stable")
    counts = np.bincount(ends, minlength=parties)
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return first, pairs[order].astype(np.int32)


def _lists(
    facts: Facts, pair: npt.NDArray[np.int32], resources: Resources
) -> tuple[Ints, npt.NDArray[np.int32]]:
    """Return where the list of each kind and slot begins, and room for all."""
    slots = facts.problem.slots
    kinds = len(resources.scarce_from) - 1
    members = np.bincount(pair[:, RESOURCE], minlength=kinds)
    lengths = np.zeros((kinds, slots), np.int64)
    for kind in range(1, kinds):
        first, last = resources.scarce_from[kind : kind + 2]
        supply = resources.supply[resources.scarce[first:last]].min(0)
        lengths[kind] = np.minimum(supply, members[kind]) + 1
    starts = np.concatenate([[0], np.cumsum(lengths.reshape(-1))])
    return starts[:-1].astype(np.int64), np.zeros(int(starts[-1]) + 1, np.int32)
