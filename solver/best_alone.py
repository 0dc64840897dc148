"""The best sum of values that a party could reach if it were alone, exactly.

Part of the verifier. A *seat* is one of the party's people in one slot, written
as a whole number with one bit. The sets of pairs that can be given a seat of
their own are a transversal matroid (Edmonds and Fulkerson 1965): to take the most
valuable first, with augmenting paths, is exact, also where their number is
limited. Runs that are too long, and the tables, interpreters and people that
meetings of one slot would have to share, are excluded by branch and bound.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from solver.alone import LoneParty, Surroundings
from solver.lone_meetings import LoneMeeting, MeetingCheck

_MOST_NODES = 2000
"""After so many the best sum is left open, between two numbers."""

Place = tuple[int, int]
"""An offer, by its number, and its seat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumSpan:
    """Two numbers between which the best sum lies; as a rule they are equal."""

    least: int
    most: int


def best_alone(around: Surroundings, lone: LoneParty) -> SumSpan:
    """Return the most that a party's meetings can be worth, if nobody else meets."""
    search = _Branching(around, lone)
    seats = search.seats()
    top = search.value(search.match(seats))
    rested = search.rested(_union(seats))
    trial = search.match([mask & rested for mask in seats])
    least = search.value(trial) if search.fits(trial) else 0
    return SumSpan(least=top, most=top) if least == top else search.branch(seats, least)


class _Branching:
    """Branch and bound for one party; a node is the seats still open to each offer."""

    def __init__(self, around: Surroundings, lone: LoneParty) -> None:
        self._lone = lone
        self._width = around.problem.slots
        self._blocks = around.problem.blocks
        self._check = MeetingCheck(around, lone)

    def seats(self) -> list[int]:
        """Return the seats of each offer."""
        return [
            sum(slots << person * self._width for person, slots in offer.slots.items())
            for offer in self._lone.offers
        ]

    def value(self, places: Sequence[Place]) -> int:
        """Return what some offers are worth together."""
        return sum(self._lone.offers[offer].pair.value for offer, _ in places)

    def match(self, seats: Sequence[int]) -> list[Place]:
        """Give the most valuable offers a seat of their own, whatever the runs.

        They are as many as the party may have and its people can bear at most.
        """
        most = min(self._lone.most, self.rested(_union(seats)).bit_count())
        matching = _Matching(seats)
        for offer in range(len(seats)):
            if len(matching.holder) >= most:
                break
            matching.add(offer)
        return [(offer, seat) for seat, offer in matching.holder.items()]

    def rested(self, seats: int) -> int:
        """Return as many of the seats as can be taken, with a rest after each run."""
        found = 0
        for number, person in enumerate(self._lone.people):
            first = number * self._width
            for block in self._blocks:
                run = 0
                for slot in block:
                    if seats >> first + slot & 1 and run != person.max_run:
                        run += 1
                        found |= 1 << first + slot
                    else:
                        run = 0
        return found

    def fits(self, places: Sequence[Place]) -> bool:
        """Tell whether meetings in these seats break no rule."""
        return not self._long_run(places) and self._check.holds(self._meetings(places))

    def branch(self, seats: list[int], least: int) -> SumSpan:
        """Return the best sum, or a span where the search grows too large.

        Nodes come in the order of what they promise, deep ones first, so that the
        first that breaks no rule is the best.
        """
        number = count()
        nodes: list[tuple[int, int, list[int], list[Place]]] = []
        known: set[tuple[int, ...]] = set()

        def add(open_seats: list[int]) -> None:
            if tuple(open_seats) not in known:
                known.add(tuple(open_seats))
                places = self.match(open_seats)
                order = -next(number)
                heappush(nodes, (-self.value(places), order, open_seats, places))

        add(seats)
        while nodes and len(known) < _MOST_NODES:
            promise, _, open_seats, places = heappop(nodes)
            if -promise <= least:
                return SumSpan(least=least, most=least)
            ways_out = self._ways_out(open_seats, places)
            if ways_out is None:
                return SumSpan(least=-promise, most=-promise)
            for way in ways_out:
                add(way)
        return SumSpan(least=least, most=max([least, *(-node[0] for node in nodes)]))

    def _ways_out(
        self, seats: list[int], places: Sequence[Place]
    ) -> Iterator[list[int]] | None:
        """Return what to give up, one of which must be, or None if all is well."""
        run = self._long_run(places)
        if run:
            return ([mask & ~seat for mask in seats] for seat in run)
        if self._check.holds(self._meetings(places)):
            return None
        return (
            [mask & ~seat if n == offer else mask for n, mask in enumerate(seats)]
            for offer, seat in self._smallest_clash(places)
        )

    def _long_run(self, places: Sequence[Place]) -> list[int]:
        """Return seats in a row of which one must be left free, or nothing."""
        taken = sum(seat for _, seat in places)
        for number, person in enumerate(self._lone.people):
            first = number * self._width
            for block in self._blocks:
                run: list[int] = []
                for slot in block:
                    seat = 1 << first + slot
                    run = [*run, seat] if taken & seat else []
                    if person.max_run is not None and len(run) > person.max_run:
                        return run
        return []

    def _smallest_clash(self, places: Sequence[Place]) -> list[Place]:
        """Leave out places as long as those that remain do not go together."""
        clash = list(places)
        for place in places:
            rest = [each for each in clash if each != place]
            if not self._check.holds(self._meetings(rest)):
                clash = rest
        return clash

    def _meetings(self, places: Sequence[Place]) -> list[LoneMeeting]:
        found = []
        for offer, seat in places:
            person, slot = divmod(seat.bit_length() - 1, self._width)
            found.append(LoneMeeting(self._lone.offers[offer], slot, person))
        return found


class _Matching:
    """Offers with a seat of their own each, grown one by one."""

    def __init__(self, seats: Sequence[int]) -> None:
        self._seats = seats
        self._taken = 0
        self._seen = 0
        self._dead = 0
        """Seats from which no free one can be reached; that stays so."""
        self.holder: dict[int, int] = {}
        """The offer in each seat."""

    def add(self, offer: int) -> None:
        """Give an offer a seat, if the others can move so that there is one."""
        self._seen = self._dead
        if not self._place(offer):
            self._dead = self._seen

    def _place(self, offer: int) -> bool:
        while rest := self._seats[offer] & ~self._seen:
            free = rest & ~self._taken
            seat = (free or rest) & -(free or rest)
            self._seen |= seat
            if free or self._place(self.holder[seat]):
                self._taken |= seat
                self.holder[seat] = offer
                return True
        return False


def _union(seats: Sequence[int]) -> int:
    union = 0
    for mask in seats:
        union |= mask
    return union
