"""The picture of a running search: what was found, and the limit that is proven.

Numbers only; the template draws them as SVG with classes, for the pages allow no
inline style.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

LEFT, RIGHT = 64.0, 650.0
TOP, BOTTOM = 33.0, 189.0
_STEPS = (1, 2, 5)
_MOST_LINES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPoint:
    """Where the search stood at one moment."""

    seconds: float
    found: int
    bound: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisMark:
    """A number beside an axis."""

    at: float
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPicture:
    """What there is to draw."""

    found: str
    """The path of the line of what was found."""
    bound: str
    found_end: float
    bound_end: float
    end: float
    """Where both lines end."""
    heights: tuple[AxisMark, ...]
    times: tuple[AxisMark, ...]


def draw(points: Sequence[GapPoint]) -> GapPicture | None:
    """Draw the lines; None where there is no course to show yet."""
    if len(points) < 2:  # noqa: PLR2004 -- a line has two ends
        return None
    lowest = min(point.found for point in points)
    highest = max(point.bound for point in points)
    span = max(highest - lowest, 1)
    last = max(points[-1].seconds, 1.0)

    def x(seconds: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * seconds / last, 1)

    def y(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (value - lowest) / span, 1)

    return GapPicture(
        found=_stairs((x(p.seconds), y(p.found)) for p in points),
        bound=_stairs((x(p.seconds), y(p.bound)) for p in points),
        found_end=y(points[-1].found),
        bound_end=y(points[-1].bound),
        end=x(points[-1].seconds),
        heights=tuple(
            AxisMark(at=y(value), number=value) for value in _marks(lowest, highest)
        ),
        times=tuple(
            AxisMark(at=x(value), number=value) for value in _marks(0, int(last))
        ),
    )


def _stairs(points: Iterable[tuple[float, float]]) -> str:
    """Draw a line that keeps its height until the next moment (SVG path data)."""
    corners = list(points)
    first, *_ = corners
    path = [f"M{first[0]} {first[1]}"]
    for (_, before), (x, y) in pairwise(corners):
        path.append(f"H{x}")
        if y != before:
            path.append(f"V{y}")
    return "".join(path)


def _marks(lowest: int, highest: int) -> Iterable[int]:
    """Choose a few round numbers between two."""
    scale = 1
    while True:
        for step in _STEPS:
            size = step * scale
            first = -(-lowest // size) * size
            marks = range(first, highest + 1, size)
            if len(marks) <= _MOST_LINES:
                return marks
        scale *= 10
