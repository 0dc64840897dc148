"""Check what a plan says of the floor: its target, and who stays below it.

Part of the verifier; shares nothing with the engine. Everything is compared in
whole numbers: the target is a number of millionths.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from solver.alone import Surroundings
from solver.best_alone import SumSpan, best_alone
from solver.plan import GoalResult
from solver.problem import Problem
from solver.recount import Tally

MILLION = 1_000_000
"""Targets have six decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """What the meetings of a party are worth, and what they could be worth at most.

    The party's satisfaction is the first divided by the second.
    """

    party: str
    held: int
    best: SumSpan


def satisfactions(counted: Tally) -> tuple[Satisfaction, ...]:
    """Return the satisfaction of every party with any possible meeting."""
    around = Surroundings(counted.problem)
    held = held_sums(counted)
    found = []
    for party in counted.problem.parties:
        best = best_alone(around, around.party(party))
        if best.most:
            each = Satisfaction(party=party.id, held=held[party.id], best=best)
            found.append(each)
    return tuple(found)


def held_sums(counted: Tally) -> Mapping[str, int]:
    """Return the sum of the values of every party's meetings."""
    sums = {party.id: 0 for party in counted.problem.parties}
    for pair, _ in counted.held:
        sums[pair.a] += pair.value
        sums[pair.b] += pair.value
    return sums


def false_floor(problem: Problem, result: GoalResult, counted: Tally) -> Iterator[str]:
    """Yield what is wrong with the result for the floor."""
    if result.target is None:
        yield "has no target; state the satisfaction that parties are to reach"
        return
    share = Fraction(str(problem.goals.floor_share))
    if not 0 <= result.target <= ceil(share * MILLION) / MILLION:
        yield f"target {result.target} is not from 0 to {problem.goals.floor_share}"
        return
    target = round(result.target * MILLION)
    if result.target != target / MILLION:
        yield f"target {result.target} has more than six decimals"
    everybody = satisfactions(counted)
    surely = sum(1 for each in everybody if _is_below(each, each.best.least, target))
    perhaps = sum(1 for each in everybody if _is_below(each, each.best.most, target))
    if len(result.value) != 1 or not surely <= result.value[0] <= perhaps:
        yield f"value {result.value} should be {(perhaps,)}"
    # The best possible minimum is no less than the minimum of this very plan.
    least = min((Fraction(s.held, s.best.most) for s in everybody), default=None)
    if least is not None and target < share * least * MILLION:
        yield f"target {result.target} is too low: this plan itself reaches more"


def _is_below(each: Satisfaction, best: int, target: int) -> bool:
    return each.held * MILLION < target * best
