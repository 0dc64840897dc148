"""Waiting, move by move, against the verifier's recount."""

from dataclasses import replace

import numpy as np
import pytest

from solver import Goal, Problem
from solver.kernel.attendance import attend
from solver.kernel.ledger import MANY, UNIT_ROW
from solver.kernel.waiting import PERIODS, SLOTS
from solver.recount import recount
from tests.solver.builders import event, pair
from tests.solver.kernel.counted import Bench, bench_of
from tests.solver.kernel.events import random_event

GOALS = {SLOTS: Goal.WAITING_SLOTS, PERIODS: Goal.WAITING_PERIODS}


def polished(problem: Problem, kind: int) -> Bench | None:
    bench = bench_of(problem)
    if bench is not None:
        bench.kernel.fill()
        bench.kernel.count_waiting(kind)
        bench.kernel.anneal(500, 50.0, 0.1, waiting=kind)
    return bench


def lone(problem: Problem) -> Problem:
    """Let every party be one person of its own."""
    parties = tuple(
        replace(party, people=(person.id,))
        for party, person in zip(problem.parties, problem.people, strict=False)
    )
    pairs = tuple(replace(p, people_a=None, people_b=None) for p in problem.pairs)
    return replace(problem, parties=parties, pairs=pairs)


def recounted(bench: Bench, kind: int) -> int:
    return recount(bench.problem, bench.kernel.read())[GOALS[kind]][0]


@pytest.mark.parametrize("kind", [SLOTS, PERIODS])
@pytest.mark.parametrize("seed", range(30))
def test_waiting_of_lone_people_is_what_the_verifier_counts(
    seed: int, kind: int
) -> None:
    bench = polished(lone(random_event(seed)), kind)
    assert bench is not None

    assert bench.kernel.count_waiting(kind) == recounted(bench, kind)


@pytest.mark.parametrize("seed", range(30))
def test_periods_of_any_parties_are_what_the_verifier_counts(seed: int) -> None:
    bench = polished(random_event(seed), PERIODS)
    if bench is not None:
        assert bench.kernel.count_waiting(PERIODS) == recounted(bench, PERIODS)


@pytest.mark.parametrize("seed", range(30))
def test_slots_waited_by_several_people_are_those_of_the_roster(seed: int) -> None:
    bench = polished(random_event(seed), SLOTS)
    if bench is None:
        return
    units = bench.ledger.unit.reshape(-1, UNIT_ROW)
    ways = {attend(bench.ledger, at) for at in units[:, MANY].nonzero()[0].tolist()}

    counted = bench.kernel.count_waiting(SLOTS)

    if ways <= {1}:
        assert counted == recounted(bench, SLOTS)
    else:
        assert counted >= recounted(bench, SLOTS)


@pytest.mark.parametrize("kind", [SLOTS, PERIODS])
@pytest.mark.parametrize("seed", range(30))
def test_waiting_kept_move_by_move_is_the_waiting_counted_anew(
    seed: int, kind: int
) -> None:
    bench = polished(random_event(seed), kind)
    if bench is None:
        return
    many = len(bench.laid_out.people), len(bench.problem.parties)
    kept = bench.ledger.waits[: many[kind - 1]].tolist()

    bench.kernel.count_waiting(kind)

    assert bench.ledger.waits[: many[kind - 1]].tolist() == kept


def test_periods_are_counted_anew_after_slots() -> None:
    bench = bench_of(event(parties=3, slots=5, pairs=(pair(0, 1), pair(0, 2))))
    assert bench is not None
    bench.kernel.load(np.array([1, 4], np.int32))
    bench.kernel.count_waiting(SLOTS)
    alone = bench_of(event(parties=3, slots=5, pairs=(pair(1, 2),)))
    assert alone is not None
    alone.ledger.waits[:] = 9

    assert bench.kernel.count_waiting(PERIODS) == 1
    assert alone.kernel.count_waiting(PERIODS) == 0
