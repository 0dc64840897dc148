"""Hand an integer programme to CP-SAT, with its usual strategies."""

from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

from bench.rivals.programme import RivalProgramme
from bench.rivals.task import RivalTask

_WORKERS = 8
"""With fewer it leaves out the strategies that improve a plan, whatever the cores."""


def solve_by_cpsat(
    programme: RivalProgramme, task: RivalTask, hint: Mapping[int, int] | None = None
) -> Sequence[int] | None:
    """Return the values of the best solution found in time, if any was."""
    model = cp_model.CpModel()
    variables = [model.new_int_var(0, most, "") for most in programme.most]
    for indices, signs, least, most in programme.rows:
        terms = [variables[at] for at in indices]
        total = cp_model.LinearExpr.weighted_sum(terms, signs)
        model.add_linear_constraint(total, least, most)
    model.maximize(cp_model.LinearExpr.weighted_sum(variables, programme.worth))
    for at, value in (hint or {}).items():
        model.add_hint(variables[at], value)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = task.solving_seconds
    solver.parameters.num_workers = _WORKERS
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [solver.value(variable) for variable in variables]
