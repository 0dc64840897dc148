"""Facts that follow from a problem, worked out once for the engine.

Who may represent a side in a slot, which tables are open to a pair, and in
which slots a pair could be held if nothing else were planned. The verifier does
not use this module: it works everything out again by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from solver.collector import no_collection
from solver.possible import Possible
from solver.problem import (
    FixedMeeting,
    Interpreter,
    Pair,
    Party,
    Person,
    Problem,
    Table,
)

K = TypeVar("K")
V = TypeVar("V")


class PairEnd(StrEnum):
    """One of the two parties of a pair."""

    A = "a"
    B = "b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A problem with its cross-references resolved."""

    problem: Problem
    person: Mapping[str, Person]
    party: Mapping[str, Party]
    table: Mapping[str, Table]
    pair: Mapping[str, Pair]
    pinned: Mapping[str, FixedMeeting]
    """The fixed meeting of a pair, by pair."""
    pairs_of: Mapping[str, tuple[str, ...]]
    """The pairs a party is in."""
    parties_of: Mapping[str, tuple[str, ...]]
    """The parties a person can represent."""
    stands: Mapping[str, tuple[Table, ...]]
    """The tables a party owns."""
    interpreters: Mapping[tuple[str | None, int], tuple[Interpreter, ...]]
    """Who can interpret a language in a slot."""
    open_tables: tuple[Table, ...]
    """The tables nobody owns."""
    block_of: Mapping[int, int]
    """The block a slot lies in; a slot in no block is not used."""
    slots: Mapping[str, tuple[int, ...]]
    """The slots in which a pair could be held if it were alone."""
    possible: Possible
    """The same and its parts, as sets of bits."""

    def party_of(self, pair: Pair, side: PairEnd) -> Party:
        """Return the party on one side of a pair."""
        return self.party[pair.a if side is PairEnd.A else pair.b]

    def attendees(self, pair: Pair, side: PairEnd, slot: int) -> tuple[str, ...]:
        """Return who may represent one side of a pair in a slot."""
        named = pair.people_a if side is PairEnd.A else pair.people_b
        return tuple(
            person
            for person in self.party_of(pair, side).people
            if slot in self.person[person].slots and (named is None or person in named)
        )

    def is_choosy(self, pair: Pair, side: PairEnd) -> bool:
        """Tell whether not everybody of the party may represent it in this pair."""
        named = pair.people_a if side is PairEnd.A else pair.people_b
        return named is not None and not set(self.party_of(pair, side).people) <= set(
            named
        )

    def has_stand(self, pair: Pair) -> bool:
        """Tell whether the pair meets at a stand, not at an open table."""
        return pair.a in self.stands or pair.b in self.stands

    def tables_for(self, pair: Pair, slot: int) -> tuple[Table, ...]:
        """Return the tables at which a pair may be held in a slot."""
        pin = self.pinned.get(pair.id)
        stands = self.stands.get(pair.a, ()) + self.stands.get(pair.b, ())
        return tuple(
            table
            for table in (stands or self.open_tables)
            if slot in table.slots
            and (bool(stands) or pair.features <= table.features)
            and (pin is None or pin.table is None or pin.table == table.id)
        )

    def interpreters_for(self, pair: Pair, slot: int) -> tuple[Interpreter, ...]:
        """Return who could interpret a pair's language in a slot."""
        return self.interpreters.get((pair.interpreter, slot), ())


def used_slots(problem: Problem) -> tuple[int, ...]:
    """Return the slots that lie in a block, in order of time."""
    return tuple(sorted(slot for block in problem.blocks for slot in block))


def common_slots(facts: Facts, pair: Pair) -> tuple[int, ...]:
    """Return the slots in which two different people can represent the sides."""
    return facts.possible.slots(facts.possible.common(pair))


def find_facts(problem: Problem) -> Facts:
    """Work out what follows from a checked problem."""
    with no_collection():
        return _find_facts(problem)


def _find_facts(problem: Problem) -> Facts:
    possible = Possible(problem)
    return Facts(
        problem=problem,
        person={person.id: person for person in problem.people},
        party={party.id: party for party in problem.parties},
        table={table.id: table for table in problem.tables},
        pair={pair.id: pair for pair in problem.pairs},
        pinned={fixed.pair: fixed for fixed in problem.fixed},
        pairs_of=_group((end, p.id) for p in problem.pairs for end in (p.a, p.b)),
        parties_of=_group((k, p.id) for p in problem.parties for k in p.people),
        stands=_group((t.owner, t) for t in problem.tables if t.owner is not None),
        interpreters=_group(
            ((language, slot), interpreter)
            for interpreter in problem.interpreters
            for language in sorted(interpreter.languages)
            for slot in interpreter.slots
        ),
        open_tables=tuple(table for table in problem.tables if table.owner is None),
        block_of={s: i for i, block in enumerate(problem.blocks) for s in block},
        slots={p.id: possible.slots(possible.alone(p)) for p in problem.pairs},
        possible=possible,
    )


def _group(items: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Collect values by key, in the order in which they come."""
    found: dict[K, list[V]] = {}
    for key, value in items:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
