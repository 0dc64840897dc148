"""What distinguishes two plans, and how much of it concerns others."""

from collections.abc import Iterable

from solver.facts import Facts
from solver.plan import HeldPair, MovedPair, PlanDiff


def compare(before: Iterable[HeldPair], after: Iterable[HeldPair]) -> PlanDiff:
    """Return the meetings added, removed and moved.

    A meeting has moved when its slot, table or people are others. Another
    interpreter alone moves nobody.
    """
    was = {meeting.pair: meeting for meeting in before}
    now = {meeting.pair: meeting for meeting in after}
    return PlanDiff(
        added=tuple(m for pair, m in now.items() if pair not in was),
        removed=tuple(m for pair, m in was.items() if pair not in now),
        moved=tuple(
            MovedPair(before=was[pair], after=meeting)
            for pair, meeting in now.items()
            if pair in was and _has_moved(was[pair], meeting)
        ),
    )


def _has_moved(before: HeldPair, after: HeldPair) -> bool:
    return (before.slot, before.table, before.person_a, before.person_b) != (
        after.slot,
        after.table,
        after.person_a,
        after.person_b,
    )


def count_moved_others(
    facts: Facts, diff: PlanDiff, named: frozenset[str], broken: Iterable[str]
) -> int:
    """Count the meetings moved or lost of parties that the changes do not name.

    Meetings that could not stay as they were do not count, nor do new ones.
    """
    had_to = set(broken)
    gone = [m.pair for m in diff.removed] + [m.after.pair for m in diff.moved]
    pairs = [facts.pair[pair] for pair in gone if pair not in had_to]
    return sum(pair.a not in named and pair.b not in named for pair in pairs)
