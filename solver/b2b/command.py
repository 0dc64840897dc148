"""The subcommand ``b2b``: solve a published instance and write the plan."""

import argparse
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from solver.b2b.instance import B2BInstance
from solver.b2b.planning import solve_instance
from solver.b2b.reading import read_instance
from solver.b2b.translation import SPREAD
from solver.limits import Limits
from solver.plan import Plan, Status
from solver.plan_files import write_plan
from solver.refusals import FormatError, OutOfTimeError

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 -- argparse has no public name for what add_subparsers returns

FINE, FAULTY, UNUSABLE = range(3)
"""Exit statuses: a verified plan, no plan, input that cannot be used."""

_SECONDS = 300.0
"""The time limit where none is given: the hardest published takes a tenth."""
_WRITING_SECONDS = 0.1
_LISTENING_SECONDS = 0.02
"""How often Ctrl-C is listened for."""


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
    instance = read_instance(_read(options.instance), options.instance)
    _check_folder(options.out)
    spent = 0.0 if options.begun is None else time.monotonic() - options.begun
    seconds = options.time_limit - spent - _WRITING_SECONDS
    limits = Limits(seconds=max(0.0, seconds))
    try:
        plan = _solve_until_interrupted(instance, limits, options.spread)
    except OutOfTimeError:
        return _say(
            FAULTY, f"{options.instance}: no plan found in time; give it more time"
        )
    _write(plan, options.out)
    if plan.status is Status.INFEASIBLE:
        rules = ", ".join(plan.conflict)
        return _say(
            FAULTY,
            f"{options.instance}: there is no plan; "
            f"these rules cannot hold together: {rules}",
        )
    return FINE


def _read(path: str) -> str:
    """Return a file's text, or refuse it."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        advice = f"cannot be read: {error.strerror}; give an existing file"
        raise FormatError(source=path, advice=advice) from error
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        advice = "is not UTF-8; save the file as UTF-8"
        raise FormatError(source=path, place=place, advice=advice) from error


def _check_folder(out: str | None) -> None:
    if out is not None and not Path(out).absolute().parent.is_dir():
        advice = "no such folder; make it or name another"
        raise FormatError(source=out, advice=advice)


def _solve_until_interrupted(
    instance: B2BInstance, limits: Limits, spread: int
) -> Plan:
    """Solve in a second thread, so that Ctrl-C is heard here and ends the search."""
    stop = Event()
    with ThreadPoolExecutor(max_workers=1) as pool:
        plan: Future[Plan] = pool.submit(
            solve_instance, instance, limits, spread=spread, cancelled=stop.is_set
        )
        while True:
            try:
                while not plan.done():
                    wait([plan], timeout=_LISTENING_SECONDS)
                return plan.result()
            except KeyboardInterrupt:
                stop.set()


def _write(plan: Plan, out: str | None) -> None:
    document = write_plan(plan)
    if out is None:
        sys.stdout.write(document)
        return
    try:
        Path(out).write_text(document, encoding="utf-8")
    except OSError as error:
        advice = f"cannot be written: {error.strerror}; name another file"
        raise FormatError(source=out, advice=advice) from error


def _say(status: int, line: str) -> int:
    """Write a line to standard error and return the status."""
    sys.stderr.write(f"{line}\n")
    return status
