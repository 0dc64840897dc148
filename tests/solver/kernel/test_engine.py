"""A plan in work, as the rest of the solver sees it."""

from dataclasses import replace

import numpy as np
import pytest

from solver import FixedMeeting, Goal
from solver.kernel.engine import Guide
from solver.kernel.layout import Worth
from solver.recount import recount
from tests.solver.builders import event, pair
from tests.solver.kernel.counted import Bench, bench_of, held_by, wrong_counts
from tests.solver.kernel.events import random_event


def a_bench(seed: int = 0) -> Bench:
    bench = bench_of(event(parties=10, slots=5, tables=3), seed)
    assert bench is not None
    return bench


def guide_of(bench: Bench, paid: float = 4.0) -> Guide:
    count = len(bench.problem.pairs)
    return Guide(
        wanted=np.linspace(0.0, 1.0, count),
        reduced_cost=np.linspace(-10.0, 10.0, count),
        paid=np.full(count, paid),
    )


@pytest.mark.parametrize("seed", range(40))
def test_worth_is_the_value_above_what_the_guarantee_is_worth(seed: int) -> None:
    problem = random_event(seed)
    order = (Goal.GUARANTEE, Goal.VALUE)
    problem = replace(problem, goals=replace(problem.goals, order=order))
    bench = bench_of(problem)
    if bench is None:
        return
    bench.kernel.fill()

    bench.kernel.anneal(300, 30.0, 1.0)

    counted = recount(problem, bench.kernel.read())
    nothing, short = counted[Goal.GUARANTEE]
    promised = [party.min for party in problem.parties if party.min]
    worth = Worth.of(problem)
    assert bench.kernel.worth == (
        worth.nothing * (len(promised) - nothing)
        + worth.short * (sum(promised) - short)
        + counted[Goal.VALUE][0]
    )


def test_flattening_takes_prices_off_what_is_held_and_gives_them_back() -> None:
    bench = a_bench()
    bench.kernel.follow(guide_of(bench), margin=100.0)
    bench.kernel.fill()
    before, held = bench.kernel.worth, len(held_by(bench))

    bench.kernel.flatten(0.5)
    flat = bench.kernel.worth
    bench.kernel.flatten(0.0)

    assert flat == before - 0.5 * 4.0 * held
    assert bench.kernel.worth == before


def test_without_a_guide_nothing_is_flattened() -> None:
    bench = a_bench()
    bench.kernel.fill()
    before = bench.kernel.worth

    bench.kernel.flatten(0.5)

    assert bench.kernel.worth == before


def test_weighing_counts_the_worth_so_many_times_and_back() -> None:
    bench = a_bench()
    bench.kernel.fill()
    before = bench.kernel.worth

    bench.kernel.weigh(8)
    heavy, wrong = bench.kernel.worth, wrong_counts(bench)
    bench.kernel.anneal(200, 100.0, 100.0)
    still_wrong = wrong_counts(bench)
    bench.kernel.weigh(1)

    assert (heavy, wrong, still_wrong) == (8 * before, [], [])
    assert wrong_counts(bench) == []


def test_only_pairs_worth_trying_are_tried() -> None:
    bench = a_bench()
    hopeless = replace(guide_of(bench), reduced_cost=np.full(45, -100.0))
    hopeless.reduced_cost[7] = 1.0
    bench.kernel.follow(hopeless, margin=1.0)

    bench.kernel.anneal(30, 10.0, 10.0)

    assert 7 in held_by(bench)


def test_a_full_plan_is_filled_no_further() -> None:
    bench = a_bench()
    bench.kernel.fill()
    before = held_by(bench)

    bench.kernel.fill()

    assert held_by(bench) == before
    assert len(before) == 15


def test_a_plan_that_is_loaded_is_held() -> None:
    bench, other = a_bench(), a_bench(1)
    other.kernel.fill()
    other.kernel.anneal(500, 30.0, 1.0)

    missing = bench.kernel.load(other.kernel.slots)

    assert missing == 0
    assert held_by(bench) == held_by(other)


def test_what_does_not_fit_is_left_out_of_a_plan_loaded() -> None:
    bench = a_bench()

    missing = bench.kernel.load(np.zeros(45, np.int32))

    assert missing == 45 - 3
    assert len(held_by(bench)) == 3


def test_fixed_and_required_pairs_are_filled_in_first() -> None:
    problem = replace(
        event(parties=4, slots=1, tables=1),
        fixed=(FixedMeeting(pair="e01", slot=0, table="t0"),),
    )
    bench = bench_of(problem)
    assert bench is not None

    bench.kernel.fill()

    assert bench.kernel.holds_musts
    assert [meeting.pair for meeting in bench.kernel.read()] == ["e01"]


def test_musts_that_cannot_all_be_held_are_told() -> None:
    required = (pair(0, 1, required=True), pair(0, 2, required=True))
    impossible = event(slots=1, pairs=required)
    closed = event(pairs=(pair(0, 1, required=True, slots=frozenset()),))
    benches = [bench_of(impossible), bench_of(closed)]

    for bench in benches:
        assert bench is not None
        bench.kernel.fill()

        assert not bench.kernel.holds_musts


def test_a_problem_without_pairs_is_left_alone() -> None:
    bench = bench_of(event(pairs=()))
    assert bench is not None
    bench.kernel.fill()

    assert bench.kernel.anneal(100, 1.0, 1.0) == 0
    assert bench.kernel.read() == ()


def test_moves_are_counted() -> None:
    bench = a_bench()
    bench.kernel.anneal(100, 1.0, 0.5)
    bench.kernel.anneal(50, 1.0, 0.5)

    assert bench.kernel.moves == 150


def test_stamps_begin_again_before_they_overflow() -> None:
    bench = a_bench()
    bench.ledger.counter[1:3] = 2**31 - 20

    for _ in range(3):
        bench.kernel.anneal(100, 30.0, 1.0)

    assert bench.ledger.counter[1:3].max() < 1000
    assert wrong_counts(bench) == []
