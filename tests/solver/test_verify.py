"""Plans that break one rule each, and plans that claim what is not so."""

from dataclasses import replace

import pytest

from solver import (
    FixedMeeting,
    Goal,
    GoalResult,
    Goals,
    Interpreter,
    Limits,
    Plan,
    Problem,
    Status,
    UnmetPair,
    UnmetReason,
    solve,
    verify,
)
from tests.solver.builders import (
    event,
    meeting,
    pair,
    party,
    person,
    plan_of,
    slots_of,
    table,
)


def rules(problem: Problem, plan: Plan) -> list[str]:
    return [violation.rule for violation in verify(problem, plan)]


def test_a_plan_that_keeps_every_rule_has_no_violations() -> None:
    plan = plan_of(meeting(0, 1), meeting(2, 3, at=1), meeting(0, 2, slot=1))

    assert verify(event(), plan) == ()


def test_an_empty_plan_has_no_violations() -> None:
    assert verify(event(), plan_of()) == ()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"pair": "e99"}, "meetings[0].pair"),
        ({"table": "t9"}, "meetings[0].table"),
        ({"person_a": "p9"}, "meetings[0].person_a"),
        ({"person_b": "p9"}, "meetings[0].person_b"),
        ({"interpreter": "i9"}, "meetings[0].interpreter"),
    ],
)
def test_an_unknown_name_is_a_violation(change: dict[str, str], place: str) -> None:
    plan = plan_of(replace(meeting(0, 1), **change))

    found = verify(event(), plan)

    assert [(each.rule, each.place) for each in found] == [("known_names", place)]


def test_a_slot_in_no_block_is_a_violation() -> None:
    problem = event(blocks=((0, 1),))

    assert rules(problem, plan_of(meeting(0, 1, slot=2))) == ["known_names"]


def test_a_plan_for_another_problem_is_a_violation() -> None:
    assert rules(event(), plan_of(problem="other")) == ["same_problem"]


def test_a_pair_outside_its_slots_is_a_violation() -> None:
    problem = event(pairs=(pair(0, 1, slots=frozenset({1})),))

    assert rules(problem, plan_of(meeting(0, 1))) == ["pair_slots"]


def test_a_person_of_another_party_is_a_violation() -> None:
    plan = plan_of(meeting(0, 1, person_a="p2"))

    assert rules(event(), plan) == ["send_own_people"]


@pytest.mark.parametrize("field", ["people_a", "people_b"])
def test_a_person_the_pair_does_not_name_is_a_violation(field: str) -> None:
    problem = event(pairs=(pair(0, 1, **{field: ()}),))

    assert rules(problem, plan_of(meeting(0, 1))) == ["send_named_people"]


def test_an_absent_person_is_a_violation() -> None:
    problem = event()
    problem = replace(problem, people=(person(0, [1]), *problem.people[1:]))

    assert rules(problem, plan_of(meeting(0, 1))) == ["send_available_people"]


def test_a_person_who_meets_themselves_is_a_violation() -> None:
    problem = event()
    parties = (party(0), party(1, ["p0"]), *problem.parties[2:])
    plan = plan_of(meeting(0, 1, person_b="p0"))

    assert rules(replace(problem, parties=parties), plan) == ["one_place_at_a_time"]


def test_a_person_in_two_meetings_at_once_is_a_violation() -> None:
    plan = plan_of(meeting(0, 1), meeting(0, 2, at=1))

    assert rules(event(), plan) == ["one_place_at_a_time"]


def test_a_table_with_two_meetings_at_once_is_a_violation() -> None:
    plan = plan_of(meeting(0, 1), meeting(2, 3))

    assert rules(event(), plan) == ["one_meeting_per_table"]


def test_a_closed_table_is_a_violation() -> None:
    problem = replace(event(), tables=(table(0, [1]),))

    assert rules(problem, plan_of(meeting(0, 1))) == ["table_is_there"]


def test_a_table_without_a_feature_is_a_violation() -> None:
    problem = event(pairs=(pair(0, 1, features=frozenset({"quiet"})),))

    assert rules(problem, plan_of(meeting(0, 1))) == ["table_features"]


