"""One call that plans: start, exact search goal by goal, tables, reasons, check.

The place where another engine can be put beside the exact one: an engine takes a
plan and a goal and gives back a better plan and a bound.
"""

from collections.abc import Mapping

from solver.answers import effort_of, make_plan, obvious_bound
from solver.checks import check
from solver.conflicts import find_conflict, find_repair
from solver.exact import ExactModel
from solver.facts import Facts, find_facts
from solver.goals import LEVELS, Level, can_model_tables
from solver.limits import Cancelled, Limits, Report
from solver.measures import measure
from solver.pace import Pace
from solver.pair_bound import possible_pairs, relax_pairs
from solver.plan import HeldPair, Plan, Status
from solver.problem import Goal, Problem
from solver.refusals import EngineError, OutOfTimeError
from solver.relaxation import solve_relaxed
from solver.seating import settle
from solver.start import start
from solver.verify import verify
from solver.windows import WINDOW_BUDGET, Windows, merge

_SHARES = {
    Goal.GUARANTEE: 3,
    Goal.VALUE: 12,
    Goal.WAITING_SLOTS: 2,
    Goal.WAITING_PERIODS: 2,
    Goal.TABLE_CHANGES: 1,
}
"""How the time left is shared between the goals still to come."""

_BY_WINDOWS = frozenset({Goal.VALUE, Goal.WAITING_SLOTS, Goal.WAITING_PERIODS})
"""The goals that can be improved in a few slots while the others stay."""

_LINEAR_SHARE = 0.4
"""The share of a goal's time that its linear programme may take."""

_FINISHING_SECONDS = 0.15
_FINISHING_SECONDS_PER_PAIR = 2e-4
"""What choosing tables, giving reasons and checking take at the end."""

_MOST_LINEAR_PLACES = 40_000
_MOST_LINEAR_PAIRS = 20_000
"""Above these sizes a linear programme takes longer to write down than it is worth."""

