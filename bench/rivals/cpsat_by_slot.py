"""Plain CP-SAT with a variable for each pair and slot, seated afterwards."""

from bench.rivals.cpsat import solve_by_cpsat
from bench.rivals.programme import RivalProgramme, read_meetings
from bench.rivals.task import RivalTask
from solver.plan import HeldPair


def plan(task: RivalTask) -> tuple[HeldPair, ...] | None:
    """Choose slots, counting tables; then give out the tables."""
    programme = RivalProgramme(task.facts, by_table=False)
    values = solve_by_cpsat(programme, task)
    return None if values is None else read_meetings(programme, values)
