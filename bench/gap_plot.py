"""How the gap falls over time, as a picture and a table.

``python -m bench gap_plot [INSTANCE ...] [--seconds S] [--out FILE]`` writes
``docs/gap.svg``; an instance is a name in ``tests/solver/instances`` or a file.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.chart import Curve, draw_chart
from bench.instances import instances_to_plot, known_instance
from solver import Goal, Limits, Progress, read_problem, solve

PICTURE = Path(__file__).parents[1] / "docs" / "gap.svg"
SECONDS = 60.0

_MOMENTS = (1, 2, 5, 10, 20, 60)
"""The seconds for which the table gives the gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How one run went: the values reported for its bound, in order of time."""

    name: str
    bound: int
    values: tuple[tuple[float, int], ...]

    def curve(self) -> Curve:
        """Return the distances from the bound that the run proved in the end."""
        points = [(at, self._gap(value)) for at, value in self.values]
        return Curve(label=self.name, points=tuple(points))

    def gap_at(self, seconds: float) -> float | None:
        """Return the gap at a moment, or None before the first value."""
        values = [value for at, value in self.values if at <= seconds]
        return self._gap(values[-1]) if values else None

    def _gap(self, value: int) -> float:
        return max(0.0, (self.bound - value) / self.bound) if self.bound else 0.0


def run(arguments: Sequence[str] = ()) -> str:
    """Follow some runs, draw them, and give a table in Markdown."""
    options = _parser().parse_args(arguments)
    found = [known_instance(n) for n in options.instances or instances_to_plot()]
    courses = [follow(path, options.seconds) for path in found]
    if courses:
        title = "The gap to the proven bound over time"
        curves = [course.curve() for course in courses]
        described = "; ".join(map(_describe, courses))
        picture = draw_chart(title, f"{title}. {described}.", curves)
        options.out.write_text(picture, encoding="utf-8")
    return "\n".join(_section(courses, options.seconds))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench gap_plot")
    parser.add_argument("instances", nargs="*", metavar="INSTANCE")
    parser.add_argument("--seconds", type=float, default=SECONDS, metavar="S")
    parser.add_argument("--out", type=Path, default=PICTURE, metavar="FILE")
    return parser


def follow(path: Path, seconds: float) -> Course:
    """Plan an instance and keep what is reported on the way."""
    problem = read_problem(path.read_text(encoding="utf-8"), str(path))
    reports: list[Progress] = []
    plan = solve(problem, Limits(seconds=seconds), report=reports.append)
    reached = dict(plan.goals)[Goal.VALUE]
    values = [
        (report.elapsed, report.value)
        for report in reports
        if report.stage == Goal.VALUE and report.value is not None
    ]
    values.append((plan.effort.seconds, reached.value[0]))
    return Course(name=path.stem, bound=reached.bound[0], values=tuple(values))


def _describe(course: Course) -> str:
    curve = course.curve()
    (first, highest), (last, lowest) = curve.points[0], curve.points[-1]
    return (
        f"{course.name} from {highest:.2%} after {first:.1f} s"
        f" to {lowest:.3%} after {last:.0f} s"
    )


def _section(courses: Sequence[Course], seconds: float) -> list[str]:
    moments = [moment for moment in _MOMENTS if moment <= seconds]
    rows = []
    for course in courses:
        gaps = [course.gap_at(moment) for moment in moments]
        cells = ["" if gap is None else f"{gap:.3%}" for gap in gaps]
        end = f"{course.values[-1][0]:.1f}"
        rows.append(f"| {' | '.join([course.name, str(course.bound), *cells, end])} |")
    heads = ["instance", "bound", *(f"{moment} s" for moment in moments), "ended at s"]
    return [
        "## The gap over time",
        "",
        "![The gap to the proven bound falls over time](gap.svg)",
        "",
        "`solver.solve` with two workers: how far the best plan is from the bound that",
        "the run has proven at its end, from the first report with a value on.",
        "",
        f"| {' | '.join(heads)} |",
        f"| -- | {' | '.join(['--:'] * (len(heads) - 1))} |",
        *rows,
        "",
    ]
