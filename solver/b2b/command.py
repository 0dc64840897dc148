"""The subcommand ``b2b``: solve a published instance and write the plan."""

import argparse
import sys
import time
from typing import TYPE_CHECKING

from solver.b2b.planning import solve_instance
from solver.b2b.reading import read_instance
from solver.b2b.translation import SPREAD
from solver.command_line import (
    check_folder,
    read_text,
    work_until_interrupted,
    write_text,
)
from solver.limits import Limits
from solver.plan import Status
from solver.plan_files import write_plan
from solver.refusals import FormatError, OutOfTimeError

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 -- argparse has no public name for what add_subparsers returns

FINE, FAULTY, UNUSABLE = range(3)
"""Exit statuses: a verified plan, no plan, input that cannot be used."""

_SECONDS = 300.0
"""The time limit where none is given: the hardest published takes a tenth."""
_WRITING_SECONDS = 0.1


def add_parser(commands: "Commands") -> argparse.ArgumentParser:
    """Add the subcommand with its arguments to a command line."""
    parser = commands.add_parser(
        "b2b",
        help="solve a published B2B instance",
        epilog="example: python -m solver b2b forum-13.dzn --out plan.json",
    )
    parser.add_argument("instance", metavar="INSTANCE.dzn")
    parser.add_argument("--out", metavar="PLAN.json", help="default: standard output")
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        metavar="SECONDS",
        default=_SECONDS,
        help="wall time for everything (default: %(default)s)",
    )
    parser.add_argument(
        "--spread",
        type=_whole,
        metavar="D",
        default=SPREAD,
        help="the breaks of two participants differ by this at most "
        "(default: %(default)s)",
    )
    # When the command began; whoever runs the whole command line knows.
    parser.set_defaults(begun=None)
    return parser


def run(options: argparse.Namespace) -> int:
    """Do what was asked and return the exit status."""
    try:
        return _run(options)
    except FormatError as refusal:
        return _say(UNUSABLE, str(refusal))


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError("must be a number of seconds above 0")
    return seconds


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number


def _run(options: argparse.Namespace) -> int:
    instance = read_instance(read_text(options.instance), options.instance)
    check_folder(options.out)
    spent = 0.0 if options.begun is None else time.monotonic() - options.begun
    seconds = options.time_limit - spent - _WRITING_SECONDS
    limits = Limits(seconds=max(0.0, seconds))
    try:
        plan = work_until_interrupted(
            lambda cancelled: solve_instance(
                instance, limits, spread=options.spread, cancelled=cancelled
            )
        )
    except OutOfTimeError:
        return _say(
            FAULTY, f"{options.instance}: no plan found in time; give it more time"
        )
    write_text(write_plan(plan), options.out)
    if plan.status is Status.INFEASIBLE:
        rules = ", ".join(plan.conflict)
        return _say(
            FAULTY,
            f"{options.instance}: there is no plan; "
            f"these rules cannot hold together: {rules}",
        )
    return FINE


def _say(status: int, line: str) -> int:
    """Write a line to standard error and return the status."""
    sys.stderr.write(f"{line}\n")
    return status
