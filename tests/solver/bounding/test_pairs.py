"""The bound over pairs holds for every plan, and is proven by its certificate."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from solver import Goal, Limits, Problem
from solver.bounding.pairs import PairBound, bound_pairs
from solver.certified import proven_bound
from solver.facts import find_facts
from solver.measures import measure
from solver.pace import Pace
from tests.solver.builders import event, pair, party
from tests.solver.oracle import every_plan
from tests.solver.strategies import problems

few = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def bound(problem: Problem, *, keeps_guarantee: bool = False) -> PairBound:
    pace = Pace(Limits(moves=10_000_000), None, None)
    found = bound_pairs(
        find_facts(problem), keeps_guarantee=keeps_guarantee, pace=pace, seconds=10
    )
    assert found is not None
    return found


@few
@given(problems(most_parties=3, most_slots=2))
def test_the_bound_over_pairs_is_above_every_plan(problem: Problem) -> None:
    facts = find_facts(problem)
    plans = tuple(every_plan(problem))

    for keeps_guarantee in (False, True):
        found = bound(problem, keeps_guarantee=keeps_guarantee)

        assert found.bound == proven_bound(problem, found.certificate)
        for plan in plans:
            if not keeps_guarantee or not any(measure(facts, plan, Goal.GUARANTEE)):
                assert measure(facts, plan, Goal.VALUE)[0] <= found.bound


@few
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_the_bound_over_pairs_holds_where_meetings_must_be_held(
    problem: Problem,
) -> None:
    facts = find_facts(problem)
    pace = Pace(Limits(moves=10_000_000), None, None)
    found = bound_pairs(facts, keeps_guarantee=False, pace=pace, seconds=10)

    for plan in every_plan(problem):
        assert found is not None
        assert measure(facts, plan, Goal.VALUE)[0] <= found.bound


def test_the_bound_over_pairs_counts_what_parties_can_hold() -> None:
    one_each = event(parties=4, slots=5, tables=9)
    limited = replace(one_each, parties=tuple(party(n, max=1) for n in range(4)))

    assert bound(one_each).bound == 60
    assert bound(limited).bound == 20


def test_the_bound_over_pairs_counts_what_tables_can_hold() -> None:
    assert bound(event(parties=4, slots=3, tables=1)).bound == 30


def test_pairs_worth_holding_are_wanted_and_others_cost() -> None:
    pairs = (pair(0, 1, 50), pair(0, 2, 10), pair(1, 2, 10))
    problem = event(parties=3, slots=1, tables=9, pairs=pairs)

    found = bound(problem)

    assert found.bound == 50
    assert np.allclose(found.wanted, [1, 0, 0])
    assert found.reduced_cost[1:].max() <= 0 <= found.reduced_cost[0]


def test_a_cancelled_bound_over_pairs_is_none_where_the_method_knows_no_prices() -> (
    None
):
    stopped = Pace(Limits(moves=10_000_000, workers=1), None, lambda: True)
    facts = find_facts(event(parties=40, slots=20, tables=9))

    found = bound_pairs(facts, keeps_guarantee=False, pace=stopped, seconds=60)

    assert found is None or found.is_best


def test_both_methods_prove_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = event(parties=9, slots=3, tables=2)
    by_simplex = bound(problem).bound

    # Ten thousand parties take too long for a test; a small event will do.
    monkeypatch.setattr("solver.bounding.pairs._FEW_PAIRS", 0)

    assert by_simplex <= bound(problem).bound <= by_simplex + 1