def with_stands() -> Problem:
    features = frozenset({"quiet"})
    pairs = (pair(0, 1, features=features), pair(0, 2), pair(2, 3))
    tables = (table(0), table(1, owner="W0"), table(2, owner="W1"))
    problem = event(pairs=pairs)
    people = (*problem.people, person("b"))
    parties = (party(0, ["p0", "pb"]), *problem.parties[1:])
    return replace(problem, tables=tables, people=people, parties=parties)


@pytest.mark.parametrize("stand", [1, 2])
def test_either_stand_will_do_and_needs_no_features(stand: int) -> None:
    assert verify(with_stands(), plan_of(meeting(0, 1, at=stand))) == ()


def test_a_stand_holds_two_meetings_at_once() -> None:
    plan = plan_of(meeting(0, 1, at=1), meeting(0, 2, at=1, person_a="pb"))

    assert verify(with_stands(), plan) == ()


def test_meeting_away_from_the_stand_is_a_violation() -> None:
    assert rules(with_stands(), plan_of(meeting(0, 2))) == ["meet_at_the_stand"]


def test_meeting_at_the_stand_of_others_is_a_violation() -> None:
    plan = plan_of(meeting(2, 3, at=1))

    assert rules(with_stands(), plan) == ["meet_at_the_stand"]


def translated() -> Problem:
    interpreters = (
        Interpreter(id="i0", languages=frozenset({"ti", "ar"}), slots=frozenset({0})),
        Interpreter(id="i1", languages=frozenset({"ar"}), slots=slots_of(3)),
    )
    pairs = (pair(0, 1, interpreter="ti"), pair(2, 3, interpreter="ar"))
    return event(pairs=pairs, interpreters=interpreters)


def test_interpreters_of_the_right_languages_hold() -> None:
    first = meeting(0, 1, interpreter="i0")
    second = meeting(2, 3, at=1, interpreter="i1")

    assert verify(translated(), plan_of(first, second)) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        meeting(0, 1),
        meeting(0, 1, interpreter="i1"),
        meeting(0, 1, slot=1, interpreter="i0"),
    ],
    ids=["none", "another language", "absent"],
)
def test_a_wrong_interpreter_is_a_violation(wrong) -> None:
    assert rules(translated(), plan_of(wrong)) == ["give_interpreters"]


def test_an_interpreter_in_two_meetings_at_once_is_a_violation() -> None:
    first = meeting(0, 1, interpreter="i0")
    second = meeting(2, 3, at=1, interpreter="i0")

    assert rules(translated(), plan_of(first, second)) == ["give_interpreters"]


def test_a_pair_held_twice_is_a_violation() -> None:
    plan = plan_of(meeting(0, 1), meeting(0, 1, slot=2))

    assert rules(event(), plan) == ["meet_at_most_once"]


def test_a_party_above_its_maximum_is_a_violation() -> None:
    problem = event()
    problem = replace(problem, parties=(party(0, max=1), *problem.parties[1:]))
    plan = plan_of(meeting(0, 1), meeting(0, 2, slot=1))

    assert rules(problem, plan) == ["respect_maximum"]


@pytest.mark.parametrize(
    ("blocks", "broken"),
    [(((0, 1, 2),), ["rest_after_a_run"]), (((0, 1), (2,)), [])],
)
def test_a_run_is_too_long_only_within_a_block(blocks, broken) -> None:
    problem = event(blocks=blocks)
    people = (person(0, max_run=2), *problem.people[1:])
    plan = plan_of(*(meeting(0, n, slot=n - 1) for n in (1, 2, 3)))

    assert rules(replace(problem, people=people), plan) == broken


@pytest.mark.parametrize(("slot", "broken"), [(0, ["keep_order"]), (1, []), (2, [])])
def test_a_pair_that_comes_after_must_be_later(slot: int, broken: list[str]) -> None:
    problem = event(pairs=(pair(0, 1), pair(2, 3, after=("e01",))))
    plan = plan_of(meeting(0, 1), meeting(2, 3, slot=slot, at=1))

    assert rules(problem, plan) == broken


