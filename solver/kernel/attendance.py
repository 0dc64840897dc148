"""Who of a unit's people goes to which of its meetings: exact, inside every move.

People may be away, need a rest after a run, stand for several parties, and a
meeting may name who can come. A quick try sends the most rested; if that fails, a
dynamic programme over the slots decides. Its states are the lengths of the runs
that people are in; a state that is nowhere shorter than another is left out, as
who is more rested can do all that the other can.
"""

import numpy as np

from solver.kernel.compiled import WORD, compiled, index, inlined, lowest
from solver.kernel.ledger import (
    ALLOWED,
    FIRST,
    PAIR,
    PEOPLE,
    SEATS,
    UNIT_ROW,
    WIDTH,
    Ledger,
)

FIELD = 5
"""Bits for the length of one person's run; the highest is kept free for comparing."""
LONGEST_RUN = 15
"""The longest limit of a run that a field can count to."""
NO_LIMIT = 1 << 20
"""The limit of somebody whose run cannot become too long."""
MOST_TRACKED = 12
"""With more people in a unit their runs do not fit in one number, and only the quick
try is made: a possible meeting may then be refused, never an impossible one held."""
MOST_STATES = 512
MOST_TEAMS = 512
"""What is more than so many is not looked at, with the same consequence."""

_ALWAYS_EXACT = 3
"""Of the runs of three people at most 192 states are none as rested as another, and
the answer is exact whatever the order of the meetings."""

_LATER = MOST_STATES
_TEAMS = 2 * MOST_STATES
_RUNS = 2 * MOST_STATES + 2 * MOST_TEAMS
SCRATCH = _RUNS + 64
"""Numbers of scratch space the functions here need."""

_ONE_FIELD = (1 << FIELD) - 1
_GUARDS = sum(1 << (FIELD * person + FIELD - 1) for person in range(MOST_TRACKED))


@inlined
def is_there(ledger: Ledger, person: int, slot: int) -> bool:
    """Tell whether a person can come in a slot."""
    word = person * ledger.size[1] + slot // WORD
    return (ledger.person_slots[index(word)] >> (slot % WORD)) & 1 == 1


@inlined
def allowed(ledger: Ledger, entry: int) -> int:
    """Return the set of a unit's people who may go to a meeting."""
    return np.int64(ledger.pair[index((entry >> 1) * PAIR + ALLOWED + (entry & 1))])


@inlined
def most_rested(ledger: Ledger, first: int, may: int, slot: int) -> int:
    """Return who of some people has the shortest run and can come, or -1."""
    best, least = np.int64(-1), np.int64(NO_LIMIT)
    while may != 0:
        person = lowest(may)
        may &= may - 1
        run = ledger.scratch[index(_RUNS + person)]
        if run >= least or run >= ledger.person_run[index(first + person)]:
            continue
        if is_there(ledger, first + person, slot):
            best, least = person, run
    return best


@inlined
def sort_seats(ledger: Ledger, unit: int) -> None:
    """Put a unit's meetings in order, slot by slot.

    Who is sent then follows from the plan alone, not from how it came about.
    """
    width = np.int64(ledger.unit[index(unit * UNIT_ROW + WIDTH)])
    first = np.int64(ledger.unit[index(unit * UNIT_ROW + SEATS)])
    for slot in range(ledger.size[0]):
        for each in range(1, ledger.load[index(unit * ledger.size[0] + slot)]):
            at = first + each
            entry = ledger.seat[index(at)]
            while at > first and ledger.seat[index(at - 1)] > entry:
                ledger.seat[index(at)] = ledger.seat[index(at - 1)]
                at -= 1
            ledger.seat[index(at)] = entry
        first += width


@inlined
def send_rested(ledger: Ledger, unit: int) -> bool:
    """Try to send the most rested to each meeting; who goes is written in `sent`."""
    row = unit * UNIT_ROW
    first = np.int64(ledger.unit[index(row + FIRST)])
    people = np.int64(ledger.unit[index(row + PEOPLE)])
    width = np.int64(ledger.unit[index(row + WIDTH)])
    seats = np.int64(ledger.unit[index(row + SEATS)])
    slots = ledger.size[0]
    end = np.int64(-1)
    for slot in range(slots):
        load = np.int64(ledger.load[index(unit * slots + slot)])
        if load == 0 or ledger.block_end[index(slot)] != end:
            end = np.int64(ledger.block_end[index(slot)])
            for person in range(people):
                ledger.scratch[index(_RUNS + person)] = 0
        gone = np.int64(0)
        for each in range(load):
            place = seats + slot * width + each
            may = allowed(ledger, np.int64(ledger.seat[index(place)])) & ~gone
            person = most_rested(ledger, first, may, slot)
            if person < 0:
                return False
            gone |= np.int64(1) << person
            ledger.sent[index(place)] = person
        for person in range(people):
            if (gone >> person) & 1:
                ledger.scratch[index(_RUNS + person)] += 1
            else:
                ledger.scratch[index(_RUNS + person)] = 0
    return True


