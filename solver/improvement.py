"""Improve a plan with the compiled kernel: rounds of annealing, then polishing.

A round begins hot, with a share of the prices taken off what pairs are worth (see
`Kernel.flatten`), and ends cold, with their whole value at stake. A short first
round gives something to show, and tells which rounds follow: a long hot one and milder
ones from the best plan, or mild ones only where the bound is near.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

from solver.facts import Facts
from solver.incumbent import Incumbent
from solver.kernel.engine import Guide, Kernel, Slots
from solver.kernel.layout import Worth
from solver.kernel.waiting import PERIODS, SLOTS
from solver.pace import Pace
from solver.problem import Goal

_COUNTED_MOVES = 20_000
"""Moves between two looks at whether to stop, where moves are counted."""
_LOOK_SECONDS = 0.03
"""Time between two looks at whether to stop, where the clock counts."""
_MOVES_PER_SECOND = 500_000
"""A first guess; the pace is measured from then on."""
_FLAT_PART = 0.9
"""The part of a round in which prices are taken off the value."""
_TYPICAL_VALUE = 65.0
"""The mean value of a meeting for which the temperatures were chosen."""
_NEARER = 3
"""What each point is worth that brings a party nearer to its floor."""
_WAITING = {Goal.WAITING_SLOTS: SLOTS, Goal.WAITING_PERIODS: PERIODS}
_POLISHING_WEIGHT = 16
"""How many slots of waiting a point of value outweighs while waiting is polished."""
_MINDING_WEIGHT = 64
"""The same where times that are unwelcome are minded too: one move changes the times
of at most two dozen meetings, so that it never trades a point of value for them."""
_UNWELCOME = 16
"""How many slots of waiting one side at an unwelcome time outweighs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """How one round goes: its share of the time, its heat, its flatness."""

    share: float
    hot: float
    cold: float
    """Temperatures at the beginning and at the end of the flat part, in points."""
    flat: float
    steep: float
    """The share of the prices taken off, at the beginning and the end of it."""
    from_best: bool = False


FIRST = Round(share=0.08, hot=2.0, cold=1.0, flat=0.8, steep=0.2)
ROUNDS = (
    Round(share=0.65, hot=2.0, cold=1.0, flat=0.8, steep=0.2),
    Round(share=0.09, hot=1.0, cold=0.5, flat=0.8, steep=0.5, from_best=True),
    Round(share=0.09, hot=0.8, cold=0.4, flat=0.7, steep=0.4, from_best=True),
    Round(share=0.09, hot=0.6, cold=0.3, flat=0.6, steep=0.3, from_best=True),
)
"""Chosen by experiment on instances of 100 to 10,000 parties (`bench.planning`)."""

ROUNDS_NEAR = (
    Round(share=0.28, hot=0.8, cold=0.4, flat=0.7, steep=0.42, from_best=True),
    Round(share=0.22, hot=0.6, cold=0.3, flat=0.6, steep=0.36, from_best=True),
    Round(share=0.21, hot=0.5, cold=0.25, flat=0.5, steep=0.3, from_best=True),
    Round(share=0.21, hot=0.4, cold=0.2, flat=0.4, steep=0.24, from_best=True),
)
"""What follows the first round where that comes near to the bound: there a plan is
easily lost in the heat, and little is to be found by it."""


def _never() -> bool:
    return False


