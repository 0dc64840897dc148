"""Each rule alone: a plan that keeps it is possible, one that breaks it is not.

The model of a test holds that one rule and nothing else; what is planned is
fixed by hand.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from ortools.sat.python import cp_model

from solver import (
    FixedMeeting,
    Goal,
    Goals,
    Interpreter,
    Problem,
)
from solver import rules as hard
from solver.facts import find_facts
from solver.rules import HARD_RULES, Rule
from solver.variables import Variables
from tests.solver.builders import event, pair, party, person, slots_of, table

MODEL = Path(__file__).parents[2] / "docs" / "model.md"


def allows(
    rule: Rule,
    problem: Problem,
    held: set[tuple[str, int]],
    duties: set[tuple[str, str, int]] | None = None,
) -> bool:
    """Tell whether one rule allows exactly these pairs (and people on duty)."""
    facts = find_facts(problem)
    model = cp_model.CpModel()
    x = Variables(model, facts)
    rule(model, facts, x)
    assert held <= set(x.places())
    for pair_id, slot in x.places():
        model.add(x.meets(pair_id, slot) == int((pair_id, slot) in held))
    if duties is not None:
        for party_id, slot in x.party_slots():
            for who, variable in x.attendance(party_id, slot).items():
                model.add(variable == int((party_id, who, slot) in duties))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(model) == cp_model.OPTIMAL


def test_a_pair_met_once_holds() -> None:
    assert allows(hard.meet_at_most_once, event(), {("e01", 0)})


def test_a_pair_met_twice_is_refused() -> None:
    assert not allows(hard.meet_at_most_once, event(), {("e01", 0), ("e01", 2)})


def test_a_required_pair_that_meets_holds() -> None:
    problem = event(pairs=(pair(0, 1, required=True), pair(0, 2)))

    assert allows(hard.hold_required, problem, {("e01", 1)})


def test_a_required_pair_left_out_is_refused() -> None:
    problem = event(pairs=(pair(0, 1, required=True), pair(0, 2)))

    assert not allows(hard.hold_required, problem, {("e02", 1)})


def test_a_fixed_pair_in_its_slot_holds() -> None:
    problem = event(fixed=(FixedMeeting(pair="e01", slot=2, table="t1"),))

    assert allows(hard.hold_fixed, problem, {("e01", 2)})


def test_a_fixed_pair_left_out_is_refused() -> None:
    problem = event(fixed=(FixedMeeting(pair="e01", slot=2),))

    assert not allows(hard.hold_fixed, problem, {("e02", 2)})


def test_a_fixed_pair_has_no_variable_in_another_slot() -> None:
    facts = find_facts(event(fixed=(FixedMeeting(pair="e01", slot=2),)))

    assert facts.slots["e01"] == (2,)


def test_a_party_at_its_maximum_holds() -> None:
    problem = replace(event(), parties=(party(0, max=1), *event().parties[1:]))

    assert allows(hard.respect_maximum, problem, {("e01", 0), ("e12", 1)})


def test_a_party_above_its_maximum_is_refused() -> None:
    problem = replace(event(), parties=(party(0, max=1), *event().parties[1:]))

    assert not allows(hard.respect_maximum, problem, {("e01", 0), ("e02", 1)})


def of_two() -> Problem:
    """Two people represent the first party; one of them only in the first pair."""
    problem = event(
        parties=3,
        slots=2,
        pairs=(pair(0, 1, people_a=("p0",)), pair(0, 2), pair(1, 2)),
    )
    return replace(
        problem,
        people=(person(0, [0]), person(1, 2), person(2, 2), person("b", 2)),
        parties=(party(0, ["p0", "pb"]), party(1), party(2)),
    )


def test_two_people_in_two_meetings_hold() -> None:
    assert allows(hard.send_somebody, of_two(), {("e01", 0), ("e02", 0)})


def test_more_meetings_than_people_are_refused() -> None:
    assert not allows(
        hard.send_somebody,
        of_two(),
        {("e02", 1), ("e12", 1)},
        {("W0", "pb", 1), ("W2", "p2", 1), ("W1", "p1", 1)},
    )


def test_sending_somebody_a_pair_does_not_name_is_refused() -> None:
    duties = {("W0", "pb", 0), ("W1", "p1", 0)}

    assert not allows(hard.send_somebody, of_two(), {("e01", 0)}, duties)


def test_sending_somebody_a_pair_names_holds() -> None:
    duties = {("W0", "p0", 0), ("W1", "p1", 0)}

    assert allows(hard.send_somebody, of_two(), {("e01", 0)}, duties)


def shared() -> Problem:
    """One person represents two parties."""
    problem = event(slots=3)
    return replace(problem, parties=(party(0), party(1, ["p0"]), party(2), party(3)))


def test_a_shared_person_in_two_slots_holds() -> None:
    duties = {("W0", "p0", 0), ("W1", "p0", 1)}

    assert allows(hard.one_place_at_a_time, shared(), set(), duties)


def test_a_shared_person_twice_in_a_slot_is_refused() -> None:
    duties = {("W0", "p0", 0), ("W1", "p0", 0)}

    assert not allows(hard.one_place_at_a_time, shared(), set(), duties)


def test_nobody_can_meet_themselves() -> None:
    assert find_facts(shared()).slots["e01"] == ()


def tired(blocks: tuple[tuple[int, ...], ...]) -> Problem:
    problem = event(slots=4)
    return replace(
        problem,
        blocks=blocks,
        people=(person(0, 4, max_run=2), *problem.people[1:]),
    )


def duties_in(*slots: int) -> set[tuple[str, str, int]]:
    return {("W0", "p0", slot) for slot in slots}


def test_a_run_with_a_rest_holds() -> None:
    problem = tired(((0, 1, 2, 3),))

    assert allows(hard.rest_after_a_run, problem, set(), duties_in(0, 1, 3))


def test_a_run_that_is_too_long_is_refused() -> None:
    problem = tired(((0, 1, 2, 3),))

    assert not allows(hard.rest_after_a_run, problem, set(), duties_in(1, 2, 3))


def test_a_run_broken_by_the_end_of_a_block_holds() -> None:
    problem = tired(((0, 1), (2, 3)))

    assert allows(hard.rest_after_a_run, problem, set(), duties_in(0, 1, 2, 3))


def test_as_many_meetings_as_tables_hold() -> None:
    assert allows(hard.seat_every_meeting, event(), {("e01", 0), ("e23", 0)})


def test_more_meetings_than_tables_are_refused() -> None:
    problem = event(tables=1)

    assert not allows(hard.seat_every_meeting, problem, {("e01", 0), ("e23", 0)})


def with_features(**more: object) -> Problem:
    pairs = (
        pair(0, 1, features=frozenset({"quiet"})),
        pair(2, 3, features=frozenset({"quiet"})),
        pair(4, 5),
    )
    problem = event(parties=6, pairs=pairs, **more)
    tables = (table(0, features=frozenset({"quiet", "step_free"})), table(1), table(2))
    return replace(problem, tables=tables)


def test_one_meeting_at_the_quiet_table_holds() -> None:
    problem = with_features()

    assert allows(hard.seat_every_meeting, problem, {("e01", 0), ("e45", 0)})


def test_two_meetings_that_need_the_quiet_table_are_refused() -> None:
    problem = with_features()

    assert not allows(hard.seat_every_meeting, problem, {("e01", 0), ("e23", 0)})


def test_a_meeting_that_needs_a_table_fixed_for_another_is_refused() -> None:
    problem = with_features(fixed=(FixedMeeting(pair="e45", slot=0, table="t0"),))

    assert not allows(hard.seat_every_meeting, problem, {("e01", 0), ("e45", 0)})


def test_a_stand_needs_no_table() -> None:
    problem = replace(event(), tables=(table(0), table(1, owner="W0")))
    held = {("e01", 0), ("e02", 0), ("e23", 0)}

    assert allows(hard.seat_every_meeting, problem, held)


def test_a_closed_stand_holds_no_meeting() -> None:
    problem = replace(event(), tables=(table(0), table(1, [1], owner="W0")))

    assert find_facts(problem).slots["e01"] == (1,)


def test_a_stand_is_exempt_from_features() -> None:
    pairs = (pair(0, 1, features=frozenset({"quiet"})),)
    problem = replace(event(pairs=pairs), tables=(table(1, [1], owner="W0"),))

    assert find_facts(problem).slots["e01"] == (1,)


def translated() -> Problem:
    """One interpreter knows both languages, the other one of them."""
    return event(
        parties=6,
        pairs=(
            pair(0, 1, interpreter="ti"),
            pair(2, 3, interpreter="ti"),
            pair(4, 5, interpreter="ar"),
        ),
        interpreters=(
            Interpreter(id="i0", languages=frozenset({"ti", "ar"}), slots=slots_of(3)),
            Interpreter(id="i1", languages=frozenset({"ti"}), slots=slots_of(2)),
        ),
    )


def test_an_interpreter_for_each_meeting_holds() -> None:
    held = {("e01", 0), ("e45", 0)}

    assert allows(hard.give_interpreters, translated(), held)


def test_three_meetings_for_two_interpreters_are_refused() -> None:
    held = {("e01", 0), ("e23", 0), ("e45", 0)}

    assert not allows(hard.give_interpreters, translated(), held)


def test_two_meetings_in_a_slot_with_one_interpreter_are_refused() -> None:
    held = {("e01", 2), ("e45", 2)}

    assert not allows(hard.give_interpreters, translated(), held)


def test_a_later_slot_for_a_pair_that_comes_after_holds() -> None:
    problem = event(pairs=(pair(0, 1), pair(2, 3, after=("e01",))))

    assert allows(hard.keep_order, problem, {("e01", 0), ("e23", 1)})


def test_a_pair_that_comes_after_one_that_is_not_held_holds() -> None:
    problem = event(pairs=(pair(0, 1), pair(2, 3, after=("e01",))))

    assert allows(hard.keep_order, problem, {("e23", 0)})


@pytest.mark.parametrize("slot", [1, 2])
def test_the_same_or_an_earlier_slot_for_a_later_pair_is_refused(slot: int) -> None:
    problem = event(pairs=(pair(0, 1), pair(2, 3, after=("e01",))))

    assert not allows(hard.keep_order, problem, {("e01", slot), ("e23", 1)})


def evenly(most: int | None) -> Problem:
    goals = Goals(order=(Goal.VALUE,), max_waiting_spread=most)
    return event(slots=5, goals=goals)


GAPPY = {("e01", 0), ("e02", 2), ("e03", 4)}
"""Two waiting periods for the first party, none for the others."""


@pytest.mark.parametrize("most", [None, 2])
def test_waiting_within_the_spread_holds(most: int | None) -> None:
    assert allows(hard.limit_waiting_spread, evenly(most), GAPPY)


def test_waiting_beyond_the_spread_is_refused() -> None:
    assert not allows(hard.limit_waiting_spread, evenly(1), GAPPY)


def test_every_rule_is_a_heading_of_the_model() -> None:
    headings = re.findall(r"^### (.+)$", MODEL.read_text("utf-8"), re.MULTILINE)

    sentences = [(rule.__doc__ or "").splitlines()[0] for rule in HARD_RULES]

    assert [heading for heading in headings if heading in sentences] == sentences
