"""The value of every goal, counted anew from a plan's meetings.

Part of the verifier: plain counting over the meetings, sharing nothing with the
engine. The floor is not here: it depends on a bound that a plan does not carry.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from solver.plan import HeldPair
from solver.problem import Goal, Pair, Problem


def recount(
    problem: Problem, meetings: Iterable[HeldPair]
) -> Mapping[Goal, tuple[int, ...]]:
    """Return the value of every goal that follows from the meetings alone."""
    held = tuple(meetings)
    return {
        Goal.GUARANTEE: _guarantee(problem, held),
        Goal.VALUE: (_value(problem, held),),
        Goal.WAITING_SLOTS: (_waiting_slots(problem, held),),
        Goal.WAITING_PERIODS: (sum(waiting_periods(problem, held).values()),),
        Goal.TABLE_CHANGES: (_table_changes(problem, held),),
    }


def waiting_periods(problem: Problem, held: Iterable[HeldPair]) -> Mapping[str, int]:
    """Count, for every party, its successive meetings that do not follow directly."""
    slots = {party.id: set[int]() for party in problem.parties}
    for pair, meeting in _known(problem, held):
        slots[pair.a].add(meeting.slot)
        slots[pair.b].add(meeting.slot)
    return {
        party: sum(1 for now, then in pairwise(sorted(when)) if then > now + 1)
        for party, when in slots.items()
    }


def degrees(problem: Problem, held: Iterable[HeldPair]) -> Mapping[str, int]:
    """Count the meetings of every party."""
    count = {party.id: 0 for party in problem.parties}
    for pair, _ in _known(problem, held):
        count[pair.a] += 1
        count[pair.b] += 1
    return count


def _known(
    problem: Problem, held: Iterable[HeldPair]
) -> Iterable[tuple[Pair, HeldPair]]:
    pairs = {pair.id: pair for pair in problem.pairs}
    return [(pairs[m.pair], m) for m in held if m.pair in pairs]


def _guarantee(problem: Problem, held: Iterable[HeldPair]) -> tuple[int, int]:
    count = degrees(problem, held)
    promised = [party for party in problem.parties if party.min >= 1]
    nothing = sum(1 for party in promised if count[party.id] == 0)
    return nothing, sum(max(0, party.min - count[party.id]) for party in promised)


def _value(problem: Problem, held: Iterable[HeldPair]) -> int:
    bonus = problem.goals.bonus
    return sum(pair.value for pair, _ in _known(problem, held)) + sum(
        sum(bonus[:count]) for count in degrees(problem, held).values()
    )


def _agendas(held: Iterable[HeldPair]) -> Mapping[str, Mapping[int, str]]:
    """Return, for every person, the table in each slot with a meeting."""
    agendas: dict[str, dict[int, str]] = defaultdict(dict)
    for meeting in held:
        for person in (meeting.person_a, meeting.person_b):
            agendas[person][meeting.slot] = meeting.table
    return agendas


def _waiting_slots(problem: Problem, held: Iterable[HeldPair]) -> int:
    agendas = _agendas(held)
    waiting = 0
    for person in problem.people:
        busy = agendas.get(person.id, {})
        for block in problem.blocks:
            meetings = [slot for slot in block if slot in busy]
            if meetings:
                waiting += sum(
                    1
                    for slot in block
                    if meetings[0] < slot < meetings[-1]
                    and slot not in busy
                    and slot in person.slots
                )
    return waiting


def _table_changes(problem: Problem, held: Iterable[HeldPair]) -> int:
    return sum(
        1
        for agenda in _agendas(held).values()
        for block in problem.blocks
        for now, then in pairwise(slot for slot in sorted(block) if slot in agenda)
        if agenda[now] != agenda[then]
    )
