"""Where a pair fits, and what would have to give way where it does not."""

import numpy as np

from solver.kernel.compiled import WORD, below, bit_from, chance, index, inlined
from solver.kernel.ledger import (
    DEGREE,
    FIXED,
    MOST,
    ORDERED,
    PAIR,
    PARTY,
    PARTY_ROW,
    RANK,
    RESOURCE,
    RUN,
    SEATS,
    SLOT,
    STATUS,
    TOUCHED,
    UNIT,
    UNIT_ROW,
    WIDTH,
    Ledger,
)

NOTHING = -1
"""Nothing has to give way."""
NO_WAY = -2
"""There is nothing that could give way."""

_LOOKS = 16
_ENOUGH_LOOKS = 3
_ANY = 1 << 40


@inlined
def is_full(ledger: Ledger, pair: int) -> bool:
    """Tell whether a party of the pair has its maximum of meetings."""
    row = pair * PAIR
    a = np.int64(ledger.pair[index(row + PARTY)]) * PARTY_ROW
    b = np.int64(ledger.pair[index(row + PARTY + 1)]) * PARTY_ROW
    return (
        ledger.party[index(a + DEGREE)] >= ledger.party[index(a + MOST)]
        or ledger.party[index(b + DEGREE)] >= ledger.party[index(b + MOST)]
    )


@inlined
def used_up(ledger: Ledger, kind: int, word: int) -> int:
    """Return the slots of a word in which a resource of a kind is used up."""
    bits = np.int64(0)
    first = np.int64(ledger.scarce_from[index(kind)])
    last = np.int64(ledger.scarce_from[index(kind + 1)])
    for each in range(first, last):
        resource = np.int64(ledger.scarce[index(each)])
        bits |= ledger.tight[index(resource * ledger.size[1] + word)]
    return bits


@inlined
def in_order(ledger: Ledger, pair: int, word: int) -> int:
    """Return the slots of a word that keep the order with the pairs held."""
    bits = np.int64(-1) ^ (np.int64(-1) << WORD)
    first = np.int64(ledger.order_from[index(pair)])
    last = np.int64(ledger.order_from[index(pair + 1)])
    for each in range(first, last):
        entry = np.int64(ledger.order[index(each)])
        slot = np.int64(ledger.pair[index((entry >> 1) * PAIR + SLOT)]) - word * WORD
        if ledger.pair[index((entry >> 1) * PAIR + SLOT)] < 0:
            continue
        if entry & 1:
            if slot <= 0:
                bits = np.int64(0)
            elif slot < WORD:
                bits &= (np.int64(1) << slot) - 1
        elif slot >= WORD - 1:
            bits = np.int64(0)
        elif slot >= 0:
            bits &= np.int64(-1) << (slot + 1)
    return bits


@inlined
def free_slots(ledger: Ledger, pair: int, word: int) -> int:
    """Return the slots of a word in which a pair fits as things are."""
    words = ledger.size[1]
    row = pair * PAIR
    bits = ledger.possible[index(pair * words + word)]
    a = np.int64(ledger.pair[index(row + UNIT)]) * words + word
    b = np.int64(ledger.pair[index(row + UNIT + 1)]) * words + word
    bits &= ~(ledger.blocked[index(a)] | ledger.blocked[index(b)])
    kind = np.int64(ledger.pair[index(row + RESOURCE)])
    if kind > 0 and bits != 0:
        bits &= ~used_up(ledger, kind, word)
    if ledger.pair[index(row + ORDERED)] != 0 and bits != 0:
        bits &= in_order(ledger, pair, word)
    return bits


@inlined
def fits(ledger: Ledger, pair: int, slot: int) -> bool:
    """Tell whether a pair that is not held fits in a slot as things are."""
    word = slot // WORD
    bits = free_slots(ledger, pair, word)
    return (bits >> (slot - word * WORD)) & 1 == 1 and not is_full(ledger, pair)


