"""That both sides get as many meetings on average: by a price, found by trying.

The solver maximises a sum of values and knows no sides. So the rule that the averages
differ by little is taken into the values, as in Lagrangian relaxation: each chair of
the side that gets less is worth some points more, each chair of the other so many less
that a plan with the difference aimed at is worth what it was. Of all plans as even as
that, the best one at some price is the best there is, but for rounding. The more
points, the nearer together are the averages; `next_price` looks for the fewest.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import copysign

from matcher.affinity.pruning import LEAST_SAME_SIDE
from matcher.affinity.scoring import HIGHEST
from matcher.balance import EVEN_WITHIN
from matcher.participants import Participant, Side
from solver import Plan, Problem

LEAST = 1
"""The least value of a pair that may be held."""
AIM = EVEN_WITHIN / 2
"""The difference that a price aims at."""
NEAR = 0.75 * EVEN_WITHIN
"""The difference up to which a rehearsal is even enough: a longer search of the same
problem ends a little beside it."""
MOST_GIVEN_UP = 0.10
"""The largest share of its value that a plan may lose by being made even."""
MOST_PRICES = 6
"""So many prices are tried."""
_STEP = 1.5
"""A price that is too low is tried so many times higher."""
_LEAST_STEP = 20.0
"""The least that prices are raised by: a fiftieth of a perfect pair."""
_LEAST_SHARE = 0.25
"""The next price lies at least so far between two: a difference changes in steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A price that was tried: points for each chair, and what came of it."""

    price: float
    """For chairs of the other side; below 0 it is paid for those of the informal one."""
    lead: float
    """By what share of the larger average the informal side has more meetings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """How many take part on each side, by the group of their parties."""

    sizes: Mapping[str, int]

    @classmethod
    def of(cls, participants: Collection[Participant]) -> "Sides":
        """Count the sides, with those who cannot meet anybody."""
        sizes = Counter(p.side for p in participants)
        return cls(sizes={side.value: sizes[side] for side in Side})

    def lead(self, problem: Problem, plan: Plan) -> float:
        """Tell by what share of the larger average the informal side has more.

        It is below 0 where the informal side has less, and 0 where a side has nobody.
        """
        chairs = Counter[str]()
        groups = _groups(problem)
        for meeting in plan.meetings:
            chairs.update(groups[meeting.pair])
        informal, other = (
            chairs[side.value] / self.sizes[side.value]
            if self.sizes[side.value]
            else 0.0
            for side in (Side.INFORMAL, Side.OTHER)
        )
        most = max(informal, other)
        if not all(self.sizes.values()) or not most:
            return 0.0
        return (informal - other) / most

    def priced(self, problem: Problem, price: float) -> Problem:
        """Give the problem with values in which the price is paid.

        What is then worth too little is left out, except for who has only such or
        would have too few to meet. A value stays within what the solver takes.
        """
        groups = _groups(problem)
        values = {
            pair.id: round(pair.value + self.points(groups[pair.id], price))
            for pair in problem.pairs
        }
        strong = {p.id for p in problem.pairs if p.value >= _least(groups[p.id])}
        others = Counter(q for p in problem.pairs if p.id in strong for q in (p.a, p.b))
        needy = {party.id: party.min for party in problem.parties}
        kept = set()
        for pair in sorted(problem.pairs, key=lambda p: (-values[p.id], p.id)):
            is_for_lonely = not (others[pair.a] and others[pair.b])
            is_needed = max(needy[pair.a], needy[pair.b]) > 0
            is_good = values[pair.id] >= _least(groups[pair.id])
            if is_good or is_needed or is_for_lonely:
                kept.add(pair.id)
                needy[pair.a] -= 1
                needy[pair.b] -= 1
        return replace(
            problem,
            pairs=tuple(
                replace(pair, value=max(LEAST, min(HIGHEST, values[pair.id])))
                for pair in problem.pairs
                if pair.id in kept
            ),
        )

    def points(self, group: Sequence[str], price: float) -> float:
        """Give what a price adds to the value of a meeting of two groups."""
        poorer, richer = Side.OTHER.value, Side.INFORMAL.value
        if price < 0:
            poorer, richer = richer, poorer
        if not price or not self.sizes[richer]:
            return 0.0
        share = (1 - AIM) * self.sizes[poorer] / self.sizes[richer]
        return abs(price) * (group.count(poorer) - share * group.count(richer))

    def next_price(
        self, problem: Problem, plan: Plan, trials: Sequence[Trial]
    ) -> float:
        """Choose the next price to try from those tried.

        Args:
            problem: With the values as they are.
            plan: What came of it; the first trial is of it, at price 0.
            trials: All prices tried so far and what came of them.
        """
        first = trials[0]
        if len(trials) == 1:
            return self._first_price(problem, plan, first.lead)
        aim = copysign(AIM, first.lead)
        before = [t for t in trials if copysign(t.lead, t.lead * aim) > AIM]
        beyond = [t for t in trials if t not in before]
        below = max(before, key=lambda t: abs(t.price))
        if not beyond:
            most = max(abs(below.price) * _STEP, abs(below.price) + _LEAST_STEP)
            return copysign(most, first.lead)
        above = min(beyond, key=lambda t: abs(t.price))
        share = (below.lead - aim) / (below.lead - above.lead)
        share = max(_LEAST_SHARE, min(1 - _LEAST_SHARE, share))
        return below.price + share * (above.price - below.price)

    def _first_price(self, problem: Problem, plan: Plan, lead: float) -> float:
        """Forecast the price from the meetings that would have to change places.

        Those are the least meetings between the sides that are held, and the best
        pairs within the side that gets less that are not. Times are left out of it.
        """
        sign = 1.0 if lead > 0 else -1.0
        sides = (Side.INFORMAL.value, Side.OTHER.value)
        richer, poorer = sides if lead > 0 else reversed(sides)
        held = {meeting.pair for meeting in plan.meetings}
        groups = _groups(problem)
        across = [
            p.value
            for p in problem.pairs
            if p.id in held and len(set(groups[p.id])) > 1
        ]
        within = [
            p.value
            for p in problem.pairs
            if p.id not in held and set(groups[p.id]) == {poorer}
        ]
        chairs = Counter(g for pair in held for g in groups[pair])
        step = self.points((poorer, poorer), sign) - self.points(sides, sign)
        price = _LEAST_STEP
        for lost, won in zip(
            sorted(across), sorted(within, reverse=True), strict=False
        ):
            price = max(_LEAST_STEP, (lost - won) / step)
            chairs.update({richer: -1, poorer: 1})
            averages = [chairs[side] / self.sizes[side] for side in (richer, poorer)]
            if averages[1] >= (1 - AIM) * averages[0]:
                break
        return sign * price


