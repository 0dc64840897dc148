"""Linear programmes in whole numbers, and bounds that no rounding can spoil."""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from solver.bounding.layout import Floats, Ints
from solver.bounding.programme import LinearMethod, LinearProgramme
from solver.pace import Pace

NO_LIMIT = 1 << 60
"""In place of a limit of a row, with its sign, where there is none."""

_SCALE = 1 << 40
"""Prices are whole multiples of one over this."""

_HIGHEST_PRICE = 8.0
_SAFE = 2.0**61


@dataclass(slots=True)
class SafeProgramme:
    """A linear programme to maximise, all of whose numbers are whole."""

    _columns: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)
    _rows: list[tuple[Ints, Ints]] = field(default_factory=list)
    _terms: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)
    _width: int = 0
    _height: int = 0

    def add_columns(self, worth: Ints, lowest: Ints, highest: Ints) -> Ints:
        """Add variables between two limits; return their numbers."""
        self._columns.append((worth, lowest, highest))
        self._width += len(worth)
        return np.arange(self._width - len(worth), self._width)

    def add_rows(self, at_least: Ints, at_most: Ints) -> Ints:
        """Add conditions without terms as yet; return their numbers."""
        self._rows.append((at_least, at_most))
        self._height += len(at_least)
        return np.arange(self._height - len(at_least), self._height)

    def add_terms(self, rows: Ints, columns: Ints, weights: Ints) -> None:
        """Put columns into rows, one into each; no column twice into one row."""
        self._terms.append((rows, columns, weights))

    def prices(self, pace: Pace, *, method: LinearMethod, end: float) -> Floats | None:
        """Return a dual value for each row; None if none were found in time.

        Args:
            pace: Told how it stands, and asked whether to stop.
            method: Which solver takes it on.
            end: When to stop, in seconds since the start of the search.
        """
        programme = LinearProgramme()
        for worth, lowest, highest in self._columns:
            programme.add_columns(worth, highest=highest, lowest=lowest)
        for at_least, at_most in self._rows:
            programme.add_rows(
                np.where(at_least <= -NO_LIMIT, -np.inf, at_least),
                np.where(at_most >= NO_LIMIT, np.inf, at_most),
            )
        rows, columns, weights = map(np.concatenate, zip(*self._terms, strict=True))
        for weight in np.unique(weights).tolist():
            alike = weights == weight
            programme.add_terms(rows[alike], columns[alike], float(weight))
        answer = programme.solve(pace, method=method, end=end)
        return None if answer is None else answer.prices

    def bound(self, prices: Floats) -> Fraction | None:
        """Return what no solution exceeds, by any prices whatever.

        For prices y, ``c x = y A x + (c - y A) x``: the first part is at most what
        the rows allow, the second at most what the limits of the variables allow
        (weak duality). None where the numbers grow too large to be counted.
        """
        worth, lowest, highest = map(np.concatenate, zip(*self._columns, strict=True))
        least, most = map(np.concatenate, zip(*self._rows, strict=True))
        rows, columns, weights = map(np.concatenate, zip(*self._terms, strict=True))
        safe = np.clip(np.nan_to_num(prices), -_HIGHEST_PRICE, _HIGHEST_PRICE)
        price = np.rint(safe * _SCALE).astype(np.int64)
        # A price on a side without a limit proves nothing.
        price[(price > 0) & (most >= NO_LIMIT)] = 0
        price[(price < 0) & (least <= -NO_LIMIT)] = 0
        size = np.abs(price[rows].astype(np.float64) * weights)
        if np.bincount(columns, size).max(initial=0.0) > _SAFE:
            return None
        reduced = worth * _SCALE
        np.subtract.at(reduced, columns, price[rows] * weights)
        limits = np.where(price > 0, most, np.where(price < 0, least, 0))
        ranges = np.where(reduced > 0, highest, lowest)
        # Summed up in Python, where whole numbers have no end.
        total = _inner(price, limits) + _inner(reduced, ranges)
        return Fraction(total, _SCALE)


def _inner(left: Ints, right: Ints) -> int:
    return sum(
        a * b for a, b in zip(left.tolist(), right.tolist(), strict=True) if a and b
    )
