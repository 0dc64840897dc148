"""Put together what a search answers: the plan, its values and bounds, its cost."""

from collections.abc import Mapping
from importlib import metadata

from solver.certificate import Certificate
from solver.facts import Facts
from solver.measures import measure
from solver.pace import Pace
from solver.plan import BoundSource, Effort, GoalResult, HeldPair, Plan, Status
from solver.problem import Goal
from solver.unmet import find_unmet
from solver.verify import verify


def make_plan(  # noqa: PLR0913 -- a plan has so many parts
    facts: Facts,
    meetings: tuple[HeldPair, ...],
    bounds: Mapping[Goal, tuple[int, ...]],
    effort: Effort,
    *,
    floor: GoalResult | None = None,
    certificate: Certificate | None = None,
    bound_by: BoundSource | None = None,
) -> Plan:
    """Return the plan with these meetings.

    A goal without bounds is one the engine does not optimise: nothing is reported
    for it, and the plan is then not proven to be the best.
    """
    problem = facts.problem
    results = tuple(
        (
            goal.value,
            floor
            if goal is Goal.FLOOR and floor is not None
            else _result(facts, meetings, goal, bounds[goal], bound_by),
        )
        for goal in problem.goals.order
        if goal in bounds or (goal is Goal.FLOOR and floor is not None)
    )
    is_proven = all(result.is_proven for _, result in results)
    is_complete = len(results) == len(problem.goals.order)
    return Plan(
        problem=problem.name,
        status=Status.OPTIMAL if is_proven and is_complete else Status.FEASIBLE,
        meetings=meetings,
        goals=results,
        unmet=find_unmet(facts, meetings),
        effort=effort,
        certificate=certificate if Goal.VALUE in problem.goals.order else None,
    )


def _result(
    facts: Facts,
    meetings: tuple[HeldPair, ...],
    goal: Goal,
    bound: tuple[int, ...],
    bound_by: BoundSource | None,
) -> GoalResult:
    value = measure(facts, meetings, goal)
    if goal is not Goal.VALUE:
        return GoalResult(value=value, bound=bound)
    gap = round((bound[0] - value[0]) / bound[0], 4) if bound[0] else 0.0
    return GoalResult(value=value, bound=bound, gap=gap, bound_by=bound_by)


def is_sound(facts: Facts, meetings: tuple[HeldPair, ...], pace: Pace) -> bool:
    """Tell whether the verifier finds nothing wrong with some meetings."""
    plan = Plan(
        problem=facts.problem.name,
        status=Status.FEASIBLE,
        meetings=meetings,
        effort=effort_of(pace),
    )
    return not verify(facts.problem, plan)


def effort_of(pace: Pace) -> Effort:
    """Return what a search has cost so far."""
    return Effort(
        seconds=round(pace.elapsed, 2),
        moves=pace.moves,
        seed=pace.limits.seed,
        workers=pace.limits.workers,
        version=metadata.version("trefpunt"),
    )
