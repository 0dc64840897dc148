"""Fill a plan greedily: pair after pair, each in the least loaded slot that is free."""

import numpy as np

from solver.kernel.attendance import can_attend
from solver.kernel.compiled import (
    WORD,
    Numbers,
    compiled,
    index,
    inlined,
    lowest,
)
from solver.kernel.ledger import (
    DEGREE,
    MANY,
    PAIR,
    PARTY,
    PARTY_ROW,
    SLOT,
    STATUS,
    UNIT,
    UNIT_ROW,
    Ledger,
)
from solver.kernel.occupancy import hold, release
from solver.kernel.room import fits, free_slots, is_full


@inlined
def is_attended(ledger: Ledger, pair: int) -> bool:
    """Tell whether the units of a pair that was just held can attend everything."""
    row = pair * PAIR
    for side in range(2):
        unit = np.int64(ledger.pair[index(row + UNIT + side)])
        many = ledger.unit[index(unit * UNIT_ROW + MANY)]
        if many != 0 and not can_attend(ledger, unit):
            return False
    return True


@inlined
def place(ledger: Ledger, pair: int, slot: int, load: Numbers) -> bool:
    """Hold a pair in a slot if that keeps every rule; tell whether it is held."""
    if not fits(ledger, pair, slot):
        return False
    hold(ledger, pair, slot)
    if is_attended(ledger, pair):
        load[index(slot)] += 1
        return True
    release(ledger, pair)
    return False


@compiled
def fill(ledger: Ledger, order: Numbers, target: Numbers, load: Numbers) -> int:
    """Hold pairs in the order given, while one of the two is below its target.

    Args:
        ledger: The plan in work.
        order: The pairs to hold.
        target: For each party, how many meetings it should have; pairs of two
            parties that have them are left out.
        load: For each slot, how many meetings there are; brought up to date.
    """
    held = np.int64(0)
    for pair in order:
        row = pair * PAIR
        a = np.int64(ledger.pair[index(row + PARTY)])
        b = np.int64(ledger.pair[index(row + PARTY + 1)])
        if (
            ledger.pair[index(row + SLOT)] >= 0
            or is_full(ledger, pair)
            or (
                ledger.party[index(a * PARTY_ROW + DEGREE)] >= target[index(a)]
                and ledger.party[index(b * PARTY_ROW + DEGREE)] >= target[index(b)]
            )
        ):
            continue
        refused = np.int64(-1)
        while True:
            best, least = np.int64(-1), np.int64(1 << 40)
            for word in range(ledger.size[1]):
                bits = free_slots(ledger, pair, word)
                while bits != 0:
                    slot = word * WORD + lowest(bits)
                    bits &= bits - 1
                    rank = (np.int64(load[index(slot)]) << 16) + slot
                    if refused < rank < least:
                        best, least = slot, rank
            if best < 0:
                break
            if place(ledger, pair, best, load):
                held += 1
                break
            refused = least
    return held


@compiled
def load_plan(ledger: Ledger, slots: Numbers, load: Numbers) -> int:
    """Take everything out and hold each pair in the slot given (-1: not at all).

    Fixed meetings first, then required ones, then the others.

    Returns:
        How many could not be held.
    """
    pairs = ledger.size[2]
    for pair in range(pairs):
        if ledger.pair[index(pair * PAIR + SLOT)] >= 0:
            load[ledger.pair[index(pair * PAIR + SLOT)]] -= 1
            release(ledger, pair)
    missing = np.int64(0)
    for status in (2, 1, 0):
        for pair in range(pairs):
            slot = np.int64(slots[index(pair)])
            if slot < 0 or ledger.pair[index(pair * PAIR + STATUS)] != status:
                continue
            if not place(ledger, pair, slot, load):
                missing += 1
    return missing
