"""Let one rival plan one problem: ``python -m bench.rivals.attempt``.

Arguments: the rival, the instance, the seconds for everything and where to write the
plan. Exit status: 0 a plan was written, 1 there was none in time, 3 the rival cannot
express the problem (why is on standard error).
"""

import importlib
import resource
import sys
import time
from pathlib import Path

from bench.rivals.task import CannotExpress, RivalTask
from solver import Effort, HeldPair, Plan, Status, read_problem, write_plan
from solver.facts import find_facts

NO_PLAN = 1
UNSUITED = 3

MOST_GIB = 8
"""A rival that asks for more memory than this is ended."""


def main(rival: str, instance: str, seconds: float, out: str) -> int:
    """Plan and write the plan; return the exit status."""
    # What starting up took is part of the time; processor time stands in for it.
    began = time.monotonic() - time.process_time()
    most = MOST_GIB << 30
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    problem = read_problem(Path(instance).read_text(encoding="utf-8"), instance)
    task = RivalTask(
        facts=find_facts(problem), instance=Path(instance), until=began + seconds
    )
    try:
        meetings = importlib.import_module(f"bench.rivals.{rival}").plan(task)
    except CannotExpress as reason:
        sys.stderr.write(f"{reason}\n")
        return UNSUITED
    if meetings is None:
        return NO_PLAN
    plan = _plan(problem.name, meetings, time.monotonic() - began)
    Path(out).write_text(write_plan(plan), encoding="utf-8")
    return 0


def _plan(problem: str, meetings: tuple[HeldPair, ...], seconds: float) -> Plan:
    """Return a plan that claims nothing but its meetings."""
    effort = Effort(seconds=round(seconds, 2), moves=0, seed=0, workers=0, version="")
    return Plan(
        problem=problem, status=Status.FEASIBLE, meetings=meetings, effort=effort
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]))
