"""The subcommand ``explain``: why there is no plan, and the least to give up."""

import argparse
import sys
from collections.abc import Iterable, Iterator

from solver.command_line import read_text
from solver.explain.explanation import Explanation, Proof
from solver.explain.impossible import find_impossible
from solver.explain.search import explain
from solver.explain.sentences import say, say_impossible
from solver.facts import Facts, find_facts
from solver.limits import Limits
from solver.pace import Pace
from solver.problem import Problem
from solver.problem_files import read_problem

_FEASIBLE = 0
_NO_PLAN = 1

_SECONDS = 60.0
"""Where even the question whether there is a plan at all is given up."""

_HOW_SMALL = {
    Proof.SMALLEST: "no smaller set would do",
    Proof.IRREDUCIBLE: "none can be left out",
    Proof.FOUND: "fewer might do",
}


def add_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the subcommand to a command line."""
    explaining = commands.add_parser(
        "explain",
        help="say why a problem has no plan, and the least to give up",
        epilog="example: python -m solver explain event.json",
    )
    explaining.add_argument("problem", metavar="PROBLEM.json")


def run(options: argparse.Namespace) -> int:
    """Explain the problem of a file; 1 if there is no plan.

    Raises:
        FormatError: The file cannot be used.
    """
    problem = read_problem(read_text(options.problem), options.problem)
    found = explain(problem, Pace(Limits(seconds=_SECONDS), None, None))
    if found.is_feasible is None:
        sys.stderr.write(
            f"{options.problem}: not known in time whether there is a plan\n"
        )
        return _NO_PLAN
    sys.stdout.write("".join(f"{line}\n" for line in describe(problem, found)))
    return _FEASIBLE if found.is_feasible else _NO_PLAN


def describe(problem: Problem, found: Explanation) -> Iterator[str]:
    """Yield what was found, a rule a line."""
    facts = find_facts(problem)
    impossible = find_impossible(facts)
    if found.is_feasible:
        yield "there is a plan"
        for unmet in impossible:
            yield say_impossible(facts, unmet)
        return
    yield f"there is no plan; conflict ({_HOW_SMALL[found.conflict.proof]}):"
    yield from _say_all(facts, found.conflict.rules)
    if found.facts:
        yield "because:"
        yield from _say_all(facts, found.facts)
    pairs = {rule.partition(":")[2] for rule in found.conflict.rules}
    for unmet in impossible:
        if unmet.pair in pairs:
            yield say_impossible(facts, unmet)
    if not found.repair.rules:
        yield "repair: not found in time"
        return
    yield f"repair, give up ({_HOW_SMALL[found.repair.proof]}):"
    yield from _say_all(facts, found.repair.rules)


def _say_all(facts: Facts, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield f"  {say(facts, name)}"
