"""Odd sets: of an odd number of people, one stays alone.

A linear programme lets each of three parties have half of two meetings. In a set
of parties that can only meet each other, and whose people can hold an odd number
of meetings together, half of that number rounded down is the most there can be
(Edmonds, Maximum matching and a polyhedron with 0,1-vertices, 1965).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from solver.bounding.layout import Flags, Ints, Layout, busiest
from solver.certificate import Cut
from solver.problem import Party


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OddSet:
    """Parties that meet only each other in some slots, and how often they can."""

    parties: tuple[str, ...]
    slots: tuple[int, ...]
    meetings: Ints
    """The columns of the meetings they can have, of all (pair, slot)."""
    limit: int

    def cut(self, price: int) -> Cut:
        """Return what a certificate says of it."""
        return Cut(price=price, slots=(self.slots,), parties=self.parties)


def find_odd_sets(layout: Layout, pair: Ints, slot: Ints) -> Sequence[OddSet]:
    """Return the odd sets in each slot and over all slots.

    Args:
        layout: The problem.
        pair: The possible pair of each (pair, slot).
        slot: The slot of each.
    """
    used = tuple(sorted(layout.facts.block_of))
    return [
        odd
        for slots in dict.fromkeys([*((each,) for each in used), used])
        for odd in _in_slots(layout, pair, slots, np.isin(slot, slots))
    ]


def _in_slots(
    layout: Layout, pair: Ints, slots: tuple[int, ...], is_in: Flags
) -> Iterator[OddSet]:
    """Yield the groups of parties whose meetings in some slots are odd in number."""
    group = _groups(layout, np.unique(pair[is_in]))
    parties = layout.facts.problem.parties
    for label in np.unique(group[group >= 0]):
        members = [parties[index] for index in np.flatnonzero(group == label)]
        most = sum(_most_meetings(layout, party, slots) for party in members)
        if most % 2:
            yield OddSet(
                parties=tuple(party.id for party in members),
                slots=slots,
                meetings=np.flatnonzero(is_in & (group[layout.left[pair]] == label)),
                limit=most // 2,
            )


def _groups(layout: Layout, pairs: Ints) -> Ints:
    """Return a number for each party, equal where pairs connect them, or -1."""
    group = np.full(len(layout.shapes), -1, dtype=np.int64)
    left, right = layout.left[pairs], layout.right[pairs]
    group[left], group[right] = left, right
    while not np.array_equal(group[left], group[right]):
        least = np.minimum(group[left], group[right])
        np.minimum.at(group, left, least)
        np.minimum.at(group, right, least)
    return group


def _most_meetings(layout: Layout, party: Party, slots: tuple[int, ...]) -> int:
    """Return how many meetings a party could have in some slots."""
    facts = layout.facts
    when = frozenset(slots)
    people = (facts.person[name] for name in party.people)
    most = sum(busiest(facts, person, when) for person in people)
    return most if party.max is None else min(most, party.max)
