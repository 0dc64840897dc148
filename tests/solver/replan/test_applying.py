"""The problem that changes leave."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from solver import FixedMeeting, FormatError, Plan, Problem, check, verify
from solver.facts import find_facts
from solver.problem import Goal, Interpreter
from solver.recount import recount
from solver.replan import (
    AbsentParty,
    AbsentPerson,
    Changes,
    LateParty,
    LostInterpreter,
    LostTable,
    Newcomers,
    apply_changes,
)
from solver.replan.absences import name_parties
from solver.replan.applying import list_given_up
from solver.replan.ceiling import value_ceiling
from tests.solver.builders import event, meeting, pair, party, person, plan_of
from tests.solver.oracle import every_plan
from tests.solver.replan.days import days, newcomer
from tests.solver.strategies import problems


def changed(*happened: object, now: int = 0) -> Changes:
    return Changes(now=now, changes=happened)


def slots(problem: Problem, name: str) -> tuple[int, ...]:
    return find_facts(problem).slots[name]


def test_history_is_fixed_and_nothing_else_can_be_held_in_it() -> None:
    problem = event(parties=3, slots=3)

    left = apply_changes(problem, [meeting(0, 1)], changed(now=1))

    assert left.fixed == (FixedMeeting(pair="e01", slot=0, table="t0"),)
    assert slots(left, "e01") == (0,)
    assert slots(left, "e02") == (1, 2)


def test_an_absent_party_meets_no_more_but_has_met() -> None:
    problem = event(parties=3, slots=3)

    left = apply_changes(
        problem, [meeting(0, 1)], changed(AbsentParty(party="W0"), now=1)
    )

    assert slots(left, "e01") == (0,)
    assert slots(left, "e02") == ()
    assert slots(left, "e12") == (1, 2)


def test_an_absent_party_does_not_take_its_people_from_others() -> None:
    problem = replace(event(parties=3), parties=(party(0), party(1, ["p0"]), party(2)))

    left = apply_changes(problem, [], changed(AbsentParty(party="W0")))

    assert slots(left, "e12") == (0, 1, 2)


def test_a_late_party_meets_from_its_slot_on() -> None:
    left = apply_changes(
        event(parties=2), [], changed(LateParty(party="W0", first_slot=2))
    )

    assert slots(left, "e01") == (2,)


def test_what_is_not_there_is_taken_away_from_slots() -> None:
    problem = event(
        parties=2,
        interpreters=(
            Interpreter(id="i", languages=frozenset({"ti"}), slots=frozenset({0, 1})),
        ),
    )

    left = apply_changes(
        problem,
        [],
        changed(
            AbsentPerson(person="p0", slots=frozenset({1})),
            AbsentPerson(person="p0", slots=frozenset({2})),
            LostTable(table="t0"),
            LostInterpreter(interpreter="i", slots=frozenset({0})),
        ),
    )

    assert left.people[0].slots == {0}
    assert left.tables[0].slots == frozenset()
    assert left.interpreters[0].slots == {1}


def test_what_is_lost_was_there_in_history() -> None:
    left = apply_changes(event(parties=2), [], changed(LostTable(table="t0"), now=2))

    assert left.tables[0].slots == {0, 1}


def test_a_new_party_can_be_absent_too() -> None:
    problem = event(parties=2)

    left = apply_changes(
        problem, [], changed(newcomer(problem, 5), AbsentParty(party="new"))
    )

    assert slots(left, "nW0") == ()


def test_what_must_be_held_and_cannot_be_is_let_go() -> None:
    problem = event(
        parties=3,
        pairs=(pair(0, 1, required=True), pair(0, 2), pair(1, 2, required=True)),
        fixed=(FixedMeeting(pair="e02", slot=1),),
    )

    left = apply_changes(problem, [], changed(AbsentParty(party="W0")))

    assert list_given_up(problem, left) == ("fixed:e02", "required:e01")


def test_those_named_are_the_parties_a_change_is_about() -> None:
    problem = replace(
        event(parties=4), parties=(*event(parties=4).parties[:3], party(3, ["p2"]))
    )

    named = name_parties(
        problem,
        changed(
            AbsentParty(party="W0"), AbsentPerson(person="p2"), LostTable(table="t0")
        ),
    )

    assert named == {"W0", "W2", "W3"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (changed(now=4), "now: must be 0 to 3"),
        (changed(AbsentParty(party="W9")), r'changes\[0\]\.absent: no party "W9"'),
        (changed(LateParty(party="W9", first_slot=0)), r"late: no party"),
        (changed(LateParty(party="W0", first_slot=9)), r"from: slot 9 is out of range"),
        (changed(AbsentPerson(person="x")), r'absent_person: no person "x"'),
        (changed(LostTable(table="x")), r'table_lost: no table "x"'),
        (
            changed(LostTable(table="t0", slots=frozenset({3}))),
            r"changes\[0\]\.slots: slot 3 is out of range; slots run from 0 to 2",
        ),
        (changed(LostInterpreter(interpreter="x")), "no interpreter"),
        (
            changed(Newcomers(party=party(0), people=(person(9),))),
            r"changes\[0\]: does not fit in the problem: parties\[2\]\.id",
        ),
    ],
)
def test_changes_that_do_not_fit_are_refused(changes: Changes, expected: str) -> None:
    with pytest.raises(FormatError, match=expected):
        apply_changes(event(parties=2), [], changes)


@settings(max_examples=60, deadline=None)
@given(day=days())
def test_the_changed_problem_can_be_planned_and_keeps_history(
    day: tuple[Problem, Plan, Changes],
) -> None:
    problem, plan, changes = day
    past = [each for each in plan.meetings if each.slot < changes.now]

    left = apply_changes(problem, plan.meetings, changes)

    assert check(left) == left
    free = replace(
        left,
        pairs=tuple(replace(each, required=False) for each in left.pairs),
        fixed=tuple(f for f in left.fixed if f.pair in {m.pair for m in past}),
        goals=replace(left.goals, max_waiting_spread=None),
    )
    assert verify(free, plan_of(*past, problem="")) == ()


@settings(max_examples=40, deadline=None)
@given(problem=problems(most_parties=3, most_slots=3))
def test_no_plan_is_worth_more_than_the_ceiling(problem: Problem) -> None:
    ceiling = value_ceiling(find_facts(problem))

    for meetings in every_plan(problem):
        assert recount(problem, meetings)[Goal.VALUE][0] <= ceiling
