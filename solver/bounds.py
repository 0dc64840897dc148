"""Bounds on the value: over pairs beside the first plan or after it, over slots too."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from solver.bounding.pairs import PairBound, bound_pairs
from solver.bounding.slots import SlotBound, bound_slots
from solver.facts import Facts
from solver.incumbent import Incumbent, keeps_guarantee
from solver.pace import Pace
from solver.problem import Goal
from solver.sizes import places

Found = TypeVar("Found", PairBound, SlotBound)

_LINEAR_SHARE = 0.5
"""The share of the time left that a linear programme may take."""
NO_HURRY = 600.0
"""Seconds that are never taken, where moves are counted and not the clock."""
_MANY_PLACES = 20_000
"""With more (pair, slot) the first plan and the first bound are made side by side."""
_LEAST_BOUNDING = 1.0
"""With less time left, making the first plan is not to be slowed down by it."""
_LOOK_SECONDS = 0.05

_MOST_BOUNDED = 100_000
_PLACES_BOUNDED_PER_SECOND = 2_000
"""Up to so many (pair, slot) for each second left the sharper bound is worth it."""


class Bounds:
    """What is found out about the value of every plan; the best plan hears of it."""

    def __init__(self, facts: Facts, pace: Pace, best: Incumbent) -> None:
        """Begin with nothing."""
        self._facts = facts
        self._pace = pace
        self._best = best
        self.over_pairs: int | None = None
        """The bound over pairs, once it is known."""

    def begin(self, pool: ThreadPoolExecutor) -> Future[PairBound | None] | None:
        """Begin to bound the value beside making the first plan, where that is long.

        As if the guarantee were kept, which the first plan of such events does.
        """
        limits, goals = self._pace.limits, self._facts.problem.goals
        is_long = places(self._facts) > _MANY_PLACES and limits.workers > 1
        if (
            self._pace.remaining < _LEAST_BOUNDING
            or not is_long
            or self._pace.is_counted
            or Goal.VALUE not in goals.order
        ):
            return None
        aside = Pace(limits, None, lambda: self._pace.remaining <= 0)
        return pool.submit(
            bound_pairs,
            self._facts,
            keeps_guarantee=goals.comes_before(Goal.GUARANTEE, Goal.VALUE),
            pace=aside,
            seconds=self._pace.remaining,
        )

    def wait_for(self, bounding: Future[PairBound | None] | None) -> PairBound | None:
        """Wait for the early bound, if it speaks of plans like the first one."""
        if bounding is None:
            return None
        while not bounding.done() and not self._pace.is_over():
            wait([bounding], timeout=_LOOK_SECONDS)
            self._pace.tell("bounding", len(self._best.meetings or ()))
        found = bounding.result()
        kept = keeps_guarantee(self._facts, self._best.meetings or ())
        if found is None or (found.certificate.keeps_guarantee and not kept):
            return None
        self._best.certify(found.bound, found.certificate)
        self.over_pairs = found.bound
        return found

    def bound_pairs(self) -> PairBound | None:
        """Bound the value by how many meetings there can be, whenever they are."""
        if Goal.VALUE not in self._facts.problem.goals.order or self._pace.is_over():
            return None
        found = self._bound(bound_pairs)
        if found is not None:
            self.over_pairs = found.bound
        return found

    def bound_slots(self) -> SlotBound | None:
        """Bound the value by when there can be meetings too, where that is quick."""
        pace = self._pace
        left = float("inf") if pace.is_counted else pace.remaining
        if Goal.VALUE not in self._facts.problem.goals.order:
            return None
        if places(self._facts) > min(_MOST_BOUNDED, left * _PLACES_BOUNDED_PER_SECOND):
            return None
        return self._bound(bound_slots)

    def _bound(self, how: Callable[..., Found | None]) -> Found | None:
        """Bound the value in one of the two ways, and note what is proven."""
        found = how(
            self._facts,
            keeps_guarantee=keeps_guarantee(self._facts, self._best.meetings or ()),
            pace=self._pace,
            seconds=self.seconds(),
        )
        if found is not None:
            self._best.certify(found.bound, found.certificate)
        return found

    def seconds(self) -> float:
        """Return what a linear programme may take of the time left.

        Counted runs must not depend on the clock, so there it may take its time.
        """
        if self._pace.is_counted:
            return NO_HURRY
        return self._pace.remaining * _LINEAR_SHARE
