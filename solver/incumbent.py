"""The best plan so far, and what is proven about it."""

from collections import Counter
from collections.abc import Sequence

from solver.answers import effort_of, is_sound, make_plan
from solver.certificate import Certificate
from solver.facts import Facts
from solver.fairness.floor import FloorAim, measure_floor
from solver.measures import is_measured, measure
from solver.pace import Pace
from solver.plan import BoundSource, HeldPair, Plan
from solver.problem import Goal

PARTS = {Goal.GUARANTEE: 2}
"""Goals that are reached in several levels, one after the other."""


_NEAR = 0.0005
"""So much of the bound is near."""


class Incumbent:
    """The best plan so far with the bound of every goal; plans are offered to it."""

    def __init__(self, facts: Facts, pace: Pace) -> None:
        """Begin without a plan, and with the bounds that need no proof."""
        self._facts = facts
        self._pace = pace
        self.meetings: tuple[HeldPair, ...] | None = None
        self.certificate: Certificate | None = None
        self.bound_by: BoundSource | None = None
        self.floor: FloorAim | None = None
        """What every party is to reach, where the floor is a goal."""
        self._values: dict[Goal, tuple[int, ...]] = {}
        self._bounds: dict[Goal, list[int]] = {
            goal: _obvious_bounds(facts, goal) for goal in Goal
        }

    def begin(self, meetings: tuple[HeldPair, ...]) -> None:
        """Keep a first plan unseen; what is shown in the end is verified anyway."""
        self.meetings = meetings

    def offer(self, meetings: tuple[HeldPair, ...]) -> bool:
        """Keep a plan if it keeps the rules and is better; tell whether it is kept."""
        if self.meetings is not None and self._score(meetings) <= self._score(
            self.meetings
        ):
            return False
        if not is_sound(self._facts, meetings, self._pace):
            return False
        self.meetings = meetings
        self._values.clear()
        return True

    def _score(self, meetings: tuple[HeldPair, ...]) -> list[int]:
        """Return the values of the goals in order, more being better."""
        return [
            value if goal is Goal.VALUE else -value
            for goal in self._facts.problem.goals.order
            for value in self._measure(meetings, goal)
        ]

    def _measure(self, meetings: Sequence[HeldPair], goal: Goal) -> tuple[int, ...]:
        """Return what some meetings reach; nothing for a floor not aimed at yet."""
        if goal is not Goal.FLOOR:
            return measure(self._facts, meetings, goal)
        if self.floor is None:
            return ()
        aim = self.floor
        return (measure_floor(self._facts, meetings, aim.alone, aim.target),)

    def aim(self, floor: FloorAim) -> None:
        """Count from now on who does not reach what everybody should."""
        self.floor = floor
        self._values.clear()

    def value(self, goal: Goal) -> tuple[int, ...]:
        """Return what the plan reaches for a goal."""
        if goal not in self._values:
            self._values[goal] = self._measure(self.meetings or (), goal)
        return self._values[goal]

    def bound(self, goal: Goal) -> tuple[int, ...]:
        """Return what no plan can surpass, for each level of a goal."""
        return tuple(self._bounds[goal])

    def tighten(self, goal: Goal, bound: int, *, part: int = 0) -> None:
        """Note a bound if it is the sharpest so far; the search proved it."""
        bounds = self._bounds[goal]
        sharper = min if goal is Goal.VALUE else max
        if sharper(bounds[part], bound) != bounds[part]:
            bounds[part] = bound
            if goal is Goal.VALUE:
                self.bound_by = BoundSource.SEARCH

    def certify(self, bound: int, certificate: Certificate) -> None:
        """Note a bound on the value that prices prove, if it is the sharpest."""
        if bound < self._bounds[Goal.VALUE][0] or self.certificate is None:
            self.certificate = certificate
            if bound <= self._bounds[Goal.VALUE][0]:
                self._bounds[Goal.VALUE][0] = bound
                self.bound_by = BoundSource.CERTIFICATE

    @property
    def is_near(self) -> bool:
        """Whether the value is near to its bound."""
        (value,), (bound,) = self.value(Goal.VALUE), self.bound(Goal.VALUE)
        return bound - value <= _NEAR * bound

    def is_proven(self, goal: Goal) -> bool:
        """Tell whether nothing better can exist, the goals before it being kept."""
        return self.value(goal) == self.bound(goal)

    def tell(self, stage: Goal) -> None:
        """Report how the search for a goal stands."""
        self._pace.tell(
            stage.value,
            len(self.meetings or ()),
            self.value(stage)[-1],
            self.bound(stage)[-1],
        )

    def plan(self, meetings: tuple[HeldPair, ...]) -> Plan:
        """Return the plan with these meetings and all that is known about it."""
        bounds = {goal: self.bound(goal) for goal in Goal if is_measured(goal)}
        floor = None
        if self.floor is not None:
            (below,) = self.value(Goal.FLOOR)
            floor = self.floor.result(below, self._bounds[Goal.FLOOR][0])
        return make_plan(
            self._facts,
            meetings,
            bounds,
            effort_of(self._pace),
            floor=floor,
            certificate=self.certificate,
            bound_by=self.bound_by,
        )


def _obvious_bounds(facts: Facts, goal: Goal) -> list[int]:
    """Return bounds that need no proof: nothing missing, or everything held."""
    if goal is not Goal.VALUE:
        return [0] * PARTS.get(goal, 1)
    possible = [pair for pair in facts.problem.pairs if facts.slots[pair.id]]
    degree = Counter(party for pair in possible for party in (pair.a, pair.b))
    bonus = facts.problem.goals.bonus
    return [
        sum(pair.value for pair in possible)
        + sum(sum(bonus[:count]) for count in degree.values())
    ]


def keeps_guarantee(facts: Facts, meetings: Sequence[HeldPair]) -> bool:
    """Tell whether bounds on the value may take the guarantee as given.

    That is so where it comes before the value and is met in full.
    """
    return facts.problem.goals.comes_before(Goal.GUARANTEE, Goal.VALUE) and not any(
        measure(facts, meetings, Goal.GUARANTEE)
    )
