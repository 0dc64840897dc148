"""Our planning beside other ways to plan, on the same problems and machine.

``python -m bench planning [INSTANCE ...] [--seconds S] [--method M ...]``. An instance
is the name of one in ``tests/solver/instances``, a visiting day (``visit-30``,
``visit-100``) or a file of format 1. The visiting days are also solved by the package
`grad-visitor-scheduler`; install it with ``uv pip install --group bench``.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.instances import every_instance, open_instance
from bench.measured import MeasuredRun, read_written, run_measured, run_solver
from bench.rivals.attempt import MOST_GIB, NO_PLAN, UNSUITED
from bench.visits import VISIT_SIZES
from solver import Goal, Plan, Problem, read_problem, verify
from solver.recount import recount

METHODS = {
    "first_fit": "first fit, best pairs first",
    "guarantee_first": "greedy, guarantee first",
    "cpsat_by_table": "CP-SAT on (pair, slot, table)",
    "cpsat_by_slot": "CP-SAT on (pair, slot)",
    "cpsat_hinted": "CP-SAT on (pair, slot), greedy hint",
    "highs_by_slot": "HiGHS on (pair, slot)",
    "visit_scheduler": "grad-visitor-scheduler",
}
"""The rivals, by the name of their module."""

OURS = "ours"
SECONDS = 30.0

_HEAD = (
    "instance|method|seconds|short|with nothing|value|bound|gap|peak MiB",
    "--|--|--:|--:|--:|--:|--:|--:|--:",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a method reached on a problem; without ``value`` it has no plan."""

    run: MeasuredRun
    nothing: int = 0
    """Parties that are promised meetings and have none."""
    short: int = 0
    """Guaranteed meetings that are missing."""
    value: int | None = None
    why: str = ""
    """Why there is no plan."""


def run(arguments: Sequence[str] = ()) -> str:
    """Compare on some instances and give a table in Markdown."""
    options = _parser().parse_args(arguments)
    names = options.instances or every_instance()
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            path = open_instance(name, Path(folder))
            rows += _compare(path, options.seconds, options.methods, Path(folder))
    return "\n".join([*_introduction(options.seconds), *map(_line, _HEAD), *rows, ""])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench planning")
    parser.add_argument("instances", nargs="*", metavar="INSTANCE")
    parser.add_argument("--seconds", type=float, default=SECONDS, metavar="S")
    parser.add_argument(
        "--method",
        dest="methods",
        action="append",
        choices=tuple(METHODS),
        help="compare with this one only; may be repeated",
    )
    return parser


def _introduction(seconds: float) -> list[str]:
    return [
        "## Planning, side by side",
        "",
        f"Every method has {seconds:g} seconds of wall time for everything: starting",
        "up, reading, building its model, solving, writing. *Short* counts guaranteed",
        "meetings that are missing, *with nothing* the parties who are promised some and",
        "have none. The gap is to the bound that our run proves for plans that keep the",
        "guarantee; a plan that breaks it can be worth more than that, and is not",
        "better. Every plan was checked by `solver.verify`. A method that asks for more",
        f"than {MOST_GIB} GiB is ended. CP-SAT runs its usual eight workers, ours two.",
        "*visit-* are days of visitors and hosts, the only problems here that",
        "`grad-visitor-scheduler` can express; it has no limit of time of its own.",
        "",
    ]


def _compare(
    path: Path, seconds: float, methods: Sequence[str] | None, folder: Path
) -> list[str]:
    """Let every method plan one instance; ours first, for it proves the bound."""
    problem = read_problem(path.read_text(encoding="utf-8"), str(path))
    done, plan = run_solver(path, folder / "ours.json", seconds)
    bound = None
    if plan is not None and Goal.VALUE in problem.goals.order:
        bound = dict(plan.goals)[Goal.VALUE].bound[0]
    rows = []
    for method in methods or METHODS:
        if method == "visit_scheduler" and path.stem not in VISIT_SIZES:
            continue
        rival = _attempt(method, path, seconds, folder)
        rows.append(_row(path.stem, METHODS[method], judge(problem, *rival), bound))
    rows.append(_row(path.stem, f"**{OURS}**", judge(problem, done, plan), bound))
    return rows


def _attempt(
    method: str, path: Path, seconds: float, folder: Path
) -> tuple[MeasuredRun, Plan | None]:
    out = folder / f"{method}.json"
    out.unlink(missing_ok=True)
    sys.stderr.write(f"{path.stem}: {METHODS[method]}\n")
    command = [sys.executable, "-m", "bench.rivals.attempt", method]
    done = run_measured([*command, str(path), str(seconds), str(out)], seconds)
    return done, read_written(done, out)


def judge(problem: Problem, run: MeasuredRun, plan: Plan | None) -> Outcome:
    """Say what a plan is worth, by the verifier's own count."""
    if plan is None:
        return Outcome(run=run, why=_why_not(run))
    violations = verify(problem, plan)
    if violations:
        return Outcome(run=run, why=f"{len(violations)} rules broken: {violations[0]}")
    counted = recount(problem, plan.meetings)
    nothing, short = counted.get(Goal.GUARANTEE, (0, 0))
    value = counted[Goal.VALUE][0] if Goal.VALUE in counted else None
    return Outcome(run=run, nothing=nothing, short=short, value=value)


def _why_not(run: MeasuredRun) -> str:
    if run.was_ended or run.status == NO_PLAN:
        return "no plan in time"
    if run.status == UNSUITED:
        return f"cannot: {run.said}"
    return f"failed: {run.said or run.status}"


def _row(instance: str, method: str, outcome: Outcome, bound: int | None) -> str:
    """Write a row of the table."""
    took = f"{outcome.run.seconds:.1f}"
    memory = f"{outcome.run.peak_mib:.0f}"
    if outcome.value is None:
        return _line(f"{instance}|{method}|{took}|||{outcome.why}|||{memory}")
    gap = (bound - outcome.value) / bound if bound else None
    figures = (
        instance,
        method,
        took,
        str(outcome.short),
        str(outcome.nothing),
        str(outcome.value),
        "" if bound is None else str(bound),
        "" if gap is None else f"{gap:.3%}",
        memory,
    )
    return _line("|".join(figures))


def _line(cells: str) -> str:
    return f"| {cells.replace('|', ' | ')} |"
