"""Plan anew on the day, change after change, as close to the old plan as can be."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import metadata
from typing import TYPE_CHECKING

from solver.answers import make_plan
from solver.collector import no_collection
from solver.facts import Facts, find_facts
from solver.kernel import compilation
from solver.plan import Effort, HeldPair, Plan, PlanDiff, Status
from solver.problem import Goal, Problem
from solver.recount import tally, waiting_periods
from solver.refusals import EngineError, PlanRefused
from solver.replan.absences import find_absences, name_parties
from solver.replan.applying import (
    add_newcomers,
    find_changed_facts,
    free_pairs,
    list_given_up,
)
from solver.replan.ceiling import value_ceiling
from solver.replan.changes import Changes, Newcomers
from solver.replan.comparing import compare, count_moved_others
from solver.replan.drafting import draft_anew
from solver.replan.task import MendingTask, split
from solver.verify import verify

if TYPE_CHECKING:
    from solver.replan.repair import Repair

_Meetings = tuple[HeldPair, ...]


class Session:
    """A day in progress: the problem and plan as they are now, ready for a change."""

    def __init__(
        self, problem: Problem, plan: Plan, *, with_kernel: bool | None = None
    ) -> None:
        """Take a plan, and bring it to the kernel.

        Args:
            problem: What was planned.
            plan: A plan for it that breaks no rule.
            with_kernel: Whether to use the compiled kernel; by default where it is
                compiled already. Without it the answer is found greedily.

        Raises:
            PlanRefused: The plan is none for the problem.
        """
        _refuse_unsound(problem, plan)
        self._facts = find_facts(problem)
        self.meetings: _Meetings = plan.meetings
        self.given_up: tuple[str, ...] = ()
        """The rules that the last change made it impossible to keep, by name."""
        self._decided = {fixed.pair: fixed for fixed in problem.fixed}
        self._uses_kernel = (
            compilation.is_compiled() if with_kernel is None else with_kernel
        )
        self._repair: Repair | None = None
        if self._uses_kernel:
            self._repair = self._make_repair(problem)

    @property
    def problem(self) -> Problem:
        """The problem as the changes so far have made it."""
        return self._facts.problem

    def replan(self, changes: Changes, *, max_moved: int = 0, seed: int = 0) -> Plan:
        """Return the plan for the changed problem, and go on from there.

        Args:
            changes: What has changed since the last plan.
            max_moved: How many meetings of parties that are not named may change.
            seed: Another seed may give another plan that is about as good.

        Raises:
            FormatError: The changes do not fit the problem; nothing has happened.
            EngineError: The plan found breaks a rule, a fault of the engine's.
        """
        with no_collection():
            return self._replan(changes, max_moved, seed)

    def _replan(self, changes: Changes, max_moved: int, seed: int) -> Plan:
        started = time.perf_counter()
        before, old = self.problem, self.meetings
        facts = find_changed_facts(self._facts, old, changes)
        kept, broken = split(facts, old)
        task = MendingTask(
            facts=facts,
            absences=find_absences(before, changes),
            kept=kept,
            broken=broken,
            named=name_parties(facts.problem, changes),
            now=changes.now,
            max_moved=max_moved,
            seed=seed,
        )
        meetings, moves = self._mend(task, changes)
        meetings = tuple(sorted(meetings, key=lambda m: (m.slot, m.pair)))
        facts = self._give_up(facts, meetings)
        diff = compare(old, meetings)
        moved = count_moved_others(facts, diff, task.named, [m.pair for m in broken])
        if moved > max_moved:
            self._repair = None
            raise EngineError(f"{moved} meetings of others moved")
        effort = Effort(
            seconds=round(time.perf_counter() - started, 3),
            moves=moves,
            seed=seed,
            workers=1,
            version=metadata.version("trefpunt"),
        )
        plan = _write_up(facts, meetings, diff, effort)
        self._facts, self.meetings = facts, meetings
        self.given_up = list_given_up(before, facts.problem)
        return plan

    def _mend(self, task: MendingTask, changes: Changes) -> tuple[_Meetings, int]:
        """Return the mended plan and the moves it took."""
        if self._uses_kernel:
            lost = self._decided.keys() - {f.pair for f in task.facts.problem.fixed}
            grows = any(isinstance(each, Newcomers) for each in changes.changes)
            for pair in lost:
                del self._decided[pair]
            if lost or grows or self._repair is None:
                known = add_newcomers(self.problem, changes)
                self._repair = self._make_repair(known)
            if self._repair is not None:
                # Until it has succeeded nobody knows what is held there.
                repair, self._repair = self._repair, None
                found = repair.mend(task)
                if not _spreads_too_far(task.facts.problem, found[0]):
                    self._repair = repair
                    return found
        return draft_anew(task), 0

    def _make_repair(self, problem: Problem) -> "Repair | None":
        """Bring a problem and the plan so far to the kernel, if it can take them."""
        compilation.use_folder()
        from solver.replan.repair import (  # noqa: PLC0415 -- start-up time
            make_repair,
        )

        there = {pair.id for pair in problem.pairs}
        decided = tuple(f for f in self._decided.values() if f.pair in there)
        facts = self._facts
        if problem is not facts.problem or decided != problem.fixed:
            facts = find_facts(replace(problem, fixed=decided))
        return make_repair(facts, self.meetings)

    def _give_up(self, facts: Facts, meetings: _Meetings) -> Facts:
        """Let go of rules that no plan found keeps, and return what is left."""
        problem = facts.problem
        held = {meeting.pair for meeting in meetings}
        fixed = [each.pair for each in problem.fixed if each.pair not in held]
        required = [p.id for p in problem.pairs if p.required and p.id not in held]
        if fixed or required:
            problem = free_pairs(problem, fixed=fixed, required=required)
        if _spreads_too_far(problem, meetings):
            goals = replace(
                problem.goals, max_waiting_spread=_spread(problem, meetings)
            )
            problem = replace(problem, goals=goals)
        return facts if problem is facts.problem else find_facts(problem)


def replan(
    problem: Problem, plan: Plan, changes: Changes, *, max_moved: int = 0
) -> tuple[Problem, Plan]:
    """Plan anew once; return the changed problem and the plan for it.

    Raises:
        PlanRefused: The plan is none for the problem.
        FormatError: The changes do not fit the problem.
    """
    session = Session(problem, plan)
    found = session.replan(changes, max_moved=max_moved)
    return session.problem, found


def _refuse_unsound(problem: Problem, plan: Plan) -> None:
    if plan.status is Status.INFEASIBLE:
        raise PlanRefused(
            place="status", advice="is infeasible; give a plan that can be held"
        )
    bare = replace(plan, goals=(), unmet=(), certificate=None, status=Status.FEASIBLE)
    if violations := verify(problem, bare):
        raise PlanRefused(advice=f"is no plan for this problem: {violations[0]}")


def _write_up(
    facts: Facts, meetings: _Meetings, diff: PlanDiff, effort: Effort
) -> Plan:
    """Say what the plan is worth and why the rest is not held, and check it."""
    plan = replace(make_plan(facts, meetings, _bounds(facts), effort), diff=diff)
    if violations := verify(facts.problem, plan):
        raise EngineError("; ".join(map(str, violations)))
    return plan


def _bounds(facts: Facts) -> Mapping[Goal, tuple[int, ...]]:
    """Return bounds that need no search; the floor has none."""
    return {
        Goal.GUARANTEE: (0, 0),
        Goal.VALUE: (value_ceiling(facts),),
        Goal.IF_NEEDED: (0,),
        Goal.WAITING_SLOTS: (0,),
        Goal.WAITING_PERIODS: (0,),
        Goal.TABLE_CHANGES: (0,),
    }


def _spread(problem: Problem, meetings: Sequence[HeldPair]) -> int:
    """Return by how much parties differ in their waiting periods."""
    periods = waiting_periods(tally(problem, meetings)).values()
    return max(periods, default=0) - min(periods, default=0)


def _spreads_too_far(problem: Problem, meetings: Sequence[HeldPair]) -> bool:
    most = problem.goals.max_waiting_spread
    return most is not None and _spread(problem, meetings) > most
