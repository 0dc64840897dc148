"""Mend a plan in the compiled kernel, which keeps its state from change to change.

What may not move is fixed there, with its people; its tables and interpreters are
those it has, so what is free of each is counted anew. What then fits somewhere, and
what the changes are about, is all that is left to choose from.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.facts import Facts
from solver.kernel.attendance import attend
from solver.kernel.compiled import WORD
from solver.kernel.filling import fill, load_plan
from solver.kernel.layout import LaidOut, lay_out, neighbours, to_words
from solver.kernel.ledger import (
    ALLOWED,
    CLOSED,
    DEGREE,
    FIRST,
    FIXED,
    FREE,
    MANY,
    MOST,
    PAIR,
    PARTY,
    PARTY_ROW,
    REQUIRED,
    RESOURCE,
    SLOT,
    STAMPS,
    STATUS,
    TOUCHED,
    UNIT,
    UNIT_OF_WORTH,
    UNIT_ROW,
    Ledger,
)
from solver.kernel.mending import (
    OTHERS,
    OURS,
    mend,
    nobody_home,
    put_back,
    release_all,
)
from solver.kernel.resources import find_resources
from solver.kernel.rosters import make_roster
from solver.plan import HeldPair
from solver.possible import bits
from solver.replan.absences import Gone
from solver.replan.drafting import by_need
from solver.replan.places import only_free, seat_newly
from solver.replan.task import MendingTask
from solver.seating import Unseated

Numbers = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_MOVES_PER_PAIR = 60
_LEAST_MOVES = 4_000
_MOST_MOVES = 16_000
"""As many moves as there are pairs to choose from, so many times, within bounds."""
_HOT, _COLD = 12.0, 0.05
"""Temperatures in points: from swapping one meeting for another to putting back."""
_MOST_STAMPS = 2**30
_NO_TARGET = 1 << 30
_RANDOM = 0x1E3779B97F4A7C15
"""Where random numbers begin for each mending, so that it can be repeated."""


def make_repair(facts: Facts, meetings: Sequence[HeldPair]) -> "Repair | None":
    """Return the kernel with a plan in it; None where it cannot hold the plan.

    Args:
        facts: A problem in which only decisions from outside are fixed: history is
            not, as each fixed table is a kind of its own to the kernel.
        meetings: The plan.
    """
    laid_out = lay_out(facts, seed=0)
    if laid_out is None or not facts.problem.pairs:
        return None
    repair = Repair(facts, laid_out)
    return repair if repair.load(meetings) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """What is to choose from in one mending."""

    may_move: Flags
    """The pairs held that may leave their slot."""
    candidates: Flags
    """The pairs not held that may be held."""
    core: Numbers


class Repair:
    """A plan in the kernel, kept up to date with what the day brings."""

    def __init__(self, facts: Facts, laid_out: LaidOut) -> None:
        """Begin with nothing held."""
        self._facts = facts
        self._people = laid_out.people
        self._ledger: Ledger = laid_out.ledger
        ledger = laid_out.ledger
        pairs = len(facts.problem.pairs)
        self._words = int(ledger.size[1])
        self._pair = ledger.pair.reshape(-1, PAIR)
        self._possible = ledger.possible.reshape(pairs, self._words)
        self._status = self._pair[:, STATUS].copy()
        self._allowed = self._pair[:, ALLOWED : ALLOWED + 2].copy()
        self._load = np.zeros(facts.problem.slots, np.int32)
        self._number = {pair.id: at for at, pair in enumerate(facts.problem.pairs)}
        self._party = {party.id: at for at, party in enumerate(facts.problem.parties)}
        self._seat_of = {
            person: (unit, at)
            for unit, group in enumerate(laid_out.people)
            for at, person in enumerate(group)
        }
        _, first = np.unique(self._pair[:, RESOURCE], return_index=True)
        self._warm_up()
        self._kinds = tuple(facts.problem.pairs[at] for at in sorted(first.tolist()))

    def _warm_up(self) -> None:
        """Load what is compiled before anybody waits for it."""
        nothing = np.zeros(0, np.int32)
        release_all(self._ledger, nothing, self._load)
        put_back(self._ledger, nothing, nothing, self._load)
        fill(self._ledger, nothing, nothing, self._load)
        mend(self._ledger, nobody_home(len(self._pair)), 0, (1.0, 1.0), 0)
        attend(self._ledger, 0)

    def load(self, meetings: Sequence[HeldPair]) -> bool:
        """Hold a plan with the people it names; tell whether all of it fits."""
        slots = np.full(len(self._number), -1, np.int32)
        for meeting in meetings:
            slots[self._number[meeting.pair]] = meeting.slot
            self._pin(meeting)
        return int(load_plan(self._ledger, slots, self._load)) == 0

    def mend(self, task: MendingTask) -> tuple[tuple[HeldPair, ...], int]:
        """Return the plan mended, and the moves made."""
        numbers = [self._number[meeting.pair] for meeting in task.broken]
        broken = np.array(numbers, np.int32)
        release_all(self._ledger, broken, self._load)
        self._pair[broken, ALLOWED : ALLOWED + 2] = self._allowed[broken]
        held = self._pair[:, SLOT].copy()
        self._take_away(task, held)
        self._count_places(task)
        scope = self._choose_scope(task, held)
        self._open(scope)
        self._put_back(task)
        self._fill(scope)
        moves = self._anneal(task, scope, held)
        return self._read(task, held), moves

    def _pin(self, meeting: HeldPair, *, missing: Gone | None = None) -> None:
        """Let nobody else go to a meeting, but for those who cannot come."""
        row = self._pair[self._number[meeting.pair]]
        for side, person in enumerate((meeting.person_a, meeting.person_b)):
            if meeting.slot not in (missing or {}).get(person, ()):
                row[ALLOWED + side] = 1 << self._seat_of[person][1]

    def _take_away(self, task: MendingTask, held: Numbers) -> None:
        """Note what is no longer possible, for all that is not history."""
        problem, away = self._facts.problem, task.absences
        loose = np.flatnonzero((held < 0) | (held >= task.now))
        future = frozenset(range(task.now, problem.slots))
        self._possible[loose] &= self._as_words(future)
        touched = away.parties.keys() | {
            party
            for person in away.people
            for party in task.facts.parties_of.get(person, ())
        }
        stands = {table.id: table.owner for table in problem.tables}
        touched |= {stands[table] or "" for table in away.tables}
        for party in touched:
            for name in task.facts.pairs_of.get(party, ()):
                at = self._number[name]
                if held[at] < 0 or held[at] >= task.now:
                    slots = task.facts.slots[name]
                    self._possible[at] &= self._as_words(frozenset(slots))
        self._send_home(away.people)

    def _as_words(self, slots: frozenset[int]) -> Ints:
        """Return a set of slots as words."""
        found, full = bits(slots), (1 << WORD) - 1
        words = [found >> (WORD * at) & full for at in range(self._words)]
        return np.array(words, np.int64)

    def _send_home(self, people: Gone) -> None:
        """Leave out people in slots in which they hold no meeting any more."""
        ledger = self._ledger
        slots = int(ledger.size[0])
        rows = ledger.unit.reshape(-1, UNIT_ROW)
        for person, gone in people.items():
            if person not in self._seat_of:
                continue
            unit, at = self._seat_of[person]
            for slot in gone:
                bit = 1 << (slot % WORD)
                own = (int(rows[unit, FIRST]) + at) * self._words + slot // WORD
                if not int(ledger.person_slots[own]) & bit:
                    continue
                ledger.person_slots[own] &= ~bit
                place = unit * slots + slot
                ledger.room[place] -= 1
                if ledger.room[place] == 0:
                    word = unit * self._words + slot // WORD
                    ledger.full[word] |= bit
                    ledger.reasons[place] += 1
                    ledger.blocked[word] |= bit

    def _count_places(self, task: MendingTask) -> None:
        """Count what the meetings that stay leave of tables and interpreters.

        A meeting of theirs that moves leaves a table that serves at least its own
        kind: what is counted is never more than there is (Hall 1935).
        """
        ledger = self._ledger
        free = only_free(self._facts, task.facts, task.kept, self._kinds)
        left = find_resources(free)
        shape = (-1, int(ledger.size[0]))
        if left is None:
            raise AssertionError
        used = ledger.used.reshape(shape)
        ledger.supply[:] = (used + left.supply).reshape(-1)
        ledger.tight[:] = to_words(used >= ledger.supply.reshape(shape))

    def _choose_scope(self, task: MendingTask, held: Numbers) -> _Scope:
        """Return what may move, and what fits or could be made to fit."""
        named, affected = self._touching(task.named), self._touching(task.affected)
        ours_or_any = named | (task.max_moved > 0)
        may_move = (held >= task.now) & (self._status < FIXED) & ours_or_any
        is_open = (self._pair[:, SLOT] < 0) & (self._status < CLOSED)
        is_open &= self._possible.any(1)
        fits = self._fits()
        candidates = is_open & (fits | affected if may_move.any() else fits)
        core = np.flatnonzero(candidates | (may_move & named)).astype(np.int32)
        return _Scope(may_move=may_move, candidates=candidates, core=core)

    def _touching(self, parties: frozenset[str]) -> Flags:
        """Return which pairs are of some of the parties."""
        flags = np.zeros(len(self._party) + 1, bool)
        flags[[self._party[party] for party in parties]] = True
        return flags[self._pair[:, PARTY]] | flags[self._pair[:, PARTY + 1]]

    def _fits(self) -> Flags:
        """Return the pairs that fit somewhere as things are, taken one by one."""
        ledger, pair = self._ledger, self._pair
        blocked = ledger.blocked.reshape(-1, self._words)
        free = self._possible & ~blocked[pair[:, UNIT]] & ~blocked[pair[:, UNIT + 1]]
        tight = ledger.tight.reshape(-1, self._words)
        kinds = len(ledger.scarce_from) - 1
        used_up = np.zeros((kinds, self._words), np.int64)
        for kind in range(kinds):
            first, last = ledger.scarce_from[kind : kind + 2]
            for resource in ledger.scarce[first:last]:
                used_up[kind] |= tight[resource]
        free &= ~used_up[pair[:, RESOURCE]]
        rows = ledger.party.reshape(-1, PARTY_ROW)
        full = rows[:, DEGREE] >= rows[:, MOST]
        some = full[pair[:, PARTY]] | full[pair[:, PARTY + 1]]
        fits: Flags = free.any(1) & ~some
        return fits

    def _open(self, scope: _Scope) -> None:
        """Let the kernel change what is in scope, and nothing else."""
        held = self._pair[:, SLOT] >= 0
        status = np.where(held, FIXED, CLOSED)
        mine = scope.may_move | scope.candidates
        # A fixed meeting that lost its place is held again like a required one.
        free = np.where(self._status == FREE, FREE, REQUIRED)
        self._pair[:, STATUS] = np.where(mine, free, status)
        parties = int(self._ledger.size[3])
        first, own = neighbours(self._pair, np.flatnonzero(mine), parties)
        self._ledger = self._ledger._replace(
            core=scope.core, neighbour_from=first, neighbour=own
        )
        if self._ledger.counter[STAMPS] > _MOST_STAMPS:
            self._ledger.counter[STAMPS] = 0
            self._pair[:, TOUCHED] = -1

    def _put_back(self, task: MendingTask) -> None:
        """Hold again in their slot those that only need people or a place."""
        order = by_need(task.facts, task.broken)
        pairs = np.array([self._number[m.pair] for m in order], np.int32)
        slots = np.array([meeting.slot for meeting in order], np.int32)
        for meeting in order:
            self._pin(meeting, missing=task.absences.people)
        put_back(self._ledger, pairs, slots, self._load)
        lost = pairs[self._pair[pairs, SLOT] < 0]
        self._pair[lost, ALLOWED : ALLOWED + 2] = self._allowed[lost]
        put_back(self._ledger, pairs, slots, self._load)

    def _fill(self, scope: _Scope) -> None:
        """Hold greedily what must be, what is guaranteed, and the rest."""
        order = np.flatnonzero(scope.candidates).astype(np.int32)
        values = np.array(
            [-self._facts.problem.pairs[at].value for at in order.tolist()], np.int64
        )
        order = order[np.argsort(values, kind="stable")]
        parties = self._facts.problem.parties
        anything = np.full(len(parties), _NO_TARGET, np.int32)
        musts = order[self._pair[order, STATUS] == REQUIRED]
        fill(self._ledger, musts, anything, self._load)
        least = np.array([party.min for party in parties], np.int32)
        for target in range(1, int(least.max(initial=0)) + 1):
            goal = np.minimum(least, target).astype(np.int32)
            fill(self._ledger, order, goal, self._load)
        fill(self._ledger, order, anything, self._load)

    def _anneal(self, task: MendingTask, scope: _Scope, held: Numbers) -> int:
        """Exchange what was held anew for what is worth more."""
        ledger = self._ledger
        homes = nobody_home(len(held))
        home, weight = homes.home, homes.weight
        home[scope.may_move] = held[scope.may_move]
        named = self._touching(task.named)
        weight[scope.may_move] = np.where(named[scope.may_move], OURS, OTHERS)
        for meeting in task.broken:
            at = self._number[meeting.pair]
            home[at], weight[at] = meeting.slot, OURS
        if not len(scope.core):
            return 0
        moves = min(_MOST_MOVES, max(_LEAST_MOVES, _MOVES_PER_PAIR * len(scope.core)))
        ledger.random[0] = _RANDOM + 2 * task.seed
        heat = (_HOT * UNIT_OF_WORTH, _COLD * UNIT_OF_WORTH)
        limits = _rising_limits(task.max_moved)
        for limit in limits:
            away = (weight == OTHERS) & (self._pair[:, SLOT] != home)
            mend(ledger, homes, moves, heat, limit - int(away.sum()))
        return moves * len(limits)

    def _read(self, task: MendingTask, held: Numbers) -> tuple[HeldPair, ...]:
        """Return the plan; what has not moved keeps its place and people."""
        now = self._pair[:, SLOT]
        stays = [m for m in task.kept if now[self._number[m.pair]] == m.slot]
        changed = np.flatnonzero((now >= 0) & (now != held)).astype(np.int32)
        self._load[:] = np.bincount(now[now >= 0], minlength=len(self._load))
        waiting = self._send(changed)
        idle = np.flatnonzero(now < 0)
        self._pair[idle, ALLOWED : ALLOWED + 2] = self._allowed[idle]
        seated = seat_newly(task.facts, stays, waiting, task.broken)
        for meeting in seated:
            self._pin(meeting)
        return (*stays, *seated)

    def _send(self, changed: Numbers) -> list[Unseated]:
        """Return who goes to each meeting that is new or has moved."""
        pair = self._pair
        units = np.unique(pair[changed, UNIT : UNIT + 2])
        rows = self._ledger.unit.reshape(-1, UNIT_ROW).copy()
        others = np.ones(len(rows), bool)
        others[units] = False
        rows[others, MANY] = 0
        roster = make_roster(self._ledger._replace(unit=rows.reshape(-1)))
        problem, people = self._facts.problem, self._people
        return [
            Unseated(
                pair=problem.pairs[at].id,
                slot=int(pair[at, SLOT]),
                person_a=people[pair[at, UNIT]][roster[2 * at]],
                person_b=people[pair[at, UNIT + 1]][roster[2 * at + 1]],
            )
            for at in changed.tolist()
        ]


def _rising_limits(most: int) -> list[int]:
    """Return limits from none to the last, so that more may only make it better."""
    limits, step = [0], 1
    while step < most:
        limits.append(step)
        step *= 2
    return [*limits, most] if most else limits
