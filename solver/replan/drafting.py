"""Mend a plan without the kernel: one meeting after the other, nothing moved.

Exact about who attends, tables and interpreters, and greedy about value: what must
be held, what cannot stay back where it was, the guarantee, then the most valuable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from solver.facts import Facts, PairEnd
from solver.plan import HeldPair
from solver.possible import bits
from solver.problem import Pair
from solver.replan.task import MendingTask
from solver.start import Draft


def draft_anew(task: MendingTask) -> tuple[HeldPair, ...]:
    """Return the meetings that stay, with as many as fit beside them."""
    facts = task.facts
    draft = Draft(facts)
    for meeting in task.kept:
        draft.place(meeting)
    _put_back(draft, task)
    pairs = _candidates(task, draft)
    for pair in pairs:
        if pair.required or pair.id in facts.pinned:
            draft.add(pair)
    most = max((party.min for party in facts.problem.parties), default=0)
    for target in range(1, most + 1):
        for pair in pairs:
            if _is_short(draft, facts, pair, target):
                draft.add(pair)
    for pair in pairs:
        draft.add(pair)
    return tuple(draft.meetings.values())


def _put_back(draft: Draft, task: MendingTask) -> None:
    """Hold again in their slot those that only need other people or another table."""
    facts = task.facts
    for meeting in by_need(facts, task.broken):
        pair = facts.pair[meeting.pair]
        if meeting.slot in facts.slots[pair.id]:
            fitting = draft.fit(pair, meeting.slot)
            if fitting is not None:
                draft.place(_as_before(draft, facts, meeting, fitting))


def _as_before(
    draft: Draft, facts: Facts, meeting: HeldPair, fitting: HeldPair
) -> HeldPair:
    """Return a meeting that fits, with what is still there of how it was."""
    pair, slot = facts.pair[meeting.pair], meeting.slot
    taken = {m.table for m in draft.meetings.values() if m.slot == slot}
    stands = facts.has_stand(pair)
    if (stands or meeting.table not in taken) and meeting.table in {
        table.id for table in facts.tables_for(pair, slot)
    }:
        fitting = replace(fitting, table=meeting.table)
    a, b = fitting.person_a, fitting.person_b
    if meeting.person_a in draft.free_people(pair, PairEnd.A, slot):
        a = meeting.person_a
    if meeting.person_b in draft.free_people(pair, PairEnd.B, slot):
        b = meeting.person_b
    return fitting if a == b else replace(fitting, person_a=a, person_b=b)


def by_need(facts: Facts, meetings: Sequence[HeldPair]) -> list[HeldPair]:
    """Return meetings in the order in which they are held again: musts, then value."""
    return sorted(
        meetings,
        key=lambda m: (
            m.pair not in facts.pinned,
            not facts.pair[m.pair].required,
            -facts.pair[m.pair].value,
            m.pair,
        ),
    )


def _candidates(task: MendingTask, draft: Draft) -> list[Pair]:
    """Return the pairs of which both sides have somebody free, the best first."""
    facts = task.facts
    busy = {person: bits(slots) for person, slots in draft.busy.items()}
    present = facts.possible.present
    free = {person: present[person] & ~busy.get(person, 0) for person in present}
    left = {party.id: _union(free, party.people) for party in facts.problem.parties}
    found = [
        pair
        for pair in facts.problem.pairs
        if left[pair.a] & left[pair.b] & facts.possible.bits_of(facts.slots[pair.id])
        and pair.id not in draft.meetings
    ]
    return sorted(found, key=lambda pair: (-pair.value, pair.id))


def _union(slots: Mapping[str, int], people: Sequence[str]) -> int:
    found = 0
    for person in people:
        found |= slots[person]
    return found


def _is_short(draft: Draft, facts: Facts, pair: Pair, target: int) -> bool:
    """Tell whether a party still misses one of the first guaranteed meetings."""
    return any(
        draft.degree[party] < min(target, facts.party[party].min)
        for party in (pair.a, pair.b)
    )
