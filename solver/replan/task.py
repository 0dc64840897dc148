"""What is to be mended: what stays, what cannot stay, and how much may move."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.facts import Facts
from solver.plan import HeldPair
from solver.replan.absences import Absences


@dataclass(frozen=True, slots=True, kw_only=True)
class MendingTask:
    """A plan that a changed problem has made holes in."""

    facts: Facts
    """Of the changed problem."""
    absences: Absences
    kept: tuple[HeldPair, ...]
    """The meetings that can stay as they are."""
    broken: tuple[HeldPair, ...]
    """Those that cannot: they must change or be lost."""
    named: frozenset[str]
    """The parties the changes are about."""
    now: int
    max_moved: int
    seed: int

    @property
    def affected(self) -> frozenset[str]:
        """The parties that have lost something or are named."""
        pairs = [self.facts.pair[meeting.pair] for meeting in self.broken]
        return self.named.union(end for pair in pairs for end in (pair.a, pair.b))


def split(
    facts: Facts, meetings: Sequence[HeldPair]
) -> tuple[tuple[HeldPair, ...], tuple[HeldPair, ...]]:
    """Return the meetings that can stay as they are, and those that cannot."""
    speaks = {each.id: each.slots for each in facts.problem.interpreters}
    kept: list[HeldPair] = []
    broken: list[HeldPair] = []
    for meeting in meetings:
        pair, slot = facts.pair[meeting.pair], meeting.slot
        stays = (
            (pair.slots is None or slot in pair.slots)
            and slot in facts.person[meeting.person_a].slots
            and slot in facts.person[meeting.person_b].slots
            and slot in facts.table[meeting.table].slots
            and (meeting.interpreter is None or slot in speaks[meeting.interpreter])
        )
        (kept if stays else broken).append(meeting)
    return tuple(kept), tuple(broken)
