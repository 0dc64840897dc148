"""One call that plans: start, bound, improve, polish, tables, reasons, check.

The size decides who does the work: the exact model alone where the event is small,
else the compiled kernel under the guidance of a bound, polished exactly. While the
kernel is not compiled yet, the exact model does what it can.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

from solver.answers import effort_of
from solver.bounding.pairs import PairBound, bound_pairs
from solver.bounding.slots import SlotBound, bound_slots
from solver.checks import check
from solver.collector import no_collection
from solver.facts import Facts, find_facts
from solver.incumbent import Incumbent, keeps_guarantee
from solver.limits import Cancelled, Limits, Report
from solver.pace import SHARES, Pace
from solver.plan import Plan, Status
from solver.problem import Goal, Problem
from solver.refusals import EngineError, OutOfTimeError
from solver.seating import settle
from solver.sizes import is_small, places
from solver.start import start
from solver.verify import verify

if TYPE_CHECKING:
    from solver.improvement import Improvement

Found = TypeVar("Found", PairBound, SlotBound)

_FINISHING_SECONDS = 0.15
_FINISHING_SECONDS_PER_PAIR = 1.8e-5
"""What choosing tables, giving reasons and checking take at the end."""

_MOST_PLACES_PER_SECOND = 4_000
"""Variables of the exact model that can be built and started on in a second."""

_LINEAR_SHARE = 0.5
"""The share of the time left that the quick bound may take."""
_NO_HURRY = 600.0
_MANY_PLACES = 20_000
"""With more (pair, slot) the first plan and the first bound are made side by side."""
_LEAST_BOUNDING = 1.0
"""With less time left, making the first plan is not to be slowed down by it."""
_LOOK_SECONDS = 0.05

_MOST_PROVED = 3_000
"""With so many (pair, slot) the whole problem is a programme that can be solved."""
_MOST_POLISHED = 12_000
"""With so many, exact search in a few slots finds what annealing misses."""
_KEPT_FOR_POLISHING = 0.75
"""The share of the time for the value that exact search has in the end."""
_MOST_POLISHED_NEAR = 50_000
"""With so many it does so where the plan is near to the bound already."""
_FIRST_PART = 0.3
"""There annealing has this share of the time before."""

_MOST_BOUNDED = 100_000
_PLACES_BOUNDED_PER_SECOND = 2_000
"""Up to so many (pair, slot) for each second left the sharper bound is worth it."""

POLISHED = (Goal.WAITING_SLOTS, Goal.WAITING_PERIODS)
"""The goals that the kernel makes better while those before them stay."""

_MARGIN = 1.0
"""How far below nothing the reduced cost of a pair may be that is worth trying."""


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
        self._improvement: Improvement | None = None

    def run(self) -> Plan:
        """Search until the limits are reached or everything is proven."""
        self._pace.tell("start", 0)
        with ThreadPoolExecutor(max_workers=1) as pool:
            bounding = self._bound_early(pool)
            with no_collection():
                is_possible = self._start()
            if not is_possible:
                return self._infeasible()
            bound = self._await(bounding)
        if self._best.meetings is not None:
            bound = bound or self._bound_pairs()
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

    def _bound_early(
        self, pool: ThreadPoolExecutor
    ) -> "Future[PairBound | None] | None":
        """Begin to bound the value beside making the first plan, where that is long.

        As if the guarantee were kept, which the first plan of such events does.
        """
        limits, goals = self._pace.limits, self._facts.problem.goals
        is_long = places(self._facts) > _MANY_PLACES and limits.workers > 1
        if (
            self._pace.remaining < _LEAST_BOUNDING
            or not is_long
            or self._pace.is_counted
            or Goal.VALUE not in goals.order
        ):
            return None
        aside = Pace(limits, None, lambda: self._pace.remaining <= 0)
        return pool.submit(
            bound_pairs,
            self._facts,
            keeps_guarantee=goals.comes_before(Goal.GUARANTEE, Goal.VALUE),
            pace=aside,
            seconds=self._pace.remaining,
        )

    def _await(self, bounding: "Future[PairBound | None] | None") -> PairBound | None:
        """Wait for the early bound, if it speaks of plans like the first one."""
        if bounding is None:
            return None
        while not bounding.done() and not self._pace.is_over():
            wait([bounding], timeout=_LOOK_SECONDS)
            self._pace.tell("bounding", len(self._best.meetings or ()))
        found = bounding.result()
        kept = keeps_guarantee(self._facts, self._best.meetings or ())
        if found is None or (found.certificate.keeps_guarantee and not kept):
            return None
        self._best.certify(found.bound, found.certificate)
        return found

    def _bound_pairs(self) -> PairBound | None:
        """Bound the value by how many meetings there can be, whenever they are."""
        if Goal.VALUE not in self._facts.problem.goals.order or self._pace.is_over():
            return None
        return self._bound(bound_pairs)

    def _bound_slots(self) -> SlotBound | None:
        """Bound the value by when there can be meetings too, where that is quick."""
        pace = self._pace
        left = float("inf") if pace.is_counted else pace.remaining
        if Goal.VALUE not in self._facts.problem.goals.order:
            return None
        if places(self._facts) > min(_MOST_BOUNDED, left * _PLACES_BOUNDED_PER_SECOND):
            return None
        return self._bound(bound_slots)

    def _bound(self, how: "Callable[..., Found | None]") -> "Found | None":
        """Bound the value in one of the two ways, and note what is proven."""
        found = how(
            self._facts,
            keeps_guarantee=keeps_guarantee(self._facts, self._best.meetings or ()),
            pace=self._pace,
            seconds=self._linear_seconds(),
        )
        if found is not None:
            self._best.certify(found.bound, found.certificate)
        return found

    def _linear_seconds(self) -> float:
        """Return what a linear programme may take of the time left.

        Counted runs must not depend on the clock, so there it may take its time.
        """
        if self._pace.is_counted:
            return _NO_HURRY
        return self._pace.remaining * _LINEAR_SHARE

    def _improve(self, improvement: "Improvement", bound: PairBound | None) -> None:
        """Improve the plan with the kernel, goal after goal."""
        from solver.kernel.guidance import guide_by  # noqa: PLC0415 -- start-up time

        order = self._facts.problem.goals.order
        guiding = self._bound_slots() or bound
        if guiding is not None and guiding.is_best:
            improvement.follow(guide_by(self._facts, guiding), margin=_MARGIN)
        later = [goal for goal in order if goal in POLISHED]
        total = self._pace.remaining
        shares = sum(SHARES[goal] for goal in (Goal.VALUE, *later))
        end = total * sum(SHARES[goal] for goal in later) / shares
        self._aim_floor(improvement)
        self._improve_value(improvement, guiding, end)
        for number, goal in enumerate(later):
            rest = sum(SHARES[each] for each in later[number:])
            share = SHARES[goal] / rest
            improvement.polish(goal, self._pace.remaining * (1 - share))

    def _improve_value(
        self,
        improvement: "Improvement",
        guiding: PairBound | SlotBound | None,
        end: float,
    ) -> None:
        """Improve the value by annealing, and by exact search where that finds more."""
        if guiding is None or not self._can_polish():
            improvement.run(end)
            return
        size, begun = places(self._facts), self._pace.remaining
        total = begun - end
        kept = _KEPT_FOR_POLISHING * total if size <= _MOST_POLISHED else 0.0
        first = _FIRST_PART * total if size > _MOST_POLISHED else 0.0
        improvement.run(
            end + kept,
            until=lambda: self._best.is_near and begun - self._pace.remaining >= first,
        )
        self._polish(guiding, self._pace.remaining - end)

    def _aim_floor(self, improvement: "Improvement") -> None:
        """Find out what every party is to reach, and make that a goal."""
        goals = self._facts.problem.goals
        if Goal.FLOOR not in goals.order:
            return
        from solver.fairness.floor import aim_floor  # noqa: PLC0415 -- start-up time

        met = not any(self._best.value(Goal.GUARANTEE))
        floor = aim_floor(
            self._facts,
            keeps_guarantee=met and goals.comes_before(Goal.GUARANTEE, Goal.FLOOR),
            pace=self._pace,
            seconds=self._linear_seconds(),
        )
        self._best.aim(floor)
        improvement.require(floor.needs)

    def _can_polish(self) -> bool:
        """Tell whether exact search has a chance, and time, to find something."""
        from solver.polish.footing import can_polish  # noqa: PLC0415 -- start-up time

        return (
            not self._pace.is_counted
            and places(self._facts) <= _MOST_POLISHED_NEAR
            and can_polish(self._facts)
        )

    def _polish(self, priced: PairBound | SlotBound, seconds: float) -> None:
        """Search exactly where a better plan could be: everywhere, or slot by slot."""
        if self._best.is_proven(Goal.VALUE) or seconds <= 0 or self._pace.is_over():
            return
        from solver.polish.few_slots import polish_slots  # noqa: PLC0415 -- start-up time
        from solver.polish.footing import Priced  # noqa: PLC0415 -- start-up time
        from solver.polish.whole import prove_whole  # noqa: PLC0415 -- start-up time

        work = prove_whole if places(self._facts) <= _MOST_PROVED else polish_slots
        found = work(
            self._facts,
            self._best.meetings or (),
            Priced(bound=priced.bound, certificate=priced.certificate),
            self._pace,
            seconds=seconds,
        )
        self._best.offer(found.meetings)
        if found.is_sharper:
            self._best.tighten(Goal.VALUE, found.bound)

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
