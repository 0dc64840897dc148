"""A first plan in milliseconds: fixed, required, guarantee, then the rest.

Greedy and complete (slot, people, table and interpreter of every meeting), so
that there is a plan to show from the first moment, and a hint for exact search.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from solver.facts import Facts, PairEnd
from solver.plan import HeldPair
from solver.problem import Pair


class Draft:
    """A plan in the making that never breaks a rule other than the spread."""

    def __init__(self, facts: Facts) -> None:
        """Begin with nothing planned."""
        by_features = sorted(facts.open_tables, key=lambda t: (len(t.features), t.id))
        self._facts = facts
        self.meetings: dict[str, HeldPair] = {}
        self.degree: Counter[str] = Counter()
        self.busy: dict[str, set[int]] = {p: set() for p in facts.person}
        self._free = {
            slot: [table for table in by_features if slot in table.slots]
            for slot in facts.block_of
        }
        self._load: Counter[int] = Counter()
        self._blocking: dict[str, list[str]] = {}
        for pair in facts.problem.pairs:
            for earlier in pair.after:
                self._blocking.setdefault(earlier, []).append(pair.id)

    def add(self, pair: Pair) -> bool:
        """Hold a pair in its least loaded possible slot, if there is one."""
        if pair.id in self.meetings or self.is_full(pair.a) or self.is_full(pair.b):
            return False
        slots = sorted(self._facts.slots[pair.id], key=lambda s: (self._load[s], s))
        for slot in slots:
            meeting = self.fit(pair, slot)
            if meeting is not None:
                self.place(meeting)
                return True
        return False

    def is_full(self, party: str) -> bool:
        """Tell whether a party has reached its maximum."""
        most = self._facts.party[party].max
        return most is not None and self.degree[party] >= most

    def fit(self, pair: Pair, slot: int) -> HeldPair | None:
        """Return the meeting this pair could have in a slot now, or None."""
        if not self._in_order(pair, slot):
            return None
        people = self._choose_people(pair, slot)
        table = self._choose_table(pair, slot)
        interpreter = self._choose_interpreter(pair, slot)
        if people is None or table is None:
            return None
        if pair.interpreter is not None and interpreter is None:
            return None
        return HeldPair(
            pair=pair.id,
            slot=slot,
            table=table,
            person_a=people[0],
            person_b=people[1],
            interpreter=interpreter,
        )

    def free_people(self, pair: Pair, side: PairEnd, slot: int) -> tuple[str, ...]:
        """Return who could still represent a side in a slot."""
        return tuple(
            person
            for person in self._facts.attendees(pair, side, slot)
            if slot not in self.busy[person] and self._is_rested(person, slot)
        )

    def _is_rested(self, person: str, slot: int) -> bool:
        """Tell whether one more meeting keeps the person within its longest run."""
        most = self._facts.person[person].max_run
        if most is None:
            return True
        block = self._facts.block_of
        run = 1
        for step in (-1, 1):
            at = slot + step
            while at in self.busy[person] and block[at] == block[slot]:
                run += 1
                at += step
        return run <= most

    def _choose_people(self, pair: Pair, slot: int) -> tuple[str, str] | None:
        """Pick the two people with the fewest meetings so far."""
        ours, theirs = (
            sorted(self.free_people(pair, side, slot), key=lambda p: len(self.busy[p]))
            for side in PairEnd
        )
        for a in ours:
            for b in theirs:
                if a != b:
                    return a, b
        return None

    def _choose_table(self, pair: Pair, slot: int) -> str | None:
        """Pick the free table with the fewest features, or a stand."""
        if self._facts.has_stand(pair):
            stands = self._facts.tables_for(pair, slot)
            return stands[0].id if stands else None
        pin = self._facts.pinned.get(pair.id)
        for table in self._free[slot]:
            if pair.features <= table.features and (
                pin is None or pin.table in (None, table.id)
            ):
                return table.id
        return None

    def _choose_interpreter(self, pair: Pair, slot: int) -> str | None:
        """Pick the free interpreter with the fewest languages."""
        if pair.interpreter is None:
            return None
        free = [
            (len(interpreter.languages), interpreter.id)
            for interpreter in self._facts.interpreters_for(pair, slot)
            if slot not in self.busy.get(f"interpreter {interpreter.id}", ())
        ]
        return min(free)[1] if free else None

    def _in_order(self, pair: Pair, slot: int) -> bool:
        """Tell whether everything that must come earlier or later does."""
        held = self.meetings
        return all(
            held[earlier].slot < slot for earlier in pair.after if earlier in held
        ) and all(
            held[later].slot > slot
            for later in self._blocking.get(pair.id, ())
            if later in held
        )

    def place(self, meeting: HeldPair) -> None:
        """Write a meeting down everywhere it counts."""
        pair = self._facts.pair[meeting.pair]
        self.meetings[pair.id] = meeting
        self.degree.update((pair.a, pair.b))
        self.busy[meeting.person_a].add(meeting.slot)
        self.busy[meeting.person_b].add(meeting.slot)
        self._load[meeting.slot] += 1
        table = self._facts.table[meeting.table]
        if table.owner is None:
            self._free[meeting.slot].remove(table)
        if meeting.interpreter is not None:
            key = f"interpreter {meeting.interpreter}"
            self.busy.setdefault(key, set()).add(meeting.slot)


def start(
    facts: Facts, wanted: Mapping[str, float], *, expired: Callable[[], bool]
) -> tuple[HeldPair, ...] | None:
    """Make a first plan, or None where it cannot hold what must be held.

    Args:
        facts: The problem.
        wanted: How much the bound's linear programme wants each pair, 0 to 1.
        expired: Asked now and then; True ends the work with what there is.
    """
    draft = Draft(facts)
    if not _hold_musts(draft, facts):
        return None
    order = sorted(
        facts.problem.pairs, key=lambda p: (-wanted.get(p.id, 0.0), -p.value, p.id)
    )
    rounds = range(
        1, max((party.min for party in facts.problem.parties), default=0) + 1
    )
    for target in (*rounds, None):
        for number, pair in enumerate(order):
            if number % 256 == 0 and expired():
                return tuple(draft.meetings.values())
            if target is None or _is_short(draft, facts, pair, target):
                draft.add(pair)
    return tuple(draft.meetings.values())


def _hold_musts(draft: Draft, facts: Facts) -> bool:
    """Place fixed meetings, then required ones with the fewest slots first."""
    musts = [p for p in facts.problem.pairs if p.required or p.id in facts.pinned]
    musts.sort(
        key=lambda p: (
            p.id not in facts.pinned,
            len(facts.slots[p.id]),
            p.id,
        )
    )
    return all(draft.add(pair) for pair in musts)


def _is_short(draft: Draft, facts: Facts, pair: Pair, target: int) -> bool:
    """Tell whether a party still misses one of the first guaranteed meetings."""
    return any(
        draft.degree[party] < min(target, facts.party[party].min)
        for party in (pair.a, pair.b)
    )
