"""How long people or parties wait between their meetings, move by move.

`Ledger.waits` keeps what each unit (slots that people wait) or party (periods)
waits as things are; a move works out the new waiting of those it touches.
"""

import numpy as np

from solver.kernel.attendance import is_there, send_rested, sort_seats
from solver.kernel.compiled import compiled, index, inlined
from solver.kernel.ledger import (
    CHECKED,
    FIRST,
    MANY,
    PAIR,
    PARTY,
    PEOPLE,
    SEATS,
    UNIT,
    UNIT_ROW,
    WIDTH,
    Ledger,
)
from solver.kernel.moves import WAITED, new_check

SLOTS = 1
"""Count the slots in which people who are there have no meeting, between two."""
PERIODS = 2
"""Count the times a party's next meeting is not in the directly following slot."""


@inlined
def is_sent(ledger: Ledger, unit: int, slot: int, person: int) -> bool:
    """Tell whether a person of a unit is in a meeting, after the quick try."""
    row = unit * UNIT_ROW
    width = np.int64(ledger.unit[index(row + WIDTH)])
    seats = np.int64(ledger.unit[index(row + SEATS)]) + slot * width
    for each in range(ledger.load[index(unit * ledger.size[0] + slot)]):
        if ledger.sent[index(seats + each)] == person:
            return True
    return False


@inlined
def slots_waited(ledger: Ledger, unit: int) -> int:
    """Return the slots a unit's people wait, or -1 where the quick try fails."""
    if ledger.unit[index(unit * UNIT_ROW + MANY)] != 0:
        sort_seats(ledger, unit)
    if not send_rested(ledger, unit):
        return -1
    row = unit * UNIT_ROW
    first = np.int64(ledger.unit[index(row + FIRST)])
    total = np.int64(0)
    for person in range(ledger.unit[index(row + PEOPLE)]):
        idle = np.int64(-1)
        end = np.int64(-1)
        for slot in range(ledger.size[0]):
            if ledger.block_end[index(slot)] != end:
                end = np.int64(ledger.block_end[index(slot)])
                idle = np.int64(-1)
            if is_sent(ledger, unit, slot, person):
                if idle > 0:
                    total += idle
                idle = np.int64(0)
            elif idle >= 0 and is_there(ledger, first + person, slot):
                idle += 1
    return total


@inlined
def periods_waited(ledger: Ledger, party: int, unit: int) -> int:
    """Return a party's waiting periods."""
    row = unit * UNIT_ROW
    width = np.int64(ledger.unit[index(row + WIDTH)])
    first = np.int64(ledger.unit[index(row + SEATS)])
    runs = np.int64(0)
    before = False
    for slot in range(ledger.size[0]):
        now = False
        seats = first + slot * width
        for each in range(ledger.load[index(unit * ledger.size[0] + slot)]):
            entry = np.int64(ledger.seat[index(seats + each)])
            at = (entry >> 1) * PAIR + PARTY + (entry & 1)
            now |= ledger.pair[index(at)] == party
        if now and not before:
            runs += 1
        before = now
    return max(np.int64(0), runs - 1)


@inlined
def further_waiting(ledger: Ledger, logged: int, kind: int) -> int:
    """Work out how much more is waited after a move; it stands in `waited`.

    Returns:
        How many units or parties the move touches; -1 where it cannot be told.
    """
    check = new_check(ledger)
    touched = np.int64(0)
    more = np.int64(0)
    for each in range(2 * logged):
        row = np.int64(ledger.log[index(2 * (each >> 1))]) * PAIR
        unit = np.int64(ledger.pair[index(row + UNIT + (each & 1))])
        who = np.int64(ledger.pair[index(row + PARTY + (each & 1))])
        if kind == SLOTS:
            if ledger.unit[index(unit * UNIT_ROW + CHECKED)] == check:
                continue
            ledger.unit[index(unit * UNIT_ROW + CHECKED)] = check
            who = unit
            waits = slots_waited(ledger, unit)
        else:
            known = False
            for other in range(touched):
                known |= ledger.log[index(WAITED + 2 * other)] == who
            if known:
                continue
            waits = periods_waited(ledger, who, unit)
        if waits < 0:
            return -1
        more += waits - ledger.waits[index(who)]
        ledger.log[index(WAITED + 2 * touched)] = who
        ledger.log[index(WAITED + 2 * touched + 1)] = waits
        touched += 1
    ledger.waited[0] = more
    return touched


@inlined
def commit_waiting(ledger: Ledger, touched: int) -> None:
    """Note the waiting of those an accepted move touches."""
    for each in range(touched):
        who = np.int64(ledger.log[index(WAITED + 2 * each)])
        ledger.waits[index(who)] = ledger.log[index(WAITED + 2 * each + 1)]


@compiled
def count_waiting(ledger: Ledger, kind: int) -> int:
    """Count all waiting anew and note it; return the total.

    Units for which the quick try fails are taken to wait in every slot.
    """
    total = np.int64(0)
    if kind == SLOTS:
        for unit in range(ledger.size[4]):
            waits = slots_waited(ledger, unit)
            if waits < 0:
                waits = ledger.size[0] * ledger.unit[index(unit * UNIT_ROW + PEOPLE)]
            ledger.waits[index(unit)] = waits
            total += waits
    else:
        for party in range(ledger.size[3]):
            ledger.waits[index(party)] = 0
        for row in range(ledger.size[2]):
            for side in range(2):
                party = np.int64(ledger.pair[index(row * PAIR + PARTY + side)])
                unit = np.int64(ledger.pair[index(row * PAIR + UNIT + side)])
                ledger.waits[index(party)] = periods_waited(ledger, party, unit)
        for party in range(ledger.size[3]):
            total += ledger.waits[index(party)]
    return total
