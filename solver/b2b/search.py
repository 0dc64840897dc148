"""Two searches for the fewest breaks, side by side; the first proof wins.

One raises the bound by cores: sets of participants of whom one at least must
have a break. Once the bound is the optimum, all breaks outside the cores are
excluded, which is what makes the plan easy to find. The other asks whether there
is a plan with no more breaks than the bound known so far. It finds a plan early
where the bound is right from the start, and meanwhile keeps a plan for those who
cannot wait.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

from ortools.sat.python import cp_model

from solver.b2b.incumbent import Incumbent
from solver.b2b.instance import B2BInstance
from solver.b2b.model import BreakModel
from solver.pace import Pace

_SHORT, _LONG, _ENDLESS = 1.0, 20.0, 1e9
"""CP-SAT's deterministic seconds for a question, much like seconds."""


class _Work(Protocol):
    def run(self) -> None: ...

    def stop(self) -> None: ...


def search(
    instance: B2BInstance, model: BreakModel, incumbent: Incumbent, pace: Pace
) -> None:
    """Improve what is known until it is settled or the time is over."""
    works: tuple[_Work, ...] = (
        _Cores(instance, model, incumbent, pace),
        _Questions(instance, model, incumbent, pace),
    )

    def stop() -> None:
        for work in works:
            work.stop()

    incumbent.listen(lambda: stop() if incumbent.is_settled else None)
    pace.oversee(
        [work.run for work in works],
        stop=stop,
        tell=lambda: pace.tell(
            "waiting_periods",
            0 if incumbent.slots is None else len(incumbent.slots),
            incumbent.breaks,
            incumbent.bound,
        ),
    )


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
        self, instance: B2BInstance, model: BreakModel, incumbent: Incumbent, pace: Pace
    ) -> None:
        self._instance = instance
        self._model = model
        self._incumbent = incumbent
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
            self._incumbent.exclude()
        elif status == cp_model.OPTIMAL:
            self._prove(self._solver.best_objective_bound)

    def _take(self, solution: cp_model.CpSolverSolutionCallback) -> None:
        slots = self._model.slots(solution)
        self._incumbent.take(slots, self._instance.count_breaks(slots))

    def _prove(self, bound: float) -> None:
        self._incumbent.prove(round(bound))


class _Questions:
    """Ask for a plan at the bound, and now and then for any better plan."""

    def __init__(
        self, instance: B2BInstance, model: BreakModel, incumbent: Incumbent, pace: Pace
    ) -> None:
        self._instance = instance
        self._model = model
        self._incumbent = incumbent
        self._pace = pace
        self._is_stopped = False
        self._solver: cp_model.CpSolver | None = None
        self._asked = 0
        incumbent.listen(self._look)

    def stop(self) -> None:
        self._is_stopped = True
        if self._solver is not None:
            self._solver.stop_search()

    def run(self) -> None:
        for asked, patience in self._questions():
            if self._is_over():
                return
            self._ask(asked, patience)

    def _is_over(self) -> bool:
        return self._is_stopped or self._incumbent.is_settled

    def _questions(self) -> Iterator[tuple[int, float]]:
        """Yield what to ask, and for how long.

        A plan at the bound is looked for at once, as often there is one. Else any
        plan will do first, then better ones as long as they come easily; after
        that the bound, which the other search raises, deserves nearly all the time.
        """
        yield self._incumbent.bound, _SHORT
        yield self._most(), _ENDLESS
        patience = _LONG
        while True:
            best = None
            while best != self._incumbent.breaks:
                best = self._incumbent.breaks
                yield self._halfway(), _SHORT
            bound = -1
            while bound != self._incumbent.bound:
                bound = self._incumbent.bound
                yield bound, patience
            patience *= 2

    def _halfway(self) -> int:
        """Return a number of breaks between the bound and the best plan."""
        best = self._incumbent.breaks
        if best is None:
            return self._most()
        return (self._incumbent.bound + best - 1) // 2

    def _most(self) -> int:
        return self._instance.slots * self._instance.participants

    def _ask(self, asked: int, patience: float) -> None:
        self._asked = asked
        solver = _solver(self._pace)
        solver.parameters.max_deterministic_time = patience
        # Simplifying clauses on the way helps the other search and harms this one.
        solver.parameters.use_sat_inprocessing = False
        self._solver = solver
        bound = min(asked, self._incumbent.bound)
        status = solver.solve(self._model.at_most(asked, bound))
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            slots = self._model.slots(solver)
            self._incumbent.take(slots, self._instance.count_breaks(slots))
        elif status == cp_model.INFEASIBLE:
            if asked == self._most():
                self._incumbent.exclude()
            self._incumbent.prove(asked + 1)

    def _look(self) -> None:
        """Give up a question that the bound has answered."""
        if self._solver is not None and self._asked < self._incumbent.bound:
            self._solver.stop_search()