class Improvement:
    """Kernels side by side, each with a seed of its own."""

    def __init__(
        self, facts: Facts, pace: Pace, incumbent: Incumbent, kernels: Sequence[Kernel]
    ) -> None:
        """Begin with kernels that hold nothing yet."""
        self._facts = facts
        self._pace = pace
        self._incumbent = incumbent
        self._kernels = kernels
        self._unit = 1.0
        self._speed = _MOVES_PER_SECOND
        self._pool = ThreadPoolExecutor(max_workers=max(1, len(kernels)))

    def begin(self) -> bool:
        """Make a first plan; tell whether it holds all that must be held."""
        first = self._kernels[0]
        first.fill()
        if first.holds_musts:
            self._incumbent.begin(first.read())
        return first.holds_musts

    def begin_from_best(self) -> None:
        """Fill up the best plan so far."""
        first = self._kernels[0]
        first.load(self._best_slots())
        first.fill()
        self._incumbent.offer(first.read())

    def follow(self, guide: Guide, *, margin: float) -> None:
        """Let a bound guide the moves, and begin again from what it wants."""
        wanted = guide.wanted > 0.5  # noqa: PLR2004 -- more than half of it
        values = [
            float(p.value)
            for p, own in zip(self._facts.problem.pairs, wanted, strict=True)
            if own
        ]
        self._unit = max(
            0.1, float(np.mean(values or [_TYPICAL_VALUE])) / _TYPICAL_VALUE
        )
        for kernel in self._kernels:
            kernel.follow(guide, margin=margin * self._unit)

    def require(self, needs: npt.NDArray[np.int64]) -> None:
        """Value it when a party's meetings add up to what it needs (the floor)."""
        worth = Worth.of(self._facts.problem).floor
        for kernel in self._kernels:
            kernel.require_sums(needs.tolist(), reached=worth, nearer=_NEARER)

    def run(self, end: float, *, until: Callable[[], bool] = _never) -> None:
        """Anneal round after round.

        Args:
            end: So much of the limit is to be left.
            until: Asked after each round whether that was enough.
        """
        if self._is_done(end):
            return
        total = self._pace.remaining - end
        self._run_round(FIRST, total * FIRST.share)
        rounds = ROUNDS_NEAR if self._incumbent.is_near else ROUNDS
        more = () if self._pace.is_counted else repeat(rounds[-1])
        for each in chain(rounds, more):
            if self._is_done(end) or until():
                return
            self._run_round(each, min(total * each.share, self._pace.remaining - end))

    def _is_done(self, end: float) -> bool:
        return (
            self._pace.is_over()
            or self._pace.remaining - end <= 0
            or self._incumbent.is_proven(Goal.VALUE)
        )

    def _run_round(self, this: Round, budget: float) -> None:
        """Anneal once from hot to cold, then offer what was found."""
        best = self._kernels[0].slots
        if this.from_best:
            best = self._best_slots()
        for kernel in self._kernels:
            kernel.load(best)
            if not this.from_best:
                kernel.fill()
        begun = self._pace.remaining
        done = 0.0
        while done < 1.0 and not self._pace.is_over():
            moves = self._chunk(budget, done)
            further = min(
                1.0,
                done + moves * len(self._kernels) / max(1.0, self._expected(budget)),
            )
            self._anneal(this, done, further, moves)
            done = (
                further
                if self._pace.is_counted
                else (begun - self._pace.remaining) / max(budget, 1e-9)
            )
            self._incumbent.tell(Goal.VALUE)
        self._offer()

    def _expected(self, budget: float) -> float:
        """Return how many moves a budget allows, over all kernels."""
        per_second = 1e6 if self._pace.is_counted else self._speed * len(self._kernels)
        return budget * per_second

    def _chunk(self, budget: float, done: float) -> int:
        if self._pace.is_counted:
            return _COUNTED_MOVES
        left = max(0.002, budget * (1 - done))
        return max(200, int(self._speed * min(_LOOK_SECONDS, left)))

    def _anneal(self, this: Round, begin: float, end: float, moves: int) -> None:
        """Make some moves of a round, in all kernels at once."""
        flat, hot = _stage(this, begin)
        _, cold = _stage(this, end)
        began = time.monotonic()

        def work(kernel: Kernel) -> None:
            kernel.flatten(flat)
            kernel.anneal(moves, hot * self._unit, cold * self._unit)

        list(self._pool.map(work, self._kernels))
        self._pace.count(moves * len(self._kernels))
        seconds = time.monotonic() - began
        if not self._pace.is_counted and seconds > 0:
            self._speed = int(0.8 * self._speed + 0.2 * moves / seconds) + 1

    def _offer(self) -> None:
        """Fill up what the kernels hold and offer the best of it."""
        for kernel in self._kernels:
            kernel.flatten(0.0)
            kernel.fill()
        best = max(self._kernels, key=lambda kernel: kernel.worth)
        self._incumbent.offer(best.read())

    def _best_slots(self) -> Slots:
        """Return where the best plan holds each pair."""
        number = {p.id: at for at, p in enumerate(self._facts.problem.pairs)}
        slots = np.full(len(number), -1, np.int32)
        for meeting in self._incumbent.meetings or ():
            slots[number[meeting.pair]] = meeting.slot
        return slots

    def polish(self, goal: Goal, end: float) -> None:
        """Lessen waiting or unwelcome times, keeping what higher goals have reached."""
        kind = _WAITING.get(goal, 0)
        minds = self._minds_times(goal)
        kernel = self._kernels[0]
        kernel.load(self._best_slots())
        kernel.weigh(_MINDING_WEIGHT if minds else _POLISHING_WEIGHT)
        kernel.mind_times(_UNWELCOME if minds else 0)
        if kind:
            kernel.count_waiting(kind)
        budget = self._pace.remaining - end
        begun = self._pace.remaining
        done = 0.0
        while (
            done < 1.0
            and not self._pace.is_over()
            and not self._incumbent.is_proven(goal)
        ):
            moves = self._chunk(budget, done)
            hot = 0.25 * 0.1**done
            kernel.anneal(moves, hot, hot, waiting=kind)
            self._pace.count(moves)
            done = (begun - self._pace.remaining) / max(budget, 1e-9)
            self._incumbent.tell(goal)
        self._incumbent.offer(kernel.read())
        kernel.mind_times(0)
        kernel.weigh(1)

    def _minds_times(self, goal: Goal) -> bool:
        """Tell whether unwelcome times are, or come before, what is polished."""
        problem = self._facts.problem
        return any(party.if_needed for party in problem.parties) and (
            goal is Goal.IF_NEEDED or problem.goals.comes_before(Goal.IF_NEEDED, goal)
        )


def _stage(this: Round, done: float) -> tuple[float, float]:
    """Return the share of the prices taken off, and the temperature."""
    if done < _FLAT_PART:
        part = done / _FLAT_PART
        flat = this.flat + (this.steep - this.flat) * part
        return flat, this.hot * (this.cold / this.hot) ** part
    part = (done - _FLAT_PART) / (1 - _FLAT_PART)
    return 0.0, this.cold * 0.3 ** min(1.0, part)
