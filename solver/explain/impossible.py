"""The pairs that no plan could hold, each with the reason and what would help."""

from dataclasses import replace

from solver.facts import Facts, find_facts
from solver.plan import UnmetPair
from solver.unmet import find_unmet


def find_impossible(facts: Facts) -> tuple[UnmetPair, ...]:
    """Return the pairs that could not be held if they were the only one."""
    full = {party.id for party in facts.problem.parties if party.max == 0}
    pairs = tuple(
        replace(pair, after=())
        for pair in facts.problem.pairs
        if not facts.slots[pair.id] or not full.isdisjoint((pair.a, pair.b))
    )
    if not pairs:
        return ()
    named = {pair.id for pair in pairs}
    fixed = tuple(each for each in facts.problem.fixed if each.pair in named)
    return find_unmet(find_facts(replace(facts.problem, pairs=pairs, fixed=fixed)), ())
