"""Plain CP-SAT with a variable for each pair, slot and table."""

from bench.rivals.cpsat import solve_by_cpsat
from bench.rivals.programme import RivalProgramme, read_meetings
from bench.rivals.task import RivalTask
from solver.plan import HeldPair


def plan(task: RivalTask) -> tuple[HeldPair, ...] | None:
    """Choose slots and tables at once."""
    programme = RivalProgramme(task.facts, by_table=True)
    values = solve_by_cpsat(programme, task)
    return None if values is None else read_meetings(programme, values)
