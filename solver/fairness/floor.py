"""What every party is to reach, and how many do not: the goal `floor`."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np

from solver.bounding.layout import Ints
from solver.facts import Facts
from solver.fairness.alone import best_alone
from solver.fairness.programmes import z_star
from solver.pace import Pace
from solver.plan import GoalResult, HeldPair

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FloorAim:
    """The satisfaction to reach, and what that means for each party."""

    alone: Ints
    """For each party, the best sum it could reach if it were alone."""
    target: float
    """In millionths; see `floor_target`."""
    needs: Ints
    """For each party, the sum to reach; 0 for a party that does not count."""

    def result(self, below: int, bound: int) -> GoalResult:
        """Return what a plan says of the floor.

        Args:
            below: How many parties do not reach what they need.
            bound: How many do not in any plan.
        """
        return GoalResult(
            value=(below,), bound=(min(below, bound),), target=self.target
        )


def aim_floor(
    facts: Facts, *, keeps_guarantee: bool, pace: Pace, seconds: float
) -> FloorAim:
    """Return what every party is to reach.

    Args:
        facts: The problem.
        keeps_guarantee: Whether every plan in question gives every party its
            minimum.
        pace: Told how it stands, and asked whether to stop.
        seconds: The most that the linear programme may take.
    """
    alone = best_alone(facts)
    best = z_star(
        facts, alone, keeps_guarantee=keeps_guarantee, pace=pace, seconds=seconds
    )
    target = floor_target(facts.problem.goals.floor_share, best)
    return FloorAim(alone=alone, target=target, needs=floor_needs(alone, target))


def floor_target(share: float, best: Fraction) -> float:
    """Return a share of the best minimum, rounded up to millionths.

    Args:
        share: How much of it every party is to reach.
        best: What the least satisfaction of no plan exceeds.
    """
    # The share as it is written in the file, not as the machine keeps it.
    return ceil(Fraction(str(share)) * best * _MILLION) / _MILLION


def floor_needs(alone: Ints, target: float) -> Ints:
    """Return the least whole sums with which parties are not below the target."""
    millionths = round(target * _MILLION)
    return -(-alone * millionths // _MILLION)


def measure_floor(
    facts: Facts, meetings: Iterable[HeldPair], alone: Ints, target: float
) -> int:
    """Count the parties whose meetings are worth less than they are to reach."""
    number = {party.id: n for n, party in enumerate(facts.problem.parties)}
    sums = np.zeros(len(number), dtype=np.int64)
    for meeting in meetings:
        pair = facts.pair[meeting.pair]
        sums[number[pair.a]] += pair.value
        sums[number[pair.b]] += pair.value
    return int(np.count_nonzero(sums < floor_needs(alone, target)))