def worth(problem: Problem, plan: Plan) -> int:
    """Add up the values of a plan's meetings and what having meetings adds."""
    values = {pair.id: pair.value for pair in problem.pairs}
    parties = {pair.id: (pair.a, pair.b) for pair in problem.pairs}
    counts = Counter(p for m in plan.meetings for p in parties[m.pair])
    bonus = problem.goals.bonus
    return sum(values[m.pair] for m in plan.meetings) + sum(
        sum(bonus[:count]) for count in counts.values()
    )


def excess(lead: float, *, within: float) -> float:
    """Tell by how much a difference is more than it may be."""
    return max(0.0, abs(lead) - within)


def is_worth_it(*, before: float, after: float, lost: float) -> bool:
    """Tell whether a plan that comes nearer to even may take the place of another.

    To be even it may cost `MOST_GIVEN_UP`; only to come nearer, no more of its value
    than the share by which the averages come nearer.

    Args:
        before: The excess of the plan there is.
        after: The excess of the plan that would take its place.
        lost: The share of the value that is lost.
    """
    nearer = before - after
    if nearer <= 0 or lost > MOST_GIVEN_UP:
        return False
    return after == 0 or lost <= nearer


def _least(group: Sequence[str]) -> int:
    """Give the value from which on a pair of two groups is worth holding."""
    return LEAST_SAME_SIDE if len(set(group)) == 1 else LEAST


def _groups(problem: Problem) -> Mapping[str, tuple[str, str]]:
    """Give the groups of both parties of every pair."""
    group = {party.id: party.group for party in problem.parties}
    return {pair.id: (group[pair.a], group[pair.b]) for pair in problem.pairs}
