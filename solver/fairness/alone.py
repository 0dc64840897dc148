"""The best sum of values that each party could reach if it were alone, exactly.

The most valuable meetings that can be seated, for each way to take rests, the most
promising first. As a rule the first reaches a bound that ignores the rests; where
tables, interpreters or people clash as well, the exact model has the last word.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product
from math import prod

import numpy as np

from solver.bounding.layout import Ints
from solver.facts import Facts
from solver.fairness.clashes import surely_fit
from solver.fairness.lone_plan import plan_alone
from solver.fairness.matching import best_seated
from solver.fairness.offers import LoneOffers, OfferFinder
from solver.fairness.rests import MOST_SETS, Rests

_MOST_TRIES = 1000
"""So many ways to take rests are tried for one party."""
_FEWEST_TRIES = 20
"""So many ways to seat offers are tried, if need be the same rests turned around."""
_TURN = 7
"""How many seats further each try begins to fill them."""


def best_alone(facts: Facts) -> Ints:
    """Return, for each party, the most its meetings could be worth if it were alone.

    Keeps its slots, people, rests and maximum, and those who could come, the tables
    and the interpreters there are. Fixed meetings are possible only where they are
    fixed. Zero for a party without any possible meeting.
    """
    finder = OfferFinder(facts)
    rests = Rests(facts.problem.blocks)
    return np.array(
        [
            _best_sum(facts, finder.offers_of(party), rests)
            for party in facts.problem.parties
        ],
        dtype=np.int64,
    )


def _best_sum(facts: Facts, lone: LoneOffers, rests: Rests) -> int:
    """Return the best sum of one party."""
    if not lone.pairs or not lone.most:
        return 0
    choices = _choices(facts, lone, rests)
    # The first way to take rests leaves the most seats.
    most = min(lone.most, sum(sets[0].bit_count() for sets in choices))
    bound = sum(pair.value for pair in lone.pairs[:most])
    ways = prod(map(len, choices))
    best = highest = 0
    for number, seats in enumerate(_tries(facts, choices)):
        places = _seated(facts, lone, seats, most, turn=_TURN * number)
        value = _value(lone, places)
        highest = max(highest, value)
        if value > best and surely_fit(facts, lone, places):
            best = value
        if not number and best < bound:
            bound = _value(lone, best_seated(lone.seats, most))
        if number + 1 == ways and _are_all(choices):
            bound = min(bound, highest)
        if best == bound:
            return best
    return plan_alone(facts, lone)


def _seated(
    facts: Facts, lone: LoneOffers, open_seats: int, most: int, *, turn: int
) -> dict[int, int]:
    """Return the most valuable offers that some seats can take.

    Which of equally good seats an offer gets depends on how far they are turned
    around; where meetings in one slot clash, another turn may part them.
    """
    size = len(lone.party.people) * facts.problem.slots
    turn %= size
    masks = [_turned(own & open_seats, turn, size) for own in lone.seats]
    return {
        _turned(seat, size - turn, size): offer
        for seat, offer in best_seated(masks, most).items()
    }


def _turned(seats: int, turn: int, size: int) -> int:
    return (seats >> turn | seats << size - turn) & ((1 << size) - 1)


def _choices(facts: Facts, lone: LoneOffers, rests: Rests) -> Sequence[Sequence[int]]:
    """Return, for each person, the sets of slots that can be taken."""
    width = facts.problem.slots
    union = 0
    for own in lone.seats:
        union |= own
    return [
        rests.sets(
            union >> number * width & ((1 << width) - 1), facts.person[person].max_run
        )
        for number, person in enumerate(lone.party.people)
    ]


def _tries(facts: Facts, choices: Sequence[Sequence[int]]) -> Iterator[int]:
    """Yield the sets of seats that everybody's rests leave, few ways repeatedly."""
    width = facts.problem.slots
    rounds = max(1, _FEWEST_TRIES // prod(map(len, choices)))
    for sets in islice(
        chain.from_iterable(product(*choices) for _ in range(rounds)), _MOST_TRIES
    ):
        seats = 0
        for number, slots in enumerate(sets):
            seats |= slots << number * width
        yield seats


def _are_all(choices: Sequence[Sequence[int]]) -> bool:
    """Tell whether every way to take rests was tried."""
    return (
        prod(map(len, choices)) <= _MOST_TRIES
        and max(map(len, choices), default=0) <= MOST_SETS
    )


def _value(lone: LoneOffers, places: dict[int, int]) -> int:
    return sum(lone.pairs[offer].value for offer in places.values())
