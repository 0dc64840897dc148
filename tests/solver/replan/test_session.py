"""Plans made again on the day keep every rule and leave others alone."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver import FixedMeeting, Goals, Plan, PlanRefused, Problem, Status, verify
from solver.problem import Goal, Interpreter
from solver.replan import (
    AbsentParty,
    AbsentPerson,
    Changes,
    LateParty,
    LostInterpreter,
    LostTable,
    Session,
    replan,
)
from solver.replan.absences import name_parties
from solver.replan.comparing import compare
from tests.solver.builders import (
    event,
    meeting,
    pair,
    party,
    person,
    plan_of,
)
from tests.solver.replan.days import changes_of, days, newcomer

WAYS = pytest.mark.parametrize("with_kernel", [False, True])
FEW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def changed(*happened: object, now: int = 0) -> Changes:
    return Changes(now=now, changes=happened)


def moved_others(
    problem: Problem, before: Plan, after: Plan, changes: Changes
) -> list[str]:
    """Return what moved or fell away though it could stay and nobody in it is named.

    Written from the file format, apart from the engine: by the verifier alone.
    """
    ends = {each.id: {each.a, each.b} for each in problem.pairs}
    named = name_parties(problem, changes)
    now = {each.pair: each for each in after.meetings}
    free = replace(
        problem,
        pairs=tuple(replace(each, required=False) for each in problem.pairs),
        fixed=(),
        goals=replace(problem.goals, max_waiting_spread=None),
    )
    found = []
    for was in before.meetings:
        then = now.get(was.pair)
        alike = then is not None and replace(then, interpreter=was.interpreter) == was
        can_stay = not verify(free, plan_of(was, problem=""))
        if not alike and can_stay and ends[was.pair].isdisjoint(named):
            found.append(was.pair)
    return found


@WAYS
@FEW
@given(day=days(), most=st.integers(0, 2))
def test_a_plan_made_again_keeps_every_rule_and_the_limit(
    day: tuple[Problem, Plan, Changes], most: int, *, with_kernel: bool
) -> None:
    problem, plan, changes = day
    session = Session(problem, plan, with_kernel=with_kernel)

    found = session.replan(changes, max_moved=most)

    assert verify(session.problem, found) == ()
    assert len(moved_others(session.problem, plan, found, changes)) <= most
    assert found.diff == compare(plan.meetings, found.meetings)


@WAYS
@FEW
@given(day=days())
def test_history_stays_and_nothing_is_added_to_it(
    day: tuple[Problem, Plan, Changes], *, with_kernel: bool
) -> None:
    problem, plan, changes = day

    found = Session(problem, plan, with_kernel=with_kernel).replan(changes)

    def past(meetings):
        return {each for each in meetings if each.slot < changes.now}

    assert past(found.meetings) == past(plan.meetings)


@WAYS
@FEW
@given(day=days(), data=st.data())
def test_a_second_change_goes_on_from_the_first(
    day: tuple[Problem, Plan, Changes], data: st.DataObject, *, with_kernel: bool
) -> None:
    problem, plan, changes = day
    session = Session(problem, plan, with_kernel=with_kernel)
    first = session.replan(changes)
    second = data.draw(changes_of(session.problem, may_grow=False))

    found = session.replan(replace(second, now=max(second.now, changes.now)))

    assert verify(session.problem, found) == ()
    assert moved_others(session.problem, first, found, second) == []


@WAYS
@FEW
@given(day=days(may_grow=False))
def test_without_a_change_a_full_plan_stays_the_same(
    day: tuple[Problem, Plan, Changes], *, with_kernel: bool
) -> None:
    problem, plan, _ = day
    session = Session(problem, plan, with_kernel=with_kernel)
    full = session.replan(Changes())

    again = session.replan(Changes())

    assert again.meetings == full.meetings
    assert not again.diff.added
    assert not again.diff.removed
    assert not again.diff.moved


@WAYS
def test_the_same_change_gives_the_same_plan(*, with_kernel: bool) -> None:
    problem = event(parties=8, slots=4, tables=3)
    plan = plan_of(meeting(0, 1), meeting(2, 3, at=1), meeting(0, 2, slot=1))

    plans = [
        Session(problem, plan, with_kernel=with_kernel).replan(
            changed(AbsentParty(party="W0"))
        )
        for _ in range(2)
    ]

    assert plans[0].meetings == plans[1].meetings


@WAYS
def test_partners_of_an_absent_party_are_offered_each_other(
    *, with_kernel: bool
) -> None:
    problem = event(parties=3, slots=2, tables=1)
    plan = plan_of(meeting(0, 1), meeting(0, 2, slot=1))

    found = Session(problem, plan, with_kernel=with_kernel).replan(
        changed(AbsentParty(party="W0"))
    )

    assert [each.pair for each in found.diff.removed] == ["e01", "e02"]
    assert [each.pair for each in found.diff.added] == ["e12"]


@WAYS
def test_a_table_that_falls_free_may_go_to_anybody(*, with_kernel: bool) -> None:
    problem = event(
        parties=4, slots=1, tables=1, pairs=(pair(0, 1, 50), pair(2, 3, 40))
    )

    found = Session(problem, plan_of(meeting(0, 1)), with_kernel=with_kernel).replan(
        changed(AbsentParty(party="W1"))
    )

    assert [each.pair for each in found.meetings] == ["e23"]


@WAYS
def test_a_colleague_takes_over_for_an_absent_person(*, with_kernel: bool) -> None:
    problem = replace(
        event(parties=2),
        people=(person(0), person(1), person(2)),
        parties=(party(0, ("p0", "p2")), party(1)),
    )

    found = Session(
        problem, plan_of(meeting(0, 1, slot=1)), with_kernel=with_kernel
    ).replan(changed(AbsentPerson(person="p0")))

    assert found.meetings == (meeting(0, 1, slot=1, person_a="p2"),)
    assert [each.after.pair for each in found.diff.moved] == ["e01"]


@WAYS
def test_somebody_absent_for_a_while_meets_at_another_time(
    *, with_kernel: bool
) -> None:
    problem = event(parties=2, slots=3)

    found = Session(
        problem, plan_of(meeting(0, 1, slot=1)), with_kernel=with_kernel
    ).replan(changed(AbsentPerson(person="p0", slots=frozenset({0, 1}))))

    assert [each.slot for each in found.meetings] == [2]


@WAYS
def test_what_must_be_held_comes_before_what_is_worth_more(
    *, with_kernel: bool
) -> None:
    problem = event(
        parties=3,
        slots=2,
        tables=1,
        pairs=(pair(0, 1, required=True), pair(0, 2, 100)),
        people=(person(0, 2), person(1, 2), person(2, [1])),
    )
    session = Session(problem, plan_of(meeting(0, 1)), with_kernel=with_kernel)

    found = session.replan(changed(AbsentPerson(person="p0", slots=frozenset({0}))))

    assert [(each.pair, each.slot) for each in found.meetings] == [("e01", 1)]
    assert session.given_up == ()


@WAYS
def test_a_late_party_meets_later(*, with_kernel: bool) -> None:
    problem = event(parties=2, slots=4)

    found = Session(problem, plan_of(meeting(0, 1)), with_kernel=with_kernel).replan(
        changed(LateParty(party="W0", first_slot=3))
    )

    assert [each.slot for each in found.meetings] == [3]


@WAYS
def test_a_lost_table_moves_only_who_sat_there(*, with_kernel: bool) -> None:
    problem = event(parties=6, slots=2, tables=3)
    plan = plan_of(meeting(0, 1), meeting(2, 3, at=1))

    found = Session(problem, plan, with_kernel=with_kernel).replan(
        changed(LostTable(table="t0", slots=frozenset({0})))
    )

    assert found.diff.moved[0].before == plan.meetings[0]
    assert found.diff.moved[0].after == meeting(0, 1, at=2)
    assert len(found.diff.moved) == 1
    assert not found.diff.removed


@WAYS
def test_another_interpreter_takes_over_without_moving_anybody(
    *, with_kernel: bool
) -> None:
    problem = event(
        parties=2,
        pairs=(pair(0, 1, interpreter="ti"),),
        interpreters=tuple(
            Interpreter(id=name, languages=frozenset({"ti"}), slots=frozenset({0, 1}))
            for name in ("i0", "i1")
        ),
    )

    found = Session(
        problem, plan_of(meeting(0, 1, interpreter="i0")), with_kernel=with_kernel
    ).replan(changed(LostInterpreter(interpreter="i0")))

    assert found.meetings == (meeting(0, 1, interpreter="i1"),)
    assert not found.diff.moved


@WAYS
def test_a_new_party_gets_what_it_is_promised(*, with_kernel: bool) -> None:
    problem = event(parties=4, slots=2, tables=3)
    plan = plan_of(meeting(0, 1), meeting(2, 3, at=1))

    found = Session(problem, plan, with_kernel=with_kernel).replan(
        Changes(now=1, changes=(newcomer(problem, 1),))
    )

    assert dict(found.goals)["guarantee"].value == (0, 0)
    assert {each.slot for each in found.diff.added} == {1}


def test_one_meeting_of_others_moves_where_that_is_allowed_and_worth_it() -> None:
    problem = event(
        slots=2,
        tables=1,
        people=(*(person(number, 2) for number in range(4)), person(4, [1])),
        parties=5,
        pairs=(pair(0, 1, 30), pair(2, 3, 20), pair(1, 4, 50)),
    )
    plan = plan_of(meeting(0, 1), meeting(2, 3, slot=1))
    gone = changed(AbsentParty(party="W0"))

    still = Session(problem, plan, with_kernel=True).replan(gone)
    moved = Session(problem, plan, with_kernel=True).replan(gone, max_moved=1)

    assert [each.pair for each in still.meetings] == ["e23"]
    assert {each.pair: each.slot for each in moved.meetings} == {"e14": 1, "e23": 0}


def test_what_must_be_held_and_cannot_be_is_given_up() -> None:
    problem = event(
        parties=3,
        slots=2,
        pairs=(pair(0, 1, required=True), pair(0, 2), pair(1, 2)),
        fixed=(FixedMeeting(pair="e02", slot=1),),
    )
    plan = plan_of(meeting(0, 1), meeting(0, 2, slot=1))
    session = Session(problem, plan, with_kernel=False)

    session.replan(changed(AbsentParty(party="W0")))

    assert session.given_up == ("fixed:e02", "required:e01")


def test_a_fixed_meeting_whose_table_is_lost_is_held_elsewhere() -> None:
    problem = event(
        parties=2, slots=2, fixed=(FixedMeeting(pair="e01", slot=0, table="t0"),)
    )
    session = Session(problem, plan_of(meeting(0, 1)), with_kernel=True)

    found = session.replan(changed(LostTable(table="t0")))

    assert session.given_up == ("fixed:e01",)
    assert [(each.slot, each.table) for each in found.meetings] == [(0, "t1")]


def test_waiting_that_cannot_be_shared_out_any_more_is_accepted() -> None:
    problem = event(
        parties=4,
        slots=3,
        tables=2,
        pairs=(pair(0, 1), pair(0, 2), pair(0, 3), pair(1, 2)),
        goals=Goals(order=(Goal.VALUE,), max_waiting_spread=0),
        people=(person(0), person(1), person(2, [1]), person(3, [2])),
    )
    plan = plan_of(meeting(0, 1), meeting(0, 2, slot=1), meeting(0, 3, slot=2))
    session = Session(problem, plan, with_kernel=False)

    found = session.replan(changed(AbsentParty(party="W2"), now=1))

    assert session.given_up == ("max_waiting_spread",)
    assert verify(session.problem, found) == ()


def test_a_plan_for_something_else_is_refused() -> None:
    problem = event(parties=2)
    twice = plan_of(meeting(0, 1), meeting(0, 1, slot=1))

    with pytest.raises(PlanRefused, match="held 2 times"):
        Session(problem, twice, with_kernel=False)


def test_a_plan_that_is_none_is_refused() -> None:
    none = plan_of(status=Status.INFEASIBLE)

    with pytest.raises(PlanRefused, match="status: is infeasible"):
        Session(event(parties=2), none, with_kernel=False)


def test_one_change_can_be_planned_without_a_session() -> None:
    problem = event(parties=2)

    left, found = replan(
        problem, plan_of(meeting(0, 1)), changed(LostTable(table="t0"))
    )

    assert verify(left, found) == ()
    assert found.meetings == (meeting(0, 1, at=1),)
