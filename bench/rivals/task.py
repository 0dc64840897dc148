"""What a rival is given, and what it may answer instead of a plan."""

import time
from dataclasses import dataclass
from pathlib import Path

from solver.facts import Facts


class CannotExpress(Exception):
    """The rival's model has no place for something the problem asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalTask:
    """A problem to plan until a moment in time."""

    facts: Facts
    instance: Path
    until: float
    """When everything must be done, on the monotonic clock."""

    @property
    def remaining(self) -> float:
        """Seconds that are left."""
        return max(0.0, self.until - time.monotonic())

    @property
    def solving_seconds(self) -> float:
        """Seconds for a solver, some being kept for reading its answer."""
        return max(0.01, 0.97 * self.remaining - 0.1)
