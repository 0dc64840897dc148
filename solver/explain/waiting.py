"""The rule on waiting periods as linear conditions."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from solver.explain.conditions import RuleModel
from solver.problem import Problem


def limit_spread(
    model: RuleModel,
    problem: Problem,
    meetings: Mapping[tuple[str, int], Sequence[int]],
    rule: int,
) -> None:
    """Let parties differ by at most the given spread in their waiting periods.

    Args:
        model: What the conditions are added to.
        problem: The problem, with a spread.
        meetings: By party and slot, the variables of the meetings possible there.
        rule: The variable of the rule.
    """
    spread = problem.goals.max_waiting_spread or 0
    least = model.number(0, problem.slots)
    for party in problem.parties:
        busy = [
            _any(model, meetings.get((party.id, slot), ()))
            for slot in range(problem.slots)
        ]
        begins = [busy[0], *(_first(model, *both) for both in pairwise(busy))]
        meets = _any(model, busy)
        # Waiting periods: the runs of meetings on end, less one if there are any.
        counted = [*begins, meets, least]
        weights = [1] * len(begins) + [-1, -1]
        model.ask(counted, weights, lower=0, upper=spread, when=rule)


def _any(model: RuleModel, variables: Sequence[int]) -> int:
    """Return a variable that is 1 exactly when one of these is."""
    either = model.truth()
    for variable in variables:
        model.ask([either, variable], [1, -1], lower=0)
    model.ask([*variables, either], [1] * len(variables) + [-1], lower=0)
    return either


def _first(model: RuleModel, before: int, now: int) -> int:
    """Return a variable that is 1 exactly when a run of meetings begins now."""
    begins = model.truth()
    model.ask([now, begins], [1, -1], lower=0)
    model.ask([before, begins], upper=1)
    model.ask([begins, before, now], [1, 1, -1], lower=0)
    return begins