@inlined
def who_can(ledger: Ledger, unit: int, slot: int, state: int) -> int:
    """Return the people who are there in a slot and need no rest."""
    row = unit * UNIT_ROW
    first = np.int64(ledger.unit[index(row + FIRST)])
    people = np.int64(ledger.unit[index(row + PEOPLE)])
    can = np.int64(0)
    for person in range(people):
        run = (state >> (FIELD * person)) & _ONE_FIELD
        if run < ledger.person_run[index(first + person)] and is_there(
            ledger, first + person, slot
        ):
            can |= np.int64(1) << person
    return can


@inlined
def list_teams(ledger: Ledger, unit: int, slot: int, can: int) -> int:
    """List the sets of people who could hold a slot's meetings; return how many."""
    row = unit * UNIT_ROW
    width = np.int64(ledger.unit[index(row + WIDTH)])
    seats = np.int64(ledger.unit[index(row + SEATS)]) + slot * width
    load = np.int64(ledger.load[index(unit * ledger.size[0] + slot)])
    here, there = np.int64(_TEAMS), np.int64(_TEAMS + MOST_TEAMS)
    ledger.scratch[index(here)] = 0
    count = np.int64(1)
    for each in range(load):
        may = allowed(ledger, np.int64(ledger.seat[index(seats + each)])) & can
        made = np.int64(0)
        for old in range(count):
            team = ledger.scratch[index(here + old)]
            rest = may & ~team
            while rest != 0:
                bigger = team | (rest & -rest)
                rest &= rest - 1
                known = made >= MOST_TEAMS
                for new in range(made):
                    known |= ledger.scratch[index(there + new)] == bigger
                if not known:
                    ledger.scratch[index(there + made)] = bigger
                    made += 1
        here, there = there, here
        count = made
    if here != _TEAMS:
        for new in range(count):
            ledger.scratch[index(_TEAMS + new)] = ledger.scratch[index(here + new)]
    return count


@inlined
def advance(ledger: Ledger, unit: int, state: int, team: int) -> int:
    """Return the runs of a unit's people after a slot in which a team meets."""
    first = np.int64(ledger.unit[index(unit * UNIT_ROW + FIRST)])
    after = np.int64(0)
    while team != 0:
        person = lowest(team)
        team &= team - 1
        if ledger.person_run[index(first + person)] <= LONGEST_RUN:
            run = (state >> (FIELD * person)) & _ONE_FIELD
            after |= (run + 1) << (FIELD * person)
    return after


@inlined
def keep_state(ledger: Ledger, count: int, state: int) -> int:
    """Add a state to those of the next slot if none is as rested; return how many."""
    guards = np.int64(_GUARDS)
    each = np.int64(0)
    while each < count:
        known = ledger.scratch[index(_LATER + each)]
        if ((state | guards) - known) & guards == guards:
            return count
        if ((known | guards) - state) & guards == guards:
            count -= 1
            ledger.scratch[index(_LATER + each)] = ledger.scratch[index(_LATER + count)]
        else:
            each += 1
    if count < MOST_STATES:
        ledger.scratch[index(_LATER + count)] = state
        count += 1
    return count


@inlined
def can_attend(ledger: Ledger, unit: int) -> bool:
    """Tell whether a unit's people can hold all its meetings between them."""
    people = ledger.unit[index(unit * UNIT_ROW + PEOPLE)]
    if people > _ALWAYS_EXACT:
        sort_seats(ledger, unit)
    if send_rested(ledger, unit):
        return True
    if people > MOST_TRACKED:
        return False
    slots = ledger.size[0]
    ledger.scratch[0] = 0
    states = np.int64(1)
    end = np.int64(-1)
    for slot in range(slots):
        load = ledger.load[index(unit * slots + slot)]
        if load == 0 or ledger.block_end[index(slot)] != end:
            end = np.int64(ledger.block_end[index(slot)])
            ledger.scratch[0] = 0
            states = np.int64(1)
        if load == 0:
            continue
        later = np.int64(0)
        for each in range(states):
            state = ledger.scratch[index(each)]
            can = who_can(ledger, unit, slot, state)
            teams = list_teams(ledger, unit, slot, can)
            for team in range(teams):
                after = advance(
                    ledger, unit, state, ledger.scratch[index(_TEAMS + team)]
                )
                later = keep_state(ledger, later, after)
        if later == 0:
            return False
        for each in range(later):
            ledger.scratch[index(each)] = ledger.scratch[index(_LATER + each)]
        states = later
    return True


@compiled
def attend(ledger: Ledger, unit: int) -> int:
    """Tell who attends: 1 by the quick try, 2 in another way, 0 impossible."""
    sort_seats(ledger, unit)
    if send_rested(ledger, unit):
        return 1
    return 2 if can_attend(ledger, unit) else 0
