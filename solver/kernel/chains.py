"""Change two slots and drop nothing: Kempe chains.

Named after Kempe (American Journal of Mathematics 2, 1879), who changed two
colours of a map so; in timetabling they are the moves that mix best.
"""

import numpy as np

from solver.kernel.compiled import WORD, index, inlined
from solver.kernel.ledger import PAIR, SLOT, STAMPS, Ledger
from solver.kernel.moves import QUEUE, change
from solver.kernel.room import NO_WAY, NOTHING, choose_other, fits, in_the_way

_LONGEST_CHAIN = 24
_MOST_IN_THE_WAY = 3


@inlined
def exchange(ledger: Ledger, pair: int) -> int:
    """Move a held pair to a slot, and what collides there to its old slot, and so on.

    Returns:
        As `attempt` does.
    """
    log = ledger.log
    stamp = ledger.counter[STAMPS]
    old = np.int64(ledger.pair[index(pair * PAIR + SLOT)])
    logged = change(ledger, np.int64(0), pair, -1)
    slot = choose_other(ledger, pair, old)
    if slot < 0:
        return -logged - 1
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
            word = found * ledger.size[1] + then // WORD
            if (ledger.possible[index(word)] >> (then % WORD)) & 1 == 0:
                return -logged - 1
            log[index(QUEUE + 2 * queued)] = found
            log[index(QUEUE + 2 * queued + 1)] = then
            queued += 1
            logged = change(ledger, logged, found, -1)
        if not has_room or not fits(ledger, one, there):
            return -logged - 1
        logged = change(ledger, logged, one, there)
    return logged
