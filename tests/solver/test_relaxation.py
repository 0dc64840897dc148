"""Bounds that hold whatever the prices, and are tight with the right ones."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver import Goal, Limits, Problem, verify
from solver.exact import ExactModel
from solver.facts import find_facts
from solver.goals import LEVELS
from solver.measures import measure
from solver.pace import Pace
from solver.relaxation import Relaxed, Row, relax, solve_relaxed, weak_duality_bound
from solver.start import start
from tests.solver.builders import event, plan_of
from tests.solver.oracle import every_plan
from tests.solver.strategies import problems

few = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
(VALUE,) = LEVELS[Goal.VALUE]


def pace() -> Pace:
    return Pace(Limits(moves=10_000_000), None, None)


def knapsack() -> Relaxed:
    """Three things of value 5, 4 and 3, of which at most two fit."""
    row = Row(weights={0: 1, 1: 1, 2: 1}, upper=2)
    return Relaxed(ranges=[(0, 1)] * 3, worth=[5, 4, 3], offset=0, rows=[row])


def test_the_right_price_proves_the_best() -> None:
    assert weak_duality_bound(knapsack(), [4 * 4096]) == 9


def test_no_price_proves_no_more_than_everything() -> None:
    assert weak_duality_bound(knapsack(), [0]) == 12


def test_a_price_on_a_side_without_a_limit_proves_nothing() -> None:
    assert weak_duality_bound(knapsack(), [-4096]) == 12


@given(st.integers(-(10**6), 10**6))
def test_no_price_proves_too_much(price: int) -> None:
    assert weak_duality_bound(knapsack(), [price]) >= 9


def test_a_bound_that_is_no_whole_number_is_rounded_down() -> None:
    relaxed = replace(knapsack(), rows=[Row(weights={0: 2, 1: 2}, upper=3)])

    found = solve_relaxed(relaxed, pace(), seconds=10)

    # 5 + 4/2 + 3 without whole numbers.
    assert found is not None
    assert found.bound == 10


def test_lower_limits_count_too() -> None:
    relaxed = Relaxed(
        ranges=[(0, 5)], worth=[-2], offset=1, rows=[Row(weights={0: 1}, lower=3)]
    )

    found = solve_relaxed(relaxed, pace(), seconds=10)

    assert found is not None
    assert found.bound == -5


def test_a_programme_without_a_solution_gives_no_bound() -> None:
    relaxed = replace(knapsack(), rows=[Row(weights={0: 1}, lower=2)])

    assert solve_relaxed(relaxed, pace(), seconds=10) is None


@few
@given(problems(most_parties=3, most_slots=2))
def test_the_bound_is_above_every_plan(problem: Problem) -> None:
    facts = find_facts(problem)
    model = ExactModel(facts)
    model.aim(VALUE)
    best = max(measure(facts, p, Goal.VALUE)[0] for p in every_plan(problem))

    over_slots = solve_relaxed(relax(model.model), pace(), seconds=10)

    assert over_slots is not None
    assert best <= over_slots.bound


@few
@given(problems(most_parties=6, most_slots=5))
def test_the_first_plan_is_complete_and_breaks_nothing_but_the_spread(
    problem: Problem,
) -> None:
    even = replace(problem, goals=replace(problem.goals, max_waiting_spread=None))
    facts = find_facts(even)

    found = start(facts, {}, expired=lambda: False)

    assert found is not None
    assert verify(even, plan_of(*found, problem=even.name)) == ()


def test_the_first_plan_stops_when_time_is_up() -> None:
    assert start(find_facts(event()), {}, expired=lambda: True) == ()
