"""A problem and the plan in work, as flat arrays the compiled functions read.

A *unit* is what can be busy: the people of a party, or of several parties that
share people. Rows of `pair` and `party` are one or half a cache line. Sets of
slots are words of `WORD` bits; the sign bit is never used.
"""

from typing import NamedTuple

from solver.kernel.compiled import Numbers, Random, Words

# A row of `Ledger.pair`.
PARTY, UNIT, ALLOWED = 0, 2, 4
"""Two entries each: of side a and of side b. Allowed is a set of a unit's people."""
VALUE, RESOURCE, STATUS, ORDERED, SLOT, PLACE, TOUCHED = 6, 7, 8, 9, 10, 11, 12
GAIN, RANK = 13, 14
"""What holding a pair adds to `worth`, and how readily it gives way (the lowest
first), both in units of 1/`UNIT_OF_WORTH` point of value."""
PAIR = 16

UNIT_OF_WORTH = 16
"""So many units of worth make one point of value."""

# What a pair's STATUS can be.
FREE, REQUIRED, FIXED, CLOSED = 0, 1, 2, 3

# A row of `Ledger.party`.
DEGREE, MOST, STEPS, SUM, NEED = 0, 1, 2, 3, 4
PARTY_ROW = 8

# A row of `Ledger.unit`.
FIRST, PEOPLE, RUN, MANY, WIDTH, SEATS, CHECKED, NAMED = 0, 1, 2, 3, 4, 5, 6, 7
UNIT_ROW = 8

# What `Ledger.counter` counts.
MOVES, STAMPS, CHECKS = 0, 1, 2


class Ledger(NamedTuple):
    """The state of the search; every array is flat and contiguous."""

    size: Words
    """Slots, words per set, pairs, parties, units, steps per row, resources."""
    counter: Words
    worth: Words
    """One number: the worth of the plan in work."""
    random: Random
    pair: Numbers
    possible: Words
    """For each pair, the slots in which it could be held if it were alone."""
    order_from: Numbers
    order: Numbers
    """The pairs a pair must come after (2q) or before (2q + 1), if both are held."""
    party: Numbers
    steps: Words
    """The worth of a party's next meeting, by row (see STEPS) and degree."""
    neighbour_from: Numbers
    neighbour: Numbers
    """The pairs of each party that are worth trying."""
    unwelcome: Words
    """What a meeting in a slot costs a party that comes only if needed, by party and
    slot; empty where nobody answered so."""
    floor: Words
    """The worth of a party that reaches its floor, and of a point nearer to it."""
    unit: Numbers
    blocked: Words
    """For each unit, the slots in which it cannot take one more meeting."""
    full: Words
    """For each unit, the slots in which all its people are in a meeting."""
    room: Numbers
    """For each unit and slot, how many more meetings its people could take."""
    rest: Numbers
    """For each unit and slot, the meetings left in the run that begins there."""
    reasons: Numbers
    """For each unit and slot, why it is blocked: full, and runs used up."""
    load: Numbers
    """For each unit and slot, its meetings there; each has an entry in `seat`."""
    seat: Numbers
    sent: Numbers
    """Who goes, by place in `seat`, after the quick try of `attendance`."""
    """Twice the pair, plus one for side b: `WIDTH` of them for each slot."""
    person_slots: Words
    person_run: Numbers
    block_end: Numbers
    """For each slot, the slot after its block; for a slot in no block, itself."""
    scarce_from: Numbers
    scarce: Numbers
    """The resources each kind of pair takes one of (see `layout.resources`)."""
    used: Numbers
    supply: Numbers
    """For each resource and slot, how much is taken and how much there is."""
    tight: Words
    """For each resource, the slots in which nothing is left."""
    kind_from: Numbers
    kind: Numbers
    """The kinds of pairs that take one of a resource."""
    list_from: Words
    list_length: Numbers
    listed: Numbers
    """For each kind and slot, the pairs held there, to find one to give way."""
    core: Numbers
    """The pairs that the bound thinks worth trying."""
    waits: Words
    """What each unit or party waits (see `waiting`)."""
    waited: Words
    """One number: how much more is waited after the move in work."""
    log: Numbers
    scratch: Words
