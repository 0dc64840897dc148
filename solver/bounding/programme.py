"""Linear programmes in bulk: columns and rows as arrays, solved under a clock."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from ortools.linear_solver.python import model_builder_helper

from solver.bounding.layout import Floats, Ints
from solver.pace import Pace


class Method(StrEnum):
    """A solver of linear programmes, by its name in OR-Tools."""

    GLOP = "glop"
    PDLP = "pdlp"


_FIRST_ORDER = (
    "num_threads: {threads} presolve_options {{ use_glop: true }} "
    "termination_criteria {{ simple_optimality_criteria {{ "
    "eps_optimal_absolute: 1e-4 eps_optimal_relative: 1e-5 }} }}"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """What a solver says; nothing of it is believed before it is recomputed."""

    levels: Floats
    """The value of each column."""
    prices: Floats
    """The dual value of each row."""
    is_best: bool
    """Whether the solver ended by itself; else these are where it stood."""


@dataclass(slots=True)
class Programme:
    """A linear programme to maximise, being written."""

    columns: int = 0
    rows: int = 0
    _lowest: list[Floats] = field(default_factory=list)
    _highest: list[Floats] = field(default_factory=list)
    _worth: list[Floats] = field(default_factory=list)
    _at_least: list[Floats] = field(default_factory=list)
    _at_most: list[Floats] = field(default_factory=list)
    _terms: list[tuple[Ints, Ints, float]] = field(default_factory=list)

    def add_columns(
        self, worth: Floats | Ints, highest: Floats | Ints, lowest: Floats | Ints
    ) -> Ints:
        """Add variables between two limits; return their numbers."""
        self._worth.append(worth.astype(np.float64))
        self._highest.append(highest.astype(np.float64))
        self._lowest.append(lowest.astype(np.float64))
        self.columns += len(worth)
        return np.arange(self.columns - len(worth), self.columns)

    def add_rows(self, at_least: Floats | Ints, at_most: Floats | Ints) -> Ints:
        """Add conditions without terms as yet; return their numbers."""
        self._at_least.append(at_least.astype(np.float64))
        self._at_most.append(at_most.astype(np.float64))
        self.rows += len(at_least)
        return np.arange(self.rows - len(at_least), self.rows)

    def add_terms(self, rows: Ints, columns: Ints, weight: float = 1.0) -> None:
        """Put columns into rows, one into each, with the same weight."""
        self._terms.append((rows, columns, weight))

    def solve(self, pace: Pace, *, method: Method, seconds: float) -> Answer | None:
        """Solve it, or return None where there is no solution or no time for any."""
        model = self._write()
        solver = model_builder_helper.ModelSolverHelper(method.value)
        solver.set_time_limit_in_seconds(seconds)
        if method is Method.PDLP:
            threads = pace.limits.workers
            solver.set_solver_specific_parameters(_FIRST_ORDER.format(threads=threads))
        pace.oversee(
            [lambda: solver.solve(model)],
            stop=solver.interrupt_solve,
            tell=lambda: pace.tell("bounding", 0),
        )
        status = solver.status()
        is_best = status == model_builder_helper.SolveStatus.OPTIMAL
        # The simplex method has no prices to speak of before it ends; the
        # first-order method has some at any time.
        is_on_its_way = (
            method is Method.PDLP
            and status == model_builder_helper.SolveStatus.NOT_SOLVED
        )
        if not is_best and not is_on_its_way:
            return None
        levels = np.array(solver.variable_values(), dtype=np.float64)
        prices = np.array(solver.dual_values(), dtype=np.float64)
        if len(levels) != self.columns or len(prices) != self.rows:
            return None
        return Answer(levels=levels, prices=prices, is_best=is_best)

    def _write(self) -> model_builder_helper.ModelBuilderHelper:
        """Hand everything over, term by term, which costs a tenth of a microsecond."""
        # Its stubs take the first parameter of ndarray for the element's type.
        model: Any = model_builder_helper.ModelBuilderHelper()
        columns = model.add_var_array_with_bounds(
            np.concatenate(self._lowest),
            np.concatenate(self._highest),
            np.zeros(self.columns, dtype=bool),
            "",
        )
        model.set_objective_coefficients(columns, np.concatenate(self._worth))
        model.set_maximize(maximize=True)
        at_least, at_most = map(np.concatenate, (self._at_least, self._at_most))
        for row in range(self.rows):
            model.add_linear_constraint()
            model.set_constraint_lower_bound(row, at_least[row])
            model.set_constraint_upper_bound(row, at_most[row])
        add = model.add_term_to_constraint
        for rows, terms, weight in self._terms:
            for row, column in zip(rows.tolist(), terms.tolist(), strict=True):
                add(row, column, weight)
        written: model_builder_helper.ModelBuilderHelper = model
        return written
