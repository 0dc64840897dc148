"""The conflict and the repair of a problem that is known to have no plan."""

from collections.abc import Sequence

from solver.explain import explain, list_rules
from solver.pace import Pace
from solver.problem import Problem


def find_conflict(problem: Problem, pace: Pace) -> tuple[str, ...]:
    """Return rules of an impossible problem that cannot hold together.

    All its rules, if time ran out before anything smaller was found.
    """
    return explain(problem, pace).conflict.rules or tuple(list_rules(problem))


def find_repair(
    problem: Problem,
    conflict: Sequence[str],  # noqa: ARG001 -- asked for until its caller asks for both at once
    pace: Pace,
) -> tuple[str, ...]:
    """Return rules without which there is a plan; empty if time runs out."""
    return explain(problem, pace).repair.rules
