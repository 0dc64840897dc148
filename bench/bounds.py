"""How sharp the proven bounds on value are, and what they cost.

``python -m bench bounds [INSTANCE ...]``.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.instances import INSTANCES, known_instance
from solver.bounding.pairs import PairBound, bound_pairs
from solver.bounding.slots import SlotBound, bound_slots
from solver.certified import proven_bound
from solver.facts import Facts, find_facts
from solver.limits import Limits
from solver.pace import Pace
from solver.problem_files import read_problem

_SECONDS = 60.0


def run(arguments: Sequence[str] = ()) -> str:
    """Bound every instance in both ways and check every certificate."""
    files = [
        known_instance(name)
        for name in arguments or sorted(map(str, INSTANCES.glob("*.json")))
    ]
    return "\n".join(
        [
            "## Bounds",
            "",
            "Proven upper bounds on the value where the guarantee is met in full,",
            "from prices in whole numbers. CPU seconds with one thread; *check* is",
            "the verifier's own evaluation of the certificate.",
            "",
            "| instance | pairs | over | bound | CPU s | check |",
            "|--|--|--|--|--|--|",
            *(row for file in files for row in _rows(file)),
            "",
        ]
    )


def _rows(file: Path) -> list[str]:
    problem = read_problem(file.read_text(encoding="utf-8"), file.name)
    facts = find_facts(problem)
    return [
        f"| {file.stem} | {len(problem.pairs)} | {over} | {measured} |"
        for over, measured in (
            ("pairs", _measure(facts, bound_pairs)),
            ("slots", _measure(facts, bound_slots)),
        )
    ]


def _measure(facts: Facts, bound: Callable[..., PairBound | SlotBound | None]) -> str:
    pace = Pace(Limits(seconds=10 * _SECONDS, workers=1), None, None)
    began = time.process_time()
    found = bound(facts, keeps_guarantee=True, pace=pace, seconds=_SECONDS)
    found_after = time.process_time() - began
    if found is None:
        return f"none in time | {found_after:.2f} | "
    proven_bound(facts.problem, found.certificate)
    checked_after = time.process_time() - began - found_after
    return f"{found.bound} | {found_after:.2f} | {checked_after:.3f}"
