"""Conflicts that counting shows: more meetings than places for them.

Quick, however many meetings must be held, and never wrong; but not every conflict
shows in this way. Each count is of the pairs that must take place within some
slots and need the same thing: a party's people, a table with some features, an
interpreter of a language.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from solver.explain.rule_names import fixed, longest_run, most, required
from solver.facts import Facts
from solver.problem import Pair, Party

Slots = frozenset[int]
_MOST_COMBINED = 24
"""Above so many pairs of a party their slots are not put together two by two."""


def find_counted_conflict(facts: Facts) -> tuple[str, ...] | None:
    """Return the smallest conflict that counting shows among musts, if any does.

    Args:
        facts: A problem in which every pair must be held, and what follows from it.
    """
    candidates: Iterable[tuple[str, ...]] = _all(facts)
    return min(candidates, key=len, default=None)


def _all(facts: Facts) -> Iterator[tuple[str, ...]]:
    for pair in facts.problem.pairs:
        if not facts.slots[pair.id]:
            yield (_must(facts, pair),)
    for party in facts.problem.parties:
        pairs = [facts.pair[pair] for pair in facts.pairs_of.get(party.id, ())]
        if party.max is not None and len(pairs) > party.max:
            yield (most(party.id), *_first(facts, pairs, party.max + 1))
        yield from _too_few_people(facts, party, pairs)
    yield from _too_few_tables(facts)
    yield from _too_few_interpreters(facts)


def _must(facts: Facts, pair: Pair) -> str:
    """Return the rule that holds a pair."""
    return fixed(pair.id) if pair.id in facts.pinned else required(pair.id)


def _first(facts: Facts, pairs: Sequence[Pair], count: int) -> tuple[str, ...]:
    return tuple(_must(facts, pair) for pair in pairs[:count])


def _within(facts: Facts, pairs: Iterable[Pair], window: Slots) -> list[Pair]:
    """Return the pairs that can only be held in some slots."""
    return [pair for pair in pairs if window.issuperset(facts.slots[pair.id])]


def _too_few_people(
    facts: Facts, party: Party, pairs: Sequence[Pair]
) -> Iterator[tuple[str, ...]]:
    """Count what a party's people can attend, with and without their breaks."""
    for window in _windows(facts, pairs):
        inside = _within(facts, pairs, window)
        seats = sum(len(window & facts.person[person].slots) for person in party.people)
        if len(inside) > seats:
            yield _first(facts, inside, seats + 1)
        rested = sum(_most_attended(facts, person, window) for person in party.people)
        if len(inside) > rested:
            breaks = [
                longest_run(person)
                for person in party.people
                if facts.person[person].max_run is not None
            ]
            yield (*breaks, *_first(facts, inside, rested + 1))


def _windows(facts: Facts, pairs: Sequence[Pair]) -> set[Slots]:
    """Return sets of slots to which several pairs may be confined."""
    if len(pairs) < 2:  # noqa: PLR2004 -- one pair by itself always fits
        return set()
    each = {frozenset(facts.slots[pair.id]) for pair in pairs}
    windows = each | {frozenset().union(*each)}
    if len(each) <= _MOST_COMBINED:
        windows |= {one | other for one, other in combinations(each, 2)}
    return windows


def _most_attended(facts: Facts, person: str, window: Slots) -> int:
    """Return how many meetings a person can attend in some slots, with breaks."""
    longest = facts.person[person].max_run
    attended = run = 0
    for block in facts.problem.blocks:
        run = 0
        for slot in block:
            can = slot in window and slot in facts.person[person].slots
            run = run + 1 if can and run != longest else 0
            attended += bool(run)
    return attended


def _too_few_tables(facts: Facts) -> Iterator[tuple[str, ...]]:
    """Count the tables that nobody owns, for each set of features."""
    seated = [pair for pair in facts.problem.pairs if not facts.has_stand(pair)]
    for features in {pair.features for pair in seated}:
        asking = [pair for pair in seated if features <= pair.features]
        supply = [t.slots for t in facts.open_tables if features <= t.features]
        yield from _overbooked(facts, asking, supply)
    by_pin: dict[tuple[int, str], list[Pair]] = defaultdict(list)
    for pair in seated:
        pin = facts.pinned.get(pair.id)
        if pin is not None and pin.table is not None:
            by_pin[pin.slot, pin.table].append(pair)
    for pairs in by_pin.values():
        if len(pairs) > 1:
            yield _first(facts, pairs, 2)


def _too_few_interpreters(facts: Facts) -> Iterator[tuple[str, ...]]:
    """Count the interpreters of each language."""
    asking: dict[str, list[Pair]] = defaultdict(list)
    for pair in facts.problem.pairs:
        if pair.interpreter is not None:
            asking[pair.interpreter].append(pair)
    for language, pairs in asking.items():
        present = [
            each.slots
            for each in facts.problem.interpreters
            if language in each.languages
        ]
        yield from _overbooked(facts, pairs, present)


def _overbooked(
    facts: Facts, pairs: Sequence[Pair], supply: Sequence[Collection[int]]
) -> Iterator[tuple[str, ...]]:
    """Count what there is in single slots and in all slots together."""
    windows = {frozenset({slot}) for slot in facts.block_of}
    windows.add(frozenset(facts.block_of))
    for window in windows:
        inside = _within(facts, pairs, window)
        there = sum(len(window.intersection(slots)) for slots in supply)
        if len(inside) > there:
            yield _first(facts, inside, there + 1)
