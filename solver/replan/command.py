"""The subcommand ``replan``: a plan made again on the day."""

import argparse
import sys
from pathlib import Path

from solver.plan_files import read_plan, write_plan
from solver.problem_files import read_problem
from solver.refusals import FormatError, PlanRefused
from solver.replan.change_files import read_changes
from solver.replan.session import Session

_FINE = 0


def add_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the subcommand to a command line."""
    replanning = commands.add_parser(
        "replan",
        help="plan anew on the day, moving as little as possible",
        epilog="example: python -m solver replan event.json plan.json changes.json",
    )
    replanning.add_argument("problem", metavar="PROBLEM.json")
    replanning.add_argument("plan", metavar="PLAN.json")
    replanning.add_argument("changes", metavar="CHANGES.json")
    replanning.add_argument(
        "--out", metavar="PLAN.json", help="default: standard output"
    )
    replanning.add_argument(
        "--max-moved",
        type=_whole,
        default=0,
        metavar="N",
        help="meetings of other parties that may change (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Plan anew for the changes of a file, and say which rules were given up.

    Raises:
        FormatError: A file cannot be used.
    """
    out = None if options.out is None else Path(options.out)
    if out is not None and not out.absolute().parent.is_dir():
        raise FormatError(
            source=options.out, advice="no such folder; make it or name another"
        )
    problem = read_problem(_read(options.problem), options.problem)
    plan = read_plan(_read(options.plan), options.plan)
    changes = read_changes(_read(options.changes), options.changes)
    try:
        session = Session(problem, plan)
    except PlanRefused as error:
        raise _with_source(error, options.plan) from error
    try:
        found = session.replan(changes, max_moved=options.max_moved)
    except FormatError as error:
        raise _with_source(error, options.changes) from error
    _write(write_plan(found), out)
    if session.given_up:
        sys.stderr.write(
            f"{options.problem}: given up, as it can no longer be kept: "
            f"{', '.join(session.given_up)}\n"
        )
    return _FINE


def _with_source(error: FormatError, source: str) -> FormatError:
    return FormatError(source=source, place=error.place, advice=error.advice)


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number


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


def _write(document: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(document)
        return
    try:
        out.write_text(document, encoding="utf-8")
    except OSError as error:
        advice = f"cannot be written: {error.strerror}; name another file"
        raise FormatError(source=str(out), advice=advice) from error
