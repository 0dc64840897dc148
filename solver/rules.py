"""The rules every plan keeps, one function each, as in ``docs/model.md``.

``HARD_RULES`` is the table of contents. What a plan would break by holding a
pair in an impossible slot is not here: such a variable does not exist.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from ortools.sat.python import cp_model

from solver.facts import Facts, PairEnd
from solver.gaps import waiting_periods
from solver.variables import Variables

Rule = Callable[[cp_model.CpModel, Facts, Variables], None]
Kind = TypeVar("Kind", bound=Hashable)


def meet_at_most_once(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """A pair meets at most once."""
    for pair in facts.problem.pairs:
        model.add_at_most_one(x.of_pair(pair.id))


def hold_required(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """A required pair is held."""
    for pair in facts.problem.pairs:
        if pair.required:
            model.add_bool_or(x.of_pair(pair.id))


def hold_fixed(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """A fixed pair is held in its slot and at its table."""
    for fixed in facts.problem.fixed:
        # Its other slots and tables have no variable, so any will do.
        model.add_bool_or(x.of_pair(fixed.pair))


def respect_maximum(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """A party has at most its maximum of meetings."""
    for party in facts.problem.parties:
        if party.max is not None:
            meetings = x.all_of_party(party.id)
            model.add(cp_model.LinearExpr.sum(meetings) <= party.max)


def send_somebody(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """Each meeting of a party takes one of its people who may represent it."""
    for party, slot in x.party_slots():
        meetings = cp_model.LinearExpr.sum(x.of_party(party, slot))
        on_duty = list(x.attendance(party, slot).values())
        model.add(cp_model.LinearExpr.sum(on_duty) == meetings)
    send_by_meeting(model, facts, x)


def one_place_at_a_time(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """A person is in at most one meeting per slot, over all the person's parties."""
    for person in facts.problem.people:
        for slot in person.slots:
            if len(duties := x.busy(person.id, slot)) > 1:
                model.add_at_most_one(duties)


def rest_after_a_run(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """A person has at most the person's longest run of meetings on end in a block."""
    for person in facts.problem.people:
        if person.max_run is None:
            continue
        for block in facts.problem.blocks:
            for first in range(len(block) - person.max_run):
                window = block[first : first + person.max_run + 1]
                duties = [duty for slot in window for duty in x.busy(person.id, slot)]
                if len(duties) > person.max_run:
                    model.add(cp_model.LinearExpr.sum(duties) <= person.max_run)


def seat_every_meeting(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """A table that nobody owns holds at most one meeting per slot."""
    for slot in facts.block_of:
        demand: dict[tuple[frozenset[str], str | None], list[cp_model.IntVar]] = {}
        for pair_id, variable in x.at(slot):
            pair = facts.pair[pair_id]
            if not facts.has_stand(pair):
                pin = facts.pinned.get(pair_id)
                kind = (pair.features, None if pin is None else pin.table)
                demand.setdefault(kind, []).append(variable)
        supply = [
            frozenset(
                (features, table_id)
                for features, table_id in demand
                if features <= table.features and table_id in (None, table.id)
            )
            for table in facts.open_tables
            if slot in table.slots
        ]
        _serve(model, demand, supply)


def give_interpreters(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """An interpreter is at one meeting per slot, in one of the languages known."""
    for slot in facts.block_of:
        demand: dict[str, list[cp_model.IntVar]] = {}
        for pair, variable in x.at(slot):
            if (language := facts.pair[pair].interpreter) is not None:
                demand.setdefault(language, []).append(variable)
        supply = [
            frozenset(demand.keys() & interpreter.languages)
            for interpreter in facts.problem.interpreters
            if slot in interpreter.slots
        ]
        _serve(model, demand, supply)


def keep_order(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """A pair that comes after another is held in a later slot, if both are held."""
    for pair in facts.problem.pairs:
        for earlier in pair.after:
            for slot in facts.slots[pair.id]:
                soon = [x.meets(pair.id, s) for s in facts.slots[pair.id] if s <= slot]
                late = [x.meets(earlier, s) for s in facts.slots[earlier] if s >= slot]
                model.add_at_most_one(soon + late)


def limit_waiting_spread(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """Parties differ by at most the given spread in their waiting periods."""
    most = facts.problem.goals.max_waiting_spread
    if most is None:
        return
    least = model.new_int_var(0, facts.problem.slots, "least waiting")
    for periods in waiting_periods(model, facts, x).values():
        model.add(periods >= least)
        model.add(periods <= least + most)


HARD_RULES: tuple[Rule, ...] = (
    meet_at_most_once,
    hold_required,
    hold_fixed,
    respect_maximum,
    send_somebody,
    one_place_at_a_time,
    rest_after_a_run,
    seat_every_meeting,
    give_interpreters,
    keep_order,
    limit_waiting_spread,
)


def send_by_meeting(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """Let the people sent to single meetings be among those on duty."""
    errands: dict[tuple[str, int, str], list[cp_model.IntVar]] = {}
    sides: dict[tuple[str, int, PairEnd], list[cp_model.IntVar]] = {}
    for (pair, slot, side, person), variable in x.sent().items():
        party = facts.party_of(facts.pair[pair], side).id
        errands.setdefault((party, slot, person), []).append(variable)
        sides.setdefault((pair, slot, side), []).append(variable)
    for (pair, slot, _), variables in sides.items():
        held = x.meets(pair, slot)
        model.add(cp_model.LinearExpr.sum(variables) == held)
    for (party, slot, person), variables in errands.items():
        duty = x.attendance(party, slot)[person]
        model.add(cp_model.LinearExpr.sum(variables) <= duty)


def _serve(
    model: cp_model.CpModel,
    demand: Mapping[Kind, Sequence[cp_model.IntVar]],
    supply: Iterable[frozenset[Kind]],
) -> None:
    """Let each demand be met by a supplier of its own that can serve its kind.

    Suppliers that can serve the same kinds are counted together, so that equal
    tables are never told apart. Where every supplier serves one kind, counting
    is enough; else the flow from suppliers to kinds has variables of its own.
    """
    counts = Counter(kinds for kinds in supply if kinds)
    flows: dict[Kind, list[cp_model.LinearExprT]] = {kind: [] for kind in demand}
    for kinds, count in counts.items():
        if len(kinds) == 1:
            flows[next(iter(kinds))].append(count)
            continue
        given = {kind: model.new_int_var(0, count, "flow") for kind in kinds}
        model.add(cp_model.LinearExpr.sum(list(given.values())) <= count)
        for kind, flow in given.items():
            flows[kind].append(flow)
    for kind, wanted in demand.items():
        offered = cp_model.LinearExpr.sum(flows[kind])
        model.add(cp_model.LinearExpr.sum(list(wanted)) <= offered)
