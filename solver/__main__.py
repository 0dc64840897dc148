"""The solver's own command line: files of format 1 in, files of format 1 out."""

import argparse
import importlib
import sys
import time
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from solver import (
    FormatError,
    Limits,
    OutOfTimeError,
    Plan,
    Problem,
    Progress,
    Status,
    read_plan,
    read_problem,
    solve,
    verify,
    write_plan,
)
from solver.command_line import (
    check_folder,
    read_text,
    work_until_interrupted,
    write_text,
)
from solver.process_start import process_start

FINE = 0
"""A verified plan was written, or nothing was found wrong."""
FAULTY = 1
"""There is no plan, or the plan breaks a rule."""
UNUSABLE = 2
"""The input or the arguments cannot be used."""

_LATE = {
    "explain": "say why a problem has no plan, and the least to give up",
    "replan": "plan anew on the day, moving as few as possible",
    "b2b": "solve a published B2B instance",
}
"""Subcommands with a package of their own, and what they are for."""

_WRITING_SECONDS = 0.1
"""What writing the plan and ending take of the time limit."""


class _Parser(argparse.ArgumentParser):
    """Refuse wrong arguments in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, and end."""
        self.exit(UNUSABLE, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    # A caller in a process of its own began long ago; the command begins now.
    begun = process_start() if arguments is None else time.monotonic()
    options = _parser(given[:1]).parse_args(given)
    options.begun = begun
    try:
        if options.command in _LATE:
            return int(_late(options.command).run(options))
        problem = read_problem(read_text(options.problem), options.problem)
        if options.command == "verify":
            return _verify(problem, read_plan(read_text(options.plan), options.plan))
        return _solve(problem, options)
    except FormatError as refusal:
        return _say(UNUSABLE, str(refusal))


def _late(name: str) -> ModuleType:
    """Return the module of a subcommand that is brought in only when asked for."""
    return importlib.import_module(f"solver.{name}.command")


def _parser(asked: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser; what the command asked for needs is brought in now."""
    parser = _Parser(prog="python -m solver", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    solving = commands.add_parser(
        "solve",
        help="plan a problem",
        epilog="example: python -m solver solve event.json --out plan.json",
    )
    solving.add_argument("problem", metavar="PROBLEM.json")
    solving.add_argument("--out", metavar="PLAN.json", help="default: standard output")
    effort = solving.add_mutually_exclusive_group()
    effort.add_argument(
        "--time-limit",
        type=_seconds,
        metavar="SECONDS",
        default=Limits().seconds,
        help="wall time for everything (default: %(default)s)",
    )
    effort.add_argument(
        "--moves",
        type=_count,
        metavar="N",
        help="work instead of time: the same plan on every machine",
    )
    solving.add_argument("--seed", type=_whole, default=0, metavar="N")
    solving.add_argument(
        "--workers", type=_count, default=Limits().workers, metavar="N"
    )
    solving.add_argument("--quiet", action="store_true", help="show no progress")
    checking = commands.add_parser(
        "verify",
        help="check a plan against every rule",
        epilog="example: python -m solver verify event.json plan.json",
    )
    checking.add_argument("problem", metavar="PROBLEM.json")
    checking.add_argument("plan", metavar="PLAN.json")
    for name, purpose in _LATE.items():
        if name in asked:
            _late(name).add_parser(commands)
        else:
            commands.add_parser(name, help=purpose)
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError("must be a number of seconds above 0")
    return seconds


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _whole(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**31:
        raise argparse.ArgumentTypeError(f"must be 0 to {2**31 - 1}")
    return number


def _say(status: int, *lines: str) -> int:
    """Write lines to standard error and return the status."""
    for line in lines:
        sys.stderr.write(f"{line}\n")
    return status


def _verify(problem: Problem, plan: Plan) -> int:
    violations = verify(problem, plan)
    if violations:
        return _say(FAULTY, *map(str, violations))
    sys.stdout.write(f"nothing wrong: {len(plan.meetings)} meetings\n")
    return FINE


def _solve(problem: Problem, options: argparse.Namespace) -> int:
    """Plan, write the plan where it is wanted, and say what there is to say."""
    check_folder(options.out)
    spent = time.monotonic() - options.begun + _WRITING_SECONDS
    limits = Limits(
        seconds=max(0.0, options.time_limit - spent),
        moves=options.moves,
        seed=options.seed,
        workers=options.workers,
    )
    shows = sys.stderr.isatty() and not options.quiet
    try:
        plan = work_until_interrupted(
            lambda cancelled: solve(
                problem,
                limits,
                report=_show if shows else None,
                cancelled=cancelled,
            )
        )
    except OutOfTimeError:
        return _say(
            FAULTY, f"{options.problem}: no plan found in time; give it more time"
        )
    if shows:
        sys.stderr.write("\r\x1b[K")
    write_text(write_plan(plan), options.out)
    if plan.status is Status.INFEASIBLE:
        return _say(
            FAULTY,
            f"{options.problem}: there is no plan; these rules cannot hold together: "
            f"{', '.join(plan.conflict)}",
            f"give up: {', '.join(plan.repair) or 'not found in time'}",
        )
    return FINE


def _show(progress: Progress) -> None:
    """Rewrite one line of progress."""
    parts = [f"{progress.elapsed:6.1f} s", progress.stage]
    if progress.value is not None:
        parts.append(f"best {progress.value}")
    if progress.bound is not None:
        parts.append(f"bound {progress.bound}")
    if progress.gap is not None:
        parts.append(f"gap {progress.gap:.2%}")
    sys.stderr.write("\r\x1b[K" + "  ".join(parts))
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
