"""Hold a pair, let give way what is in the way, and find that another place.

A move takes a pair and a slot, takes out what collides there, and puts that back
wherever it is free; whoever then misses a meeting is offered another partner. All
it changes is logged, so that it can be taken back.
"""

import numpy as np

from solver.kernel.attendance import can_attend
from solver.kernel.compiled import below, index, inlined
from solver.kernel.ledger import (
    CHECKED,
    CHECKS,
    DEGREE,
    FIXED,
    MANY,
    MOST,
    PAIR,
    PARTY,
    PARTY_ROW,
    REQUIRED,
    SLOT,
    STAMPS,
    STATUS,
    TOUCHED,
    UNIT,
    UNIT_ROW,
    Ledger,
)
from solver.kernel.occupancy import hold, release
from solver.kernel.room import (
    NOTHING,
    choose_slot,
    find_free,
    fits,
    in_the_way,
)

CARELESS = 0.3
"""How often any slot is tried, not one where little gives way."""

MOST_LOGGED = 1024
"""Changes one move can make."""
QUEUE = 2 * MOST_LOGGED
"""Where in `Ledger.log` the pairs stand that still need a place."""
QUEUED = 64
_DROPPED = QUEUE + 2 * QUEUED
_EJECTED = _DROPPED + QUEUED
_MOST_EJECTED = 8
WAITED = _EJECTED + 2 * _MOST_EJECTED
"""Where in `Ledger.log` the waiting stands that a move leads to."""
LOG = WAITED + 4 * MOST_LOGGED
"""Numbers of `Ledger.log` that a move needs."""

_PARTNERS = 5
"""Other partners offered to a party that misses a meeting."""
_LAST_CHECK = 2**31 - 1
_CHAIN_OF_MUSTS = 6
"""How far a meeting that must be held may push others on."""


@inlined
def change(ledger: Ledger, logged: int, pair: int, slot: int) -> int:
    """Hold a pair in a slot, or take it out (slot -1), and log how it was."""
    before = np.int64(ledger.pair[index(pair * PAIR + SLOT)])
    ledger.log[index(2 * logged)] = pair
    ledger.log[index(2 * logged + 1)] = before
    if before >= 0:
        release(ledger, pair)
    if slot >= 0:
        hold(ledger, pair, slot)
        ledger.pair[index(pair * PAIR + TOUCHED)] = ledger.counter[STAMPS]
    return logged + 1


@inlined
def undo(ledger: Ledger, logged: int) -> None:
    """Take back what was logged, the last first."""
    for each in range(logged - 1, -1, -1):
        pair = np.int64(ledger.log[index(2 * each)])
        slot = np.int64(ledger.log[index(2 * each + 1)])
        if ledger.pair[index(pair * PAIR + SLOT)] >= 0:
            release(ledger, pair)
        if slot >= 0:
            hold(ledger, pair, slot)


@inlined
def new_check(ledger: Ledger) -> int:
    """Return a number that marks the units seen in one check, and no other."""
    check = ledger.counter[CHECKS] + 1
    if check == _LAST_CHECK:
        # The marks are 32 bits wide; an hour of moves comes to more.
        check = np.int64(1)
        for unit in range(ledger.size[4]):
            ledger.unit[index(unit * UNIT_ROW + CHECKED)] = 0
    ledger.counter[CHECKS] = check
    return check


@inlined
def can_be_attended(ledger: Ledger, logged: int) -> bool:
    """Check who attends, for every unit of several people that was touched."""
    check = new_check(ledger)
    for each in range(logged):
        row = np.int64(ledger.log[index(2 * each)]) * PAIR
        for side in range(2):
            unit = np.int64(ledger.pair[index(row + UNIT + side)])
            at = unit * UNIT_ROW
            if ledger.unit[index(at + MANY)] == 0:
                continue
            if ledger.unit[index(at + CHECKED)] == check:
                continue
            ledger.unit[index(at + CHECKED)] = check
            if not can_attend(ledger, unit):
                return False
    return True


