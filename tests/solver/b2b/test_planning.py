"""Solving: the optimum of tiny instances, and honest answers in all other cases."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import EngineError, Limits, OutOfTimeError, Progress, Status, verify
from solver.b2b import B2BInstance, PartOfDay, solve_instance, to_problem
from solver.b2b.calendars import find_agendas
from solver.b2b.crowding import bound_by_crowding
from solver.b2b.model import BreakModel
from solver.pace import Pace
from tests.solver.b2b.files import ask, instance_of
from tests.solver.b2b.trials import fewest_breaks, instances

LIMITS = Limits(seconds=60.0)


def breaks_of(instance: B2BInstance, spread: int = 2) -> tuple[Status, int, int]:
    plan = solve_instance(instance, LIMITS, spread=spread)
    (result,) = (result for _, result in plan.goals)
    return plan.status, result.value[0], result.bound[0]


def crowding(instance: B2BInstance, spread: int) -> int:
    agendas = find_agendas(instance, spread)
    return bound_by_crowding(instance, agendas, Pace(LIMITS, None, None))


@settings(max_examples=20, deadline=None)
@given(instance=instances(), spread=st.integers(0, 2))
def test_solve_instance_finds_the_optimum_of_every_tiny_instance(
    instance: B2BInstance, spread: int
) -> None:
    best = fewest_breaks(instance, spread)

    plan = solve_instance(instance, LIMITS, spread=spread)

    if best is None:
        assert plan.status is Status.INFEASIBLE
        assert plan.conflict != ()
    else:
        assert plan.status is Status.OPTIMAL
        assert [result.value for _, result in plan.goals] == [(best,)]
        assert verify(to_problem(instance, spread), plan) == ()


@settings(max_examples=20, deadline=None)
@given(instance=instances(), spread=st.integers(1, 2))
def test_bound_by_crowding_is_never_above_the_optimum(
    instance: B2BInstance, spread: int
) -> None:
    best = fewest_breaks(instance, spread)

    assert best is None or crowding(instance, spread) <= best


def test_bound_by_crowding_knows_that_not_everybody_can_meet_around_noon() -> None:
    # Each of three has a meeting in the morning and one in the afternoon. Only
    # two of them find room in the last slot before noon.
    meetings = [
        ask(who, 3 + who + 3 * half, part)
        for half, part in enumerate((PartOfDay.MORNING, PartOfDay.AFTERNOON))
        for who in range(3)
    ]
    instance = instance_of(*meetings, participants=9, tables=2)

    assert crowding(instance, 2) == 0
    assert crowding(replace(instance, tables=1, slots=6, morning=3), 2) == 1
    assert breaks_of(replace(instance, tables=1, slots=6, morning=3)) == (
        Status.OPTIMAL,
        2,
        2,
    )


def test_solve_instance_counts_a_break_over_noon() -> None:
    meetings = (ask(0, 1, PartOfDay.MORNING), ask(0, 2, PartOfDay.AFTERNOON))

    assert breaks_of(instance_of(*meetings)) == (Status.OPTIMAL, 0, 0)
    assert breaks_of(instance_of(*meetings, forbidden={0: {1}}))[1] == 1


def test_solve_instance_lets_nobody_wait_more_than_the_spread_over_an_idler() -> None:
    fixed = (ask(0, 1, fixed=0), ask(0, 2, fixed=2))

    assert breaks_of(instance_of(*fixed), spread=1)[1] == 1
    assert solve_instance(instance_of(*fixed), LIMITS, spread=0).conflict == (
        "max_waiting_spread",
        "fixed:m1",
        "fixed:m2",
        "required:m1",
        "required:m2",
    )


def test_solve_instance_keeps_the_spread_where_everybody_waits() -> None:
    # A ring of four, all of whose meetings are fixed: everybody waits once.
    ring = (
        ask(0, 1, fixed=0),
        ask(2, 3, fixed=0),
        ask(1, 2, fixed=2),
        ask(3, 0, fixed=2),
    )

    assert breaks_of(instance_of(*ring), spread=0) == (Status.OPTIMAL, 4, 4)


def test_solve_instance_lets_the_same_two_meet_twice() -> None:
    assert breaks_of(instance_of((0, 1), (1, 0))) == (Status.OPTIMAL, 0, 0)


def test_solve_instance_accepts_an_event_without_meetings() -> None:
    assert breaks_of(instance_of()) == (Status.OPTIMAL, 0, 0)


def test_solve_instance_names_a_conflict_of_which_no_rule_can_be_left_out() -> None:
    instance = instance_of(
        ask(2, 3),
        ask(0, 1, PartOfDay.AFTERNOON),
        ask(1, 2, PartOfDay.MORNING, after=(0, 1)),
        (0, 3),
    )

    plan = solve_instance(instance, LIMITS)

    assert plan.status is Status.INFEASIBLE
    assert plan.meetings == ()
    assert plan.conflict == ("after:m3", "required:m2", "required:m3")


def test_solve_instance_says_when_no_plan_was_found_in_time() -> None:
    with pytest.raises(OutOfTimeError):
        solve_instance(instance_of((0, 1)), Limits(seconds=0.0))


def test_solve_instance_hears_that_it_must_stop() -> None:
    with pytest.raises(OutOfTimeError):
        solve_instance(instance_of((0, 1)), LIMITS, cancelled=lambda: True)


def test_solve_instance_stops_soon_when_asked_to() -> None:
    # Once it has something to tell it is at work; it is stopped while it works.
    heard: list[Progress] = []

    def is_at_work() -> bool:
        return any(progress.stage == "waiting_periods" for progress in heard)

    try:
        plan = solve_instance(
            _hard(), LIMITS, report=heard.append, cancelled=is_at_work
        )
    except OutOfTimeError:
        return
    (result,) = (result for _, result in plan.goals)
    assert (plan.status is Status.OPTIMAL) is result.is_proven


def test_solve_instance_refuses_a_plan_that_breaks_a_rule(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # No instance is known for which the model is wrong, so it is made wrong.
    monkeypatch.setattr(BreakModel, "_fit_tables", lambda _model: None)
    one_slot = instance_of((0, 1), (2, 3), tables=1, slots=1, morning=1)

    with pytest.raises(EngineError):
        solve_instance(one_slot, LIMITS)


def test_solve_instance_tells_how_it_stands() -> None:
    heard: list[Progress] = []

    solve_instance(_hard(), LIMITS, report=heard.append)

    assert {progress.stage for progress in heard} <= {"bounding", "waiting_periods"}
    assert heard != []


def _hard() -> B2BInstance:
    """Make an instance that takes a moment."""
    couples = [(a, b) for a in range(6) for b in range(6, 12) if (a + 2 * b) % 3]
    return instance_of(*couples, participants=12, tables=5, slots=8)
