"""Conflict and repair against every plan and every set of rules of tiny problems."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings

from solver import FixedMeeting, Goals, Interpreter, Limits, Problem
from solver.explain import Explanation, Proof, asker, explain
from solver.pace import Pace
from tests.solver.builders import event, pair, party, person
from tests.solver.explain.rule_oracle import (
    broken_by_every_plan,
    is_conflict,
    is_repair,
    smallest_conflict,
    smallest_repair,
)
from tests.solver.strategies import problems

ENOUGH = Limits(moves=100_000_000, workers=1)
"""Far more than these problems need, and the same on every machine."""

few = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def explained(problem: Problem, limits: Limits = ENOUGH) -> Explanation:
    return explain(problem, Pace(limits, None, None), proving_seconds=50)


def musts(*couples: tuple[int, int], **more: object) -> tuple[object, ...]:
    return tuple(pair(a, b, required=True, **more) for a, b in couples)


def star(size: int) -> tuple[object, ...]:
    return musts(*((0, other) for other in range(1, size + 1)))


@few
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_explanation_is_right_and_smallest(problem: Problem) -> None:
    broken = broken_by_every_plan(problem)

    found = explained(problem)

    assert found.is_feasible == (frozenset() in broken)
    if not found.is_feasible:
        assert is_conflict(broken, found.conflict.rules)
        assert len(found.conflict.rules) == smallest_conflict(broken)
        assert is_repair(broken, found.repair.rules)
        assert len(found.repair.rules) == smallest_repair(broken)
        assert found.conflict.proof is found.repair.proof is Proof.SMALLEST


@few
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_explanation_without_time_to_prove_is_right(problem: Problem) -> None:
    broken = broken_by_every_plan(problem)

    found = explain(problem, Pace(ENOUGH, None, None), proving_seconds=0)

    rules = set(found.conflict.rules)
    assert found.is_feasible == (frozenset() in broken)
    if not found.is_feasible:
        assert is_conflict(broken, rules)
        assert not any(is_conflict(broken, rules - {rule}) for rule in rules)
        assert found.conflict.proof is not Proof.FOUND


def with_people(problem: Problem, *people: object) -> Problem:
    return replace(problem, people=people)


CASES = {
    "two fixed meetings of one person in one slot": (
        event(
            parties=3,
            fixed=(
                FixedMeeting(pair="e01", slot=1),
                FixedMeeting(pair="e02", slot=1),
            ),
        ),
        ("fixed:e01", "fixed:e02"),
        ("slots:p0",),
        ("fixed:e01",),
    ),
    "one table fixed twice": (
        event(
            fixed=(
                FixedMeeting(pair="e01", slot=1, table="t1"),
                FixedMeeting(pair="e23", slot=1, table="t1"),
            ),
        ),
        ("fixed:e01", "fixed:e23"),
        ("tables:1",),
        ("fixed:e01",),
    ),
    "fixed when somebody is away": (
        with_people(
            event(parties=2, fixed=(FixedMeeting(pair="e01", slot=2),)),
            person(0, [0]),
            person(1),
        ),
        ("fixed:e01",),
        (),
        ("fixed:e01",),
    ),
    "required without a common slot": (
        with_people(
            event(parties=2, pairs=musts((0, 1))), person(0, [0]), person(1, [1, 2])
        ),
        ("required:e01",),
        (),
        ("required:e01",),
    ),
    "more required than slots": (
        event(parties=4, slots=2, pairs=star(3)),
        ("required:e01", "required:e02", "required:e03"),
        ("slots:p0",),
        ("required:e01",),
    ),
    "more required than a run": (
        with_people(
            event(parties=4, pairs=star(3)),
            person(0, max_run=2),
            *map(person, range(1, 4)),
        ),
        ("max_run:p0", "required:e01", "required:e02", "required:e03"),
        ("slots:p0",),
        ("max_run:p0",),
    ),
    "more required than a maximum": (
        replace(
            event(parties=5, pairs=star(4), slots=5),
            parties=(party(0, max=1), *map(party, range(1, 5))),
        ),
        ("max:W0", "required:e01", "required:e02"),
        (),
        ("max:W0",),
    ),
    "more required than tables": (
        event(slots=1, tables=1, pairs=musts((0, 1), (2, 3))),
        ("required:e01", "required:e23"),
        ("tables:0",),
        ("required:e01",),
    ),
    "more required than an interpreter can do": (
        event(
            slots=1,
            pairs=musts((0, 1), (2, 3), interpreter="ar"),
            interpreters=(
                Interpreter(id="i0", languages=frozenset({"ar"}), slots=frozenset({0})),
            ),
        ),
        ("required:e01", "required:e23"),
        ("interpreters:0",),
        ("required:e01",),
    ),
    "a circle of before and after": (
        event(
            pairs=(
                pair(0, 1, required=True, after=("e23",)),
                pair(2, 3, required=True, after=("e01",)),
            )
        ),
        ("after:e01", "after:e23", "required:e01", "required:e23"),
        (),
        ("after:e01",),
    ),
    "waiting that cannot be shared out": (
        replace(
            event(parties=5, slots=3, pairs=(*musts((0, 1), (0, 2)),)),
            parties=tuple(map(party, range(3))),
            people=(person(0, [0, 2]), *map(person, range(1, 3))),
            goals=Goals(max_waiting_spread=0),
        ),
        ("max_waiting_spread", "required:e01", "required:e02"),
        ("slots:p0",),
        ("max_waiting_spread",),
    ),
    "several people who are too few": (
        replace(
            event(parties=4, slots=1, tables=3, pairs=star(3)),
            parties=(party(0, ["p0", "p9"]), *map(party, range(1, 4))),
            people=(*(person(n, 1) for n in range(4)), person(9, 1)),
        ),
        ("required:e01", "required:e02", "required:e03"),
        ("people:W0", "slots:p0", "slots:p9"),
        ("required:e01",),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_every_kind_of_rule_is_named(case: str) -> None:
    problem, conflict, facts, repair = CASES[case]

    found = explained(problem)

    assert found.conflict.rules == conflict
    assert found.repair.rules == repair
    assert set(found.facts) <= set(facts)
    assert bool(found.facts) == bool(facts)


def test_a_problem_without_musts_has_a_plan() -> None:
    assert explained(event()) == Explanation(is_feasible=True)


def test_musts_that_a_greedy_plan_misses_have_a_plan() -> None:
    tight = event(parties=4, slots=3, pairs=musts(*_couples(4)))

    assert explained(tight).is_feasible


def _couples(count: int) -> list[tuple[int, int]]:
    return [(a, b) for a, b in permutations(range(count), 2) if a < b]


def test_a_pair_that_fits_nowhere_is_not_blamed_on_its_fixed_slot() -> None:
    problem = with_people(
        event(
            parties=2,
            pairs=musts((0, 1)),
            fixed=(FixedMeeting(pair="e01", slot=2),),
        ),
        person(0, [0]),
        person(1, [1, 2]),
    )

    found = explained(problem)

    assert found.conflict.rules == ("required:e01",)
    assert found.repair.rules == ("fixed:e01", "required:e01")


def test_the_smaller_of_two_conflicts_is_given_and_both_are_repaired() -> None:
    pairs = (*musts((0, 1), (0, 2), (0, 3)), *musts((4, 5), (4, 6)))
    problem = replace(
        event(parties=7, slots=2, tables=9, pairs=pairs),
        people=(*(person(n, 2) for n in range(4)), *(person(n, 1) for n in (4, 5, 6))),
    )

    found = explained(problem)

    assert found.conflict.rules == ("required:e45", "required:e46")
    assert len(found.repair.rules) == 2


def test_nothing_is_claimed_without_time() -> None:
    problem = event(parties=4, slots=1, pairs=star(3))

    found = explain(problem, Pace(Limits(seconds=1e-9), None, None))

    assert found == Explanation(is_feasible=None)


@pytest.mark.parametrize("moves", [1, 600, 1_500, 3_000, 6_000, 12_000, 24_000])
@pytest.mark.parametrize(
    "case",
    [
        "more required than slots",
        "more required than a run",
        "a circle of before and after",
        "waiting that cannot be shared out",
    ],
)
def test_what_is_claimed_is_true_whenever_time_runs_out(case: str, moves: int) -> None:
    problem, conflict, _, repair = CASES[case]
    broken = broken_by_every_plan(problem)

    found = explained(problem, Limits(moves=moves, workers=1))

    assert found.is_feasible is not True
    for rules, least in ((found.conflict, conflict), (found.repair, repair)):
        assert (rules.proof is not Proof.SMALLEST) or len(rules.rules) == len(least)
    assert not found.conflict.rules or is_conflict(broken, found.conflict.rules)
    assert not found.repair.rules or is_repair(broken, found.repair.rules)


def test_a_long_search_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    # No search is brief enough to go by unnoticed.
    monkeypatch.setattr(asker, "_UNNOTICED", 1e-9)
    problem, conflict, _, repair = CASES["a circle of before and after"]

    found = explained(problem)

    assert (found.conflict.rules, found.repair.rules) == (conflict, repair)


def test_a_wish_to_stop_ends_the_search() -> None:
    problem, *_ = CASES["a circle of before and after"]

    found = explain(problem, Pace(ENOUGH, None, lambda: True))

    assert found == Explanation(is_feasible=None)


def test_a_pair_required_and_fixed_counts_once() -> None:
    problem = event(
        parties=3,
        slots=2,
        pairs=musts((0, 1), (0, 2)),
        fixed=(FixedMeeting(pair="e01", slot=0), FixedMeeting(pair="e02", slot=0)),
    )

    found = explained(problem)

    assert found.conflict.rules == ("fixed:e01", "fixed:e02")
    assert found.repair.rules == ("fixed:e01",)


def test_many_equal_meetings_are_proven_at_once() -> None:
    problem = event(parties=20, slots=8, tables=9, pairs=star(19))

    found = explained(problem)

    assert len(found.conflict.rules) == 9
    assert len(found.repair.rules) == 11
    assert found.conflict.proof is Proof.SMALLEST
