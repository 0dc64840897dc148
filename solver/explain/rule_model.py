"""The hard rules of ``docs/model.md`` as conditions that can be switched off.

Every rule that could be given up has a variable; with it at 0 its conditions are
not asked. Availability is settled by the absence of variables, as in the exact
model, and what cannot bind is left out altogether: a table rule where there are
more tables than meetings, a maximum above the number of pairs.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from solver.explain.conditions import RuleModel, Support
from solver.explain.rule_names import (
    SPREAD,
    after,
    fixed,
    list_rules,
    longest_run,
    most,
    required,
)
from solver.explain.supply import Demand, serve
from solver.explain.waiting import limit_spread
from solver.facts import PairEnd, find_facts
from solver.problem import FixedMeeting, Pair, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A pair could be held in this slot, at a table that was fixed or at any."""

    pair: Pair
    slot: int
    table: str | None
    variable: int


def build_rule_model(problem: Problem) -> RuleModel:
    """Write down every rule and fact of a problem that could be in the way."""
    return _Builder(problem).build()


class _Builder:
    """A model in the making, with what each party and person could be doing."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._facts = find_facts(replace(problem, fixed=()))
        self._model = RuleModel()
        self._places: dict[str, list[Place]] = {}
        self._of_party: dict[tuple[str, int], list[Place]] = defaultdict(list)
        self._at: dict[int, list[Place]] = defaultdict(list)
        self._duties: dict[tuple[str, int], list[int]] = defaultdict(list)

    def build(self) -> RuleModel:
        """Write everything down."""
        self._place_pairs()
        self._fix_pairs()
        self._require_pairs()
        self._limit_parties()
        self._send_people()
        self._limit_people()
        self._limit_runs()
        self._keep_order()
        self._seat_meetings()
        self._give_interpreters()
        spread = self._problem.goals.max_waiting_spread
        if spread is not None:
            self._model.supports.clear()
            busy = {
                key: [p.variable for p in places]
                for key, places in self._of_party.items()
            }
            limit_spread(self._model, self._problem, busy, self._model.rule(SPREAD))
        for pair, places in self._places.items():
            self._model.places[pair] = [(p.slot, p.variable) for p in places]
        known = self._model.rules
        stated = list_rules(self._problem)
        self._model.rules = {name: known[name] for name in stated if name in known}
        return self._model

    def _variables(self, pair: str) -> list[int]:
        return [place.variable for place in self._places[pair]]

    def _place_pairs(self) -> None:
        """A pair meets at most once, in one of its possible slots."""
        for pair in self._problem.pairs:
            self._places[pair.id] = []
            for slot in self._facts.slots[pair.id]:
                self._add_place(pair, slot, None)

    def _add_place(self, pair: Pair, slot: int, table: str | None) -> int:
        place = Place(pair=pair, slot=slot, table=table, variable=self._model.truth())
        self._places[pair.id].append(place)
        self._at[slot].append(place)
        for party in (pair.a, pair.b):
            self._of_party[party, slot].append(place)
        return place.variable

    def _require_pairs(self) -> None:
        """A required pair is held."""
        for pair in self._problem.pairs:
            if pair.required:
                rule = self._model.rule(required(pair.id))
                self._model.ask(self._variables(pair.id), lower=1, when=rule)

    def _fix_pairs(self) -> None:
        """A fixed pair is held in its slot and at its table."""
        chosen = {each.pair for each in self._problem.fixed}
        pairs = tuple(pair for pair in self._problem.pairs if pair.id in chosen)
        pinned = find_facts(replace(self._problem, pairs=pairs))
        for each in self._problem.fixed:
            rule = self._model.rule(fixed(each.pair))
            possible = each.slot in pinned.slots[each.pair]
            there = [self._fixed_place(each)] if possible else []
            self._model.ask(there, lower=1, when=rule)
        for places in self._places.values():
            self._model.at_most_one([place.variable for place in places])

    def _fixed_place(self, each: FixedMeeting) -> int:
        if each.table is not None:
            return self._add_place(self._facts.pair[each.pair], each.slot, each.table)
        return next(
            place.variable
            for place in self._places[each.pair]
            if place.slot == each.slot
        )

    def _limit_parties(self) -> None:
        """A party has at most its maximum of meetings."""
        for party in self._problem.parties:
            pairs = self._facts.pairs_of.get(party.id, ())
            if party.max is None or len(pairs) <= party.max:
                continue
            name = most(party.id)
            meetings = [v for pair in pairs for v in self._variables(pair)]
            self._model.ask(meetings, upper=party.max, when=self._model.rule(name))
            self._model.supports[name] = Support(
                pairs=frozenset(pairs), least=party.max + 1
            )

    def _send_people(self) -> None:
        """Each meeting of a party takes one of its people who may represent it."""
        for (party, slot), places in self._of_party.items():
            people = [
                person
                for person in self._facts.party[party].people
                if slot in self._facts.person[person].slots
            ]
            if len(people) == 1:
                self._duties[people[0], slot] += [p.variable for p in places]
            else:
                self._share_duties(party, slot, people, places)

    def _share_duties(
        self, party: str, slot: int, people: Sequence[str], places: Sequence[Place]
    ) -> None:
        """Decide who of several people is on duty, and who goes to choosy pairs."""
        on_duty = {person: self._model.truth() for person in people}
        for person, duty in on_duty.items():
            self._duties[person, slot].append(duty)
        fact = f"people:{party}"
        self._model.ask(
            [*on_duty.values(), *(p.variable for p in places)],
            [1] * len(on_duty) + [-1] * len(places),
            lower=0,
            upper=0,
            fact=fact,
        )
        errands: dict[str, list[int]] = defaultdict(list)
        for place, side in _sides(party, places):
            if not self._facts.is_choosy(place.pair, side):
                continue
            named = self._facts.attendees(place.pair, side, slot)
            sent = {person: self._model.truth() for person in named}
            held = place.variable
            weights = [1] * len(sent) + [-1]
            self._model.ask(
                [*sent.values(), held], weights, lower=0, upper=0, fact=fact
            )
            for person, variable in sent.items():
                errands[person].append(variable)
        for person, variables in errands.items():
            weights = [1] * len(variables) + [-1]
            self._model.ask([*variables, on_duty[person]], weights, upper=0, fact=fact)

    def _limit_people(self) -> None:
        """A person is in at most one meeting per slot, over all parties."""
        for (person, _), duties in self._duties.items():
            self._model.at_most_one(duties, fact=f"slots:{person}")

    def _limit_runs(self) -> None:
        """A person has at most the person's longest run of meetings on end."""
        for person in self._problem.people:
            if person.max_run is None:
                continue
            size = person.max_run + 1
            for block in self._problem.blocks:
                for first in range(len(block) - size + 1):
                    window = block[first : first + size]
                    self._limit_window(person.id, window, person.max_run)

    def _limit_window(self, person: str, window: Sequence[int], longest: int) -> None:
        if not all((person, slot) in self._duties for slot in window):
            return
        name = longest_run(person)
        duties = [duty for slot in window for duty in self._duties[person, slot]]
        self._model.ask(duties, upper=longest, when=self._model.rule(name))
        if name not in self._model.supports:
            self._model.supports[name] = Support(
                pairs=frozenset(
                    pair
                    for party in self._facts.parties_of[person]
                    for pair in self._facts.pairs_of.get(party, ())
                ),
                least=longest + 1,
            )

    def _keep_order(self) -> None:
        """A pair that comes after another is held in a later slot."""
        for pair in self._problem.pairs:
            for earlier in pair.after:
                rule = self._model.rule(after(pair.id))
                for slot in sorted({p.slot for p in self._places[pair.id]}):
                    soon = [p for p in self._places[pair.id] if p.slot <= slot]
                    late = [p for p in self._places[earlier] if p.slot >= slot]
                    chosen = [p.variable for p in (*soon, *late)]
                    self._model.ask(chosen, upper=1, when=rule)
            if pair.after:
                self._model.supports[after(pair.id)] = Support(
                    pairs=frozenset((pair.id, *pair.after)), least=2
                )

    def _seat_meetings(self) -> None:
        """A table that nobody owns holds at most one meeting per slot."""
        for slot, places in self._at.items():
            demand: Demand[tuple[frozenset[str], str | None]] = defaultdict(list)
            for place in places:
                if not self._facts.has_stand(place.pair):
                    kind = (place.pair.features, place.table)
                    demand[kind].append(place.variable)
            supply = [
                frozenset(
                    (features, wanted)
                    for features, wanted in demand
                    if features <= table.features and wanted in (None, table.id)
                )
                for table in self._facts.open_tables
                if slot in table.slots
            ]
            serve(self._model, demand, supply, fact=f"tables:{slot}")

    def _give_interpreters(self) -> None:
        """An interpreter is at one meeting per slot, in one of the languages known."""
        for slot, places in self._at.items():
            demand: Demand[str] = defaultdict(list)
            for place in places:
                if place.pair.interpreter is not None:
                    demand[place.pair.interpreter].append(place.variable)
            supply = [
                frozenset(demand.keys() & interpreter.languages)
                for interpreter in self._problem.interpreters
                if slot in interpreter.slots
            ]
            serve(self._model, demand, supply, fact=f"interpreters:{slot}")


def _sides(party: str, places: Sequence[Place]) -> Iterator[tuple[Place, PairEnd]]:
    """Yield each place of a party with the side on which the party is."""
    for place in places:
        yield place, PairEnd.A if place.pair.a == party else PairEnd.B


def narrow_to_musts(problem: Problem) -> Problem:
    """Leave out the pairs that need not be held, and whom only they concern.

    Such pairs cannot make room for others. Not so where waiting is to be shared
    out evenly, when more meetings can help: there nothing may be left out.
    """
    musts = {pair.id for pair in problem.pairs if pair.required}
    musts |= {each.pair for each in problem.fixed}
    pairs = tuple(
        replace(pair, after=tuple(other for other in pair.after if other in musts))
        if pair.after
        else pair
        for pair in problem.pairs
        if pair.id in musts
    )
    involved = {party for pair in pairs for party in (pair.a, pair.b)}
    parties = tuple(party for party in problem.parties if party.id in involved)
    represent = {person for party in parties for person in party.people}
    return replace(
        problem,
        pairs=pairs,
        parties=parties,
        people=tuple(each for each in problem.people if each.id in represent),
        goals=replace(problem.goals, max_waiting_spread=None),
    )
