"""HiGHS, a solver of mixed integer programmes, on each pair and slot."""

from collections.abc import Sequence
from datetime import timedelta

from ortools.math_opt.python import mathopt

from bench.rivals.programme import RivalProgramme, read_meetings
from bench.rivals.task import RivalTask
from solver.plan import HeldPair


def plan(task: RivalTask) -> tuple[HeldPair, ...] | None:
    """Choose slots, counting tables; then give out the tables."""
    programme = RivalProgramme(task.facts, by_table=False)
    values = _solve(programme, task)
    return None if values is None else read_meetings(programme, values)


def _solve(programme: RivalProgramme, task: RivalTask) -> Sequence[float] | None:
    """Return the values of the best solution found in time, if any was."""
    model = mathopt.Model()
    variables = [model.add_integer_variable(lb=0, ub=most) for most in programme.most]
    for indices, signs, least, most in programme.rows:
        row = model.add_linear_constraint(lb=least, ub=most)
        for at, sign in zip(indices, signs, strict=True):
            row.set_coefficient(variables[at], sign)
    for variable, worth in zip(variables, programme.worth, strict=True):
        model.objective.set_linear_coefficient(variable, worth)
    model.objective.is_maximize = True
    limits = mathopt.SolveParameters(time_limit=timedelta(seconds=task.solving_seconds))
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=limits)
    if not result.has_primal_feasible_solution():
        return None
    values: Sequence[float] = result.variable_values(variables)
    return values
