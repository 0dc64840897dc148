"""Simulated annealing: worse plans are accepted, less and less often.

A worse plan is accepted with the probability of Metropolis (1953); who attends is
checked exactly before anything is accepted.
"""

import math

import numpy as np

from solver.kernel.chains import exchange
from solver.kernel.compiled import below, chance, compiled, index, inlined
from solver.kernel.ledger import (
    FIXED,
    MOVES,
    PAIR,
    SLOT,
    STAMPS,
    STATUS,
    Ledger,
)
from solver.kernel.moves import CARELESS, attempt, can_be_attended, undo
from solver.kernel.room import choose_slot
from solver.kernel.waiting import commit_waiting, further_waiting

_FROM_CORE = 0.9
"""How often a move begins with a pair of the core, where there is one."""
_SKIP_HELD = 0.3
"""How often a pair that is held already is left where it is."""
_EXCHANGES = 0.9
"""How often a pair that is held already is moved by a Kempe chain."""
_COOLING_STEP = 256


@inlined
def choose_pair(ledger: Ledger) -> int:
    """Return a pair to try, or -1."""
    core = len(ledger.core)
    if core > 0 and chance(ledger.random) < _FROM_CORE:
        pair = np.int64(ledger.core[index(below(ledger.random, core))])
    else:
        pair = below(ledger.random, ledger.size[2])
    row = pair * PAIR
    if ledger.pair[index(row + STATUS)] >= FIXED:
        return -1
    if ledger.pair[index(row + SLOT)] >= 0 and chance(ledger.random) < _SKIP_HELD:
        return -1
    return pair


@inlined
def propose(ledger: Ledger, pair: int, exchanges: float) -> int:
    """Change the plan around a pair; return what `attempt` returns.

    Args:
        ledger: The plan in work.
        pair: The pair.
        exchanges: How often, if it is held already, a Kempe chain moves it.
    """
    old = np.int64(ledger.pair[index(pair * PAIR + SLOT)])
    if old >= 0 and chance(ledger.random) < exchanges:
        return exchange(ledger, pair)
    slot = choose_slot(ledger, pair, old, CARELESS)
    if slot < 0:
        return -1
    return attempt(ledger, pair, slot)


@compiled
def anneal(ledger: Ledger, moves: int, hot: float, cold: float, waiting: int) -> int:
    """Make so many moves while the temperature falls.

    Args:
        ledger: The plan in work.
        moves: How many moves to try.
        hot: The temperature at the first move, in units of worth.
        cold: The temperature at the last.
        waiting: What else to keep small (see `waiting`): nothing, slots people
            wait, or periods parties wait; each counts for one unit of worth.

    Returns:
        How many moves were accepted.
    """
    temperature = hot
    ratio = (cold / hot) ** (1.0 / max(1, moves // _COOLING_STEP))
    accepted = np.int64(0)
    for number in range(moves):
        if number % _COOLING_STEP == _COOLING_STEP - 1:
            temperature *= ratio
        pair = choose_pair(ledger)
        if pair < 0:
            continue
        ledger.counter[STAMPS] += 1
        before = ledger.worth[0]
        logged = propose(ledger, pair, _EXCHANGES)
        if logged < 0:
            undo(ledger, -logged - 1)
            ledger.worth[0] = before
            continue
        gain = ledger.worth[0] - before
        touched = np.int64(0)
        if waiting > 0:
            touched = further_waiting(ledger, logged, waiting)
            gain -= ledger.waited[0]
        keeps = touched >= 0 and (
            gain >= 0 or chance(ledger.random) < math.exp(gain / temperature)
        )
        if keeps and can_be_attended(ledger, logged):
            accepted += 1
            commit_waiting(ledger, touched)
        else:
            undo(ledger, logged)
            ledger.worth[0] = before
    ledger.counter[MOVES] += moves
    return accepted
