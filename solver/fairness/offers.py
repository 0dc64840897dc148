"""What each party could hold if nobody else met anybody: offers and their seats.

A *seat* is one of the party's people in one slot. Seats are numbered person by
person and a set of them is a whole number with one bit for each.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from solver.facts import Facts, PairEnd
from solver.problem import Pair, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class LoneOffers:
    """A party with the pairs it could hold if it were alone."""

    party: Party
    most: int
    """The largest number of meetings it may have."""
    pairs: Sequence[Pair]
    """The most valuable first."""
    seats: Sequence[int]
    """For each pair, the seats in which it could be held."""
    is_tangled: bool
    """Whether people are shared, among the partners or with the party itself."""


class OfferFinder:
    """Finds what parties could hold."""

    def __init__(self, facts: Facts) -> None:
        """Look once at who is shared by several parties."""
        self._facts = facts
        parties = facts.problem.parties
        seats = Counter(person for party in parties for person in party.people)
        self._tangled = frozenset(
            party.id
            for party in parties
            if any(seats[person] > 1 for person in party.people)
        )
        self._closed = frozenset(party.id for party in parties if party.max == 0)

    def offers_of(self, party: Party) -> LoneOffers:
        """Return what a party could hold if it were alone."""
        facts = self._facts
        pairs = []
        is_tangled = party.id in self._tangled
        for name in facts.pairs_of.get(party.id, ()):
            pair = facts.pair[name]
            partner = pair.b if pair.a == party.id else pair.a
            if facts.slots[name] and partner not in self._closed:
                pairs.append(pair)
                is_tangled = is_tangled or partner in self._tangled
        pairs.sort(key=lambda pair: -pair.value)
        return LoneOffers(
            party=party,
            most=len(pairs) if party.max is None else party.max,
            pairs=pairs,
            seats=[self._seats(pair, party, is_tangled=is_tangled) for pair in pairs],
            is_tangled=is_tangled,
        )

    def _seats(self, pair: Pair, party: Party, *, is_tangled: bool) -> int:
        """Return the seats in which a party could hold a pair."""
        possible = self._facts.possible
        slots = possible.bits_of(self._facts.slots[pair.id])
        if len(party.people) == 1 and not is_tangled:
            return slots
        side = PairEnd.A if pair.a == party.id else PairEnd.B
        named = pair.people_a if side is PairEnd.A else pair.people_b
        width = self._facts.problem.slots
        found = 0
        for number, person in enumerate(party.people):
            if named is None or person in named:
                when = slots & possible.present[person]
                if is_tangled:
                    when &= self._met_by(person, pair, side)
                found |= when << number * width
        return found

    def _met_by(self, person: str, pair: Pair, side: PairEnd) -> int:
        """Return when somebody else than a person is there for the other side."""
        found = 0
        for other in others_of(self._facts, pair, side):
            if other != person:
                found |= self._facts.possible.present[other]
        return found


def others_of(facts: Facts, pair: Pair, side: PairEnd) -> Sequence[str]:
    """Return who may come for the other side of a pair."""
    if side is PairEnd.A:
        party, named = facts.party[pair.b], pair.people_b
    else:
        party, named = facts.party[pair.a], pair.people_a
    return [p for p in party.people if named is None or p in named]
