"""The engine's floor against the verifier's, and against every plan."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver import Goal, Goals, Limits, Problem, read_problem
from solver.alone import Surroundings
from solver.best_alone import best_alone as best_counted
from solver.bounding.layout import Ints
from solver.facts import find_facts
from solver.fairness.floor import FloorAim, aim_floor, floor_target, measure_floor
from solver.fairness.programmes import fewest_below, z_star
from solver.fairness.whole import NO_LIMIT, SafeProgramme
from solver.floor_claims import false_floor, held_sums, satisfactions
from solver.measures import measure
from solver.pace import Pace
from solver.recount import tally
from tests.solver.builders import event, meeting, pair
from tests.solver.oracle import every_plan
from tests.solver.strategies import problems

few = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
GOALS = Goals(order=(Goal.GUARANTEE, Goal.FLOOR))
INSTANCES = Path(__file__).parents[1] / "instances"


def pace() -> Pace:
    return Pace(Limits(moves=10_000_000, workers=1), None, None)


def aim(problem: Problem, *, keeps_guarantee: bool = False) -> FloorAim:
    facts = find_facts(problem)
    return aim_floor(facts, keeps_guarantee=keeps_guarantee, pace=pace(), seconds=10)


def best_minimum(problem: Problem, alone: Ints) -> Fraction:
    return z_star(
        find_facts(problem), alone, keeps_guarantee=False, pace=pace(), seconds=10
    )


@few
@given(problems(most_parties=3, most_slots=2, musts=True), st.booleans())
def test_no_plan_is_better_than_what_is_proven_of_the_floor(
    problem: Problem,
    keeps_guarantee: bool,  # noqa: FBT001 -- hypothesis calls by position
) -> None:
    goals = replace(problem.goals, order=GOALS.order)
    problem = replace(problem, goals=goals)
    facts = find_facts(problem)
    found = aim(problem, keeps_guarantee=keeps_guarantee)
    best = z_star(
        facts, found.alone, keeps_guarantee=keeps_guarantee, pace=pace(), seconds=10
    )
    bound = fewest_below(
        facts, found.needs, keeps_guarantee=keeps_guarantee, pace=pace(), seconds=10
    )

    for plan in every_plan(problem):
        if keeps_guarantee and any(measure(facts, plan, Goal.GUARANTEE)):
            continue
        counted = tally(problem, plan)
        below = measure_floor(facts, plan, found.alone, found.target)
        least = min(
            (Fraction(s.held, s.best.most) for s in satisfactions(counted)), default=0
        )
        assert least <= best
        assert bound <= below
        assert not [*false_floor(problem, found.result(below, bound), counted)]


@pytest.mark.parametrize("name", ["Sa", "Sc", "Ma"])
def test_the_best_sums_of_an_event_are_those_of_the_verifier(name: str) -> None:
    text = (INSTANCES / f"{name}.json").read_text(encoding="utf-8")
    problem = read_problem(text, name)
    around = Surroundings(problem)

    found = aim(problem, keeps_guarantee=True)

    for party, best in zip(problem.parties, found.alone.tolist(), strict=True):
        counted = best_counted(around, around.party(party))
        assert counted.least <= best <= counted.most
    assert 0.3 < found.target <= 0.75


def test_half_meetings_make_the_best_minimum_larger_than_it_is() -> None:
    problem = event(parties=3, slots=1, tables=9, goals=GOALS)
    found = aim(problem)

    # Each of three has half a meeting with both others.
    assert best_minimum(problem, found.alone) == 1
    assert found.needs.tolist() == [8, 8, 8]


def test_a_single_table_is_shared_by_all() -> None:
    problem = event(parties=6, slots=1, tables=1, goals=GOALS)
    found = aim(problem)

    assert best_minimum(problem, found.alone) == pytest.approx(1 / 3, abs=1e-6)
    assert found.target == pytest.approx(0.25, abs=2e-6)


def test_those_who_all_want_one_party_leave_most_of_them_below() -> None:
    pairs = (pair(0, 1), pair(0, 2), pair(0, 3))
    problem = event(parties=4, slots=1, tables=9, pairs=pairs, goals=GOALS)
    found = aim(problem)
    facts = find_facts(problem)

    bound = fewest_below(
        facts, found.needs, keeps_guarantee=False, pace=pace(), seconds=10
    )

    assert best_minimum(problem, found.alone) == pytest.approx(1 / 3, abs=1e-6)
    assert bound == 2
    plan = [meeting(0, 2)]
    assert measure_floor(facts, plan, found.alone, found.target) == 2
    assert found.result(2, bound).is_proven


def test_a_party_that_can_meet_nobody_does_not_count() -> None:
    problem = event(parties=3, slots=2, pairs=(pair(0, 1),), goals=GOALS)
    found = aim(problem)

    assert found.alone.tolist() == [10, 10, 0]
    assert found.target == 0.75
    assert found.needs.tolist() == [8, 8, 0]
    held = tally(problem, [meeting(0, 1)])
    assert held_sums(held) == {"W0": 10, "W1": 10, "W2": 0}
    assert measure_floor(find_facts(problem), [meeting(0, 1)], found.alone, 0.75) == 0


def test_without_time_for_prices_everything_may_be_possible() -> None:
    problem = event(parties=3, slots=1, tables=9)
    facts = find_facts(problem)
    alone = np.array([10, 10, 10])

    best = z_star(facts, alone, keeps_guarantee=False, pace=pace(), seconds=0.0)

    assert Fraction(2, 3) <= best <= 1


@pytest.mark.parametrize(
    ("share", "best", "target"),
    [
        (0.75, Fraction(1), 0.75),
        (0.1, Fraction(1), 0.1),
        (0.5, Fraction(2, 3), 0.333334),
    ],
)
def test_the_target_is_rounded_up_to_millionths(
    share: float, best: Fraction, target: float
) -> None:
    assert floor_target(share, best) == target


def test_numbers_too_large_to_count_prove_nothing() -> None:
    programme = SafeProgramme()
    one = np.array([1])
    column = programme.add_columns(one, 0 * one, one)
    row = programme.add_rows(one - NO_LIMIT, one)
    programme.add_terms(row, column, one * 2**40)

    assert programme.bound(np.array([1.0])) is None
    assert programme.bound(np.array([0.0])) == 1
