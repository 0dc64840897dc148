"""The value of every goal, counted anew from a plan's meetings.

Part of the verifier: plain counting over the meetings, sharing nothing with the
engine. The floor is not here: it depends on a bound that a plan does not carry.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.plan import HeldPair
from solver.problem import Goal, Pair, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The meetings of pairs the problem has, and how many every party has."""

    problem: Problem
    pairs: Mapping[str, Pair]
    held: Sequence[tuple[Pair, HeldPair]]
    degree: Mapping[str, int]


def tally(problem: Problem, meetings: Iterable[HeldPair]) -> Tally:
    """Look up the pairs of meetings once, for all that is counted."""
    pairs = {pair.id: pair for pair in problem.pairs}
    held = [(pairs[m.pair], m) for m in meetings if m.pair in pairs]
    count = Counter(pair.a for pair, _ in held)
    count.update(pair.b for pair, _ in held)
    return Tally(problem=problem, pairs=pairs, held=held, degree=count)


def recount(
    problem: Problem, meetings: Iterable[HeldPair]
) -> Mapping[Goal, tuple[int, ...]]:
    """Return the value of every goal that follows from the meetings alone."""
    counted = tally(problem, meetings)
    return {goal: count(counted) for goal, count in COUNTS.items()}


def degrees(problem: Problem, held: Iterable[HeldPair]) -> Mapping[str, int]:
    """Count the meetings of every party."""
    return tally(problem, held).degree


def waiting_periods(counted: Tally) -> Mapping[str, int]:
    """Count, for every party, its successive meetings that do not follow directly."""
    slots = {party.id: set[int]() for party in counted.problem.parties}
    for pair, meeting in counted.held:
        slots[pair.a].add(meeting.slot)
        slots[pair.b].add(meeting.slot)
    return {
        party: sum(1 for now, then in pairwise(sorted(when)) if then > now + 1)
        for party, when in slots.items()
    }


def _guarantee(counted: Tally) -> tuple[int, int]:
    degree = counted.degree
    promised = [party for party in counted.problem.parties if party.min >= 1]
    nothing = sum(1 for party in promised if degree[party.id] == 0)
    return nothing, sum(max(0, party.min - degree[party.id]) for party in promised)


def _value(counted: Tally) -> tuple[int]:
    bonus = counted.problem.goals.bonus
    value = sum(pair.value for pair, _ in counted.held)
    value += sum(sum(bonus[:count]) for count in counted.degree.values())
    return (value,)


def _if_needed(counted: Tally) -> tuple[int]:
    unwelcome = {party.id: party.if_needed for party in counted.problem.parties}
    sides = (
        meeting.slot in unwelcome[party]
        for pair, meeting in counted.held
        for party in (pair.a, pair.b)
    )
    return (sum(sides),)


def _agendas(counted: Tally) -> Mapping[str, Mapping[int, str]]:
    """Return, for every person, the table in each slot with a meeting."""
    agendas: dict[str, dict[int, str]] = defaultdict(dict)
    for _, meeting in counted.held:
        for person in (meeting.person_a, meeting.person_b):
            agendas[person][meeting.slot] = meeting.table
    return agendas


def _waiting_slots(counted: Tally) -> tuple[int]:
    agendas = _agendas(counted)
    waiting = 0
    for person in counted.problem.people:
        busy = agendas.get(person.id, {})
        for block in counted.problem.blocks:
            meetings = [slot for slot in block if slot in busy]
            if meetings:
                waiting += sum(
                    1
                    for slot in block
                    if meetings[0] < slot < meetings[-1]
                    and slot not in busy
                    and slot in person.slots
                )
    return (waiting,)


def _waiting_periods(counted: Tally) -> tuple[int]:
    return (sum(waiting_periods(counted).values()),)


def _table_changes(counted: Tally) -> tuple[int]:
    changes = sum(
        1
        for agenda in _agendas(counted).values()
        for block in counted.problem.blocks
        for now, then in pairwise(slot for slot in block if slot in agenda)
        if agenda[now] != agenda[then]
    )
    return (changes,)


COUNTS: Mapping[Goal, Callable[[Tally], tuple[int, ...]]] = {
    Goal.GUARANTEE: _guarantee,
    Goal.VALUE: _value,
    Goal.IF_NEEDED: _if_needed,
    Goal.WAITING_SLOTS: _waiting_slots,
    Goal.WAITING_PERIODS: _waiting_periods,
    Goal.TABLE_CHANGES: _table_changes,
}
"""How the value of each goal is counted that follows from the meetings alone."""
