"""A repair in milliseconds, however much must be held: what a greedy plan misses."""

from solver.explain.rule_names import fixed, required
from solver.facts import Facts
from solver.start import Draft


def give_up_greedily(facts: Facts) -> frozenset[str]:
    """Return rules without which a greedy plan holds all that must be held.

    Args:
        facts: A problem in which every pair must be held, and what follows from it.
    """
    draft = Draft(facts)
    pairs = sorted(
        facts.problem.pairs,
        key=lambda p: (p.id not in facts.pinned, len(facts.slots[p.id]), p.id),
    )
    missed = [pair for pair in pairs if not draft.add(pair)]
    return frozenset(
        rule
        for pair in missed
        for rule, is_asked in (
            (required(pair.id), pair.required),
            (fixed(pair.id), pair.id in facts.pinned),
        )
        if is_asked
    )
