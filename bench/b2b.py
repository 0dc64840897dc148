"""The published B2B instances: how soon each is solved to proven optimality.

``python -m bench b2b FOLDER [--seconds S] [--only WORD]`` solves every .dzn file of a
folder by the command line, as a user would; without a folder, the one that the
environment variable ``B2B_INSTANCES`` names. The instances are other people's and not
part of this project: they are in the archive of Bofill et al., JAIR 74 (2022). Where
the folder has their ``index.csv``, the published optimum is set beside ours.
"""

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from solver import Status, read_plan

SECONDS = 60.0

_HEAD = "| instance | seconds | CPU | breaks | bound | published |"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedAnswer:
    """What the command line answered to one instance, and its cost."""

    wall: float
    cpu: float
    breaks: str
    bound: str


def run(arguments: Sequence[str] = ()) -> str:
    """Solve the instances of a folder and give a table in Markdown."""
    options = _parser().parse_args(arguments)
    if options.folder is None:
        raise FileNotFoundError("Name a folder of .dzn files, or set B2B_INSTANCES.")
    published = _published(options.folder)
    files = sorted(options.folder.glob("*.dzn"))
    answers = {
        path.stem: _solve(path, options.seconds)
        for path in files
        if options.only in path.stem
    }
    rows = [_row(name, each, published) for name, each in answers.items()]
    wall = sum(each.wall for each in answers.values())
    cpu = sum(each.cpu for each in answers.values())
    return "\n".join(
        [
            "## Published B2B instances",
            "",
            "`python -m solver b2b`, wall and CPU seconds of the whole command, start",
            "included. *Bound* is proven; equal to the breaks it is the optimum.",
            "",
            _HEAD,
            "|--|--:|--:|--:|--:|--:|",
            *rows,
            f"| all | {wall:.1f} | {cpu:.1f} | | | |",
            "",
        ]
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench b2b")
    folder = os.environ.get("B2B_INSTANCES")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(folder) if folder else None
    )
    parser.add_argument("--seconds", type=float, default=SECONDS, metavar="S")
    parser.add_argument("--only", default="", metavar="WORD", help="part of the name")
    return parser


def _published(folder: Path) -> Mapping[str, str]:
    """Return the published optima by instance, where the folder has them."""
    path = folder / "index.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["instance"]: row["published_optimum_d2"] for row in csv.DictReader(file)
        }


def _solve(path: Path, seconds: float) -> TimedAnswer:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "plan.json"
        command = [sys.executable, "-m", "solver", "b2b", str(path)]
        limits = ["--time-limit", str(seconds), "--out", str(out)]
        spent, began = _cpu_seconds(), time.perf_counter()
        subprocess.run([*command, *limits], check=False)  # noqa: S603 -- our own command
        wall, cpu = time.perf_counter() - began, _cpu_seconds() - spent
        breaks, bound = _result(out)
    return TimedAnswer(wall=wall, cpu=cpu, breaks=breaks, bound=bound)


def _cpu_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _result(out: Path) -> tuple[str, str]:
    """Return breaks and bound of a written plan, in words where there are none."""
    if not out.exists():
        return "no plan", ""
    plan = read_plan(out.read_text(encoding="utf-8"), out.name)
    if plan.status is Status.INFEASIBLE:
        return "UNSAT", "UNSAT"
    ((_, result),) = plan.goals
    return str(result.value[0]), str(result.bound[0])


def _row(name: str, answer: TimedAnswer, published: Mapping[str, str]) -> str:
    return (
        f"| {name} | {answer.wall:.1f} | {answer.cpu:.1f} | {answer.breaks} "
        f"| {answer.bound} | {published.get(name, '')} |"
    )
