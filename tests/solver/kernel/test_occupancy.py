"""Whatever is done to a plan, every count stays right and no rule is broken."""

from random import Random

import numpy as np
import pytest

from solver.kernel.engine import Guide
from solver.kernel.waiting import PERIODS, SLOTS
from tests.solver.kernel.counted import Bench, bench_of, plan_errors, wrong_counts
from tests.solver.kernel.events import random_event, repeatable


def change_at_random(bench: Bench, random: Random) -> None:
    kernel, pairs = bench.kernel, len(bench.problem.pairs)
    match random.randrange(7):
        case 0:
            kernel.fill()
        case 1:
            kernel.load(kernel.slots)
        case 2:
            slots = range(-1, bench.problem.slots)
            kernel.load(np.array(random.choices(slots, k=pairs), np.int32))
        case 3:
            guess = np.array([random.gauss(0, 10) for _ in range(pairs)])
            guide = Guide(wanted=guess, reduced_cost=guess, paid=abs(guess))
            kernel.follow(guide, margin=5.0)
        case 4:
            kernel.flatten(random.random())
        case 5:
            kind = random.choice([SLOTS, PERIODS])
            kernel.count_waiting(kind)
            kernel.anneal(300, 30.0, 0.1, waiting=kind)
        case _:
            kernel.anneal(300, random.choice([1.0, 100.0]), 0.5)


@pytest.mark.parametrize("seed", range(90))
def test_every_count_and_rule_holds_after_any_changes(seed: int) -> None:
    random = repeatable(seed)
    bench = bench_of(random_event(seed), seed=seed)
    if bench is None:
        return

    for _ in range(6):
        change_at_random(bench, random)

        assert wrong_counts(bench) == []
        assert plan_errors(bench) == []


@pytest.mark.parametrize("seed", range(20))
def test_sums_that_are_needed_are_counted(seed: int) -> None:
    random = repeatable(seed)
    bench = bench_of(random_event(seed))
    if bench is None:
        return
    bench.kernel.fill()
    needs = [random.choice([0, 40, 200]) for _ in bench.problem.parties]

    bench.kernel.require_sums(needs, reached=500, nearer=3)
    counted = wrong_counts(bench)
    bench.kernel.anneal(300, 20.0, 1.0)

    assert counted == []
    assert wrong_counts(bench) == []
