"""A programme in whole numbers, written in bulk, to be solved in another process."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from solver.bounding.layout import Floats, Ints
from solver.bounding.programme import LinearProgramme, joined

NO_LIMIT = float("-inf")


@dataclass(slots=True)
class WholeProgramme(LinearProgramme):
    """A programme over whole numbers to maximise, being written."""

    are_whole: ClassVar[bool] = True

    def add_flags(self, count: int) -> Ints:
        """Add variables that are 0 or 1 and worth nothing; return their numbers."""
        nothing = np.zeros(count)
        return self.add_columns(nothing, nothing + 1, nothing)

    def add_limits(self, at_most: Floats | Ints) -> Ints:
        """Add conditions with an upper limit only; return their numbers."""
        return self.add_rows(np.full(len(at_most), NO_LIMIT), at_most)

    def add_groups(self, rows: Ints, groups: Sequence[Ints]) -> None:
        """Put a group of columns into each row."""
        sizes = [len(group) for group in groups]
        self.add_terms(np.repeat(rows, sizes), joined(groups))

    def exceed(self, worth: int) -> None:
        """Allow only solutions that are worth so much or more; call it last."""
        weights = self._all_worth()
        least = np.array([worth - self.offset])
        row = self.add_rows(least, np.full(1, float("inf")))
        for weight in np.unique(weights[weights != 0]).tolist():
            columns = np.flatnonzero(weights == weight)
            self.add_terms(np.repeat(row, len(columns)), columns, weight)

    def worth_of(self, levels: Floats) -> int:
        """Return what a solution is worth."""
        worth = self._all_worth()
        return round(self.offset + float(worth @ np.rint(levels)))
