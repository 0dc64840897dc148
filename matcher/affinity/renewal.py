"""Taking over of an earlier matrix what is still true of it.

There is one way to work a part of a matrix out. Without an earlier one the part is
all of it; else it is the rows and columns of which something changed. As no cell
depends on the company it is worked out in, both give the same.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matcher.affinity.texts import Choice, Places

Cell = TypeVar("Cell", np.float32, np.bool_)
"""What stands in a matrix: a number, or whether something holds."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Origin:
    """Where rows or columns stood before, and which must be worked out again."""

    was: Places
    """The earlier place of each, -1 of what was not there."""
    fresh: Choice
    """What must be worked out; all that was not there is."""

    def touching(self, touched: Choice) -> "Origin":
        """Add what must be worked out for another reason."""
        return Origin(was=self.was, fresh=self.fresh | touched)


def origin_of(now: Sequence[Hashable], earlier: Sequence[Hashable]) -> Origin:
    """Find rows or columns by what makes each different from all others."""
    places = {name: place for place, name in enumerate(earlier)}
    was = np.fromiter((places.get(name, -1) for name in now), np.int64, len(now))
    return Origin(was=was, fresh=was < 0)


def renewed(
    earlier: NDArray[Cell] | None,
    rows: Origin,
    columns: Origin,
    work_out: Callable[[Places, Places], NDArray[Cell]],
) -> NDArray[Cell]:
    """Take over what is still true and work out the rest.

    Args:
        earlier: The matrix as it was, where there was one.
        rows: Where its rows stood.
        columns: Where its columns stood.
        work_out: Gives the cells of some rows and some columns.
    """
    if earlier is None or np.all(rows.fresh):
        return work_out(np.arange(len(rows.was)), np.arange(len(columns.was)))
    found = np.empty((len(rows.was), len(columns.was)), dtype=earlier.dtype)
    for down, from_down in _runs(rows.was):
        for across, from_across in _runs(columns.was):
            found[down, across] = earlier[from_down, from_across]
    fresh_rows, old_rows = np.flatnonzero(rows.fresh), np.flatnonzero(~rows.fresh)
    fresh_columns = np.flatnonzero(columns.fresh)
    if fresh_rows.size:
        found[fresh_rows] = work_out(fresh_rows, np.arange(len(columns.was)))
    if fresh_columns.size:
        found[np.ix_(old_rows, fresh_columns)] = work_out(old_rows, fresh_columns)
    return found


def _runs(was: Places) -> Iterator[tuple[slice, slice]]:
    """Give stretches that moved as one: where they are, and where they were."""
    breaks = np.flatnonzero((np.diff(was) != 1) | (was[:-1] < 0)) + 1
    bounds = [0, *breaks.tolist(), len(was)]
    for start, end in pairwise(bounds):
        if end > start and was[start] >= 0:
            first = int(was[start])
            yield slice(start, end), slice(first, first + end - start)
