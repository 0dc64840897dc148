"""Give the most valuable offers a seat of their own each.

The sets of offers that can all be seated are a transversal matroid (Edmonds and
Fulkerson 1965), so taking the most valuable first is exact, also for a limited
number of them. A set of seats is a whole number with one bit for each.
"""

from collections.abc import Sequence


class Matching:
    """Offers with a seat each; one that has a seat keeps one, though not the same."""

    def __init__(self, seats: Sequence[int]) -> None:
        """Begin with nobody seated.

        Args:
            seats: For each offer, the seats it could have.
        """
        self.holder: dict[int, int] = {}
        """The offer in each taken seat."""
        self._seats = seats
        self._taken = 0
        self._closed = 0
        """Taken seats from which no way leads to a free one; that stays so."""

    def seat(self, offer: int) -> None:
        """Give an offer a seat, if the others can move so that one is free."""
        free = self._seats[offer] & ~self._taken
        if free:
            seat = free & -free
            self.holder[seat] = offer
            self._taken |= seat
        else:
            self._make_room(offer)

    def _make_room(self, offer: int) -> None:
        """Look for the shortest row of moves that ends in a free seat."""
        came_from: dict[int, int] = {}
        seen = self._closed
        row = [0]
        for here in row:
            mover = self.holder[here] if here else offer
            reach = self._seats[mover] & ~seen
            free = reach & ~self._taken
            if free:
                self._move(offer, here, free & -free, came_from)
                return
            seen |= reach
            while reach:
                seat = reach & -reach
                reach ^= seat
                came_from[seat] = here
                row.append(seat)
        self._closed = seen

    def _move(
        self, offer: int, last: int, free: int, came_from: dict[int, int]
    ) -> None:
        """Move everybody one seat on along the row that was found."""
        self._taken |= free
        while last:
            self.holder[free] = self.holder[last]
            free, last = last, came_from[last]
        self.holder[free] = offer


def best_seated(seats: Sequence[int], most: int) -> dict[int, int]:
    """Return the offer in each seat, offers coming in the order of their value."""
    matching = Matching(seats)
    for offer, own in enumerate(seats):
        if len(matching.holder) >= most:
            break
        if own:
            matching.seat(offer)
    return matching.holder