@inlined
def offer_partner(ledger: Ledger, logged: int, party: int, instead_of: int) -> int:
    """Hold another pair of a party where one of a few is free; return the log."""
    at = party * PARTY_ROW
    if ledger.party[index(at + DEGREE)] >= ledger.party[index(at + MOST)]:
        return logged
    first = np.int64(ledger.neighbour_from[index(party)])
    many = np.int64(ledger.neighbour_from[index(party + 1)]) - first
    if many == 0:
        return logged
    stamp = ledger.counter[STAMPS]
    for _ in range(_PARTNERS):
        pair = np.int64(ledger.neighbour[index(first + below(ledger.random, many))])
        row = pair * PAIR
        if (
            pair == instead_of
            or ledger.pair[index(row + SLOT)] >= 0
            or ledger.pair[index(row + STATUS)] >= FIXED
            or ledger.pair[index(row + TOUCHED)] == stamp
        ):
            continue
        slot = find_free(ledger, pair)
        if slot >= 0:
            return change(ledger, logged, pair, slot)
    return logged


@inlined
def eject(ledger: Ledger, logged: int, pair: int, slot: int) -> int:
    """Take out what is in the way of a pair, logging it and noting where it was.

    Returns:
        How many were taken out; negative (less one) if the pair cannot fit.
    """
    log = ledger.log
    stamp = ledger.counter[STAMPS]
    ejected = np.int64(0)
    while ejected < _MOST_EJECTED:
        found = in_the_way(ledger, pair, slot, stamp)
        if found < 0:
            if found == NOTHING and fits(ledger, pair, slot):
                return ejected
            break
        was = ledger.pair[index(found * PAIR + SLOT)]
        log[index(_EJECTED + 2 * ejected)] = found
        log[index(_EJECTED + 2 * ejected + 1)] = was
        change(ledger, logged + ejected, found, -1)
        ejected += 1
    return -ejected - 1


@inlined
def enqueue(ledger: Ledger, queued: int, pair: int, slot: int) -> bool:
    """Note a slot in which a pair that must be held is to be tried, where one is."""
    if queued > _CHAIN_OF_MUSTS:
        return False
    then = choose_slot(ledger, pair, slot, CARELESS)
    if then < 0:
        return False
    ledger.log[index(QUEUE + 2 * queued)] = pair
    ledger.log[index(QUEUE + 2 * queued + 1)] = then
    return True


@inlined
def compensate(ledger: Ledger, logged: int, dropped: int) -> int:
    """Find something else for those whose pair was dropped; return the log."""
    for each in range(dropped):
        pair = np.int64(ledger.log[index(_DROPPED + each)])
        free = find_free(ledger, pair)
        if free >= 0:
            logged = change(ledger, logged, pair, free)
            continue
        for side in range(2):
            party = np.int64(ledger.pair[index(pair * PAIR + PARTY + side)])
            logged = offer_partner(ledger, logged, party, pair)
    return logged


@inlined
def attempt(ledger: Ledger, pair: int, slot: int) -> int:
    """Hold a pair in a slot and repair what that breaks.

    Returns:
        How many changes were logged; negative (less one) if it cannot be done.
    """
    log = ledger.log
    logged = np.int64(0)
    if ledger.pair[index(pair * PAIR + SLOT)] >= 0:
        logged = change(ledger, logged, pair, -1)
    log[index(QUEUE)] = pair
    log[index(QUEUE + 1)] = slot
    queued, head, dropped = np.int64(1), np.int64(0), np.int64(0)
    while head < queued:
        one = np.int64(log[index(QUEUE + 2 * head)])
        there = np.int64(log[index(QUEUE + 2 * head + 1)])
        head += 1
        ejected = eject(ledger, logged, one, there)
        if ejected < 0:
            return ejected - logged
        logged = change(ledger, logged + ejected, one, there)
        for each in range(ejected):
            other = np.int64(log[index(_EJECTED + 2 * each)])
            free = find_free(ledger, other)
            if free >= 0:
                logged = change(ledger, logged, other, free)
            elif ledger.pair[index(other * PAIR + STATUS)] == REQUIRED:
                old = np.int64(log[index(_EJECTED + 2 * each + 1)])
                if not enqueue(ledger, queued, other, old):
                    return -logged - 1
                queued += 1
            elif dropped < QUEUED:
                log[index(_DROPPED + dropped)] = other
                dropped += 1
    return compensate(ledger, logged, dropped)
