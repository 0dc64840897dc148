"""Bonuses as steps that fall: what a linear programme can hold of them."""

from collections.abc import Sequence
from itertools import pairwise

from solver.bounding.layout import PartyShape


def falling_steps(shape: PartyShape) -> Sequence[tuple[float, int]]:
    """Return the bonus per meeting beyond the least, and for how many meetings.

    Bonuses that rise with the number of meetings are replaced by the lowest
    steps that fall and are nowhere below them (the concave envelope).
    """
    corners = [(shape.least, shape.gains[shape.least])]
    for meetings in range(shape.least + 1, shape.most + 1):
        here = (meetings, shape.gains[meetings])
        while len(corners) > 1 and _slope(corners[-2], corners[-1]) <= _slope(
            corners[-1], here
        ):
            corners.pop()
        corners.append(here)
    return [
        (_slope(before, after), after[0] - before[0])
        for before, after in pairwise(corners)
    ]


def _slope(before: tuple[int, int], after: tuple[int, int]) -> float:
    return (after[1] - before[1]) / (after[0] - before[0])
