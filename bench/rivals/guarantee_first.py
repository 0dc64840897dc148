"""A greedy that knows what is promised: a round for each guaranteed meeting.

Fixed and required meetings, then by falling value only pairs of parties that still
miss one, then the rest; each in the least loaded slot that fits.
"""

from bench.rivals.task import RivalTask
from solver.plan import HeldPair
from solver.start import start


def plan(task: RivalTask) -> tuple[HeldPair, ...] | None:
    """Plan greedily, without the order that a linear programme would give."""
    return start(task.facts, {}, expired=lambda: task.remaining == 0.0)
