"""Planning as one integer programme, for the rivals that hand it to a solver.

A variable for each (pair, slot), or for each (pair, slot, table), and for each person
who could be on duty for a party in a slot. What is guaranteed is worth more than any
few meetings, so one objective stands for the two goals.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bench.rivals.task import CannotExpress
from solver.facts import Facts, PairEnd
from solver.plan import HeldPair
from solver.problem import Goal, Person
from solver.refusals import EngineError
from solver.seating import choose_people, seat

_MISSING = 5_000
"""What a missing guaranteed meeting costs: more than two meetings can be worth."""
_NOTHING = 50_000
"""What a party with nothing costs."""

Row = tuple[list[int], list[int], int, int]
"""Variables, their coefficients, and the least and most of their sum."""
UNLIMITED = 10**6
Place = tuple[str, int, str | None]
"""A pair, a slot, and a table where tables are chosen."""


class RivalProgramme:
    """Variables from 0 to ``most``, what they are worth, and rows."""

    def __init__(self, facts: Facts, *, by_table: bool) -> None:
        """Write down every rule and the goals."""
        _refuse_what_is_left_out(facts)
        self.facts = facts
        self.most: list[int] = []
        self.worth: list[int] = []
        self.rows: list[Row] = []
        self._bonus = facts.problem.goals.bonus
        self._of_pair: dict[str, list[int]] = defaultdict(list)
        self._at: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._of_party: dict[str, list[int]] = defaultdict(list)
        self._of_party_at: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.interpreting: dict[tuple[str, str, int], int] = {}
        """Whether an interpreter works in a language in a slot."""
        self.promises: dict[str, tuple[int, int]] = {}
        """How many promised meetings a party misses, and whether it has nothing."""
        self.levels: dict[str, list[int]] = {}
        """Whether a party has a first, a second meeting and so on."""
        self.places = dict(self._make_places(by_table=by_table))
        self.duties = dict(self._make_duties())
        self._pairs()
        self._people()
        self._tables(by_table=by_table)
        self._interpreters()
        self._goals()

    def variable(self, most: int = 1, worth: int = 0) -> int:
        """Return a new variable."""
        self.most.append(most)
        self.worth.append(worth)
        return len(self.most) - 1

    def row(
        self,
        plus: Sequence[int],
        minus: Sequence[int] = (),
        *,
        least: int = -UNLIMITED,
        most: int = UNLIMITED,
    ) -> None:
        """Limit the sum of some variables less the sum of others."""
        signs = [1] * len(plus) + [-1] * len(minus)
        self.rows.append(([*plus, *minus], signs, least, most))

    def _make_places(self, *, by_table: bool) -> Iterable[tuple[Place, int]]:
        facts = self.facts
        for pair in facts.problem.pairs:
            for slot in facts.slots[pair.id]:
                tables = facts.tables_for(pair, slot) if by_table else ()
                for table in tables or (None,):
                    at = self.variable(worth=pair.value)
                    self._of_pair[pair.id].append(at)
                    self._at[pair.id, slot].append(at)
                    for party in (pair.a, pair.b):
                        self._of_party[party].append(at)
                        self._of_party_at[party, slot].append(at)
                    yield (pair.id, slot, table.id if table else None), at

    def _make_duties(self) -> Iterable[tuple[tuple[str, str, int], int]]:
        for party, slot in self._of_party_at:
            for person in self.facts.party[party].people:
                if slot in self.facts.person[person].slots:
                    yield (party, person, slot), self.variable()

    def _pairs(self) -> None:
        """A pair meets once at most, required pairs do, some after others."""
        facts = self.facts
        for pair in facts.problem.pairs:
            must = pair.required or pair.id in facts.pinned
            self.row(self._of_pair[pair.id], least=int(must), most=1)
            for earlier in pair.after:
                for slot in facts.slots[pair.id]:
                    until = self._held(pair.id, range(slot + 1))
                    since = self._held(earlier, range(slot, facts.problem.slots))
                    self.row([*until, *since], most=1)
        for party in facts.problem.parties:
            if party.max is not None:
                self.row(self._of_party[party.id], most=party.max)

    def _held(self, pair: str, slots: Iterable[int]) -> list[int]:
        return [at for slot in slots for at in self._at.get((pair, slot), ())]

    def _people(self) -> None:
        """Every meeting takes one person of each side, who rests in time."""
        on_duty: dict[tuple[str, int], list[int]] = defaultdict(list)
        busy: dict[tuple[str, int], list[int]] = defaultdict(list)
        for (party, person, slot), at in self.duties.items():
            on_duty[party, slot].append(at)
            busy[person, slot].append(at)
        for key, meetings in self._of_party_at.items():
            self.row(meetings, on_duty[key], least=0, most=0)
        for duties in busy.values():
            if len(duties) > 1:
                self.row(duties, most=1)
        for each in self.facts.problem.people:
            self._rest(each, busy)

    def _rest(
        self, person: Person, busy: Mapping[tuple[str, int], Sequence[int]]
    ) -> None:
        if person.max_run is None:
            return
        for block in self.facts.problem.blocks:
            for first in range(len(block) - person.max_run):
                window = block[first : first + person.max_run + 1]
                duties = [at for s in window for at in busy.get((person.id, s), ())]
                self.row(duties, most=person.max_run)

    def _tables(self, *, by_table: bool) -> None:
        """An open table holds one meeting; where none are chosen, they are counted.

        Counting who asks for so much or more is exact where of any two demands one
        contains the other; else seating may fail, and then the rival has no plan.
        """
        at_table: dict[tuple[str | None, int], list[int]] = defaultdict(list)
        asking: dict[tuple[frozenset[str], int], list[int]] = defaultdict(list)
        demands = {frozenset[str](), *(p.features for p in self.facts.problem.pairs)}
        for (name, slot, table), at in self.places.items():
            pair = self.facts.pair[name]
            if self.facts.has_stand(pair):
                continue
            at_table[table, slot].append(at)
            for features in demands:
                if features <= pair.features:
                    asking[features, slot].append(at)
        if by_table:
            for meetings in at_table.values():
                self.row(meetings, most=1)
            return
        for (features, slot), meetings in asking.items():
            fitting = [t for t in self.facts.open_tables if features <= t.features]
            self.row(meetings, most=sum(slot in table.slots for table in fitting))

    def _interpreters(self) -> None:
        """An interpreter is at one meeting per slot, in one of the languages."""
        needed: dict[tuple[str, int], list[int]] = defaultdict(list)
        for (pair, slot, _), at in self.places.items():
            language = self.facts.pair[pair].interpreter
            if language is not None:
                needed[language, slot].append(at)
        working: dict[tuple[str, int], list[int]] = defaultdict(list)
        for (language, slot), meetings in needed.items():
            present = self.facts.interpreters[language, slot]
            supply = [self.variable() for _ in present]
            for interpreter, at in zip(present, supply, strict=True):
                working[interpreter.id, slot].append(at)
                self.interpreting[interpreter.id, language, slot] = at
            self.row(meetings, supply, most=0)
        for assignments in working.values():
            self.row(assignments, most=1)

    def _goals(self) -> None:
        """Count what is promised and missing, and what first meetings add."""
        promises = Goal.GUARANTEE in self.facts.problem.goals.order
        for party in self.facts.problem.parties:
            meetings = self._of_party[party.id]
            if party.min and promises:
                missing = self.variable(party.min, -_MISSING)
                nothing = self.variable(1, -_NOTHING)
                self.row([*meetings, missing], least=party.min)
                self.row([*meetings, nothing], least=1)
                self.promises[party.id] = missing, nothing
            levels = [self.variable(worth=worth) for worth in self._bonus]
            self.levels[party.id] = levels
            self.row(levels, meetings, most=0)
            for lower, higher in pairwise(levels):
                self.row([higher], [lower], most=0)


def _refuse_what_is_left_out(facts: Facts) -> None:
    """Refuse a problem with rules that this programme does not have."""
    if facts.problem.goals.max_waiting_spread is not None:
        raise CannotExpress("no rule for the spread of waiting")
    if any(facts.is_choosy(p, side) for p in facts.problem.pairs for side in PairEnd):
        raise CannotExpress("no rule for who may represent a side")


def read_meetings(
    programme: RivalProgramme, values: Sequence[float]
) -> tuple[HeldPair, ...]:
    """Return the meetings of a solution, with interpreters and tables.

    Raises:
        CannotExpress: Counting tables was not enough to seat everybody.
    """
    facts = programme.facts
    held = [place for place, at in programme.places.items() if round(values[at])]
    on_duty: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (party, person, slot), at in programme.duties.items():
        if round(values[at]):
            on_duty[party, slot].append(person)
    meetings = choose_people(facts, [(p, s) for p, s, _ in held], on_duty, {})
    tables = {pair: table for pair, _, table in held if table}
    try:
        return seat(facts, meetings, tables)
    except EngineError as error:
        raise CannotExpress("tables counted, but too few for what is asked") from error
