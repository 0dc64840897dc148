"""The decision variables of the exact model; rules and goals ask for them here."""

from collections.abc import Iterable, Mapping

from ortools.sat.python import cp_model

from solver.facts import Facts, PairEnd
from solver.plan import HeldPair

Term = cp_model.LinearExprT


class Variables:
    """Which pair meets in which slot, and who is then in a meeting for whom.

    A variable exists only where the thing could be: availability, opened tables,
    stands and present interpreters are settled by its absence.
    """

    def __init__(self, model: cp_model.CpModel, facts: Facts) -> None:
        """Create the variables in a model."""
        self._model = model
        self._facts = facts
        self._meets: dict[tuple[str, int], cp_model.IntVar] = {
            (pair.id, slot): model.new_bool_var(f"{pair.id}@{slot}")
            for pair in facts.problem.pairs
            for slot in facts.slots[pair.id]
        }
        self._by_party: dict[tuple[str, int], list[str]] = {}
        self._by_slot: dict[int, list[str]] = {}
        for pair, slot in self._meets:
            self._by_slot.setdefault(slot, []).append(pair)
            for party in (facts.pair[pair].a, facts.pair[pair].b):
                self._by_party.setdefault((party, slot), []).append(pair)
        self._attends = {
            (party, person, slot): model.new_bool_var(f"{person} for {party}@{slot}")
            for party, slot in self._by_party
            for person in facts.party[party].people
            if slot in facts.person[person].slots
        }
        self._by_person: dict[tuple[str, int], list[cp_model.IntVar]] = {}
        for (_, person, slot), variable in self._attends.items():
            self._by_person.setdefault((person, slot), []).append(variable)
        self._seats: dict[tuple[str, int], dict[str, cp_model.IntVar]] = {}
        self._sent: dict[tuple[str, int, PairEnd, str], cp_model.IntVar] = {}
        for pair, slot in self._meets:
            for side in PairEnd:
                if facts.is_choosy(facts.pair[pair], side):
                    self.send(pair, slot, side)

    def meets(self, pair: str, slot: int) -> cp_model.IntVar:
        """Return whether a pair is held in a slot in which it could be."""
        return self._meets[pair, slot]

    def of_pair(self, pair: str) -> list[cp_model.IntVar]:
        """Return the variables of a pair, one for each possible slot."""
        return [self._meets[pair, slot] for slot in self._facts.slots[pair]]

    def of_party(self, party: str, slot: int) -> list[cp_model.IntVar]:
        """Return the variables of the meetings a party could have in a slot."""
        pairs = self._by_party.get((party, slot), ())
        return [self._meets[pair, slot] for pair in pairs]

    def all_of_party(self, party: str) -> list[cp_model.IntVar]:
        """Return the variables of all the meetings a party could have."""
        return [
            variable
            for pair in self._facts.pairs_of.get(party, ())
            for variable in self.of_pair(pair)
        ]

    def at(self, slot: int) -> list[tuple[str, cp_model.IntVar]]:
        """Return the pairs that could be held in a slot, with their variables."""
        pairs = self._by_slot.get(slot, ())
        return [(pair, self._meets[pair, slot]) for pair in pairs]

    def places(self) -> Iterable[tuple[str, int]]:
        """Return the pairs and slots that have a variable."""
        return self._meets.keys()

    def party_slots(self) -> Iterable[tuple[str, int]]:
        """Return the parties and slots in which something could be held."""
        return self._by_party.keys()

    def attendance(self, party: str, slot: int) -> Mapping[str, cp_model.IntVar]:
        """Return who could be in a meeting for a party in a slot."""
        return {
            person: self._attends[party, person, slot]
            for person in self._facts.party[party].people
            if (party, person, slot) in self._attends
        }

    def busy(self, person: str, slot: int) -> list[cp_model.IntVar]:
        """Return the variables of a person's being in a meeting, for any party."""
        return self._by_person.get((person, slot), [])

    def sent(self) -> Mapping[tuple[str, int, PairEnd, str], cp_model.IntVar]:
        """Return who is sent to a meeting, where that is decided by meeting."""
        return self._sent

    def send(
        self, pair: str, slot: int, side: PairEnd
    ) -> Mapping[str, cp_model.IntVar]:
        """Return who could be sent to a meeting, deciding it from now on.

        Not needed where anybody of the party will do: then it is enough to know
        how many of its people are in a meeting, and who they are.
        """
        candidates = self._facts.attendees(self._facts.pair[pair], side, slot)
        for person in candidates:
            key = (pair, slot, side, person)
            if key not in self._sent:
                name = f"{person} to {pair}@{slot}"
                self._sent[key] = self._model.new_bool_var(name)
        return {person: self._sent[pair, slot, side, person] for person in candidates}

    def seats(self, pair: str, slot: int) -> Mapping[str, cp_model.IntVar]:
        """Return at which table a meeting is held, deciding it from now on.

        Not needed where only the number of open tables matters.
        """
        if (pair, slot) not in self._seats:
            self._seats[pair, slot] = {
                table.id: self._model.new_bool_var(f"{pair}@{slot} at {table.id}")
                for table in self._facts.tables_for(self._facts.pair[pair], slot)
            }
        return self._seats[pair, slot]

    def decided_seats(self, pair: str, slot: int) -> Mapping[str, cp_model.IntVar]:
        """Return the seats of a meeting if they are decided, else nothing."""
        return self._seats.get((pair, slot), {})

    def pin(
        self,
        model: cp_model.CpModel,
        meetings: Iterable[HeldPair],
        window: frozenset[int],
    ) -> None:
        """Fix, in a copy of the model, which pairs meet outside a window of slots."""
        held = {(meeting.pair, meeting.slot) for meeting in meetings}
        for (pair, slot), variable in self._meets.items():
            if slot not in window:
                domain = model.proto.variables[variable.index].domain
                domain[0] = domain[1] = int((pair, slot) in held)

    def hint(self, meetings: Iterable[HeldPair]) -> None:
        """Suggest a plan to the search, in place of what was suggested before."""
        model, facts = self._model, self._facts
        model.clear_hints()  # type: ignore[no-untyped-call]  # -- OR-Tools left it out
        held = {(meeting.pair, meeting.slot): meeting for meeting in meetings}
        for key, variable in self._meets.items():
            model.add_hint(variable, key in held)
        on_duty = {
            (party, person, meeting.slot)
            for meeting in held.values()
            for party, person in (
                (facts.pair[meeting.pair].a, meeting.person_a),
                (facts.pair[meeting.pair].b, meeting.person_b),
            )
        }
        for duty, variable in self._attends.items():
            model.add_hint(variable, duty in on_duty)
        for (pair, slot, side, person), variable in self._sent.items():
            meeting = held.get((pair, slot))
            goes = meeting is not None and person == (
                meeting.person_a if side is PairEnd.A else meeting.person_b
            )
            model.add_hint(variable, goes)
        for (pair, slot), tables in self._seats.items():
            meeting = held.get((pair, slot))
            for table, variable in tables.items():
                at_table = meeting is not None and meeting.table == table
                model.add_hint(variable, at_table)
