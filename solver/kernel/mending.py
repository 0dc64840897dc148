"""Mend a plan on the day: improve a part of it, with a limit on what else moves.

Annealing as in `annealing`, but it begins only with pairs of the core, every pair
has a home to which it would rather go back, and at most so many of those that
others count on may be away from home at the end of any move. The best plan met is
the one that stays.
"""

# numba compiles this: its numbers are machine words, which mypy takes for numpy's.
# mypy: disallow-untyped-decorators=False
# mypy: disable-error-code="no-any-return, return-value"

import math
from typing import NamedTuple

import numpy as np

from solver.kernel.annealing import propose
from solver.kernel.compiled import (
    Numbers,
    below,
    chance,
    compiled,
    index,
    inlined,
)
from solver.kernel.filling import place
from solver.kernel.ledger import (
    FIXED,
    MOVES,
    PAIR,
    SLOT,
    STAMPS,
    STATUS,
    Ledger,
)
from solver.kernel.moves import can_be_attended, undo
from solver.kernel.occupancy import hold, release

OURS = 1
"""What a pair is worth to its home if it may leave it."""
OTHERS = 16
"""The same if others count on it: then it also counts against the limit."""


class Homes(NamedTuple):
    """Where pairs would rather be, and the best plan met."""

    home: Numbers
    """The slot of each pair that has a home, else -1."""
    weight: Numbers
    """`OURS` or `OTHERS` where there is a home, else 0."""
    best: Numbers
    """Room for the slot of every pair."""


Heat = tuple[float, float]

_SKIP_HELD = 0.5
_EXCHANGES = 0.5
_COOLING_STEP = 64


@compiled
def release_all(ledger: Ledger, pairs: Numbers, load: Numbers) -> int:
    """Take pairs out; return how many were held."""
    held = np.int64(0)
    for pair in pairs:
        slot = np.int64(ledger.pair[index(pair * PAIR + SLOT)])
        if slot >= 0:
            load[index(slot)] -= 1
            release(ledger, pair)
            held += 1
    return held


@compiled
def put_back(ledger: Ledger, pairs: Numbers, slots: Numbers, load: Numbers) -> int:
    """Hold each pair in its slot where it fits; return how many do."""
    held = np.int64(0)
    for each in range(len(pairs)):
        pair = np.int64(pairs[index(each)])
        if ledger.pair[index(pair * PAIR + SLOT)] < 0:
            held += place(ledger, pair, np.int64(slots[index(each)]), load)
    return held


@inlined
def further_away(ledger: Ledger, logged: int, homes: Homes, tied: int) -> int:
    """Return by how much more weight is away from home after a move.

    Args:
        ledger: The plan in work.
        logged: How many changes of the move are logged.
        homes: Where pairs would rather be.
        tied: Count only pairs of at least this weight, each as one; 0 adds weights.
    """
    more = np.int64(0)
    for each in range(logged):
        pair = np.int64(ledger.log[index(2 * each)])
        own = np.int64(homes.weight[index(pair)])
        if own == 0 or own < tied:
            continue
        known = False
        for other in range(each):
            known |= ledger.log[index(2 * other)] == pair
        if known:
            continue
        was = np.int64(ledger.log[index(2 * each + 1)]) != homes.home[index(pair)]
        now = (
            np.int64(ledger.pair[index(pair * PAIR + SLOT)]) != homes.home[index(pair)]
        )
        more += (np.int64(now) - np.int64(was)) * (1 if tied > 0 else own)
    return more


@inlined
def note_slots(ledger: Ledger, best: Numbers) -> None:
    """Write down where every pair is held."""
    for pair in range(ledger.size[2]):
        best[index(pair)] = ledger.pair[index(pair * PAIR + SLOT)]


@inlined
def return_to(ledger: Ledger, best: Numbers) -> None:
    """Hold every pair where it was when that was written down."""
    for pair in range(ledger.size[2]):
        slot = np.int64(ledger.pair[index(pair * PAIR + SLOT)])
        if slot >= 0 and slot != best[index(pair)]:
            release(ledger, pair)
    for pair in range(ledger.size[2]):
        slot = np.int64(best[index(pair)])
        if slot >= 0 and ledger.pair[index(pair * PAIR + SLOT)] < 0:
            hold(ledger, pair, slot)


@compiled
def mend(ledger: Ledger, homes: Homes, moves: int, heat: Heat, limit: int) -> int:
    """Make so many moves from pairs of the core, and keep the best plan met.

    Args:
        ledger: The plan in work.
        homes: Where pairs would rather be.
        moves: How many moves to try.
        heat: The temperatures at the first move and at the last, in units of worth.
        limit: How many pairs of the weight `OTHERS` may be away from home.

    Returns:
        How many moves were accepted.
    """
    best = homes.best
    hot, cold = heat
    note_slots(ledger, best)
    core = len(ledger.core)
    if core == 0:
        return 0
    temperature = hot
    ratio = (cold / hot) ** (1.0 / max(1, moves // _COOLING_STEP))
    accepted, away = np.int64(0), np.int64(0)
    score, highest = np.int64(0), np.int64(0)
    for number in range(moves):
        if number % _COOLING_STEP == _COOLING_STEP - 1:
            temperature *= ratio
        pair = np.int64(ledger.core[index(below(ledger.random, core))])
        row = pair * PAIR
        if ledger.pair[index(row + STATUS)] >= FIXED:
            continue
        if ledger.pair[index(row + SLOT)] >= 0 and chance(ledger.random) < _SKIP_HELD:
            continue
        ledger.counter[STAMPS] += 1
        before = ledger.worth[0]
        logged = propose(ledger, pair, _EXCHANGES)
        if logged < 0:
            undo(ledger, -logged - 1)
            ledger.worth[0] = before
            continue
        others = further_away(ledger, logged, homes, OTHERS)
        gain = (
            ledger.worth[0] - before - further_away(ledger, logged, homes, np.int64(0))
        )
        keeps = away + others <= limit and (
            gain >= 0 or chance(ledger.random) < math.exp(gain / temperature)
        )
        if keeps and can_be_attended(ledger, logged):
            accepted += 1
            away += others
            score += gain
            if score > highest:
                highest = score
                note_slots(ledger, best)
        else:
            undo(ledger, logged)
            ledger.worth[0] = before
    return_to(ledger, best)
    ledger.counter[MOVES] += moves
    return accepted


def nobody_home(pairs: int) -> Homes:
    """Return homes of no pair, with room for the best plan."""
    return Homes(
        home=np.full(pairs, -1, np.int32),
        weight=np.zeros(pairs, np.int32),
        best=np.full(pairs, -1, np.int32),
    )
