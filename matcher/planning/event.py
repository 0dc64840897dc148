"""Plan a whole event: score, solve, verify, translate."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.affinity import score_pairs
from matcher.event import Event
from matcher.participants import Participant, ParticipantId
from matcher.planning.problems import to_problem
from matcher.planning.programmes import from_plan
from matcher.planning.unmet import UnmetMeeting, list_unmet
from matcher.programme import Programme
from matcher.refusals import EventNotPlannable, NoPlan, PlanRejected, Unplannable
from matcher.wishes import UnmetCondition, honour_presence
from solver import (
    Cancelled,
    Effort,
    EngineError,
    GoalResult,
    Limits,
    Plan,
    Problem,
    Report,
    Status,
    solve,
    verify,
    write_plan,
    write_problem,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """A programme with everything that is known about how good it is."""

    programme: Programme
    status: str
    """``optimal`` or ``feasible``."""
    goals: tuple[tuple[str, GoalResult], ...]
    unmet: tuple[UnmetMeeting, ...]
    effort: Effort
    candidates: int
    """How many pairs the planning could choose from."""
    without_meeting: tuple[ParticipantId, ...]
    conditions: tuple[UnmetCondition, ...] = ()
    """Who comes only with somebody who is never there in the same block."""
    problem_json: str
    plan_json: str


def plan_event(  # noqa: PLR0913 -- limits and the two callbacks are the solver's
    event: Event,
    participants: Sequence[Participant],
    *,
    limits: Limits | None = None,
    version: int = 1,
    report: Report | None = None,
    cancelled: Cancelled | None = None,
) -> PlannedEvent:
    """Plan an event and check the plan.

    Raises:
        EventNotPlannable: There are no slots, tables or people, or nobody who
            could meet anybody.
        NoPlan: The rules cannot all hold together.
        PlanRejected: The plan breaks a rule; nobody may see it.
    """
    _refuse_unplannable(event, participants)
    coming = [participant for participant in participants if participant.delegates]
    present, conditions = honour_presence(coming, event.blocks)
    affinities = score_pairs(present, event.rules, event.rules.weights)
    problem = to_problem(event, present, affinities)
    if not problem.pairs:
        raise EventNotPlannable(Unplannable.NOBODY_CAN_MEET)
    try:
        plan = solve(
            problem,
            limits if limits is not None else Limits(),
            report=report,
            cancelled=cancelled,
        )
    except EngineError as error:
        raise PlanRejected((str(error),)) from error
    _refuse_unsound(problem, plan)
    programme = from_plan(plan, event, present, affinities, version=version)
    meets = {party for m in programme.meetings for party in (m.a, m.b)}
    return PlannedEvent(
        programme=programme,
        status=plan.status.value,
        goals=plan.goals,
        unmet=list_unmet(event, present, affinities, plan, conditions),
        effort=plan.effort,
        candidates=len(problem.pairs),
        without_meeting=tuple(p.id for p in participants if p.id not in meets),
        conditions=conditions,
        problem_json=write_problem(problem),
        plan_json=write_plan(plan),
    )


def _refuse_unplannable(event: Event, participants: Sequence[Participant]) -> None:
    if not event.slots:
        raise EventNotPlannable(Unplannable.NO_SLOTS)
    if not any(block.tables for block in event.blocks):
        raise EventNotPlannable(Unplannable.NO_TABLES)
    if not participants:
        raise EventNotPlannable(Unplannable.NOBODY)


def _refuse_unsound(problem: Problem, plan: Plan) -> None:
    if plan.status is Status.INFEASIBLE:
        raise NoPlan(plan.conflict, plan.repair)
    if violations := verify(problem, plan):
        raise PlanRejected(tuple(map(str, violations)))
