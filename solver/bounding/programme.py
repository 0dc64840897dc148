"""Linear programmes in bulk: columns and rows as arrays, solved under a clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

import numpy as np
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
    sparse_containers_pb2,
)
from ortools.math_opt.core.python import solver
from ortools.util.python.solve_interrupter import SolveInterrupter

from solver.bounding.layout import Floats, Ints
from solver.pace import Pace


class LinearMethod(StrEnum):
    """A solver of linear programmes, by its name in OR-Tools."""

    GLOP = "glop"
    PDLP = "pdlp"


_SOLVERS = {
    LinearMethod.GLOP: parameters_pb2.SOLVER_TYPE_GLOP,
    LinearMethod.PDLP: parameters_pb2.SOLVER_TYPE_PDLP,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProgrammeAnswer:
    """What a solver says; nothing of it is believed before it is recomputed."""

    levels: Floats
    """The value of each column."""
    prices: Floats
    """The dual value of each row."""
    is_best: bool
    """Whether the solver ended by itself; else these are where it stood."""


@dataclass(slots=True)
class LinearProgramme:
    """A linear programme to maximise, being written."""

    are_whole: ClassVar[bool] = False
    """Whether the columns are whole numbers."""

    offset: float = 0.0
    """What is added to the worth of every solution."""
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

    def solve(
        self, pace: Pace, *, method: LinearMethod, end: float
    ) -> ProgrammeAnswer | None:
        """Solve it, or return None where there is no solution or no time for any.

        Args:
            pace: Told how it stands, and asked whether to stop.
            method: Which solver takes it on.
            end: When to stop, in seconds since the start of the search.
        """
        model = self.write()
        left = max(0.0, end - pace.elapsed)
        limits = _parameters(method, left, pace.limits.workers)
        interrupter = SolveInterrupter()
        found: list[result_pb2.SolveResultProto] = []

        def work() -> None:
            found.append(
                solver.solve(
                    model,
                    _SOLVERS[method],
                    parameters_pb2.SolverInitializerProto(),
                    limits,
                    model_parameters_pb2.ModelSolveParametersProto(),
                    None,
                    callback_pb2.CallbackRegistrationProto(),
                    None,
                    interrupter.pybind_interrupter,
                )
            )

        pace.oversee(
            [work], stop=interrupter.interrupt, tell=lambda: pace.tell("bounding", 0)
        )
        return self._answer(found[0], method)

    def _answer(
        self, found: result_pb2.SolveResultProto, method: LinearMethod
    ) -> ProgrammeAnswer | None:
        """Read what a solver found, if it is of use."""
        reason = found.termination.reason
        is_best = reason == result_pb2.TERMINATION_REASON_OPTIMAL
        # The simplex method has no prices to speak of before it ends; the
        # first-order method has some at any time.
        is_on_its_way = method is LinearMethod.PDLP and reason in (
            result_pb2.TERMINATION_REASON_FEASIBLE,
            result_pb2.TERMINATION_REASON_NO_SOLUTION_FOUND,
        )
        if not (is_best or is_on_its_way) or not found.solutions:
            return None
        solution = found.solutions[0]
        return ProgrammeAnswer(
            levels=_dense(solution.primal_solution.variable_values, self.columns),
            prices=_dense(solution.dual_solution.dual_values, self.rows),
            is_best=is_best,
        )

    def _all_worth(self) -> Floats:
        """Return what each column is worth."""
        return _joined(self._worth)

    def write(self) -> model_pb2.ModelProto:
        """Hand everything over in whole arrays."""
        model = model_pb2.ModelProto()
        columns, rows = model.variables, model.linear_constraints
        columns.ids.extend(range(self.columns))
        columns.lower_bounds.extend(_joined(self._lowest))
        columns.upper_bounds.extend(_joined(self._highest))
        columns.integers.extend([self.are_whole] * self.columns)
        worth = self._all_worth()
        valuable = np.flatnonzero(worth)
        model.objective.maximize = True
        model.objective.offset = self.offset
        model.objective.linear_coefficients.ids.extend(valuable)
        model.objective.linear_coefficients.values.extend(worth[valuable])
        rows.ids.extend(range(self.rows))
        rows.lower_bounds.extend(_joined(self._at_least))
        rows.upper_bounds.extend(_joined(self._at_most))
        row = joined([rows for rows, _, _ in self._terms])
        column = joined([columns for _, columns, _ in self._terms])
        weight = np.repeat(
            [weight for _, _, weight in self._terms],
            [len(rows) for rows, _, _ in self._terms],
        )
        order = np.lexsort((column, row))
        model.linear_constraint_matrix.row_ids.extend(row[order])
        model.linear_constraint_matrix.column_ids.extend(column[order])
        model.linear_constraint_matrix.coefficients.extend(weight[order])
        return model


def _joined(parts: Sequence[Floats]) -> Floats:
    return np.concatenate([np.zeros(0), *parts])


def joined(parts: Sequence[Ints]) -> Ints:
    """Return whole numbers one after the other, also where there are none."""
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _dense(values: sparse_containers_pb2.SparseDoubleVectorProto, size: int) -> Floats:
    """Return a sparse vector as an array; what is not named is zero."""
    dense = np.zeros(size)
    dense[np.array(values.ids, dtype=np.int64)] = np.array(values.values)
    return dense


def _parameters(
    method: LinearMethod, seconds: float, threads: int
) -> parameters_pb2.SolveParametersProto:
    parameters = parameters_pb2.SolveParametersProto()
    parameters.time_limit.FromMicroseconds(int(seconds * 1e6))
    if method is LinearMethod.PDLP:
        parameters.pdlp.num_threads = threads
        # GLOP's preprocessing would save 1.3 s at ten thousand parties, and take
        # 100 MiB more.
        ends = parameters.pdlp.termination_criteria.simple_optimality_criteria
        ends.eps_optimal_absolute = 1e-4
        ends.eps_optimal_relative = 1e-5
    return parameters