@inlined
def find_free(ledger: Ledger, pair: int) -> int:
    """Return a random slot in which a pair fits, or -1."""
    if is_full(ledger, pair):
        return -1
    words = ledger.size[1]
    if words == 1:
        bits = free_slots(ledger, pair, 0)
        if bits == 0:
            return -1
        return bit_from(bits, below(ledger.random, ledger.size[0]))
    start = below(ledger.random, words)
    for each in range(words):
        word = start + each
        if word >= words:
            word -= words
        bits = free_slots(ledger, pair, word)
        if bits != 0:
            return word * WORD + bit_from(bits, below(ledger.random, WORD))
    return -1


@inlined
def choose_slot(ledger: Ledger, pair: int, avoid: int, carelessness: float) -> int:
    """Return a slot to try: now and then any, else one where little gives way."""
    words = ledger.size[1]
    word = np.int64(0) if words == 1 else below(ledger.random, words)
    row = pair * PAIR
    bits = ledger.possible[index(pair * words + word)]
    if avoid >= 0 and avoid // WORD == word:
        bits &= ~(np.int64(1) << (avoid % WORD))
    if bits == 0:
        return -1
    start = below(ledger.random, min(ledger.size[0], WORD))
    if chance(ledger.random) >= carelessness:
        a = np.int64(ledger.pair[index(row + UNIT)]) * words + word
        b = np.int64(ledger.pair[index(row + UNIT + 1)]) * words + word
        x, y = ledger.full[index(a)], ledger.full[index(b)]
        kind = np.int64(ledger.pair[index(row + RESOURCE)])
        z = used_up(ledger, kind, word) if kind > 0 else np.int64(0)
        best = bits & ~(x | y | z)
        if best == 0:
            best = bits & (x ^ y ^ z) & ~(x & y & z)
        if best == 0:
            best = bits & ~(x & y & z)
        if best != 0:
            bits = best
    return word * WORD + bit_from(bits, start)


@inlined
def may_move(ledger: Ledger, pair: int, stamp: int) -> bool:
    """Tell whether a held pair may be taken out in this move."""
    row = pair * PAIR
    return (
        ledger.pair[index(row + STATUS)] < FIXED
        and ledger.pair[index(row + TOUCHED)] != stamp
    )


@inlined
def from_seats(ledger: Ledger, unit: int, slot: int, stamp: int) -> int:
    """Return a random movable meeting of a unit in a slot, or -2."""
    load = np.int64(ledger.load[index(unit * ledger.size[0] + slot)])
    if load == 0:
        return NO_WAY
    row = unit * UNIT_ROW
    seats = np.int64(ledger.unit[index(row + SEATS)]) + slot * np.int64(
        ledger.unit[index(row + WIDTH)]
    )
    at = below(ledger.random, load) if load > 1 else np.int64(0)
    for _ in range(load):
        found = np.int64(ledger.seat[index(seats + at)]) >> 1
        if may_move(ledger, found, stamp):
            return found
        at += 1
        if at == load:
            at = np.int64(0)
    return NO_WAY


@inlined
def from_run(ledger: Ledger, unit: int, slot: int, stamp: int) -> int:
    """Return a movable meeting of a run that leaves no rest for the slot, or -2."""
    slots = ledger.size[0]
    run = np.int64(ledger.unit[index(unit * UNIT_ROW + RUN)])
    for first in range(max(0, slot - run), slot + 1):
        if ledger.rest[index(unit * slots + first)] > 0:
            continue
        at = below(ledger.random, run + 1)
        for _ in range(run + 1):
            found = from_seats(ledger, unit, first + at, stamp)
            if found >= 0:
                return found
            at += 1
            if at > run:
                at = np.int64(0)
        return NO_WAY
    return NO_WAY


@inlined
def from_party(ledger: Ledger, party: int, unit: int, stamp: int) -> int:
    """Return a cheap movable meeting of a party, or -2."""
    slots = ledger.size[0]
    best, least = np.int64(NO_WAY), np.int64(_ANY)
    for _ in range(2):
        slot = below(ledger.random, slots)
        for _step in range(slots):
            found = from_seats(ledger, unit, slot, stamp)
            if found >= 0:
                row = found * PAIR
                mine = (
                    ledger.pair[index(row + PARTY)] == party
                    or ledger.pair[index(row + PARTY + 1)] == party
                )
                if mine:
                    rank = np.int64(ledger.pair[index(row + RANK)])
                    if rank < least:
                        best, least = found, rank
                    break
            slot += 1
            if slot == slots:
                slot = np.int64(0)
    return best


