"""Plan a whole event: score, solve, verify, translate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.affinity import NO_MEANINGS, AffinityModel, Meanings
from matcher.balance import Balance, measure
from matcher.earlier import EarlierEvent, acquaintance_of, count_load
from matcher.event import Event
from matcher.group_offers import GroupOffer, find_group_offers
from matcher.participants import Participant, ParticipantId
from matcher.planning.equality import caps_of, person_caps, weigh_equality
from matcher.planning.evenness import Sides
from matcher.planning.problems import to_problem
from matcher.planning.programmes import from_plan
from matcher.planning.rehearsals import Rehearsals
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
    OutOfTimeError,
    Plan,
    Problem,
    Progress,
    Report,
    Status,
    solve,
    verify,
    write_plan,
    write_problem,
)

REHEARSAL = 1 / 16
"""The share of the time that one rehearsal gets."""
LEAST_REHEARSAL = 0.6
"""Seconds that a rehearsal gets at least, or a quarter of the time if that is less: in
less than that large events are planned too badly to tell anything."""
REHEARSING = "rehearsing"
"""The stage that a rehearsal is reported as, beside those of the solver."""


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
    balance: Balance
    """How equally both sides and all people are treated."""
    conditions: tuple[UnmetCondition, ...] = ()
    """Who comes only with somebody who is never there in the same block."""
    group_offers: tuple[GroupOffer, ...] = ()
    """What is offered to many at once, and whom it would help."""
    problem_json: str
    plan_json: str


def plan_event(  # noqa: PLR0913 -- limits and the two callbacks are the solver's
    event: Event,
    participants: Sequence[Participant],
    *,
    limits: Limits | None = None,
    version: int = 1,
    earlier: Sequence[EarlierEvent] = (),
    meanings: Meanings = NO_MEANINGS,
    report: Report | None = None,
    cancelled: Cancelled | None = None,
) -> PlannedEvent:
    """Plan an event and check the plan.

    Args:
        event: When, where and by which rules.
        participants: Everybody who takes part.
        limits: Where all searching ends, rehearsals included.
        version: The number of the programme.
        earlier: Events of the same organiser that are over.
        meanings: What texts mean, where the extra is installed.
        report: Hears how the search goes.
        cancelled: Ends the search with the best so far.

    Raises:
        EventNotPlannable: There are no slots, tables or people, or nobody who
            could meet anybody.
        NoPlan: The rules cannot all hold together.
        PlanRejected: The plan breaks a rule; nobody may see it.
    """
    _refuse_unplannable(event, participants)
    coming = [participant for participant in participants if participant.delegates]
    present, conditions = honour_presence(coming, event.blocks)
    if not present:
        raise EventNotPlannable(Unplannable.NOBODY_CAN_MEET)
    model = AffinityModel.of(
        present,
        event.rules,
        event.rules.weights,
        acquaintance_of(present, earlier),
        meanings,
    )
    affinities = weigh_equality(present, model.affinities, event.rules)
    load = count_load(present, earlier)
    most = person_caps(present, event.rules, load)
    problem = to_problem(event, present, affinities, person_most=most)
    if not problem.pairs:
        raise EventNotPlannable(Unplannable.NOBODY_CAN_MEET)
    search = _Search(
        limits=limits if limits is not None else Limits(),
        report=report,
        cancelled=cancelled,
    )
    rehearsals = Rehearsals(
        problem=problem,
        caps=caps_of(present, affinities, event.rules, most),
        sides=Sides.of(participants) if event.rules.even_sides else None,
        stage=search,
    )
    try:
        problem, plan = rehearsals.plan()
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
        effort=replace(plan.effort, seconds=search.seconds, moves=search.moves),
        candidates=len(problem.pairs),
        without_meeting=tuple(p.id for p in participants if p.id not in meets),
        balance=measure(participants, programme.meetings, earlier=load),
        conditions=conditions,
        group_offers=find_group_offers(model),
        problem_json=write_problem(problem),
        plan_json=write_plan(plan),
    )


@dataclass(slots=True, kw_only=True)
class _Search:
    """The solver, with limits that hold for all that is asked of it together."""

    limits: Limits
    report: Report | None
    cancelled: Cancelled | None
    seconds: float = 0.0
    """Spent so far; as many as were given, where the solver found nothing."""
    moves: int = 0
    """Made so far."""
    granted: int = 0
    """Moves that searches were given so far, where they are limited."""
    longest: float = 0.0
    """Seconds of the longest rehearsal."""

    def may_rehearse(self) -> bool:
        """Tell whether a rehearsal would leave half of the time."""
        return not self._is_cancelled() and (
            self.seconds + max(self.longest, self._rehearsal.seconds)
            <= self.limits.seconds / 2
        )

    def may_perform(self) -> bool:
        """Tell whether any time is left."""
        return not self._is_cancelled() and self.seconds < self.limits.seconds

    def rehearse(self, problem: Problem) -> Plan | None:
        """Plan in a small share of the time."""
        before = self.seconds
        try:
            return self._solve(problem, self._rehearsal, REHEARSING)
        except OutOfTimeError:
            self.seconds += self._rehearsal.seconds
            return None
        finally:
            self.longest = max(self.longest, self.seconds - before)

    def perform(self, problem: Problem) -> Plan:
        """Plan in all the time that is left."""
        moves = self.limits.moves
        left = replace(
            self.limits,
            seconds=max(self.limits.seconds - self.seconds, 0.0),
            moves=None if moves is None else max(moves - self.granted, 0),
        )
        return self._solve(problem, left, None)

    @property
    def _rehearsal(self) -> Limits:
        most, moves = self.limits.seconds, self.limits.moves
        return replace(
            self.limits,
            seconds=min(max(most * REHEARSAL, LEAST_REHEARSAL), most / 4),
            moves=None if moves is None else round(moves * REHEARSAL),
        )

    def _solve(self, problem: Problem, limits: Limits, stage: str | None) -> Plan:
        report = self._reporting(self.report, stage) if self.report else None
        plan = solve(problem, limits, report=report, cancelled=self.cancelled)
        self.seconds += plan.effort.seconds
        self.moves += plan.effort.moves
        # What polishing adds to the moves it was given is not taken from the others.
        self.granted += limits.moves or 0
        return plan

    def _reporting(self, report: Report, stage: str | None) -> Report:
        """Report as of one search; what a rehearsal reaches is not what will be."""
        started = self.seconds

        def tell(progress: Progress) -> None:
            progress = replace(progress, elapsed=progress.elapsed + started)
            if stage is not None:
                progress = replace(progress, stage=stage, value=None, bound=None)
            report(progress)

        return tell

    def _is_cancelled(self) -> bool:
        return self.cancelled is not None and self.cancelled()


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
