"""Ask a model which of its rules can hold together, with CP-SAT."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from ortools.sat.python import cp_model_helper

from solver.explain.conditions import Condition, RuleModel
from solver.pace import Pace

_FIXED_COST = 0.0005
"""Deterministic seconds counted for the parts of a search CP-SAT does not count."""

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1
"""The ends of a range that has none."""

_UNNOTICED = 0.2
"""A search of so many seconds at most need not listen to a wish to stop."""

_FEW_RULES = 60
"""Among so many rules the first of equally good answers is looked for."""


class Verdict(StrEnum):
    """What is known about rules asked for."""

    HOLD = "hold"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAnswer:
    """What a model said."""

    verdict: Verdict
    held: frozenset[str] = frozenset()
    """The rules that hold in the plan found, if they hold."""
    is_most: bool = False
    """Proven: no plan holds more rules, or more were not asked for."""

    @property
    def is_final(self) -> bool:
        """Tell whether a longer search would say no more."""
        return self.verdict is Verdict.IMPOSSIBLE or self.is_most


class Budget:
    """What a piece of work may spend of a search: seconds, or counted work."""

    def __init__(self, pace: Pace, seconds: float) -> None:
        """Begin to spend."""
        self.pace = pace
        self._end = max(0.0, pace.remaining - seconds)

    @property
    def left(self) -> float:
        """Return what may still be spent."""
        return max(0.0, self.pace.remaining - self._end)

    def is_over(self) -> bool:
        """Tell whether the work must end now."""
        return self.left <= 0.0 or self.pace.is_over()


class Asker:
    """One model, written down once and solved again and again."""

    def __init__(
        self, model: RuleModel, *, without: Collection[str] = frozenset()
    ) -> None:
        """Write a model down, without some of the facts it states."""
        self.model = model
        self.rules = frozenset(model.rules)
        self._proto = cp_model_helper.CpModelProto()
        for low, high in model.ranges:
            self._proto.variables.add().domain.extend([low, high])
        for condition in model.conditions:
            if condition.fact is None or condition.fact not in without:
                self.add(condition)

    def add(self, condition: Condition) -> None:
        """Ask one more condition from now on."""
        added = self._proto.constraints.add()
        if condition.when is not None:
            added.enforcement_literal.append(condition.when)
        added.linear.vars.extend(condition.variables)
        added.linear.coeffs.extend(condition.weights)
        low = _LOWEST if condition.lower is None else condition.lower
        high = _HIGHEST if condition.upper is None else condition.upper
        added.linear.domain.extend([low, high])

    def hold_most(
        self, kept: Collection[str], budget: Budget, *, is_first: bool = False
    ) -> AskedAnswer:
        """Find a plan that keeps some rules and as many others as possible.

        Args:
            kept: The rules it must keep.
            budget: What may be spent.
            is_first: Of plans that give up as many, prefer one that gives up what
                is stated first; only done among a few rules.
        """
        free = [name for name in self.model.rules if name not in kept]
        self._set_rules(kept, frozenset())
        ordered = is_first and len(free) <= _FEW_RULES
        # More than all places together, so that one rule more weighs most.
        unit = len(free) ** 2 if ordered else 1
        worth = [unit + place * ordered for place in range(len(free))]
        goal = self._proto.objective
        goal.vars.extend(self.model.rules[name] for name in free)
        goal.coeffs.extend(-each for each in worth)
        answer = self._solve(budget)
        self._proto.clear_objective()
        return answer

    def can_hold(self, kept: Collection[str], budget: Budget) -> AskedAnswer:
        """Find a plan that keeps these rules, whatever becomes of the others."""
        self._set_rules(kept, self.rules.difference(kept))
        return self._solve(budget)

    def _set_rules(self, kept: Collection[str], dropped: Collection[str]) -> None:
        for name, variable in self.model.rules.items():
            domain = self._proto.variables[variable].domain
            domain[0] = int(name in kept)
            domain[1] = int(name not in dropped)

    def _solve(self, budget: Budget) -> AskedAnswer:
        """Solve briefly, and again in a thread of its own if that is not enough."""
        if budget.is_over():
            return AskedAnswer(verdict=Verdict.UNKNOWN)
        answer = self._run(min(budget.left, _UNNOTICED), budget, is_brief=True)
        if answer.is_final or budget.left <= 0.0:
            return answer
        longer = self._run(budget.left, budget, is_brief=False)
        return answer if longer.verdict is Verdict.UNKNOWN else longer

    def _run(self, limit: float, budget: Budget, *, is_brief: bool) -> AskedAnswer:
        """Run a solver; unless it is brief, so that it hears a wish to stop."""
        solver = cp_model_helper.SolveWrapper()
        solver.set_parameters(_parameters(limit, budget.pace))
        found: list[cp_model_helper.CpSolverResponse] = []

        def run() -> None:
            found.append(solver.solve(self._proto))  # type: ignore[no-untyped-call]  # -- OR-Tools left it out

        pace = budget.pace
        if is_brief:
            run()
        else:
            pace.oversee(
                [run], stop=solver.stop_search, tell=lambda: pace.tell("conflict", 0)
            )
        pace.spend(found[0].deterministic_time + _FIXED_COST)
        return self._read(found[0])

    def _read(self, response: cp_model_helper.CpSolverResponse) -> AskedAnswer:
        status = response.status
        if status == cp_model_helper.CpSolverStatus.INFEASIBLE:
            return AskedAnswer(verdict=Verdict.IMPOSSIBLE)
        solution = response.solution
        if not solution:
            return AskedAnswer(verdict=Verdict.UNKNOWN)
        rules = self.model.rules
        held = frozenset(name for name in rules if solution[rules[name]])
        return AskedAnswer(
            verdict=Verdict.HOLD,
            held=held,
            is_most=status == cp_model_helper.CpSolverStatus.OPTIMAL,
        )


def _parameters(limit: float, pace: Pace) -> cp_model_helper.SatParameters:
    """Return the settings of one search: one worker, so that answers repeat."""
    parameters = cp_model_helper.SatParameters()
    parameters.num_workers = 1
    parameters.random_seed = pace.limits.seed
    parameters.catch_sigint_signal = False
    # Counting arguments (more meetings than slots) are one linear programme to
    # prove, and beyond any search among single meetings.
    parameters.linearization_level = 2
    if pace.is_counted:
        parameters.max_deterministic_time = limit
    else:
        parameters.max_time_in_seconds = limit
    return parameters
