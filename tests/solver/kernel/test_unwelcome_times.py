"""Times at which somebody comes only if needed, in the kernel and in its search."""

from dataclasses import replace

import pytest

from solver import Goal, Goals, Limits, Party, Problem, solve
from solver.kernel.ledger import UNIT_OF_WORTH
from solver.recount import recount
from tests.solver.builders import event, pair
from tests.solver.kernel.counted import bench_of, wrong_counts
from tests.solver.kernel.events import random_event, repeatable

COST = 16


def with_unwelcome_times(problem: Problem, seed: int) -> Problem:
    """Let every party come only if needed in about half of the slots."""
    random = repeatable(seed)

    def reluctant(party: Party) -> Party:
        slots = (slot for slot in range(problem.slots) if random.random() < 0.5)
        return replace(party, if_needed=frozenset(slots))

    return replace(problem, parties=tuple(map(reluctant, problem.parties)))


@pytest.mark.parametrize("seed", range(20))
def test_cost_kept_move_by_move_is_what_the_verifier_counts(seed: int) -> None:
    problem = with_unwelcome_times(random_event(seed), seed)
    bench = bench_of(problem)
    if bench is None:
        return
    bench.kernel.fill()
    bench.kernel.mind_times(COST)
    bench.kernel.anneal(500, 50.0, 0.1)
    minded = bench.kernel.worth
    wrong = wrong_counts(bench)

    bench.kernel.mind_times(0)

    (sides,) = recount(problem, bench.kernel.read())[Goal.IF_NEEDED]
    assert wrong == wrong_counts(bench) == []
    assert (bench.kernel.worth - minded) * UNIT_OF_WORTH == COST * sides


@pytest.mark.parametrize("then", [Goal.WAITING_SLOTS, Goal.WAITING_PERIODS])
def test_search_uses_times_that_suit_and_gives_up_no_meeting(then: Goal) -> None:
    couples = [(a, b) for b in range(24) for a in range(b) if (a + b) % 3 == 0]
    problem = event(
        parties=24,
        slots=10,
        tables=24,
        pairs=tuple(pair(a, b) for a, b in couples),
        goals=Goals(order=(Goal.GUARANTEE, Goal.VALUE, Goal.IF_NEEDED, then)),
    )
    early = frozenset(range(2))
    parties = tuple(replace(p, max=4, if_needed=early) for p in problem.parties)
    problem = replace(problem, parties=parties)

    plan = solve(problem, Limits(moves=300_000, workers=1))

    results = dict(plan.goals)
    assert results["value"].value == (10 * 24 * 4 // 2,)
    assert results["if_needed"].value == (0,)
