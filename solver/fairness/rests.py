"""The sets of slots in which one person can meet, with a rest after each long run."""

from collections.abc import Iterator, Sequence
from itertools import islice

MOST_SETS = 400
"""So many sets of one person are looked at; a long day with short runs has more."""


class Rests:
    """Largest sets of slots without a run that is too long, worked out once each."""

    def __init__(self, blocks: Sequence[Sequence[int]]) -> None:
        """Know between which slots there is a long break."""
        self._blocks = [(block[0], len(block)) for block in blocks if block]
        self._known: dict[tuple[int, int], list[int]] = {}

    def sets(self, slots: int, limit: int | None) -> Sequence[int]:
        """Return the largest sets that some slots contain, the fullest first.

        Every set of slots without too long a run lies in one of them. Where there
        are more than `MOST_SETS`, only so many and one more are returned.
        """
        if limit is None:
            return [slots]
        key = (slots, limit)
        if key not in self._known:
            stretches = [*self._stretches(slots)]
            found = islice(_choices(stretches, limit), MOST_SETS + 1)
            self._known[key] = [*found]
        return self._known[key]

    def _stretches(self, slots: int) -> Iterator[tuple[int, int]]:
        """Yield the first slot and the length of every stretch without a gap."""
        for first, length in self._blocks:
            here = slots >> first & ((1 << length) - 1)
            start = first
            while here:
                gap = (here & -here).bit_length() - 1
                here >>= gap
                run = (~here & (here + 1)).bit_length() - 1
                yield start + gap, run
                here >>= run
                start += gap + run


def _choices(stretches: Sequence[tuple[int, int]], limit: int) -> Iterator[int]:
    """Yield what can be taken of all stretches together."""
    if not stretches:
        yield 0
        return
    first, length = stretches[0]
    for runs in _runs(length, limit, limit):
        taken, at = 0, first
        for run in runs:
            taken |= ((1 << run) - 1) << at
            at += run + 1
        for rest in _choices(stretches[1:], limit):
            yield taken | rest


def _runs(length: int, limit: int, before: int) -> Iterator[tuple[int, ...]]:
    """Yield the ways to divide a stretch into runs with one slot of rest between.

    No rest is idle: the runs on both sides of it, joined, would be too long. Late
    rests come first, as they leave the most slots.
    """
    for run in range(min(limit, length), limit - before - 1, -1):
        if run == length:
            yield (run,)
        else:
            for others in _runs(length - run - 1, limit, run):
                yield (run, *others)
