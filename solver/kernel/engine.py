"""The kernel as the rest of the solver sees it: a plan in work that can be improved."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.facts import Facts
from solver.kernel.annealing import anneal
from solver.kernel.filling import fill, load_plan
from solver.kernel.layout import LaidOut, neighbours
from solver.kernel.ledger import (
    CLOSED,
    FIXED,
    FREE,
    GAIN,
    MOVES,
    NEED,
    PAIR,
    PARTY,
    PARTY_ROW,
    RANK,
    REQUIRED,
    SLOT,
    STATUS,
    SUM,
    TOUCHED,
    UNIT,
    UNIT_OF_WORTH,
    VALUE,
)
from solver.kernel.rosters import make_roster
from solver.kernel.waiting import count_waiting
from solver.plan import HeldPair
from solver.seating import Unseated, seat

Slots = npt.NDArray[np.int32]
"""For each pair of the problem, the slot in which it is held, or -1."""
Floats = npt.NDArray[np.float64]

_NO_TARGET = 1 << 30
_MOST_STAMPS = 2**31 - 2**26


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Guide:
    """What the bound says about every pair, in points of value."""

    wanted: Floats
    """How much of it the best mixture holds, from 0 to 1."""
    reduced_cost: Floats
    """What it is worth above the prices it pays."""
    paid: Floats
    """The prices that make it dear: what is scarce of people, tables, interpreters."""


class Kernel:
    """A plan in work; every change keeps every rule of format 1 but the spread."""

    def __init__(self, facts: Facts, laid_out: LaidOut) -> None:
        """Begin with nothing held."""
        self._facts = facts
        self._people = laid_out.people
        self._ledger = ledger = laid_out.ledger
        self._pair = ledger.pair.reshape(-1, PAIR)
        self._load = np.zeros(facts.problem.slots, np.int32)
        self._guide: Guide | None = None
        self._factor = 1

    @property
    def slots(self) -> Slots:
        """Where each pair is held now."""
        return self._pair[:, SLOT].copy()

    @property
    def worth(self) -> float:
        """What the plan is worth, in points of value (see `layout.Worth`)."""
        return float(self._ledger.worth[0]) / UNIT_OF_WORTH

    @property
    def moves(self) -> int:
        """The moves made so far."""
        return int(self._ledger.counter[MOVES])

    def follow(self, guide: Guide, *, margin: float) -> None:
        """Try most the pairs that the bound thinks worth it.

        Args:
            guide: What it thinks.
            margin: How far below nothing a reduced cost may be, in points.
        """
        self._guide = guide
        status = self._pair[:, STATUS]
        worth_trying = np.flatnonzero(
            (guide.reduced_cost > -margin) & (status < CLOSED) | (status == REQUIRED)
        )
        parties = len(self._facts.problem.parties)
        first, own = neighbours(self._pair, worth_trying, parties)
        self._ledger = self._ledger._replace(
            core=worth_trying.astype(np.int32), neighbour_from=first, neighbour=own
        )
        rank = np.clip(guide.reduced_cost, -1e6, 1e6) * UNIT_OF_WORTH
        self._pair[:, RANK] = np.rint(rank)

    def flatten(self, share: float) -> None:
        """Take a share of the prices paid off what pairs are worth.

        A pair that is dropped leaves people and tables free for others; with the
        whole value at stake no annealing lets that happen. What is left of the value
        still prefers the same pairs, as the prices are those of the bound.
        """
        if self._guide is None:
            return
        value = self._pair[:, VALUE] - share * self._guide.paid
        gains = np.rint(value * UNIT_OF_WORTH).astype(np.int32)
        self._set_gains(gains * self._factor)

    def weigh(self, factor: int) -> None:
        """Count every goal so many times, so that waiting is only a tie-break."""
        self.flatten(0.0)
        before = self._factor
        self._ledger.steps[:] = self._ledger.steps // before * factor
        self._ledger.floor[:] = self._ledger.floor // before * factor
        self._ledger.worth[0] = self._ledger.worth[0] // before * factor
        self._pair[:, GAIN] = self._pair[:, VALUE] * UNIT_OF_WORTH * factor
        self._factor = factor

    def mind_times(self, units: int) -> None:
        """Let each side that meets in a slot where it comes only if needed cost so much.

        Args:
            units: The cost, in units of 1/`UNIT_OF_WORTH` point; 0 minds nothing.
        """
        ledger = self._ledger
        if not len(ledger.unwelcome):
            return
        slots = self._facts.problem.slots
        costs = ledger.unwelcome.reshape(-1, slots)
        held = np.flatnonzero(self._pair[:, SLOT] >= 0)
        where = [
            (self._pair[held, PARTY + side], self._pair[held, SLOT]) for side in (0, 1)
        ]
        ledger.worth[0] += sum(int(costs[at].sum()) for at in where)
        for row, party in enumerate(self._facts.problem.parties):
            costs[row, sorted(party.if_needed)] = units
        ledger.worth[0] -= sum(int(costs[at].sum()) for at in where)

    def _set_gains(self, gains: npt.NDArray[np.int32]) -> None:
        held = self._pair[:, SLOT] >= 0
        change = gains[held].astype(np.int64) - self._pair[held, GAIN]
        self._ledger.worth[0] += change.sum()
        self._pair[:, GAIN] = gains

    def require_sums(self, needs: Sequence[int], *, reached: int, nearer: int) -> None:
        """Value it when the values of a party's meetings add up to what it needs.

        Args:
            needs: For each party, the sum; 0 for none.
            reached: What a party that reaches it is worth, in points.
            nearer: What each point towards it is worth, in points.
        """
        self._ledger.worth[0] -= self._worth_of_sums()
        rows = self._ledger.party.reshape(-1, PARTY_ROW)
        rows[:, NEED] = needs
        held = np.flatnonzero(self._pair[:, SLOT] >= 0)
        sums = np.zeros(len(rows), np.int64)
        for side in range(2):
            np.add.at(sums, self._pair[held, PARTY + side], self._pair[held, VALUE])
        rows[:, SUM] = sums
        unit = UNIT_OF_WORTH * self._factor
        self._ledger.floor[:] = reached * unit, nearer * unit
        self._ledger.worth[0] += self._worth_of_sums()

    def _worth_of_sums(self) -> int:
        """Return what the sums of values of parties add to the plan's worth."""
        rows = self._ledger.party.reshape(-1, PARTY_ROW)
        reached, nearer = self._ledger.floor.tolist()
        needed = rows[:, NEED] > 0
        met = int((needed & (rows[:, SUM] >= rows[:, NEED])).sum())
        points = int(np.minimum(rows[:, SUM], rows[:, NEED])[needed].sum())
        return int(reached * met + nearer * points)

    def fill(self) -> None:
        """Hold what must be held, then greedily what is guaranteed, then the rest."""
        guide = self._guide
        value = -self._pair[:, VALUE]
        keys = (
            (value,) if guide is None else (value, -guide.reduced_cost, -guide.wanted)
        )
        order = np.lexsort(keys).astype(np.int32)
        status = self._pair[order, STATUS]
        parties = self._facts.problem.parties
        anything = np.full(len(parties), _NO_TARGET, np.int32)
        possible = np.array(
            [len(self._facts.slots[p.id]) for p in self._facts.problem.pairs]
        )
        for must in (FIXED, REQUIRED):
            own = order[status == must]
            tightest = own[np.argsort(possible[own], kind="stable")]
            fill(self._ledger, tightest, anything, self._load)
        least = np.array([party.min for party in parties], np.int32)
        free = order[status == FREE]
        for target in range(1, int(least.max(initial=0)) + 1):
            goal = np.minimum(least, target).astype(np.int32)
            fill(self._ledger, free, goal, self._load)
        fill(self._ledger, free, anything, self._load)

    @property
    def holds_musts(self) -> bool:
        """Whether every fixed and required pair is held."""
        musts = np.isin(self._pair[:, STATUS], (FIXED, REQUIRED))
        closed = any(
            pair.required and not self._facts.slots[pair.id]
            for pair in self._facts.problem.pairs
        )
        return not closed and bool((self._pair[musts, SLOT] >= 0).all())

    def load(self, slots: Slots) -> int:
        """Hold the pairs where they are said to be; return how many do not fit."""
        return int(load_plan(self._ledger, np.asarray(slots, np.int32), self._load))

    def anneal(self, moves: int, hot: float, cold: float, *, waiting: int = 0) -> int:
        """Improve the plan; return how many moves were accepted.

        Args:
            moves: How many to try.
            hot: The temperature at first, in points of value.
            cold: The temperature in the end.
            waiting: One of the kinds in `solver.kernel.waiting`, or 0.
        """
        ledger = self._ledger
        if ledger.counter[1] > _MOST_STAMPS:
            ledger.counter[1] = 0
            self._pair[:, TOUCHED] = -1
        if not len(self._pair):
            return 0
        # Whole numbers would be a type of their own, compiled anew.
        scaled = (float(hot * UNIT_OF_WORTH), float(cold * UNIT_OF_WORTH))
        return int(anneal(ledger, moves, *scaled, waiting))

    def count_waiting(self, kind: int) -> int:
        """Count all waiting of a kind anew (see `solver.kernel.waiting`)."""
        return int(count_waiting(self._ledger, kind))

    def read(self) -> tuple[HeldPair, ...]:
        """Return the plan with people, tables and interpreters."""
        roster = make_roster(self._ledger)
        pairs = self._facts.problem.pairs
        people = self._people
        held = [
            Unseated(
                pair=pairs[at].id,
                slot=int(self._pair[at, SLOT]),
                person_a=people[self._pair[at, UNIT]][roster[2 * at]],
                person_b=people[self._pair[at, UNIT + 1]][roster[2 * at + 1]],
            )
            for at in np.flatnonzero(self._pair[:, SLOT] >= 0).tolist()
        ]
        return seat(self._facts, held, {})
