"""How long and how hard to search, and how to follow or stop a search."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where a search ends.

    With ``moves`` and one worker the same seed gives the same plan on every
    machine; ``seconds`` is wall time for the whole call.
    """

    seconds: float = 30.0
    moves: int | None = None
    seed: int = 0
    workers: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a running search stands. Values are those of the goal in work."""

    elapsed: float
    """Seconds since the start."""
    stage: str
    """``reading``, ``start``, the name of a goal, ``assigning`` or ``verifying``."""
    meetings: int
    value: int | None = None
    bound: int | None = None

    @property
    def gap(self) -> float | None:
        """Relative distance between value and bound, where both are known."""
        if self.value is None or not self.bound:
            return None
        return abs(self.bound - self.value) / abs(self.bound)


Report = Callable[[Progress], None]
"""Called from the solving thread, a few times a second at most."""

Cancelled = Callable[[], bool]
"""Asked often; True ends the search with the best plan so far."""
