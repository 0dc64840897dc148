"""Solve an instance of the published B2B problem and say how good the answer is."""

from importlib import metadata

from solver.b2b.calendars import find_agendas
from solver.b2b.crowding import bound_by_crowding
from solver.b2b.instance import B2BInstance
from solver.b2b.known import BestKnown
from solver.b2b.model import BreakModel
from solver.b2b.reasons import find_reasons
from solver.b2b.search import search
from solver.b2b.translation import SPREAD, to_meetings, to_problem
from solver.limits import Cancelled, Limits, Report
from solver.pace import Pace
from solver.plan import Effort, GoalResult, Plan, Status
from solver.problem import Goal
from solver.refusals import EngineError, OutOfTimeError
from solver.verify import verify

_VERIFYING_SECONDS = 0.2
"""What verifying takes of the time limit."""


def solve_instance(
    instance: B2BInstance,
    limits: Limits,
    *,
    spread: int = SPREAD,
    report: Report | None = None,
    cancelled: Cancelled | None = None,
) -> Plan:
    """Return a verified plan with the fewest breaks, or the best found in time.

    Raises:
        OutOfTimeError: No plan was found in time, nor excluded.
        EngineError: The plan breaks a rule.
    """
    pace = Pace(limits, report, cancelled)
    pace.keep_back(_VERIFYING_SECONDS)
    found = _search(instance, spread, pace)
    if found.is_impossible:
        reasons = find_reasons(instance, spread, pace)
        return Plan(
            problem=instance.name,
            status=Status.INFEASIBLE,
            meetings=(),
            conflict=reasons,
            effort=_effort(pace),
        )
    if found.slots is None or found.breaks is None:
        raise OutOfTimeError
    plan = Plan(
        problem=instance.name,
        status=Status.OPTIMAL if found.is_settled else Status.FEASIBLE,
        meetings=to_meetings(instance, found.slots),
        goals=(
            (
                Goal.WAITING_PERIODS.value,
                GoalResult(value=(found.breaks,), bound=(found.bound,)),
            ),
        ),
        effort=_effort(pace),
    )
    violations = verify(to_problem(instance, spread), plan)
    if violations:
        raise EngineError(*map(str, violations))
    return plan


def _search(instance: B2BInstance, spread: int, pace: Pace) -> BestKnown:
    agendas = find_agendas(instance, spread)
    bound = bound_by_crowding(instance, agendas, pace)
    known = BestKnown(bound)
    if not pace.is_over():
        model = BreakModel(instance, agendas, spread)
        model.break_at_least(bound)
        search(instance, model, known, pace)
    return known


def _effort(pace: Pace) -> Effort:
    return Effort(
        seconds=round(pace.elapsed, 2),
        moves=pace.moves,
        seed=pace.limits.seed,
        workers=2,
        version=metadata.version("trefpunt"),
    )
