"""The exact engine: CP-SAT over (pair, slot), one goal after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from ortools.sat.python import cp_model

from solver.facts import Facts, PairEnd
from solver.goals import Level
from solver.pace import Pace
from solver.plan import HeldPair
from solver.relaxation import Relaxation, relax, solve_relaxed
from solver.rules import HARD_RULES
from solver.seating import choose_people, seat
from solver.variables import Variables

_FOLLOWING_BUDGET = 5.0
"""Seconds at most for completing a plan with the variables that follow from it."""


_FIXED_COST = 0.02
"""Deterministic seconds counted for the parts of a search CP-SAT does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search for one level of the goals found."""

    meetings: tuple[HeldPair, ...] | None
    """The best plan of this search, if it found any."""
    bound: int | None
    """Proven: no plan is better; None where nothing was proven."""
    is_impossible: bool = False
    """Proven: there is no plan at all."""


class _Watch(cp_model.CpSolverSolutionCallback):
    """Keep the best plan and bound of a running search where others can see them."""

    def __init__(self) -> None:
        super().__init__()
        self.best: int | None = None
        self.proven: int | None = None

    def on_solution_callback(self) -> None:
        """Note the value of a better plan."""
        self.best = round(self.objective_value)

    def on_bound(self, bound: float) -> None:
        """Note a better bound."""
        self.proven = round(bound)


class ExactModel:
    """All rules of a problem, and the goals reached so far, as one CP-SAT model."""

    def __init__(self, facts: Facts) -> None:
        """Build variables and rules."""
        self._facts = facts
        self.model = cp_model.CpModel()
        self.variables = Variables(self.model, facts)
        for rule in HARD_RULES:
            rule(self.model, facts, self.variables)
        self._goal: cp_model.LinearExprT = 0

    def aim(self, level: Level) -> None:
        """Make a level of the goals the objective."""
        self._goal = level.build(self.model, self._facts, self.variables)
        if level.is_maximised:
            self.model.maximize(self._goal)
        else:
            self.model.minimize(self._goal)

    def freeze(self, level: Level, value: int) -> None:
        """Keep what a level has reached from now on."""
        self.model.clear_objective()  # type: ignore[no-untyped-call]  # -- as hints
        if level.is_maximised:
            self.model.add(self._goal >= value)
        else:
            self.model.add(self._goal <= value)

    def relaxation(
        self, level: Level, pace: Pace, *, seconds: float
    ) -> Relaxation | None:
        """Solve the linear programme of this level; its bound is safe."""
        found = solve_relaxed(relax(self.model), pace, seconds=seconds)
        if found is None or level.is_maximised:
            return found
        return Relaxation(bound=-found.bound, levels=found.levels)

    def wanted(self, relaxation: Relaxation) -> dict[str, float]:
        """Return how much of each pair the linear programme holds."""
        wanted: dict[str, float] = {}
        for pair in self._facts.problem.pairs:
            variables = self.variables.of_pair(pair.id)
            wanted[pair.id] = sum(relaxation.levels[v.index] for v in variables)
        return wanted

    def search(
        self,
        meetings: Sequence[HeldPair] | None,
        pace: Pace,
        budget: float,
        stage: str,
    ) -> Found:
        """Look for the best plan of the level aimed at.

        Args:
            meetings: A plan to begin from.
            pace: The clock of the whole search.
            budget: What this search may spend of it.
            stage: The name of the level in reports.
        """
        if meetings is not None:
            self._suggest(meetings, pace)
        solver = cp_model.CpSolver()
        set_limits(solver, pace, budget)
        solver.parameters.num_workers = max(1, pace.limits.workers)
        solver.parameters.interleave_search = pace.is_counted
        watch = _Watch()
        solver.best_bound_callback = watch.on_bound
        pace.oversee(
            [partial(_solve, solver, self.model, watch)],
            stop=solver.stop_search,
            tell=lambda: pace.tell(
                stage, len(meetings or ()), watch.best, watch.proven
            ),
        )
        return self._found(solver, pace)

    def search_windows(
        self,
        meetings: Sequence[HeldPair],
        windows: Sequence[frozenset[int]],
        pace: Pace,
        budget: float,
        tell: Callable[[], None],
    ) -> list[tuple[frozenset[int], tuple[HeldPair, ...]]]:
        """Plan some slots anew, the rest staying as it is; windows side by side.

        Returns:
            The windows in which something was found, with the best plan in
            which only that window differs.
        """
        self._suggest(meetings, pace)
        solvers, work = [], []
        for number, window in enumerate(windows):
            model = self.model.clone()
            self.variables.pin(model, meetings, window)
            solver = cp_model.CpSolver()
            set_limits(solver, pace, budget)
            solver.parameters.num_workers = 1
            solver.parameters.linearization_level = 2
            solver.parameters.symmetry_level = 0
            solver.parameters.random_seed = pace.limits.seed + number
            solvers.append(solver)
            work.append(partial(_solve, solver, model))
        pace.oversee(
            work,
            stop=partial(_stop, solvers),
            tell=tell,
        )
        found = [self._found(solver, pace).meetings for solver in solvers]
        return [
            (window, plan)
            for window, plan in zip(windows, found, strict=True)
            if plan is not None
        ]

    def _suggest(self, meetings: Sequence[HeldPair], pace: Pace) -> None:
        """Suggest a plan to the search, with the value of every variable.

        With the plan's own variables fixed, the others follow at once; a search
        that is left to find them may lose its start.
        """
        self.variables.hint(meetings)
        solver = cp_model.CpSolver()
        set_limits(solver, pace, min(_FOLLOWING_BUDGET, max(0.01, pace.remaining)))
        solver.parameters.num_workers = 1
        solver.parameters.fix_variables_to_their_hinted_value = True
        solver.parameters.stop_after_first_solution = True
        solver.solve(self.model)
        pace.spend(solver.deterministic_time)
        solution = list(solver.response_proto.solution)
        if solution:
            hint = self.model.proto.solution_hint
            hint.vars.clear()
            hint.values.clear()
            hint.vars.extend(range(len(solution)))
            hint.values.extend(solution)

    def _found(self, solver: cp_model.CpSolver, pace: Pace) -> Found:
        """Read what a finished search found and proved."""
        pace.spend(solver.deterministic_time + _FIXED_COST)
        status = solver.response_proto.status
        if status == cp_model.INFEASIBLE:
            return Found(meetings=None, bound=None, is_impossible=True)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Found(meetings=None, bound=None)
        has_goal = self.model.has_objective()
        bound = round(solver.best_objective_bound) if has_goal else None
        return Found(meetings=self._decode(solver), bound=bound)

    def _decode(self, solver: cp_model.CpSolver) -> tuple[HeldPair, ...]:
        """Turn the variables of a solution into seated meetings."""
        facts, x = self._facts, self.variables
        held = [
            (pair, slot)
            for pair, slot in x.places()
            if solver.boolean_value(x.meets(pair, slot))
        ]
        on_duty = {
            (party, slot): [
                person
                for person, variable in x.attendance(party, slot).items()
                if solver.boolean_value(variable)
            ]
            for party, slot in x.party_slots()
        }
        when = dict(held)
        sent: dict[tuple[str, PairEnd], str] = {}
        for (pair, slot, side, person), variable in x.sent().items():
            if when.get(pair) == slot and solver.boolean_value(variable):
                sent[pair, side] = person
        tables = {
            pair: table
            for pair, slot in held
            for table, variable in x.decided_seats(pair, slot).items()
            if solver.boolean_value(variable)
        }
        return seat(facts, choose_people(facts, held, on_duty, sent), tables)


def _solve(
    solver: cp_model.CpSolver,
    model: cp_model.CpModel,
    watch: _Watch | None = None,
) -> None:
    """Solve; the solver keeps the answer."""
    solver.solve(model, watch)


def _stop(solvers: Sequence[cp_model.CpSolver]) -> None:
    """Ask every search to end."""
    for solver in solvers:
        solver.stop_search()


def set_limits(solver: cp_model.CpSolver, pace: Pace, budget: float) -> None:
    """Set seed and limit: of work where moves are counted, else of time."""
    parameters = solver.parameters
    parameters.random_seed = pace.limits.seed
    parameters.catch_sigint_signal = False
    if pace.is_counted:
        parameters.max_deterministic_time = budget
    else:
        parameters.max_time_in_seconds = budget
