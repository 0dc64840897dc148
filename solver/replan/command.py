"""The subcommand ``replan``: a plan made again on the day."""

import argparse
import sys

from solver.command_line import check_folder, read_text, write_text
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
    check_folder(options.out)
    problem = read_problem(read_text(options.problem), options.problem)
    plan = read_plan(read_text(options.plan), options.plan)
    changes = read_changes(read_text(options.changes), options.changes)
    try:
        session = Session(problem, plan)
    except PlanRefused as error:
        raise _with_source(error, options.plan) from error
    try:
        found = session.replan(changes, max_moved=options.max_moved)
    except FormatError as error:
        raise _with_source(error, options.changes) from error
    write_text(write_plan(found), options.out)
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
