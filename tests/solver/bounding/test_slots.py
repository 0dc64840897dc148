"""The bound over slots holds for every plan, and is sharper than over pairs."""

from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver import Goal, Limits, Problem, read_problem, solve
from solver.bounding.pairs import bound_pairs
from solver.bounding.slots import SlotBound, bound_slots
from solver.certified import proven_bound
from solver.facts import find_facts
from solver.measures import measure
from solver.pace import Pace
from tests.solver.builders import event, pair, party, person
from tests.solver.oracle import every_plan
from tests.solver.strategies import problems

few = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def pace() -> Pace:
    return Pace(Limits(moves=10_000_000, workers=1), None, None)


def bound(problem: Problem, *, keeps_guarantee: bool = False) -> SlotBound:
    found = bound_slots(
        find_facts(problem), keeps_guarantee=keeps_guarantee, pace=pace(), seconds=60
    )
    assert found is not None
    return found


@few
@given(problems(most_parties=3, most_slots=2, musts=True), st.booleans())
def test_the_bound_over_slots_is_above_every_plan(
    problem: Problem,
    keeps_guarantee: bool,  # noqa: FBT001 -- hypothesis calls by position
) -> None:
    facts = find_facts(problem)
    found = bound_slots(facts, keeps_guarantee=keeps_guarantee, pace=pace(), seconds=10)

    for plan in every_plan(problem):
        if not keeps_guarantee or not any(measure(facts, plan, Goal.GUARANTEE)):
            assert found is not None
            assert measure(facts, plan, Goal.VALUE)[0] <= found.bound
            assert found.bound == proven_bound(problem, found.certificate)


@few
@given(problems(most_parties=5, most_slots=4))
def test_both_bounds_are_above_what_an_exact_search_finds(problem: Problem) -> None:
    only_value = replace(problem, goals=replace(problem.goals, order=(Goal.VALUE,)))
    facts = find_facts(only_value)
    plan = solve(only_value, Limits(moves=5_000_000, workers=1))
    (value,) = dict(plan.goals)["value"].value

    over_slots = bound(only_value).bound
    over_pairs = bound_pairs(facts, keeps_guarantee=False, pace=pace(), seconds=10)

    assert over_pairs is not None
    assert value <= over_slots <= over_pairs.bound + 1


@few
@given(problems(most_parties=4, most_slots=4), st.randoms(use_true_random=False))
def test_the_bound_does_not_depend_on_the_order_of_anything(
    problem: Problem, random: object
) -> None:
    parts = {
        name: tuple(random.sample(part, len(part)))
        for name in ("people", "parties", "tables", "interpreters", "pairs")
        for part in [list(getattr(problem, name))]
    }
    shuffled = replace(problem, **parts)

    assert abs(bound(shuffled).bound - bound(problem).bound) <= 1


def test_rests_in_blocks_limit_the_bound() -> None:
    people = tuple(person(n, 6, max_run=2) for n in range(6))
    problem = event(parties=6, slots=6, tables=9, people=people)
    blocks = replace(problem, blocks=((0, 1, 2), (3, 4, 5)))

    assert bound(problem).bound == 6 * 4 * 10 // 2
    assert bound(replace(blocks, blocks=((0, 1), (2, 3), (4, 5)))).bound == 150


def test_people_who_come_at_different_times_do_not_meet() -> None:
    people = (person(0, [0, 1]), person(1, [2]), person(2, [1, 2]))
    problem = event(parties=3, tables=9, people=people)

    assert bound(problem).bound == 20


def test_the_best_mixture_is_told_by_slot() -> None:
    people = (person(0, [0, 1]), person(1, [0]), person(2, [1, 2]))
    problem = event(parties=3, tables=9, people=people)

    found = bound(problem)

    assert found.is_best
    assert np.allclose(found.wanted, [1, 1, 0])
    assert np.allclose(found.wanted_in, [[1, 0, 0], [0, 1, 0], [0, 0, 0]])
    assert found.reduced_cost[0] <= 10
    assert found.reduced_cost[2] == float("-inf")
    assert found.party_prices.shape == (3, 3)


INSTANCE = Path(__file__).parents[1] / "instances" / "Mc.json"


def a_hundred_parties() -> Problem:
    return read_problem(INSTANCE.read_text(encoding="utf-8"), "Mc")


def test_a_hundred_parties_are_bounded_as_the_linear_programme_allows() -> None:
    problem = a_hundred_parties()

    found = bound(problem, keeps_guarantee=True)

    # The programme's exact value is 33,328.67.
    assert found.is_best
    assert 33_328 <= found.bound <= 33_332
    assert found.bound == proven_bound(problem, found.certificate)


def test_prices_of_a_search_cut_short_prove_something_all_the_same() -> None:
    asked = count()
    short = Pace(Limits(moves=10_000_000, workers=1), None, lambda: next(asked) > 1)

    found = bound_slots(
        find_facts(a_hundred_parties()), keeps_guarantee=True, pace=short, seconds=60
    )

    assert found is not None
    assert not found.is_best
    assert found.bound >= 33_328


def test_no_bound_is_tried_that_cannot_be_had_in_time() -> None:
    facts = find_facts(a_hundred_parties())

    found = bound_slots(facts, keeps_guarantee=True, pace=pace(), seconds=0.01)

    assert found is None


def test_what_must_be_held_and_cannot_has_no_bound() -> None:
    pairs = (pair(0, 1, required=True), pair(0, 2, required=True))
    problem = event(parties=3, slots=1, pairs=pairs)

    found = bound_slots(
        find_facts(problem), keeps_guarantee=False, pace=pace(), seconds=10
    )

    assert found is None


def test_a_promise_kept_makes_the_bound_sharper() -> None:
    pairs = (pair(0, 1, 50), pair(1, 2, 10), pair(0, 2, 10))
    problem = event(parties=3, slots=1, pairs=pairs)
    promised = replace(problem, parties=(party(0), party(1), party(2, min=1)))

    assert bound(promised).bound == 50
    assert bound(promised, keeps_guarantee=True).bound == 10


def test_of_an_odd_number_of_parties_one_stays_alone() -> None:
    crowd = bound(event(parties=7, slots=3, tables=9))

    # Half of a meeting more in each slot is what halves would allow.
    assert crowd.bound == 3 * 3 * 10
    assert crowd.certificate.cuts


def test_odd_groups_that_do_not_meet_each_other_stay_apart() -> None:
    first = tuple(pair(a, b) for b in range(3) for a in range(b))
    second = tuple(pair(a, b) for b in range(3, 6) for a in range(3, b))
    problem = event(parties=6, slots=1, tables=9, pairs=first + second)

    assert bound(problem).bound == 20


def test_maxima_that_are_odd_together_round_down() -> None:
    limited = tuple(party(n, max=1) for n in range(5))
    problem = replace(event(parties=5, slots=4, tables=9), parties=limited)

    assert bound(problem).bound == 20
