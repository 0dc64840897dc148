"""One call that plans: start, bound, improve, polish, tables, reasons, check.

The size decides who does the work: the exact model alone where the event is small,
else the compiled kernel under the guidance of a bound, polished exactly. While the
kernel is not compiled yet, the exact model does what it can.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING

from solver.answers import effort_of
from solver.bounds import Bounds
from solver.checks import check
from solver.collector import no_collection
from solver.facts import Facts, find_facts
from solver.incumbent import Incumbent
from solver.limits import Cancelled, Limits, Report
from solver.pace import Pace
from solver.plan import Plan, Status
from solver.problem import Goal, Problem
from solver.refusals import EngineError, OutOfTimeError
from solver.seating import settle
from solver.sizes import MOST_POLISHED, MOST_PROVED, is_small, places
from solver.start import start
from solver.verify import verify

if TYPE_CHECKING:
    from solver.bounding.pairs import PairBound
    from solver.improvement import Improvement
    from solver.polish.solver_process import SolverProcess

_FINISHING_SECONDS = 0.15
_FINISHING_SECONDS_PER_PAIR = 1.8e-5
"""What choosing tables, giving reasons and checking take at the end."""

_MOST_PLACES_PER_SECOND = 4_000
"""Variables of the exact model that can be built and started on in a second."""


def solve(
    problem: Problem,
    limits: Limits | None = None,
    *,
    report: Report | None = None,
    cancelled: Cancelled | None = None,
) -> Plan:
    """Plan as well as the limits allow, and prove how good the plan is.

    Args:
        problem: What to plan.
        limits: Where to end; 30 seconds if not said.
        report: Told how the search stands, from this thread.
        cancelled: Asked whether to stop, from this thread; the best plan so far
            is then the answer.

    Raises:
        ProblemRefused: The problem's parts do not fit together.
        EngineError: The plan found breaks a rule, a fault of the engine's.
        OutOfTimeError: No plan that holds what must be held was found in time.
    """
    pace = Pace(limits or Limits(), report, cancelled)
    pace.tell("reading", 0)
    with no_collection():
        facts = find_facts(check(problem))
    pace.keep_back(_finishing_seconds(problem))
    return _Search(facts, pace).run()


class _Search:
    """A search in progress."""

    def __init__(self, facts: Facts, pace: Pace) -> None:
        self._facts = facts
        self._pace = pace
        self._best = Incumbent(facts, pace)
        self._bounds = Bounds(facts, pace, self._best)
        self._standby: list[SolverProcess] = []
        self._improvement: Improvement | None = None

    def run(self) -> Plan:
        """Search until the limits are reached or everything is proven."""
        self._pace.tell("start", 0)
        with ExitStack() as stack:
            self._stand_by(stack)
            return self._run()

    def _run(self) -> Plan:
        with ThreadPoolExecutor(max_workers=1) as pool:
            bounding = self._bounds.begin(pool)
            with no_collection():
                is_possible = self._start()
            if not is_possible:
                return self._infeasible()
            bound = self._bounds.wait_for(bounding)
        if self._best.meetings is not None:
            bound = bound or self._bounds.bound_pairs()
            if self._improvement is None:
                self._improve_exactly()
            elif not self._pace.is_over():
                self._improve(self._improvement, bound)
        return self._finish()

    def _start(self) -> bool:
        """Make a first plan; tell whether there can be one."""
        self._improvement = self._load_kernels()
        if self._improvement is not None:
            if self._improvement.begin():
                return True
        else:
            found = start(self._facts, {}, expired=self._pace.is_over)
            if found is not None and self._best.offer(found):
                return True
        # Only uneven waiting can be wrong with what holds everything that it must;
        # nothing planned is even.
        return self._best.offer(()) or self._hold_musts()

    def _load_kernels(self) -> "Improvement | None":
        """Return the compiled kernel, where it is there and of use."""
        goals = self._facts.problem.goals
        # Only the kernel knows the floor.
        is_for_exact = is_small(self._facts) and Goal.FLOOR not in goals.order
        if is_for_exact or goals.max_waiting_spread is not None:
            return None
        from solver.kernel.loading import load_kernels  # noqa: PLC0415 -- start-up time

        kernels = load_kernels(self._facts, self._pace.limits)
        if not kernels:
            return None
        from solver.improvement import Improvement  # noqa: PLC0415 -- start-up time

        return Improvement(self._facts, self._pace, self._best, kernels)

    def _hold_musts(self) -> bool:
        """Look for a plan of what must be held; tell whether there can be one."""
        from solver.exact import ExactModel  # noqa: PLC0415 -- start-up time
        from solver.explain import narrow_to_musts  # noqa: PLC0415 -- start-up time

        problem = self._facts.problem
        facts = self._facts
        if problem.goals.max_waiting_spread is None:
            facts = find_facts(narrow_to_musts(problem))
        model = ExactModel(facts)
        found = model.search(None, self._pace, self._pace.remaining, "start")
        if found.meetings is not None:
            self._best.offer(found.meetings)
            if self._improvement is not None:
                self._improvement.begin_from_best()
        return not found.is_impossible

    def _improve(self, improvement: "Improvement", bound: "PairBound | None") -> None:
        """Improve the plan with the kernel, and exactly where that finds more."""
        from solver.kernel_search import KernelSearch  # noqa: PLC0415 -- start-up time

        facts, pace, best = self._facts, self._pace, self._best
        search = KernelSearch(facts, pace, best, self._bounds, improvement)
        search.run(bound, self._standby)

    def _stand_by(self, stack: ExitStack) -> None:
        """Start the processes that will search exactly, while others are at work."""
        workers, size = self._pace.limits.workers, places(self._facts)
        if self._pace.is_counted or not MOST_PROVED < size <= MOST_POLISHED:
            return
        from solver.polish.solver_process import (  # noqa: PLC0415 -- start-up time
            SolverProcess,
        )

        for _ in range(workers):
            self._standby.append(stack.enter_context(SolverProcess()))

    def _improve_exactly(self) -> None:
        """Improve the plan with the exact model, where there is time to build it."""
        pace = self._pace
        left = float("inf") if pace.is_counted else pace.remaining
        if pace.is_over() or places(self._facts) >= left * _MOST_PLACES_PER_SECOND:
            return
        from solver.exact_search import ExactSearch  # noqa: PLC0415 -- start-up time

        ExactSearch(self._facts, pace, self._best).run()

    def _finish(self) -> Plan:
        """Seat people where they need not move, say what is missing, and check."""
        meetings = self._best.meetings
        if meetings is None:
            raise OutOfTimeError
        self._pace.tell("assigning", len(meetings))
        if Goal.TABLE_CHANGES in self._facts.problem.goals.order:
            end = self._pace.elapsed + _finishing_seconds(self._facts.problem) / 2
            settled = settle(
                self._facts,
                meetings,
                expired=lambda: not self._pace.is_counted and self._pace.elapsed > end,
            )
            self._best.offer(settled)
        meetings = self._best.meetings or ()
        plan = self._best.plan(tuple(sorted(meetings, key=lambda m: (m.slot, m.pair))))
        self._pace.tell("verifying", len(meetings))
        if violations := verify(self._facts.problem, plan):
            raise EngineError("; ".join(map(str, violations)))
        return plan

    def _infeasible(self) -> Plan:
        from solver.explain import explain, list_rules  # noqa: PLC0415 -- start-up time

        problem = self._facts.problem
        found = explain(problem, self._pace)
        return Plan(
            problem=problem.name,
            status=Status.INFEASIBLE,
            meetings=(),
            conflict=found.conflict.rules or tuple(list_rules(problem)),
            repair=found.repair.rules,
            effort=effort_of(self._pace),
        )


def _finishing_seconds(problem: Problem) -> float:
    return _FINISHING_SECONDS + len(problem.pairs) * _FINISHING_SECONDS_PER_PAIR
