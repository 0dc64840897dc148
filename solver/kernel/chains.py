"""Change two slots and drop nothing: Kempe chains.

Named after Kempe (American Journal of Mathematics 2, 1879), who changed two
colours of a map so; in timetabling they are the moves that mix best.
"""

import numpy as np

from solver.kernel.compiled import WORD, below, bit_from, index, inlined
from solver.kernel.ledger import (
    FIXED,
    MANY,
    PAIR,
    RUN,
    SEATS,
    SLOT,
    STAMPS,
    STATUS,
    UNIT,
    UNIT_ROW,
    WIDTH,
    Ledger,
)
from solver.kernel.moves import QUEUE, change
from solver.kernel.room import NO_WAY, NOTHING, fits, in_the_way

_LONGEST_CHAIN = 24
_MOST_IN_THE_WAY = 3


@inlined
def near(slot: int, run: int, word: int) -> int:
    """Return the slots of a word so close to a slot that a run could hold both."""
    first = max(np.int64(0), slot - run - word * WORD)
    last = min(np.int64(WORD - 1), slot + run - word * WORD)
    if last < 0 or first >= WORD:
        return np.int64(0)
    return ((np.int64(1) << (last - first + 1)) - 1) << first


@inlined
def can_follow(ledger: Ledger, pair: int, unit: int, slot: int, old: int) -> bool:
    """Tell whether what a unit has in a slot could go to the old slot of a pair.

    A quick look, two steps ahead, that changes nothing: False is certain to fail.
    """
    words = ledger.size[1]
    if ledger.unit[index(unit * UNIT_ROW + MANY)] != 0:
        return True
    if ledger.load[index(unit * ledger.size[0] + slot)] == 0:
        return True
    row = unit * UNIT_ROW
    seats = np.int64(ledger.unit[index(row + SEATS)]) + slot * np.int64(
        ledger.unit[index(row + WIDTH)]
    )
    entry = np.int64(ledger.seat[index(seats)])
    if not could_be(ledger, entry >> 1, old):
        return False
    other = np.int64(ledger.pair[index((entry >> 1) * PAIR + UNIT + 1 - (entry & 1))])
    row = other * UNIT_ROW
    word = old // WORD
    bit = np.int64(1) << (old % WORD)
    at = other * words + word
    if ledger.full[index(at)] & bit == 0:
        if ledger.blocked[index(at)] & bit == 0:
            return True
        run = np.int64(ledger.unit[index(row + RUN)])
        return near(slot, run, word) & bit != 0
    if ledger.unit[index(row + MANY)] != 0:
        return True
    seats = np.int64(ledger.unit[index(row + SEATS)]) + old * np.int64(
        ledger.unit[index(row + WIDTH)]
    )
    then = np.int64(ledger.seat[index(seats)]) >> 1
    return then == pair or could_be(ledger, then, slot)


@inlined
def could_be(ledger: Ledger, pair: int, slot: int) -> bool:
    """Tell whether a pair may move to a slot as far as it alone is concerned."""
    word = pair * ledger.size[1] + slot // WORD
    return (ledger.possible[index(word)] >> (slot % WORD)) & 1 == 1 and ledger.pair[
        index(pair * PAIR + STATUS)
    ] < FIXED


@inlined
def choose_other(ledger: Ledger, pair: int, old: int) -> int:
    """Return a slot in which neither side needs a rest, but for one slot; or -1."""
    words = ledger.size[1]
    word = np.int64(0) if words == 1 else below(ledger.random, words)
    row = pair * PAIR
    bits = ledger.possible[index(pair * words + word)]
    for side in range(2):
        unit = np.int64(ledger.pair[index(row + UNIT + side)])
        at = unit * words + word
        run = np.int64(ledger.unit[index(unit * UNIT_ROW + RUN)])
        bits &= (
            ledger.full[index(at)] | ~ledger.blocked[index(at)] | near(old, run, word)
        )
    if old // WORD == word:
        bits &= ~(np.int64(1) << (old % WORD))
    if bits == 0:
        return -1
    return word * WORD + bit_from(bits, below(ledger.random, min(ledger.size[0], WORD)))


@inlined
def exchange(ledger: Ledger, pair: int) -> int:
    """Move a held pair to a slot, and what collides there to its old slot, and so on.

    Returns:
        As `attempt` does.
    """
    log = ledger.log
    stamp = ledger.counter[STAMPS]
    row = pair * PAIR
    old = np.int64(ledger.pair[index(row + SLOT)])
    slot = choose_other(ledger, pair, old)
    if slot < 0:
        return -1
    for side in range(2):
        unit = np.int64(ledger.pair[index(row + UNIT + side)])
        if not can_follow(ledger, pair, unit, slot, old):
            return -1
    logged = change(ledger, np.int64(0), pair, -1)
    log[index(QUEUE)] = pair
    log[index(QUEUE + 1)] = slot
    queued, head = np.int64(1), np.int64(0)
    while head < queued:
        one = np.int64(log[index(QUEUE + 2 * head)])
        there = np.int64(log[index(QUEUE + 2 * head + 1)])
        head += 1
        has_room = False
        for _ in range(_MOST_IN_THE_WAY):
            found = in_the_way(ledger, one, there, stamp)
            if found == NOTHING:
                has_room = True
                break
            if found == NO_WAY or queued == _LONGEST_CHAIN:
                return -logged - 1
            if ledger.pair[index(found * PAIR + SLOT)] != there:
                return -logged - 1
            then = old if there == slot else slot
            if not could_be(ledger, found, then):
                return -logged - 1
            log[index(QUEUE + 2 * queued)] = found
            log[index(QUEUE + 2 * queued + 1)] = then
            queued += 1
            logged = change(ledger, logged, found, -1)
        if not has_room or not fits(ledger, one, there):
            return -logged - 1
        logged = change(ledger, logged, one, there)
    return logged
