"""Kempe chains change when pairs are held, never which."""

import numpy as np
import pytest

from solver.kernel import chains, moves
from solver.kernel.ledger import FIXED, PAIR, STAMPS, STATUS
from tests.solver.builders import event
from tests.solver.kernel.counted import bench_of, held_by, wrong_counts
from tests.solver.kernel.events import random_event
from tests.solver.kernel.uncompiled import uncompiled


@pytest.mark.parametrize("seed", range(12))
def test_an_exchange_keeps_the_pairs_held_or_can_be_undone(seed: int) -> None:
    bench = bench_of(random_event(seed, slots=5), seed)
    if bench is None:
        return
    bench.kernel.fill()
    ledger = bench.ledger
    free = ledger.pair.reshape(-1, PAIR)[:, STATUS] < FIXED

    with uncompiled():
        for pair in [at for at in held_by(bench) if free[at]]:
            before, worth = held_by(bench), int(ledger.worth[0])
            ledger.counter[STAMPS] += 1
            logged = chains.exchange(ledger, np.int64(pair))
            if logged < 0:
                moves.undo(ledger, -logged - 1)

                assert held_by(bench) == before
            else:
                assert held_by(bench).keys() == before.keys()
                assert held_by(bench)[pair] != before[pair]
                assert int(ledger.worth[0]) == worth
            assert wrong_counts(bench) == []


def test_pairs_that_collide_change_places() -> None:
    bench = bench_of(event(parties=3, slots=3, tables=1))
    assert bench is not None
    bench.kernel.load(np.array([0, 1, 2], np.int32))
    ledger = bench.ledger

    with uncompiled():
        ledger.counter[STAMPS] += 1
        logged = chains.exchange(ledger, np.int64(0))

    slots = bench.kernel.slots.tolist()
    assert logged == 4
    assert sorted(slots) == [0, 1, 2]
    assert slots[0] != 0
