"""Why a pair is not held: the first reason that applies, and what would help.

The first three reasons are facts of the problem (nothing could make the pair
possible but other people, interpreters or tables); the last three depend on the
rest of the plan.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter

from solver.collector import no_collection
from solver.facts import Facts, PairEnd
from solver.plan import HeldPair, UnmetPair, UnmetReason
from solver.possible import bits
from solver.problem import Pair, Person

_FIRST = itemgetter(0)


def find_unmet(facts: Facts, meetings: Sequence[HeldPair]) -> tuple[UnmetPair, ...]:
    """Return every pair that is not held, in the order of the problem."""
    with no_collection():
        held = {meeting.pair for meeting in meetings}
        search = _Search(facts, meetings)
        return tuple(
            search.explain(pair) for pair in facts.problem.pairs if pair.id not in held
        )


class _Search:
    """What a plan leaves to everybody, as sets of slots in bits."""

    def __init__(self, facts: Facts, meetings: Sequence[HeldPair]) -> None:
        self._facts = facts
        self._possible = facts.possible
        self._free = _free_slots(facts, meetings)
        self._full = _full_parties(facts, meetings)
        self._left = {
            party.id: _union(self._free, party.people)
            for party in facts.problem.parties
        }
        sharers = [names for names in facts.parties_of.values() if len(names) > 1]
        self._sharing = {party for parties in sharers for party in parties}
        self._person_name = {person: f"person:{person}" for person in facts.person}
        self._slot_names: Callable[[int], tuple[str, ...]] = cache(
            lambda found: _named("slot", self._possible.slots(found))
        )

    def explain(self, pair: Pair) -> UnmetPair:
        """Return the first reason that applies to a pair that is not held."""
        reason, would_help = self._reason(pair)
        return UnmetPair(pair=pair.id, reason=reason, would_help=would_help)

    def _reason(self, pair: Pair) -> tuple[UnmetReason, tuple[str, ...]]:
        possible = self._possible
        alone = self._facts.slots[pair.id]
        if not alone:
            return self._impossible(pair)
        full = [party for party in (pair.a, pair.b) if party in self._full]
        if full:
            return UnmetReason.PARTY_FULL, _named("party", full)
        slots = possible.bits_of(alone)
        ours, theirs = self._side(pair, PairEnd.A), self._side(pair, PairEnd.B)
        free = slots & ours & theirs
        if pair.a in self._sharing and pair.b in self._sharing:
            free &= self._apart(pair)
        if free:
            return UnmetReason.DISPLACED, self._slot_names(free)
        busy = self._busy_people(pair, slots & ~ours, slots & ~theirs)
        return UnmetReason.PERSON_BUSY, busy

    def _impossible(self, pair: Pair) -> tuple[UnmetReason, tuple[str, ...]]:
        """Return why a pair could not be held whatever else is planned."""
        common = self._possible.common(pair)
        if not common:
            return UnmetReason.NO_COMMON_SLOT, self._slot_names(self._one_sided(pair))
        language = pair.interpreter
        if language is not None and not common & self._possible.interpreted(language):
            return UnmetReason.NO_INTERPRETER, _named("language", [language])
        features = _named("feature", sorted(pair.features))
        return UnmetReason.NO_TABLE, features + self._slot_names(common)

    def _one_sided(self, pair: Pair) -> int:
        """Return the slots in which one side could meet and only the other not."""
        either = self._possible.side(pair.a, pair.people_a)
        either |= self._possible.side(pair.b, pair.people_b)
        return either if pair.slots is None else either & bits(pair.slots)

    def _side(self, pair: Pair, side: PairEnd) -> int:
        """Return the slots in which a side has somebody left for the pair."""
        named = pair.people_a if side is PairEnd.A else pair.people_b
        if named is None:
            return self._left[pair.a if side is PairEnd.A else pair.b]
        return _union(self._free, self._people(pair, side))

    def _people(self, pair: Pair, side: PairEnd) -> Iterable[str]:
        """Return who may represent a side of a pair."""
        named = pair.people_a if side is PairEnd.A else pair.people_b
        people = self._facts.party[pair.a if side is PairEnd.A else pair.b].people
        return people if named is None else [p for p in people if p in named]

    def _apart(self, pair: Pair) -> int:
        """Return the slots in which both sides have somebody left, not the same."""
        found = 0
        for a in self._people(pair, PairEnd.A):
            for b in self._people(pair, PairEnd.B):
                if a != b:
                    found |= self._free[a] & self._free[b]
        return found

    def _busy_people(self, pair: Pair, ours: int, theirs: int) -> tuple[str, ...]:
        """Return who could represent a side in slots where it has nobody left.

        Args:
            pair: The pair.
            ours: The slots in which the first side has nobody left.
            theirs: The slots in which the second side has nobody left.
        """
        present, found = self._possible.present, []
        for side, slots in ((PairEnd.A, ours), (PairEnd.B, theirs)):
            if slots:
                for person in self._people(pair, side):
                    when = slots & present[person]
                    if when:
                        found.append((when & -when, person))
        found.sort(key=_FIRST)
        return tuple(dict.fromkeys(self._person_name[person] for _, person in found))


def _union(slots: Mapping[str, int], people: Iterable[str]) -> int:
    found = 0
    for person in people:
        found |= slots[person]
    return found


def _free_slots(facts: Facts, meetings: Sequence[HeldPair]) -> Mapping[str, int]:
    """Return the slots in which each person can have one more meeting."""
    busy = dict.fromkeys(facts.person, 0)
    for meeting in meetings:
        busy[meeting.person_a] |= 1 << meeting.slot
        busy[meeting.person_b] |= 1 << meeting.slot
    blocks = [bits(block) for block in facts.problem.blocks]
    return {
        person.id: facts.possible.present[person.id]
        & ~busy[person.id]
        & ~_needed_rest(person, busy[person.id], blocks)
        for person in facts.problem.people
    }


def _needed_rest(person: Person, busy: int, blocks: Sequence[int]) -> int:
    """Return the slots in which a meeting would make too long a run.

    A slot is one where the runs of meetings that end just before it and begin
    just after it are together as long as the longest run there may be.
    """
    most = person.max_run
    if most is None or busy.bit_count() < most:
        return 0
    rest = 0
    for block in blocks:
        here = busy & block
        for before in range(most + 1):
            rest |= _after_run(here, before) & _before_run(here, most - before) & block
    return rest


def _after_run(busy: int, length: int) -> int:
    """Return the slots that come straight after a run at least so long."""
    found = -1
    for step in range(1, length + 1):
        found &= busy << step
    return found


def _before_run(busy: int, length: int) -> int:
    """Return the slots that come straight before a run at least so long."""
    found = -1
    for step in range(1, length + 1):
        found &= busy >> step
    return found


def _full_parties(facts: Facts, meetings: Sequence[HeldPair]) -> frozenset[str]:
    """Return the parties that have reached their maximum."""
    pairs = [facts.pair[meeting.pair] for meeting in meetings]
    degree = Counter(party for pair in pairs for party in (pair.a, pair.b))
    return frozenset(
        party.id
        for party in facts.problem.parties
        if party.max is not None and degree[party.id] >= party.max
    )


def _named(kind: str, names: Iterable[object]) -> tuple[str, ...]:
    return tuple(f"{kind}:{name}" for name in names)
