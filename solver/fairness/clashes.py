"""Whether the meetings of one party surely get along: tables, interpreters, people.

Not exact: where this says no, the exact model decides. It says no in a few of a
thousand cases, as two meetings of one party in one slot seldom want the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from solver.facts import Facts, PairEnd
from solver.fairness.matching import best_seated
from solver.fairness.offers import LoneOffers, others_of
from solver.problem import Pair

Places = Mapping[int, int]
"""For each taken seat, the number of the offer in it."""


def surely_fit(facts: Facts, lone: LoneOffers, places: Places) -> bool:
    """Tell whether some meetings can be held together, as far as is easily seen."""
    by_slot: dict[int, list[int]] = {}
    for seat, offer in places.items():
        slot = (seat.bit_length() - 1) % facts.problem.slots
        by_slot.setdefault(slot, []).append(offer)
    return all(
        _can_share(facts, [lone.pairs[offer] for offer in offers], slot)
        for slot, offers in by_slot.items()
        if len(offers) > 1
    ) and (not lone.is_tangled or _people_suffice(facts, lone, places))


def _can_share(facts: Facts, pairs: Sequence[Pair], slot: int) -> bool:
    """Tell whether there are tables and interpreters for pairs in one slot."""
    # A stand holds any number of meetings.
    tables = [_tables(facts, pair, slot) for pair in pairs if not facts.has_stand(pair)]
    interpreters = [
        (someone.id for someone in facts.interpreters_for(pair, slot))
        for pair in pairs
        if pair.interpreter is not None
    ]
    return _suffice(tables) and _suffice(interpreters)


def _tables(facts: Facts, pair: Pair, slot: int) -> Iterator[str]:
    """Yield the open tables at which a pair may be held in a slot."""
    pin = facts.pinned.get(pair.id)
    fixed = None if pin is None else pin.table
    for table in facts.open_tables:
        if (
            slot in table.slots
            and fixed in (None, table.id)
            and pair.features <= table.features
        ):
            yield table.id


def _suffice(choices: Sequence[Iterator[str]]) -> bool:
    """Tell whether everybody can have one of their own."""
    # Of more than there are takers, any so many will do; a large event has
    # thousands of tables.
    wanted = [[*islice(choice, len(choices))] for choice in choices]
    number = {each: n for n, each in enumerate({e: None for w in wanted for e in w})}
    masks = [sum(1 << number[each] for each in choice) for choice in wanted]
    return len(best_seated(masks, len(masks))) == len(masks)


def _people_suffice(facts: Facts, lone: LoneOffers, places: Places) -> bool:
    """Tell whether nobody is asked too much even if all come who may."""
    busy: dict[str, list[int]] = {}
    for seat, offer in places.items():
        number, slot = divmod(seat.bit_length() - 1, facts.problem.slots)
        pair, own = lone.pairs[offer], lone.party.people[number]
        side = PairEnd.A if pair.a == lone.party.id else PairEnd.B
        busy.setdefault(own, []).append(slot)
        for other in others_of(facts, pair, side):
            if other != own and slot in facts.person[other].slots:
                busy.setdefault(other, []).append(slot)
    return all(_bears(facts, person, slots) for person, slots in busy.items())


def _bears(facts: Facts, person: str, slots: Sequence[int]) -> bool:
    """Tell whether a person can have a meeting in each of some slots."""
    taken = set(slots)
    if len(taken) < len(slots):
        return False
    limit = facts.person[person].max_run
    if limit is None:
        return True
    for slot in taken:
        block = facts.block_of[slot]
        window = range(slot, slot + limit + 1)
        if all(s in taken and facts.block_of[s] == block for s in window):
            return False
    return True
