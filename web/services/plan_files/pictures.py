"""The geometry of the report's pictures, in the units of their view boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

BAR_WIDTH = 22
GROUP_WIDTH = 64
PLOT_HEIGHT = 160
TOP = 22
"""Room above the highest bar for its number."""
BOTTOM = 30
"""Room below the bars for what they count."""
LEFT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar with the number that stands above it."""

    x: float
    y: float
    width: float
    height: float
    number: int
    series: int
    """Which series it belongs to: 0 or 1."""

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class BarLabel:
    """What a group of bars counts."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars in groups, with a label under each group."""

    width: float
    height: float
    baseline: float
    bars: tuple[Bar, ...]
    labels: tuple[BarLabel, ...]


def bar_chart(series: Sequence[Sequence[int]]) -> BarChart:
    """Draw how often 0, 1, 2 ... occur in each series, side by side."""
    groups = max((len(one) for one in series), default=0)
    highest = max((number for one in series for number in one), default=0) or 1
    baseline = TOP + PLOT_HEIGHT
    bars = tuple(
        _bar(which, group, number, PLOT_HEIGHT * number / highest)
        for which, one in enumerate(series)
        for group, number in enumerate(one)
    )
    labels = tuple(
        BarLabel(x=LEFT + group * GROUP_WIDTH + GROUP_WIDTH / 2, text=str(group))
        for group in range(groups)
    )
    return BarChart(
        width=2 * LEFT + groups * GROUP_WIDTH,
        height=baseline + BOTTOM,
        baseline=baseline,
        bars=bars,
        labels=labels,
    )


def _bar(which: int, group: int, number: int, height: float) -> Bar:
    margin = (GROUP_WIDTH - 2 * BAR_WIDTH) / 2
    return Bar(
        x=LEFT + group * GROUP_WIDTH + margin + which * BAR_WIDTH,
        y=round(TOP + PLOT_HEIGHT - height, 1),
        width=BAR_WIDTH - 2,
        height=round(height, 1),
        number=number,
        series=which,
    )
