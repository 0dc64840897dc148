"""Hold a pair in a slot, or take it out, keeping every count right.

These change the state without asking; whether a pair fits is `room`'s question.
"""

import numpy as np

from solver.kernel.compiled import WORD, index, inlined
from solver.kernel.ledger import (
    DEGREE,
    GAIN,
    NEED,
    PAIR,
    PARTY,
    PARTY_ROW,
    PLACE,
    RESOURCE,
    RUN,
    SEATS,
    SLOT,
    STEPS,
    SUM,
    UNIT,
    UNIT_ROW,
    VALUE,
    WIDTH,
    Ledger,
)


@inlined
def block(ledger: Ledger, unit: int, slot: int) -> None:
    """Note one more reason why a unit cannot take a meeting in a slot."""
    slots = ledger.size[0]
    place = unit * slots + slot
    reasons = ledger.reasons[index(place)]
    ledger.reasons[index(place)] = reasons + 1
    if reasons == 0:
        word = unit * ledger.size[1] + slot // WORD
        ledger.blocked[index(word)] |= np.int64(1) << (slot % WORD)


@inlined
def unblock(ledger: Ledger, unit: int, slot: int) -> None:
    """Take away one reason why a unit cannot take a meeting in a slot."""
    slots = ledger.size[0]
    place = unit * slots + slot
    reasons = ledger.reasons[index(place)] - 1
    ledger.reasons[index(place)] = reasons
    if reasons == 0:
        word = unit * ledger.size[1] + slot // WORD
        ledger.blocked[index(word)] &= ~(np.int64(1) << (slot % WORD))


@inlined
def occupy(ledger: Ledger, unit: int, slot: int, entry: int) -> None:
    """Take one of a unit's people in a slot."""
    slots = ledger.size[0]
    place = unit * slots + slot
    row = unit * UNIT_ROW
    load = np.int64(ledger.load[index(place)])
    width = np.int64(ledger.unit[index(row + WIDTH)])
    seats = np.int64(ledger.unit[index(row + SEATS)]) + slot * width
    ledger.seat[index(seats + load)] = entry
    ledger.load[index(place)] = load + 1
    room = ledger.room[index(place)] - 1
    ledger.room[index(place)] = room
    if room == 0:
        word = unit * ledger.size[1] + slot // WORD
        ledger.full[index(word)] |= np.int64(1) << (slot % WORD)
        block(ledger, unit, slot)
    run = np.int64(ledger.unit[index(row + RUN)])
    if run > 0:
        for first in range(max(0, slot - run), slot + 1):
            window = unit * slots + first
            rest = ledger.rest[index(window)] - 1
            ledger.rest[index(window)] = rest
            if rest == 0:
                for each in range(first, first + run + 1):
                    block(ledger, unit, each)


@inlined
def vacate(ledger: Ledger, unit: int, slot: int, entry: int) -> None:
    """Give back what `occupy` took."""
    slots = ledger.size[0]
    place = unit * slots + slot
    row = unit * UNIT_ROW
    load = np.int64(ledger.load[index(place)]) - 1
    width = np.int64(ledger.unit[index(row + WIDTH)])
    seats = np.int64(ledger.unit[index(row + SEATS)]) + slot * width
    for each in range(load + 1):
        if ledger.seat[index(seats + each)] == entry:
            ledger.seat[index(seats + each)] = ledger.seat[index(seats + load)]
            break
    ledger.load[index(place)] = load
    room = ledger.room[index(place)] + 1
    ledger.room[index(place)] = room
    if room == 1:
        word = unit * ledger.size[1] + slot // WORD
        ledger.full[index(word)] &= ~(np.int64(1) << (slot % WORD))
        unblock(ledger, unit, slot)
    run = np.int64(ledger.unit[index(row + RUN)])
    if run > 0:
        for first in range(max(0, slot - run), slot + 1):
            window = unit * slots + first
            rest = ledger.rest[index(window)] + 1
            ledger.rest[index(window)] = rest
            if rest == 1:
                for each in range(first, first + run + 1):
                    unblock(ledger, unit, each)


