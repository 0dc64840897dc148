"""Two searches for the fewest breaks, side by side; the first proof wins.

One raises the bound by cores: sets of participants of whom one at least must
have a break. Once the bound is the optimum, all breaks outside the cores are
excluded, which is what makes the plan easy to find. The other asks whether there
is a plan with no more breaks than the bound known so far. It finds a plan early
where the bound is right from the start, and meanwhile keeps a plan for those who
cannot wait.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ortools.sat.python import cp_model

from solver.b2b.instance import B2BInstance
from solver.b2b.known import BestKnown
from solver.b2b.model import BreakModel
from solver.pace import Pace

_SHORT, _LONG, _ENDLESS = 1.0, 20.0, 1e9
"""CP-SAT's deterministic seconds for a question, much like seconds."""


class _Work(Protocol):
    def run(self) -> None: ...

    def stop(self) -> None: ...


def search(
    instance: B2BInstance, model: BreakModel, known: BestKnown, pace: Pace
) -> None:
    """Improve what is known until it is settled or the time is over."""
    works: tuple[_Work, ...] = (
        _Cores(instance, model, known, pace),
        _Questions(instance, model, known, pace),
    )

    def stop() -> None:
        for work in works:
            work.stop()

    def stop_if_settled() -> None:
        if known.is_settled:
            stop()

    def look() -> None:
        # Once is not enough: a search that is just about to begin does not hear it.
        stop_if_settled()
        pace.tell(
            "waiting_periods",
            0 if known.slots is None else len(known.slots),
            known.breaks,
            known.bound,
        )

    known.listen(stop_if_settled)
    pace.oversee([work.run for work in works], stop=stop, tell=look)


def _solver(pace: Pace) -> cp_model.CpSolver:
    """Return a solver that reasons by clauses: linear relaxations only cost time."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 0
    # Ctrl-C is for whoever called.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = pace.limits.seed
    solver.parameters.max_time_in_seconds = max(pace.remaining, 0.01)
    return solver


class _OnSolution(cp_model.CpSolverSolutionCallback):
    """Hand on every plan found."""

    def __init__(self, take: Callable[[cp_model.CpSolverSolutionCallback], None]):
        super().__init__()
        self._take = take

    def on_solution_callback(self) -> None:
        """Hand on this plan."""
        self._take(self)


class _Cores:
    """Minimise by cores, the way of the best MaxSAT solvers for this problem."""

    def __init__(
        self, instance: B2BInstance, model: BreakModel, known: BestKnown, pace: Pace
    ) -> None:
        self._instance = instance
        self._model = model
        self._known = known
        self._solver = _solver(pace)
        self._solver.parameters.optimize_with_core = True
        self._solver.best_bound_callback = self._prove
        self._task = model.model.clone()
        self._task.minimize(model.breaks)

    def stop(self) -> None:
        self._solver.stop_search()

    def run(self) -> None:
        status = self._solver.solve(self._task, _OnSolution(self._take))
        if status == cp_model.INFEASIBLE:
            self._known.exclude()
        elif status == cp_model.OPTIMAL:
            self._prove(self._solver.best_objective_bound)

    def _take(self, solution: cp_model.CpSolverSolutionCallback) -> None:
        slots = self._model.slots(solution)
        self._known.take(slots, self._instance.count_breaks(slots))

    def _prove(self, bound: float) -> None:
        self._known.prove(round(bound))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """Is there a plan with so few breaks, and perhaps with one for each at most?"""

    breaks: int
    patience: float
    """Deterministic seconds."""
    one_each: bool = False


class _Questions:
    """Ask for a plan at the bound, and now and then for any better plan."""

    def __init__(
        self, instance: B2BInstance, model: BreakModel, known: BestKnown, pace: Pace
    ) -> None:
        self._instance = instance
        self._model = model
        self._known = known
        self._pace = pace
        self._is_stopped = False
        self._solver: cp_model.CpSolver | None = None
        self._asked = 0
        self._was_refused = False
        self._hope = 0
        known.listen(self._look)

    def stop(self) -> None:
        self._is_stopped = True
        if self._solver is not None:
            self._solver.stop_search()

    def run(self) -> None:
        questions = self._questions()
        while not self._is_over():
            self._ask(next(questions))

    def _is_over(self) -> bool:
        return self._is_stopped or self._known.is_settled

    def _questions(self) -> Iterator[_Question]:
        """Yield what to ask next.

        A plan at the bound is looked for at once, as often there is one. Else any
        plan will do first, then better ones as long as they come easily; after
        that the fewest breaks there is hope for deserve nearly all the time.
        """
        known = self._known
        yield self._hopeful(_SHORT)
        yield _Question(breaks=self._most(), patience=_ENDLESS)
        best = None
        while best != known.breaks:
            best = known.breaks
            yield _Question(breaks=self._halfway(), patience=_SHORT, one_each=True)
        patience = _LONG
        while True:
            question = self._hopeful(patience)
            if known.breaks is not None and known.breaks <= question.breaks:
                question = _Question(breaks=known.breaks - 1, patience=patience)
            yield question
            if not self._was_refused:
                patience *= 2

    def _hopeful(self, patience: float) -> _Question:
        """Ask for the fewest breaks that are not excluded with one each."""
        breaks = max(self._hope, self._known.bound)
        return _Question(breaks=breaks, patience=patience, one_each=True)

    def _halfway(self) -> int:
        """Return a number of breaks between the bound and the best plan."""
        best = self._known.breaks
        more = self._most() if best is None else best - 1
        return (self._known.bound + more) // 2

    def _most(self) -> int:
        return self._instance.slots * self._instance.participants

    def _ask(self, question: _Question) -> None:
        self._asked = question.breaks
        solver = _solver(self._pace)
        solver.parameters.max_deterministic_time = question.patience
        # Simplifying clauses on the way helps the other search and harms this one.
        solver.parameters.use_sat_inprocessing = False
        self._solver = solver
        bound = self._known.bound
        if question.one_each:
            bound = max(bound, self._hope)
        status = solver.solve(
            self._model.at_most(
                question.breaks, min(bound, question.breaks), one_each=question.one_each
            )
        )
        self._was_refused = status == cp_model.INFEASIBLE
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            slots = self._model.slots(solver)
            self._known.take(slots, self._instance.count_breaks(slots))
        elif self._was_refused and question.one_each:
            self._hope = max(self._hope, question.breaks + 1)
        elif self._was_refused:
            if question.breaks == self._most():
                self._known.exclude()
            self._known.prove(question.breaks + 1)

    def _look(self) -> None:
        """Give up a question that the bound has answered."""
        if self._solver is not None and self._asked < self._known.bound:
            self._solver.stop_search()
