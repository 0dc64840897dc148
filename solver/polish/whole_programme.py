"""A programme in whole numbers, written in bulk, to be solved in another process."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from ortools.math_opt import model_pb2

from solver.bounding.layout import Floats, Ints

NO_LIMIT = float("-inf")


@dataclass(slots=True)
class WholeProgramme:
    """A programme over whole numbers to maximise, being written."""

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

    def add_flags(self, count: int) -> Ints:
        """Add variables that are 0 or 1 and worth nothing; return their numbers."""
        nothing = np.zeros(count)
        return self.add_columns(nothing, nothing + 1, nothing)

    def add_rows(self, at_least: Floats | Ints, at_most: Floats | Ints) -> Ints:
        """Add conditions without terms as yet; return their numbers."""
        self._at_least.append(at_least.astype(np.float64))
        self._at_most.append(at_most.astype(np.float64))
        self.rows += len(at_least)
        return np.arange(self.rows - len(at_least), self.rows)

    def add_limits(self, at_most: Floats | Ints) -> Ints:
        """Add conditions with an upper limit only; return their numbers."""
        return self.add_rows(np.full(len(at_most), NO_LIMIT), at_most)

    def add_terms(self, rows: Ints, columns: Ints, weight: float = 1.0) -> None:
        """Put columns into rows, one into each, with the same weight."""
        self._terms.append((rows, columns, weight))

    def add_groups(self, rows: Ints, groups: Sequence[Ints]) -> None:
        """Put a group of columns into each row."""
        sizes = [len(group) for group in groups]
        self.add_terms(np.repeat(rows, sizes), joined(groups))

    def exceed(self, worth: int) -> None:
        """Allow only solutions that are worth so much or more; call it last."""
        weights = np.concatenate([np.zeros(0), *self._worth])
        least = np.array([worth - self.offset])
        row = self.add_rows(least, np.full(1, float("inf")))
        for weight in np.unique(weights[weights != 0]).tolist():
            columns = np.flatnonzero(weights == weight)
            self.add_terms(np.repeat(row, len(columns)), columns, weight)

    def worth_of(self, levels: Floats) -> int:
        """Return what a solution is worth."""
        worth = np.concatenate([np.zeros(0), *self._worth])
        return round(self.offset + float(worth @ np.rint(levels)))

    def write(self) -> model_pb2.ModelProto:
        """Hand everything over in whole arrays."""
        model = model_pb2.ModelProto()
        columns, rows = model.variables, model.linear_constraints
        columns.ids.extend(range(self.columns))
        columns.lower_bounds.extend(np.concatenate([np.zeros(0), *self._lowest]))
        columns.upper_bounds.extend(np.concatenate([np.zeros(0), *self._highest]))
        columns.integers.extend([True] * self.columns)
        worth = np.concatenate([np.zeros(0), *self._worth])
        valuable = np.flatnonzero(worth)
        model.objective.maximize = True
        model.objective.offset = self.offset
        model.objective.linear_coefficients.ids.extend(valuable)
        model.objective.linear_coefficients.values.extend(worth[valuable])
        rows.ids.extend(range(self.rows))
        rows.lower_bounds.extend(np.concatenate([np.zeros(0), *self._at_least]))
        rows.upper_bounds.extend(np.concatenate([np.zeros(0), *self._at_most]))
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


def joined(parts: Sequence[Ints]) -> Ints:
    """Return whole numbers one after the other, also where there are none."""
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])
