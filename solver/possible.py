"""In which slots a pair could be held if it were alone, as sets of bits.

Bit s of a set stands for slot s, so that what thousands of pairs have in common
is worked out once and put together with a few operations on whole numbers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from solver.problem import Pair, Problem


def bits(slots: Iterable[int]) -> int:
    """Return a set of slots as bits."""
    found = 0
    for slot in slots:
        found |= 1 << slot
    return found


class Possible:
    """What people, interpreters and tables each allow a pair, by themselves."""

    def __init__(self, problem: Problem) -> None:
        """Look once at everybody and everything there is."""
        self.used = bits(slot for block in problem.blocks for slot in block)
        """The slots that lie in a block."""
        self.present = _present(problem)
        """The used slots in which each person can meet."""
        self._people = {party.id: party.people for party in problem.parties}
        self._when = {
            party.id: _union(self.present, party.people) for party in problem.parties
        }
        self._sharing = _sharing(problem)
        self._pinned = {fixed.pair: fixed for fixed in problem.fixed}
        self._interpreted: dict[str, int] = {}
        for interpreter in problem.interpreters:
            when = bits(interpreter.slots)
            for language in interpreter.languages:
                known = self._interpreted.get(language, 0)
                self._interpreted[language] = known | when
        self._tables = problem.tables
        self._stands: dict[str, int] = {}
        for table in problem.tables:
            if table.owner is not None:
                known = self._stands.get(table.owner, 0)
                self._stands[table.owner] = known | bits(table.slots)
        self._featured: dict[frozenset[str], int] = {}
        self._chosen: dict[frozenset[int], int] = {}
        self._lists: dict[int, tuple[int, ...]] = {}
        self._sets: dict[tuple[int, ...], int] = {}

    def alone(self, pair: Pair) -> int:
        """Return the slots in which a pair could be held if it were alone."""
        both = self.common(pair)
        if pair.interpreter is not None:
            both &= self.interpreted(pair.interpreter)
        return both & self.seated(pair)

    def common(self, pair: Pair) -> int:
        """Return the slots in which two different people can represent the sides."""
        both = self.side(pair.a, pair.people_a) & self.side(pair.b, pair.people_b)
        if pair.slots is not None:
            if pair.slots not in self._chosen:
                self._chosen[pair.slots] = bits(pair.slots)
            both &= self._chosen[pair.slots]
        if pair.a in self._sharing and pair.b in self._sharing:
            both &= self._apart(pair)
        pin = self._pinned.get(pair.id)
        return both if pin is None else both & 1 << pin.slot

    def side(self, party: str, named: tuple[str, ...] | None) -> int:
        """Return the slots in which a party can be represented, in one pair of it."""
        if named is None:
            return self._when[party]
        return _union(self.present, (p for p in self._people[party] if p in named))

    def interpreted(self, language: str) -> int:
        """Return the slots in which anybody interprets a language."""
        return self._interpreted.get(language, 0)

    def seated(self, pair: Pair) -> int:
        """Return the slots in which there is a table that a pair may use."""
        pin = self._pinned.get(pair.id)
        if pin is not None and pin.table is not None:
            return self._seated_at(pair, pin.table)
        if pair.a in self._stands or pair.b in self._stands:
            return self._stands.get(pair.a, 0) | self._stands.get(pair.b, 0)
        if pair.features not in self._featured:
            every = {
                table.slots
                for table in self._tables
                if table.owner is None and pair.features <= table.features
            }
            self._featured[pair.features] = bits(s for slots in every for s in slots)
        return self._featured[pair.features]

    def _seated_at(self, pair: Pair, name: str) -> int:
        """Return the slots of one table, if the pair may use it."""
        ends = {pair.a, pair.b}
        has_stand = not ends.isdisjoint(self._stands)
        return bits(
            slot
            for table in self._tables
            if table.id == name
            and (
                table.owner in ends
                if has_stand
                else table.owner is None and pair.features <= table.features
            )
            for slot in table.slots
        )

    def slots(self, found: int) -> tuple[int, ...]:
        """Return the slots of a set in order; equal sets share one answer."""
        known = self._lists.get(found)
        if known is None:
            known = tuple(s for s in range(found.bit_length()) if found >> s & 1)
            self._lists[found] = known
            self._sets[known] = found
        return known

    def bits_of(self, slots: tuple[int, ...]) -> int:
        """Return a tuple of slots made by `slots` as the set it came from."""
        return self._sets[slots]

    def _apart(self, pair: Pair) -> int:
        """Return the slots in which nobody would have to meet themselves."""
        ours, theirs = (
            [p for p in self._people[party] if named is None or p in named]
            for party, named in ((pair.a, pair.people_a), (pair.b, pair.people_b))
        )
        found = 0
        for a in ours:
            for b in theirs:
                if a != b:
                    found |= self.present[a] & self.present[b]
        return found


def _present(problem: Problem) -> Mapping[str, int]:
    """Return the used slots of every person; most people share their set."""
    used = frozenset(slot for block in problem.blocks for slot in block)
    known: dict[frozenset[int], int] = {}
    for person in problem.people:
        if person.slots not in known:
            known[person.slots] = bits(person.slots & used)
    return {person.id: known[person.slots] for person in problem.people}


def _union(present: Mapping[str, int], people: Iterable[str]) -> int:
    found = 0
    for person in people:
        found |= present[person]
    return found


def _sharing(problem: Problem) -> frozenset[str]:
    """Return the parties that have a person in common with another party."""
    seats = Counter(person for party in problem.parties for person in party.people)
    return frozenset(
        party.id
        for party in problem.parties
        if any(seats[person] > 1 for person in party.people)
    )