def test_uneven_waiting_is_a_violation() -> None:
    goals = Goals(order=(Goal.VALUE,), max_waiting_spread=0)
    plan = plan_of(meeting(0, 1), meeting(0, 2, slot=2))

    assert rules(event(goals=goals), plan) == ["limit_waiting_spread"]


def test_a_required_pair_left_out_is_a_violation() -> None:
    problem = event(pairs=(pair(0, 1, required=True),))

    assert rules(problem, plan_of()) == ["hold_required"]


@pytest.mark.parametrize(
    "meetings", [(), (meeting(0, 1),), (meeting(0, 1, slot=1, at=0),)]
)
def test_a_fixed_pair_elsewhere_is_a_violation(meetings) -> None:
    problem = event(fixed=(FixedMeeting(pair="e01", slot=1, table="t1"),))

    assert rules(problem, plan_of(*meetings)) == ["hold_fixed"]


def solved() -> tuple[Problem, Plan]:
    problem = event(order=(Goal.GUARANTEE, Goal.VALUE, Goal.WAITING_SLOTS))
    return problem, solve(problem, Limits(moves=10_000_000, workers=1))


def test_a_solved_plan_has_no_violations() -> None:
    problem, plan = solved()

    assert plan.status is Status.OPTIMAL
    assert verify(problem, plan) == ()


@pytest.mark.parametrize(
    ("goal", "change"),
    [
        ("value", {"value": (61,), "bound": (61,)}),
        ("value", {"bound": (59,)}),
        ("value", {"gap": 0.5}),
        ("value", {"bound": (60, 60)}),
        ("waiting_slots", {"bound": (1,)}),
        ("guarantee", {"value": (0, 1)}),
    ],
)
def test_a_false_goal_is_a_violation(goal: str, change: dict[str, object]) -> None:
    problem, plan = solved()
    goals = tuple(
        (name, replace(result, **change) if name == goal else result)
        for name, result in plan.goals
    )

    found = verify(problem, replace(plan, goals=goals, status=Status.FEASIBLE))

    assert {each.place for each in found} == {f"goals.{goal}"}


def test_a_goal_the_problem_does_not_have_is_a_violation() -> None:
    problem, plan = solved()
    stray = ("floor", GoalResult(value=(0,), bound=(0,)))

    assert rules(problem, replace(plan, goals=(*plan.goals, stray))) == ["goal_values"]


def test_goals_out_of_order_are_a_violation() -> None:
    problem, plan = solved()

    goals = (plan.goals[1], plan.goals[0], plan.goals[2])

    assert rules(problem, replace(plan, goals=goals)) == ["goal_values"]


def test_optimal_without_a_proof_is_a_violation() -> None:
    problem, plan = solved()

    assert rules(problem, replace(plan, goals=plan.goals[:2])) == ["status"]


@pytest.mark.parametrize(
    "unmet",
    [
        ("e01", "e02"),
        ("e01", "e01", "e02", "e03", "e12", "e13", "e23"),
        ("e02", "e03", "e12", "e13", "e23", "e99"),
    ],
    ids=["incomplete", "twice", "unknown"],
)
def test_a_false_list_of_pairs_not_held_is_a_violation(unmet: tuple[str, ...]) -> None:
    listed = tuple(UnmetPair(pair=e, reason=UnmetReason.DISPLACED) for e in unmet)

    assert set(rules(event(), plan_of(unmet=listed))) == {"unmet"}


def test_an_infeasible_plan_with_meetings_is_a_violation() -> None:
    plan = plan_of(meeting(0, 1), status=Status.INFEASIBLE)

    assert rules(event(), plan) == ["status"]


def test_a_violation_is_one_line() -> None:
    plan = plan_of(meeting(0, 1), meeting(2, 3))

    (violation,) = verify(event(), plan)

    assert str(violation) == "table t0: in 2 meetings in slot 0 (one_meeting_per_table)"
