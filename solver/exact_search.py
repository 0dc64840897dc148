"""Search goal by goal with the exact model: whole where small, by windows else."""

from solver.exact import ExactModel
from solver.facts import Facts
from solver.goals import LEVELS, Level, can_model_tables
from solver.incumbent import Incumbent
from solver.pace import SHARES, Pace
from solver.problem import Goal
from solver.sizes import is_small, places
from solver.windows import WINDOW_BUDGET, Windows, merge

_ABOUT_WAITING = frozenset({Goal.WAITING_SLOTS, Goal.WAITING_PERIODS})
_BY_WINDOWS = frozenset({Goal.VALUE, Goal.IF_NEEDED, *_ABOUT_WAITING})
"""The goals that can be improved in a few slots while the others stay."""

_LINEAR_SHARE = 0.4
"""The share of a goal's time that its linear programme may take."""

_MOST_LINEAR_PLACES = 40_000
"""With more (pair, slot) writing the linear programme down takes too long."""


class ExactSearch:
    """All rules and goals in one model, improved level by level."""

    def __init__(self, facts: Facts, pace: Pace, incumbent: Incumbent) -> None:
        """Build the model."""
        self._facts = facts
        self._pace = pace
        self._incumbent = incumbent
        self._model = ExactModel(facts)

    def run(self) -> None:
        """Improve the plan for every goal in order, keeping those before it."""
        pace = self._pace
        levels = self._levels()
        for number, level in enumerate(levels):
            if self._incumbent.meetings is None or pace.is_over():
                break
            later = sum(SHARES[each.goal] for each in levels[number:])
            self._improve(level, pace.remaining * SHARES[level.goal] / later)

    def _levels(self) -> list[Level]:
        """Return what is optimised by the model, in order."""
        return [
            level
            for goal in self._facts.problem.goals.order
            if goal is not Goal.TABLE_CHANGES or can_model_tables(self._facts)
            for level in LEVELS.get(goal, ())
        ]

    def _improve(self, level: Level, budget: float) -> None:
        """Make a plan as good as time allows for one level, then keep it so."""
        pace = self._pace
        self._model.aim(level)
        end = pace.remaining - budget
        self._prove(level, budget)
        if level.goal in _BY_WINDOWS and not is_small(self._facts):
            self._improve_by_windows(level, end)
        budget = pace.remaining - end
        if not self._is_proven(level) and budget > 0 and not pace.is_over():
            self._search(level, budget)
        self._model.freeze(level, self._value(level))

    def _improve_by_windows(self, level: Level, end: float) -> None:
        """Plan a few slots anew at a time until so much of the limit is left."""
        pace = self._pace
        windows = Windows(
            self._facts, pace.limits.seed, adjacent=level.goal in _ABOUT_WAITING
        )
        while (
            windows.are_left
            and not self._is_proven(level)
            and pace.remaining > end
            and not pace.is_over()
        ):
            drawn = windows.draw(pace.limits.workers)
            found = self._model.search_windows(
                self._incumbent.meetings or (),
                drawn,
                pace,
                min(WINDOW_BUDGET, pace.remaining),
                lambda: self._incumbent.tell(level.goal),
            )
            improved = False
            for window, plan in found:
                merged = merge(self._incumbent.meetings or (), plan, window)
                improved |= self._incumbent.offer(merged) or self._incumbent.offer(plan)
            windows.learn(improved=improved, tried=len(drawn))

    def _search(self, level: Level, budget: float) -> None:
        """Search the whole problem for one level."""
        meetings = self._incumbent.meetings or ()
        found = self._model.search(meetings, self._pace, budget, level.goal.value)
        if found.meetings is not None:
            self._incumbent.offer(found.meetings)
        if found.bound is not None:
            self._incumbent.tighten(level.goal, found.bound, part=level.part)

    def _prove(self, level: Level, budget: float) -> None:
        """Take the bound of the linear programme, where that is worth its time."""
        if self._is_proven(level) or level.goal not in (Goal.GUARANTEE, Goal.VALUE):
            return
        if places(self._facts) > _MOST_LINEAR_PLACES:
            return
        # Counted runs must not depend on the clock, so there it may take its time.
        seconds = 60.0 if self._pace.is_counted else budget * _LINEAR_SHARE
        found = self._model.relaxation(level, self._pace, seconds=seconds)
        if found is not None:
            self._incumbent.tighten(level.goal, found.bound, part=level.part)

    def _value(self, level: Level) -> int:
        return self._incumbent.value(level.goal)[level.part]

    def _is_proven(self, level: Level) -> bool:
        return self._incumbent.bound(level.goal)[level.part] == self._value(level)
