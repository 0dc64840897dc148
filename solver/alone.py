"""What a party could hold if it were alone: its pairs, and where each could sit.

Part of the verifier: worked out from the problem with plain code that shares
nothing with the engine. Sets of slots are whole numbers, bit s for slot s.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from solver.problem import Interpreter, Pair, Party, Person, Problem, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class LoneOffer:
    """A pair that a party could hold, seen from the party's side."""

    pair: Pair
    slots: Mapping[int, int]
    """The slots in which each person of the party could go, by number."""
    others: tuple[Person, ...]
    """Who may come for the other side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoneParty:
    """A party with everything it could hold if nobody else met anybody."""

    people: tuple[Person, ...]
    most: int
    """The largest number of meetings it may have."""
    offers: tuple[LoneOffer, ...]
    """The most valuable first."""


class Surroundings:
    """People, tables and interpreters, looked up once for all parties."""

    def __init__(self, problem: Problem) -> None:
        """Look at everybody and everything there is."""
        self.problem = problem
        self.person = {person.id: person for person in problem.people}
        self.open_tables = [table for table in problem.tables if table.owner is None]
        self.interpreters: dict[str, list[Interpreter]] = {}
        """Who interprets each language."""
        self.pin = {fixed.pair: fixed for fixed in problem.fixed}
        self._used = _bits(slot for block in problem.blocks for slot in block)
        self._present = {p.id: _bits(p.slots) & self._used for p in problem.people}
        self._party = {party.id: party for party in problem.parties}
        self._pairs: dict[str, list[Pair]] = {p.id: [] for p in problem.parties}
        for pair in problem.pairs:
            self._pairs[pair.a].append(pair)
            self._pairs[pair.b].append(pair)
        self._stands: dict[str, int] = {}
        for table in problem.tables:
            if table.owner is not None:
                slots = self._stands.get(table.owner, 0) | _bits(table.slots)
                self._stands[table.owner] = slots
        self._featured: dict[frozenset[str], int] = {}
        for someone in problem.interpreters:
            for language in someone.languages:
                self.interpreters.setdefault(language, []).append(someone)
        self._languages = {
            language: _bits(slot for someone in group for slot in someone.slots)
            for language, group in self.interpreters.items()
        }

    def party(self, party: Party) -> LoneParty:
        """Return a party with everything it could hold if it were alone."""
        offers = [self._offer(pair, party) for pair in self._pairs[party.id]]
        possible = [offer for offer in offers if offer.slots]
        possible.sort(key=lambda offer: -offer.pair.value)
        return LoneParty(
            people=tuple(self.person[name] for name in party.people),
            most=len(possible) if party.max is None else party.max,
            offers=tuple(possible),
        )

    def _offer(self, pair: Pair, party: Party) -> LoneOffer:
        """Return where a pair could sit: for each person of the party, when."""
        if party.id == pair.a:
            partner, mine, theirs = self._party[pair.b], pair.people_a, pair.people_b
        else:
            partner, mine, theirs = self._party[pair.a], pair.people_b, pair.people_a
        others = [p for p in partner.people if theirs is None or p in theirs]
        when = 0 if partner.max == 0 else self._when(pair)
        slots = {}
        for number, person in enumerate(party.people):
            if mine is None or person in mine:
                met = 0
                for other in others:
                    if other != person:
                        met |= self._present[other]
                met &= when & self._present[person]
                if met:
                    slots[number] = met
        return LoneOffer(
            pair=pair, slots=slots, others=tuple(self.person[p] for p in others)
        )

    def _when(self, pair: Pair) -> int:
        """Return when a table and an interpreter are there and the pair may meet."""
        when = self._used if pair.slots is None else _bits(pair.slots)
        pin = self.pin.get(pair.id)
        if pin is not None:
            when &= 1 << pin.slot
        if pair.interpreter is not None:
            when &= self._languages.get(pair.interpreter, 0)
        table = None if pin is None else pin.table
        if table is not None:
            return when & _bits(
                slot
                for each in self.problem.tables
                if each.id == table and self.may_sit(pair, each)
                for slot in each.slots
            )
        if self.has_stand(pair):
            return when & (self._stands.get(pair.a, 0) | self._stands.get(pair.b, 0))
        return when & self._open(pair.features)

    def has_stand(self, pair: Pair) -> bool:
        """Tell whether a pair meets at a stand, which holds any number of meetings."""
        return pair.a in self._stands or pair.b in self._stands

    def may_sit(self, pair: Pair, table: Table) -> bool:
        """Tell whether a pair may use a table."""
        if self.has_stand(pair):
            return table.owner in (pair.a, pair.b)
        return table.owner is None and pair.features <= table.features

    def _open(self, features: frozenset[str]) -> int:
        """Return the slots in which a table that nobody owns has all features."""
        if features not in self._featured:
            different = {
                table.slots for table in self.open_tables if features <= table.features
            }
            self._featured[features] = _bits(
                slot for slots in different for slot in slots
            )
        return self._featured[features]


def _bits(slots: Iterable[int]) -> int:
    found = 0
    for slot in slots:
        found |= 1 << slot
    return found