@inlined
def count_meeting(ledger: Ledger, party: int, value: int, step: int) -> int:
    """Count a meeting of a party (step 1) or discount it (-1); return its worth."""
    row = party * PARTY_ROW
    degree = np.int64(ledger.party[index(row + DEGREE)])
    ledger.party[index(row + DEGREE)] = degree + step
    at = degree if step > 0 else degree - 1
    steps = np.int64(ledger.party[index(row + STEPS)]) * ledger.size[5]
    worth = step * ledger.steps[index(steps + at)]
    need = np.int64(ledger.party[index(row + NEED)])
    if need > 0:
        before = np.int64(ledger.party[index(row + SUM)])
        after = before + step * value
        ledger.party[index(row + SUM)] = after
        worth += ledger.floor[0] * (np.int64(after >= need) - np.int64(before >= need))
        worth += ledger.floor[1] * (min(after, need) - min(before, need))
    return worth


@inlined
def take(ledger: Ledger, kind: int, slot: int) -> None:
    """Take one of every resource that a kind of pair needs in a slot."""
    slots, words = ledger.size[0], ledger.size[1]
    first = np.int64(ledger.scarce_from[index(kind)])
    last = np.int64(ledger.scarce_from[index(kind + 1)])
    for each in range(first, last):
        resource = np.int64(ledger.scarce[index(each)])
        place = resource * slots + slot
        used = ledger.used[index(place)] + 1
        ledger.used[index(place)] = used
        if used >= ledger.supply[index(place)]:
            word = resource * words + slot // WORD
            ledger.tight[index(word)] |= np.int64(1) << (slot % WORD)


@inlined
def give_back(ledger: Ledger, kind: int, slot: int) -> None:
    """Give back what `take` took."""
    slots, words = ledger.size[0], ledger.size[1]
    first = np.int64(ledger.scarce_from[index(kind)])
    last = np.int64(ledger.scarce_from[index(kind + 1)])
    for each in range(first, last):
        resource = np.int64(ledger.scarce[index(each)])
        place = resource * slots + slot
        used = ledger.used[index(place)] - 1
        ledger.used[index(place)] = used
        if used < ledger.supply[index(place)]:
            word = resource * words + slot // WORD
            ledger.tight[index(word)] &= ~(np.int64(1) << (slot % WORD))


@inlined
def hold(ledger: Ledger, pair: int, slot: int) -> None:
    """Hold a pair in a slot in which the caller knows that it fits."""
    row = pair * PAIR
    ledger.pair[index(row + SLOT)] = slot
    value = np.int64(ledger.pair[index(row + VALUE)])
    worth = np.int64(ledger.pair[index(row + GAIN)])
    for side in range(2):
        party = np.int64(ledger.pair[index(row + PARTY + side)])
        unit = np.int64(ledger.pair[index(row + UNIT + side)])
        occupy(ledger, unit, slot, 2 * pair + side)
        worth += count_meeting(ledger, party, value, 1)
        if len(ledger.unwelcome) > 0:
            worth -= ledger.unwelcome[index(party * ledger.size[0] + slot)]
    ledger.worth[0] += worth
    kind = np.int64(ledger.pair[index(row + RESOURCE)])
    if kind > 0:
        take(ledger, kind, slot)
        place = kind * ledger.size[0] + slot
        length = np.int64(ledger.list_length[index(place)])
        ledger.listed[index(ledger.list_from[index(place)] + length)] = pair
        ledger.pair[index(row + PLACE)] = length
        ledger.list_length[index(place)] = length + 1


@inlined
def release(ledger: Ledger, pair: int) -> None:
    """Take a held pair out of its slot."""
    row = pair * PAIR
    slot = np.int64(ledger.pair[index(row + SLOT)])
    ledger.pair[index(row + SLOT)] = -1
    value = np.int64(ledger.pair[index(row + VALUE)])
    worth = -np.int64(ledger.pair[index(row + GAIN)])
    for side in range(2):
        party = np.int64(ledger.pair[index(row + PARTY + side)])
        unit = np.int64(ledger.pair[index(row + UNIT + side)])
        vacate(ledger, unit, slot, 2 * pair + side)
        worth += count_meeting(ledger, party, value, -1)
        if len(ledger.unwelcome) > 0:
            worth += ledger.unwelcome[index(party * ledger.size[0] + slot)]
    ledger.worth[0] += worth
    kind = np.int64(ledger.pair[index(row + RESOURCE)])
    if kind > 0:
        give_back(ledger, kind, slot)
        place = kind * ledger.size[0] + slot
        length = np.int64(ledger.list_length[index(place)]) - 1
        ledger.list_length[index(place)] = length
        first = ledger.list_from[index(place)]
        last = np.int64(ledger.listed[index(first + length)])
        at = np.int64(ledger.pair[index(row + PLACE)])
        ledger.listed[index(first + at)] = last
        ledger.pair[index(last * PAIR + PLACE)] = at
