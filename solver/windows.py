"""Improve a plan by planning a few slots anew at a time, exactly.

With all other slots as they are, a few slots are a small problem that CP-SAT
solves to the end in a fraction of a second. Windows begin small and grow when
they bring nothing any more; one window of all slots is the whole problem.
"""

import random
from collections.abc import Sequence

from solver.facts import Facts, used_slots
from solver.plan import HeldPair

_FIRST_SIZE = 2
WINDOW_BUDGET = 2.0
"""Seconds for one window at most."""


class Windows:
    """Which slots to plan anew next."""

    def __init__(self, facts: Facts, seed: int, *, adjacent: bool) -> None:
        """Begin with small windows.

        Args:
            facts: The problem.
            seed: What the choice of windows depends on.
            adjacent: Whether a window is a run of slots of one block, as goals
                about waiting need, or any slots.
        """
        self._slots = used_slots(facts.problem)
        self._blocks = facts.problem.blocks
        self._random = random.Random(seed)  # noqa: S311 -- to search, not to hide
        self._adjacent = adjacent
        self._fruitless = 0
        self.size = _FIRST_SIZE

    @property
    def are_left(self) -> bool:
        """Tell whether there is a window smaller than the whole problem."""
        if self._adjacent and self.size > max(map(len, self._blocks), default=0):
            return False
        return self.size < len(self._slots)

    def draw(self, count: int) -> list[frozenset[int]]:
        """Return at most so many windows that have no slot in common."""
        if self._adjacent:
            return self._draw_runs(count)
        fit = max(1, min(count, len(self._slots) // self.size))
        drawn = self._random.sample(self._slots, fit * self.size)
        return [frozenset(drawn[number::fit]) for number in range(fit)]

    def _draw_runs(self, count: int) -> list[frozenset[int]]:
        """Return runs of slots, each of a block of its own."""
        drawn = []
        blocks = self._random.sample(self._blocks, min(count, len(self._blocks)))
        for block in blocks:
            first = self._random.randint(0, max(0, len(block) - self.size))
            drawn.append(frozenset(block[first : first + self.size]))
        return drawn

    def learn(self, *, improved: bool, tried: int) -> None:
        """Grow the windows when many in a row brought nothing."""
        self._fruitless = 0 if improved else self._fruitless + tried
        if self._fruitless > self.size * len(self._slots) // 2:
            self._fruitless = 0
            self.size += 1


def merge(
    plan: Sequence[HeldPair], other: Sequence[HeldPair], window: frozenset[int]
) -> tuple[HeldPair, ...]:
    """Return a plan with a window of slots as it is in another plan."""
    return (
        *(meeting for meeting in plan if meeting.slot not in window),
        *(meeting for meeting in other if meeting.slot in window),
    )
