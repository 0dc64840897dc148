"""Whether planning reaches its targets: wall time of whole commands, warm caches.

``python -m bench figures [FOLDER ...]`` looks for the instances in
``tests/solver/instances`` and in the folders given, and leaves out what is not there.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.instances import INSTANCES, find_instance
from bench.measured import MeasuredRun, run_solver
from solver import Goal, Plan, read_problem, verify
from solver.plan import BoundSource

_LATENESS = (0.5, 0.05)
"""What the command may take beyond its limit: seconds, and a share of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What must be reached on an instance with so many seconds."""

    instance: str
    seconds: float
    gap: float | None = None
    """The largest gap allowed, 0 for proven optimal; None for no demand."""
    certified: bool = False
    """Whether the plan must carry the proof of its bound, however far that is."""
    most_mib: float | None = None

    def __str__(self) -> str:
        """Write it in a few words."""
        parts = ["all guarantees"]
        if self.gap is not None:
            parts = ["optimal" if self.gap == 0 else f"gap ≤ {self.gap:.3%}", *parts]
        if self.certified:
            parts.append("certified bound")
        if self.most_mib is not None:
            parts.append(f"under {self.most_mib:.0f} MiB")
        return ", ".join(parts)


TARGETS = (
    Target(instance="Sc", seconds=5, gap=0.0),
    Target(instance="Sa", seconds=10, gap=0.001),
    Target(instance="Ma", seconds=2, gap=0.0),
    Target(instance="Mc", seconds=10, gap=0.001),
    Target(instance="La", seconds=10, gap=0.00005),
    Target(instance="Lc", seconds=10, gap=0.0005),
    Target(instance="XLa", seconds=10, gap=0.0001),
    Target(instance="XLc", seconds=10, gap=0.002),
    Target(instance="XLc", seconds=2, gap=0.01),
    Target(instance="HUGEc", seconds=3, most_mib=500),
    Target(instance="HUGEc", seconds=8, certified=True, most_mib=500),
    Target(instance="HUGEc", seconds=120, gap=0.002, most_mib=500),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What a run reached."""

    missing: tuple[int, ...]
    """Parties with nothing and guaranteed meetings short."""
    value: int
    bound: int
    is_certified: bool
    """Whether the plan carries the proof of its bound; the verifier has checked it."""

    @property
    def gap(self) -> float:
        """The distance to the bound, unrounded."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


def run(arguments: Sequence[str] = ()) -> str:
    """Run every target's command and give a table in Markdown."""
    folders = [INSTANCES, *map(Path, arguments)]
    rows = [_row(target, path) for target, path in _found(folders)]
    return "\n".join(
        [
            "## Targets of planning",
            "",
            "`python -m solver solve`, wall time of the whole command with warm caches;",
            "the gap is to the bound proven in the same run. *Nothing* counts parties who",
            "are promised meetings and have none, *short* guaranteed meetings missing.",
            "",
            (
                "| instance | limit s | seconds | CPU s | nothing, short | gap "
                "| peak MiB | target | reached |"
            ),
            "| -- | --: | --: | --: | --: | --: | --: | -- | -- |",
            *rows,
            "",
        ]
    )


def _found(folders: Sequence[Path]) -> list[tuple[Target, Path]]:
    """Return the targets whose instances are there, caches being warmed first."""
    paths = [(t, find_instance(t.instance, folders)) for t in TARGETS]
    found = [(target, path) for target, path in paths if path is not None]
    if found:
        _solve(found[0][1], found[0][0].seconds)
    return found


def _solve(path: Path, seconds: float) -> tuple[MeasuredRun, Plan | None]:
    with tempfile.TemporaryDirectory() as folder:
        return run_solver(path, Path(folder) / "plan.json", seconds)


def _row(target: Target, path: Path) -> str:
    done, plan = _solve(path, target.seconds)
    took = f"{target.seconds:g} | {done.seconds:.2f} | {done.cpu_seconds:.1f}"
    memory = f"{done.peak_mib:.0f}"
    reached = None if plan is None else _reached(path, plan)
    if reached is None:
        figures = f"{took} | | {done.said or 'no plan'} | {memory}"
    else:
        short = ", ".join(map(str, reached.missing))
        figures = f"{took} | {short} | {reached.gap:.4%} | {memory}"
    verdict = "yes" if reached and is_reached(target, done, reached) else "**no**"
    return f"| {target.instance} | {figures} | {target} | {verdict} |"


def _reached(path: Path, plan: Plan) -> Reached | None:
    """Read a plan's figures, unless it is unsound."""
    problem = read_problem(path.read_text(encoding="utf-8"), str(path))
    if verify(problem, plan):
        return None
    results = dict(plan.goals)
    return Reached(
        missing=results[Goal.GUARANTEE].value,
        value=results[Goal.VALUE].value[0],
        bound=results[Goal.VALUE].bound[0],
        is_certified=results[Goal.VALUE].bound_by is BoundSource.CERTIFICATE,
    )


def is_reached(target: Target, done: MeasuredRun, reached: Reached) -> bool:
    """Tell whether a run is as good as its target."""
    late, share = _LATENESS
    return (
        not any(reached.missing)
        and done.seconds <= target.seconds * (1 + share) + late
        and (target.gap is None or reached.gap <= target.gap)
        and (reached.is_certified or not target.certified)
        and (target.most_mib is None or done.peak_mib < target.most_mib)
    )
