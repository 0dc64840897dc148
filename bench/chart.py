"""A line chart as SVG: seconds across, a share on a logarithmic scale upwards.

Written by hand, in the colours that the reader's screen asks for, light or dark.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 170, 20, 56
_LINE_HEIGHT = 17
_ROLE = 'role="img" aria-labelledby="title description"'
_STYLE = """
  svg { color: #1f2328; font: 13px system-ui, sans-serif; }
  text { fill: currentColor; }
  .grid { stroke: currentColor; stroke-opacity: .15; }
  .axis { fill: none; stroke: currentColor; stroke-opacity: .6; }
  .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
  .end { stroke: none; }
  .leader { stroke-opacity: .5; }
  .c0 { stroke: #0072b2; } .e0 { fill: #0072b2; }
  .c1 { stroke: #c04f00; } .e1 { fill: #c04f00; }
  .c2 { stroke: #007a5a; } .e2 { fill: #007a5a; }
  .c3 { stroke: #9a3f86; } .e3 { fill: #9a3f86; }
  .c1 { stroke-dasharray: 9 3; } .c2 { stroke-dasharray: 3 3; }
  .c3 { stroke-dasharray: 12 3 3 3; }
  @media (prefers-color-scheme: dark) {
    svg { color: #e6edf3; }
    .c0 { stroke: #56b4e9; } .e0 { fill: #56b4e9; }
    .c1 { stroke: #ff9d4d; } .e1 { fill: #ff9d4d; }
    .c2 { stroke: #3ddbaa; } .e2 { fill: #3ddbaa; }
    .c3 { stroke: #e291c9; } .e3 { fill: #e291c9; }
  }
"""
_COLOURS = 4
_MARKS = tuple(step / 10**power for power in range(9) for step in (1, 2, 5))
"""Shares at which the scale may begin, end and have a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A share that changes in steps over time."""

    label: str
    points: tuple[tuple[float, float], ...]
    """Seconds and shares, in order of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """How seconds and shares become places."""

    seconds: float
    high: float
    """The shares at the top and bottom."""
    low: float

    def x(self, seconds: float) -> float:
        """Return the place of a moment."""
        width = _WIDTH - _LEFT - _RIGHT
        return _LEFT + width * min(1.0, seconds / self.seconds)

    def y(self, share: float) -> float:
        """Return the place of a share; what is below the scale stands at its foot."""
        part = math.log(self.high / max(share, self.low)) / math.log(
            self.high / self.low
        )
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * part


def draw_chart(title: str, description: str, curves: Sequence[Curve]) -> str:
    """Return the chart as an SVG document."""
    scale = _fit(curves)
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {_ROLE}>',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">{escape(description)}</desc>',
        f"<style>{_STYLE}</style>",
        *_shares(scale),
        *_seconds(scale),
        *_curves(curves, scale),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _fit(curves: Iterable[Curve]) -> _Scale:
    """Choose the nearest marks around all shares above nothing."""
    points = [point for curve in curves for point in curve.points]
    shares = [share for _, share in points if share > 0] or [1.0]
    high = min(mark for mark in _MARKS if mark >= min(1.0, max(shares)))
    low = max(mark for mark in _MARKS if mark <= min(shares) and mark < high)
    last = max(seconds for seconds, _ in points)
    return _Scale(seconds=math.ceil(last), high=high, low=low)


def _shares(scale: _Scale) -> Iterable[str]:
    """Yield a line of the grid for every mark of the scale."""
    for share in _MARKS:
        if scale.low <= share <= scale.high:
            y = scale.y(share)
            yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>'
            yield _text(_LEFT - 8, y + 4, f"{100 * share:.6g} %", "end")
    x, y = 16, (_HEIGHT - _BOTTOM + _TOP) / 2
    yield (
        f'<text x="{x}" y="{y:.0f}" text-anchor="middle"'
        f' transform="rotate(-90 {x} {y:.0f})">gap to the proven bound</text>'
    )


def _seconds(scale: _Scale) -> Iterable[str]:
    """Yield the axis of time, with some six marks."""
    foot = _HEIGHT - _BOTTOM
    yield f'<path class="axis" d="M{_LEFT} {_TOP}V{foot}H{_WIDTH - _RIGHT}"/>'
    rough = scale.seconds / 6
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough * (1 - 1e-9))
    for number in range(int(scale.seconds / step + 1e-9) + 1):
        x = scale.x(number * step)
        yield f'<path class="axis" d="M{x:.1f} {foot}v5"/>'
        yield _text(x, foot + 20, f"{number * step:g}", "middle")
    yield _text((_LEFT + _WIDTH - _RIGHT) / 2, foot + 42, "seconds", "middle")


def _curves(curves: Sequence[Curve], scale: _Scale) -> Iterable[str]:
    """Yield every curve in steps, named at its end where there is room."""
    right = _WIDTH - _RIGHT
    room = float("-inf")
    ends = sorted((scale.y(c.points[-1][1]), n) for n, c in enumerate(curves))
    for y, number in ends:
        curve, colour = curves[number], number % _COLOURS
        room = max(y, room + _LINE_HEIGHT)
        x = scale.x(curve.points[-1][0])
        yield f'<path class="line c{colour}" d="{_path(curve, scale)}"/>'
        yield f'<circle class="end e{colour}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
        leader = f"M{x:.1f} {y:.1f}L{right + 12} {room:.1f}"
        yield f'<path class="leader c{colour}" style="stroke-dasharray:none" d="{leader}"/>'
        share = curve.points[-1][1]
        reached = f"{100 * share:.2g} %" if share > 0 else "optimal"
        yield _text(right + 16, room + 4, f"{curve.label}: {reached}", "start")


def _path(curve: Curve, scale: _Scale) -> str:
    (seconds, share), *rest = curve.points
    steps = [f"M{scale.x(seconds):.1f} {scale.y(share):.1f}"]
    steps += [f"H{scale.x(at):.1f}V{scale.y(to):.1f}" for at, to in rest]
    return "".join(steps)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f"<text {place}>{escape(words)}</text>"