@inlined
def from_kind(ledger: Ledger, kind: int, slot: int, stamp: int) -> int:
    """Return a cheap movable meeting that takes the resource used up, or -2."""
    slots, words = ledger.size[0], ledger.size[1]
    first = np.int64(ledger.scarce_from[index(kind)])
    last = np.int64(ledger.scarce_from[index(kind + 1)])
    for each in range(first, last):
        resource = np.int64(ledger.scarce[index(each)])
        tight = ledger.tight[index(resource * words + slot // WORD)]
        if (tight >> (slot % WORD)) & 1 == 0:
            continue
        return _cheap_of(ledger, resource, slot, stamp, slots)
    return NO_WAY


@inlined
def _cheap_of(ledger: Ledger, resource: int, slot: int, stamp: int, slots: int) -> int:
    """Return the cheapest of a few random meetings that take a resource."""
    first = np.int64(ledger.kind_from[index(resource)])
    last = np.int64(ledger.kind_from[index(resource + 1)])
    total = np.int64(0)
    for each in range(first, last):
        kind = np.int64(ledger.kind[index(each)])
        total += ledger.list_length[index(kind * slots + slot)]
    best, least = np.int64(NO_WAY), np.int64(_ANY)
    if total == 0:
        return best
    for look in range(_LOOKS):
        at = below(ledger.random, total)
        each = first
        place = np.int64(ledger.kind[index(each)]) * slots + slot
        while at >= ledger.list_length[index(place)]:
            at -= ledger.list_length[index(place)]
            each += 1
            place = np.int64(ledger.kind[index(each)]) * slots + slot
        found = np.int64(ledger.listed[index(ledger.list_from[index(place)] + at)])
        if may_move(ledger, found, stamp):
            rank = np.int64(ledger.pair[index(found * PAIR + RANK)])
            if rank < least:
                best, least = found, rank
        if look >= _ENOUGH_LOOKS and best >= 0:
            break
    return best


@inlined
def from_order(ledger: Ledger, pair: int, slot: int, stamp: int) -> int:
    """Return a held pair that would come in the wrong order, -2 if it must stay."""
    first = np.int64(ledger.order_from[index(pair)])
    last = np.int64(ledger.order_from[index(pair + 1)])
    for each in range(first, last):
        entry = np.int64(ledger.order[index(each)])
        other = entry >> 1
        held = np.int64(ledger.pair[index(other * PAIR + SLOT)])
        if held < 0:
            continue
        if (entry & 1 and held <= slot) or (not entry & 1 and held >= slot):
            return other if may_move(ledger, other, stamp) else NO_WAY
    return NOTHING


@inlined
def in_the_way(ledger: Ledger, pair: int, slot: int, stamp: int) -> int:
    """Return a meeting to take out so that a pair fits; -1 none, -2 hopeless."""
    words = ledger.size[1]
    row = pair * PAIR
    word, bit = slot // WORD, slot % WORD
    for side in range(2):
        unit = np.int64(ledger.pair[index(row + UNIT + side)])
        party = np.int64(ledger.pair[index(row + PARTY + side)])
        if (ledger.blocked[index(unit * words + word)] >> bit) & 1:
            if (ledger.full[index(unit * words + word)] >> bit) & 1:
                return from_seats(ledger, unit, slot, stamp)
            return from_run(ledger, unit, slot, stamp)
        at = party * PARTY_ROW
        if ledger.party[index(at + DEGREE)] >= ledger.party[index(at + MOST)]:
            return from_party(ledger, party, unit, stamp)
    kind = np.int64(ledger.pair[index(row + RESOURCE)])
    if kind > 0 and (used_up(ledger, kind, word) >> bit) & 1:
        return from_kind(ledger, kind, slot, stamp)
    if ledger.pair[index(row + ORDERED)] != 0:
        return from_order(ledger, pair, slot, stamp)
    return NOTHING
