"""Check what a plan says of itself: values, bounds, gaps, status, what is missing.

Part of the verifier; shares nothing with the engine.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from solver.certificate_check import false_certificate
from solver.floor_claims import false_floor
from solver.plan import GoalResult, Plan, Status
from solver.problem import Goal, Problem
from solver.recount import COUNTS, Tally
from solver.violations import Violation

_MAXIMISED = frozenset({Goal.VALUE})
_GAP_TOLERANCE = 1e-4
"""Gaps are written with four decimals."""


def false_claims(problem: Problem, plan: Plan, counted: Tally) -> Iterator[Violation]:
    """Yield what a plan says of itself that is not so."""
    yield from _goals(problem, plan, counted)
    yield from _status(problem, plan)
    yield from _unmet(problem, plan)
    yield from false_certificate(problem, plan)


def _goals(problem: Problem, plan: Plan, counted: Tally) -> Iterator[Violation]:
    """Check every reported value, bound and gap."""
    for name, result in plan.goals:
        if name not in problem.goals.order:
            yield _wrong(name, "not a goal of this problem")
            continue
        goal = Goal(name)
        if goal is Goal.FLOOR:
            for detail in false_floor(problem, result, counted):
                yield _wrong(name, detail)
        elif result.target is not None:
            yield _wrong(name, "has a target, which only the floor has")
        if goal in COUNTS:
            value = COUNTS[goal](counted)
            if result.value != value:
                yield _wrong(name, f"value {result.value} should be {value}")
        yield from _bound(goal, result)
    for (before, _), (after, _) in pairwise(plan.goals):
        names = [goal.value for goal in problem.goals.order]
        if {before, after} <= set(names) and names.index(before) >= names.index(after):
            yield _wrong(after, f"stands after {before}, unlike in goals.order")


def _status(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Check that a plan that calls itself optimal is proven to be."""
    reported = dict(plan.goals)
    if plan.status is Status.OPTIMAL:
        for goal in problem.goals.order:
            if goal.value not in reported or not reported[goal.value].is_proven:
                yield Violation(
                    rule="status",
                    place="status",
                    detail=f"optimal, yet {goal.value} is not proven",
                )


def _wrong(name: str, detail: str) -> Violation:
    return Violation(rule="goal_values", place=f"goals.{name}", detail=detail)


def _bound(goal: Goal, result: GoalResult) -> Iterator[Violation]:
    """Check that a bound lies on its side of the value, and the gap between them."""
    if len(result.bound) != len(result.value):
        yield _wrong(goal.value, "value and bound differ in length")
    elif goal in _MAXIMISED and result.bound < result.value:
        yield _wrong(goal.value, f"the bound {result.bound} is below the value")
    elif goal not in _MAXIMISED and result.bound > result.value:
        yield _wrong(goal.value, f"the bound {result.bound} is above the value")
    elif result.gap is not None:
        distance = abs(result.bound[0] - result.value[0])
        gap = distance / abs(result.bound[0]) if result.bound[0] else 0.0
        if abs(gap - result.gap) > _GAP_TOLERANCE:
            yield _wrong(goal.value, f"gap {result.gap} should be {gap:.4f}")


def _unmet(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Check that the list of pairs not held, where there is one, is complete."""
    if not plan.unmet:
        return
    held = {meeting.pair for meeting in plan.meetings}
    missing = {pair.id for pair in problem.pairs} - held
    listed = {unmet.pair for unmet in plan.unmet}
    if listed == missing and len(plan.unmet) == len(missing):
        return
    for name, times in Counter(unmet.pair for unmet in plan.unmet).items():
        if name not in missing or times > 1:
            yield Violation(
                rule="unmet", place=f"unmet {name}", detail="held, unknown or twice"
            )
    for name in sorted(missing - listed):
        yield Violation(
            rule="unmet", place=f"unmet {name}", detail="not held and not listed"
        )