_FEW_PLACES = 600
"""With so many (pair, slot) CP-SAT needs no help with the value."""

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
    """
    pace = Pace(limits or Limits(), report, cancelled)
    pace.tell("reading", 0)
    facts = find_facts(check(problem))
    pace.keep_back(_finishing_seconds(problem))
    return _Search(facts, pace).run()


class _Search:
    """A search in progress: the best plan so far and what is proven about it."""

    def __init__(self, facts: Facts, pace: Pace) -> None:
        self._facts = facts
        self._pace = pace
        self._meetings: tuple[HeldPair, ...] | None = None
        self._bounds: dict[Goal, list[int]] = {}
        self._pair_bound: int | None = None

    def run(self) -> Plan:
        """Search until the limits are reached or everything is proven."""
        pace = self._pace
        pace.tell("start", 0)
        self._start({})
        self._prove_pairs()
        if self._can_build():
            model = ExactModel(self._facts)
            if self._meetings is None and self._is_impossible(model):
                return self._infeasible()
            levels = self._levels()
            for number, level in enumerate(levels):
                if self._meetings is None or pace.is_over():
                    break
                later = sum(_SHARES[each.goal] for each in levels[number:])
                share = _SHARES[level.goal] / later
                self._improve(model, level, pace.remaining * share)
        return self._finish()

    def _start(self, wanted: Mapping[str, float]) -> None:
        """Make a plan quickly; keep it if it is the best so far."""
        facts = self._facts
        found = start(facts, wanted, expired=self._pace.is_over)
        if found is not None and self._is_sound(found):
            self._consider(found)
        elif self._meetings is None and self._is_sound(()):
            # Only uneven waiting can be wrong with it; nothing planned is even.
            self._meetings = ()

    def _is_sound(self, meetings: tuple[HeldPair, ...]) -> bool:
        plan = Plan(
            problem=self._facts.problem.name,
            status=Status.FEASIBLE,
            meetings=meetings,
            effort=effort_of(self._pace),
        )
        return not verify(self._facts.problem, plan)

    def _consider(self, meetings: tuple[HeldPair, ...]) -> None:
        """Keep a plan if it is better than the best so far, goal after goal."""
        if self._meetings is None or self._score(meetings) > self._score(
            self._meetings
        ):
            self._meetings = meetings

    def _score(self, meetings: tuple[HeldPair, ...]) -> list[int]:
        """Return the values of the goals in order, more being better."""
        return [
            value if goal is Goal.VALUE else -value
            for goal in self._facts.problem.goals.order
            if goal in LEVELS
            for value in measure(self._facts, meetings, goal)
        ]

    def _is_impossible(self, model: ExactModel) -> bool:
        """Look for any plan at all; tell whether there is proven to be none."""
        found = model.search(None, self._pace, self._pace.remaining, "start")
        if found.meetings is not None:
            self._meetings = found.meetings
        return found.is_impossible

    def _improve(self, model: ExactModel, level: Level, budget: float) -> None:
        """Make a plan as good as time allows for one level, then keep it so."""
        pace = self._pace
        model.aim(level)
        self._bounds.setdefault(level.goal, [])
        end = pace.remaining - budget
        self._bounds[level.goal].append(self._prove(model, level, budget))
        if level.goal in _BY_WINDOWS and not self._is_small():
            self._improve_by_windows(model, level, end)
        budget = pace.remaining - end
        if not self._is_proven(level) and budget > 0 and not pace.is_over():
            self._search(model, level, budget)
        model.freeze(level, self._value_of(level))

    def _improve_by_windows(self, model: ExactModel, level: Level, end: float) -> None:
        """Plan a few slots anew at a time until so much of the limit is left."""
        pace = self._pace
        windows = Windows(
            self._facts, pace.limits.seed, adjacent=level.goal is not Goal.VALUE
        )
        while (
            windows.are_left
            and not self._is_proven(level)
            and pace.remaining > end
            and not pace.is_over()
        ):
            drawn = windows.draw(pace.limits.workers)
            found = model.search_windows(
                self._meetings or (),
                drawn,
                pace,
                min(WINDOW_BUDGET, pace.remaining),
                lambda: self._tell(level),
            )
            improved = False
            for window, plan in found:
                merged = merge(self._meetings or (), plan, window)
                improved |= self._accept(merged) or self._accept(plan)
            windows.learn(improved=improved, tried=len(drawn))

    def _search(self, model: ExactModel, level: Level, budget: float) -> None:
        """Search the whole problem for one level."""
        found = model.search(self._meetings or (), self._pace, budget, level.goal.value)
        if found.meetings is not None:
            self._accept(found.meetings)
        if found.bound is not None:
            pick = min if level.is_maximised else max
            bounds = self._bounds[level.goal]
            bounds[-1] = pick(bounds[-1], found.bound)

    def _is_small(self) -> bool:
        """Tell whether the whole problem is solved at once in no time."""
        return _places(self._facts) <= _FEW_PLACES

    def _is_proven(self, level: Level) -> bool:
        return self._bounds[level.goal][-1] == self._value_of(level)

    def _accept(self, meetings: tuple[HeldPair, ...]) -> bool:
        """Keep a plan if it keeps the rules and is better; tell whether it is kept."""
        before = self._meetings
        if self._is_sound(meetings):
            self._consider(meetings)
        return self._meetings is not before

    def _tell(self, level: Level) -> None:
        self._pace.tell(
            level.goal.value,
            len(self._meetings or ()),
            self._value_of(level),
            self._bounds[level.goal][-1],
        )

    def _prove(self, model: ExactModel, level: Level, budget: float) -> int:
        """Return a bound from the linear programme, and begin again from it."""
        value, bound = self._value_of(level), self._bound_at_hand(level)
        if value == bound or level.goal not in (Goal.GUARANTEE, Goal.VALUE):
            return bound
        if _places(self._facts) > _MOST_LINEAR_PLACES:
            return bound
        # Counted runs must not depend on the clock, so there it may take its time.
        seconds = 60.0 if self._pace.is_counted else budget * _LINEAR_SHARE
        found = model.relaxation(level, self._pace, seconds=seconds)
        if found is None:
            return bound
        self._start(model.wanted(found))
        return (min if level.is_maximised else max)(bound, found.bound)

    def _bound_at_hand(self, level: Level) -> int:
        """Return the bound that was proven before the exact model was built."""
        if self._pair_bound is not None and level.is_maximised:
            return min(self._pair_bound, obvious_bound(self._facts, level))
        return obvious_bound(self._facts, level)

    def _prove_pairs(self) -> None:
        """Bound the value over pairs without slots, and begin again from that."""
        facts, pace = self._facts, self._pace
        order = facts.problem.goals.order
        if Goal.VALUE not in order or self._meetings is None:
            return
        if len(facts.problem.pairs) > _MOST_LINEAR_PAIRS:
            return
        promises = Goal.GUARANTEE in order[: order.index(Goal.VALUE)]
        kept = not any(measure(facts, self._meetings, Goal.GUARANTEE))
        relaxed = relax_pairs(facts, is_guarantee_met=promises and kept)
        seconds = 60.0 if pace.is_counted else pace.remaining * _LINEAR_SHARE
        found = solve_relaxed(relaxed, pace, seconds=seconds)
        if found is not None:
            self._pair_bound = found.bound
            pairs = possible_pairs(facts)
            self._start(dict(zip(pairs, found.levels, strict=False)))

    def _value_of(self, level: Level) -> int:
        return measure(self._facts, self._meetings or (), level.goal)[level.part]

    def _can_build(self) -> bool:
        """Tell whether there is time to build the exact model at all."""
        places = _places(self._facts)
        pace = self._pace
        left = pace.remaining if not pace.is_counted else float("inf")
        return not pace.is_over() and places < left * _MOST_PLACES_PER_SECOND

    def _levels(self) -> list[Level]:
        """Return what is optimised by the model, in order."""
        return [
            level
            for goal in self._facts.problem.goals.order
            if goal is not Goal.TABLE_CHANGES or can_model_tables(self._facts)
            for level in LEVELS.get(goal, ())
        ]

    def _finish(self) -> Plan:
        """Seat people where they need not move, say what is missing, and check."""
        if self._meetings is None:
            raise OutOfTimeError
        self._pace.tell("assigning", len(self._meetings))
        if Goal.TABLE_CHANGES not in self._bounds:
            end = self._pace.elapsed + _finishing_seconds(self._facts.problem) / 2
            self._meetings = settle(
                self._facts,
                self._meetings,
                expired=lambda: not self._pace.is_counted and self._pace.elapsed > end,
            )
        meetings = tuple(sorted(self._meetings, key=lambda m: (m.slot, m.pair)))
        effort = effort_of(self._pace)
        plan = make_plan(self._facts, meetings, self._all_bounds(), effort)
        self._pace.tell("verifying", len(meetings))
        if violations := verify(self._facts.problem, plan):
            raise EngineError("; ".join(map(str, violations)))
        return plan

    def _all_bounds(self) -> dict[Goal, tuple[int, ...]]:
        """Return the bound of every level of every goal this engine optimises."""
        bounds = {}
        for goal, levels in LEVELS.items():
            known = self._bounds.get(goal, [])
            rest = [self._bound_at_hand(level) for level in levels[len(known) :]]
            bounds[goal] = (*known, *rest)
        return bounds

    def _infeasible(self) -> Plan:
        problem = self._facts.problem
        conflict = find_conflict(problem, self._pace)
        return Plan(
            problem=problem.name,
            status=Status.INFEASIBLE,
            meetings=(),
            conflict=conflict,
            repair=find_repair(problem, conflict, self._pace),
            effort=effort_of(self._pace),
        )


def _places(facts: Facts) -> int:
    """Return how many (pair, slot) are possible: the size of the exact model."""
    return sum(map(len, facts.slots.values()))


def _finishing_seconds(problem: Problem) -> float:
    return _FINISHING_SECONDS + len(problem.pairs) * _FINISHING_SECONDS_PER_PAIR
