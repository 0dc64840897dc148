"""The kernel anneals under the guidance of a bound, exact search polishes.

Goal after goal: what a higher goal has reached is kept while the next is improved.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from solver.bounding.pairs import PairBound
from solver.bounding.slots import SlotBound
from solver.bounds import NO_HURRY, Bounds
from solver.facts import Facts
from solver.fairness.floor import aim_floor
from solver.fairness.programmes import fewest_below
from solver.improvement import Improvement
from solver.incumbent import Incumbent
from solver.kernel.guidance import guide_by
from solver.pace import SHARES, Pace
from solver.polish.aiming import Aim
from solver.polish.few_slots import polish_slots
from solver.polish.footing import Priced, can_polish
from solver.polish.solver_process import Allowance, SolverProcess
from solver.polish.whole import prove_whole
from solver.problem import Goal
from solver.sizes import MOST_POLISHED, MOST_PROVED, places

_FLOOR_SHARE = 0.1
"""The share of the time in which it is proven how many stay below the floor."""
_KEPT_FOR_POLISHING = 0.75
"""The share of the time for the value that exact search has in the end."""
_MOST_POLISHED_NEAR = 50_000
"""With so many it does so where the plan is near to the bound already."""
_FIRST_PART = 0.3
"""There annealing has this share of the time before."""
_ASKED = 2
"""With so many processes standing by one of them can aim at the bound."""
_MARGIN = 1.0
"""How far below nothing the reduced cost of a pair may be that is worth trying."""

POLISHED = (Goal.IF_NEEDED, Goal.WAITING_SLOTS, Goal.WAITING_PERIODS)
"""The goals that the kernel makes better while those before them stay."""


class KernelSearch:
    """A first plan being improved."""

    def __init__(
        self,
        facts: Facts,
        pace: Pace,
        best: Incumbent,
        bounds: Bounds,
        improvement: Improvement,
    ) -> None:
        """Begin from the best plan so far."""
        self._facts = facts
        self._pace = pace
        self._best = best
        self._bounds = bounds
        self._improvement = improvement
        self._standby: Sequence[SolverProcess] = ()

    def run(
        self, bound: PairBound | None, standby: Sequence[SolverProcess] = ()
    ) -> None:
        """Improve the plan with the kernel, goal after goal.

        Args:
            bound: The bound over pairs.
            standby: Processes for searching exactly that have been started.
        """
        self._standby = standby
        order = self._facts.problem.goals.order
        guiding = self._bounds.bound_slots() or bound
        if guiding is not None and guiding.is_best:
            self._improvement.follow(guide_by(self._facts, guiding), margin=_MARGIN)
        later = [goal for goal in order if goal in POLISHED]
        total = self._pace.remaining
        shares = sum(SHARES[goal] for goal in (Goal.VALUE, *later))
        end = total * sum(SHARES[goal] for goal in later) / shares
        self._aim_floor()
        proving = _FLOOR_SHARE * total if Goal.FLOOR in order else 0.0
        self._improve_value(guiding, end + proving)
        self._bound_floor(self._pace.remaining - end)
        for number, goal in enumerate(later):
            rest = sum(SHARES[each] for each in later[number:])
            share = SHARES[goal] / rest
            self._improvement.polish(goal, self._pace.remaining * (1 - share))

    def _improve_value(
        self,
        guiding: PairBound | SlotBound | None,
        end: float,
    ) -> None:
        """Improve the value by annealing, and by exact search where that finds more."""
        if guiding is None or not self._can_polish():
            self._improvement.run(end)
            return
        size, begun = places(self._facts), self._pace.remaining
        total = begun - end
        kept = _KEPT_FOR_POLISHING * total if size <= MOST_POLISHED else 0.0
        first = _FIRST_PART * total if size > MOST_POLISHED else 0.0
        priced = Priced(bound=guiding.bound, certificate=guiding.certificate)
        with self._aim(priced, total) as aim:
            self._improvement.run(
                end + kept,
                until=lambda: (
                    self._best.is_near and begun - self._pace.remaining >= first
                ),
            )
            self._polish(priced, self._pace.remaining - end, aim)

    @contextmanager
    def _aim(self, priced: Priced, seconds: float) -> Iterator[Aim | None]:
        """Ask for a plan worth the bound meanwhile, where there may be one."""
        is_tight = priced.bound == self._bounds.over_pairs
        if len(self._standby) < _ASKED or not is_tight:
            yield None
            return
        best, process = self._best.meetings or (), self._standby[1]
        allowance = Allowance(seconds=seconds, seed=self._pace.limits.seed)
        with Aim(self._facts, best, priced, process, allowance) as aim:
            yield aim

    @property
    def _keeps_guarantee(self) -> bool:
        """Whether the floor may take the guarantee as given."""
        goals = self._facts.problem.goals
        met = not any(self._best.value(Goal.GUARANTEE))
        return met and goals.comes_before(Goal.GUARANTEE, Goal.FLOOR)

    def _aim_floor(self) -> None:
        """Find out what every party is to reach, and make that a goal."""
        if Goal.FLOOR not in self._facts.problem.goals.order:
            return
        floor = aim_floor(
            self._facts,
            keeps_guarantee=self._keeps_guarantee,
            pace=self._pace,
            seconds=self._bounds.seconds(),
        )
        self._best.aim(floor)
        self._improvement.require(floor.needs)

    def _bound_floor(self, seconds: float) -> None:
        """Prove how many parties stay below the floor in every plan."""
        floor = self._best.floor
        if floor is None or self._best.is_proven(Goal.FLOOR) or self._pace.is_over():
            return
        fewest = fewest_below(
            self._facts,
            floor.needs,
            keeps_guarantee=self._keeps_guarantee,
            pace=self._pace,
            seconds=NO_HURRY if self._pace.is_counted else seconds,
        )
        self._best.tighten(Goal.FLOOR, fewest)

    def _can_polish(self) -> bool:
        """Tell whether exact search has a chance, and time, to find something."""
        return (
            not self._pace.is_counted
            and places(self._facts) <= _MOST_POLISHED_NEAR
            and can_polish(self._facts)
        )

    def _polish(self, priced: Priced, seconds: float, aim: Aim | None) -> None:
        """Search exactly where a better plan could be: everywhere, or slot by slot."""
        if seconds <= 0 or self._best.is_proven(Goal.VALUE) or self._pace.is_over():
            return
        facts, pace, best = self._facts, self._pace, self._best.meetings or ()
        if places(facts) <= MOST_PROVED:
            found = prove_whole(facts, best, priced, pace, seconds=seconds)
        else:
            found = polish_slots(
                facts,
                best,
                priced,
                pace,
                seconds=seconds,
                processes=self._standby,
                aim=aim,
            )
        self._best.offer(found.meetings)
        if found.is_sharper:
            self._best.tighten(Goal.VALUE, found.bound)
