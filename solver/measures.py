"""What a plan is worth to the engine, goal by goal, while it searches.

The verifier counts for itself, in `solver.recount`; the two must agree.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from solver.facts import Facts
from solver.plan import HeldPair
from solver.problem import Goal


def measure(facts: Facts, meetings: Sequence[HeldPair], goal: Goal) -> tuple[int, ...]:
    """Return the value of a goal, with one number for each of its levels.

    Raises:
        KeyError: The floor, which this engine does not measure.
    """
    return _MEASURES[goal](facts, meetings)


def is_measured(goal: Goal) -> bool:
    """Tell whether this engine measures a goal by the meetings alone."""
    return goal in _MEASURES


def _degrees(facts: Facts, meetings: Sequence[HeldPair]) -> Counter[str]:
    pairs = [facts.pair[meeting.pair] for meeting in meetings]
    return Counter(party for pair in pairs for party in (pair.a, pair.b))


def _guarantee(facts: Facts, meetings: Sequence[HeldPair]) -> tuple[int, int]:
    degree = _degrees(facts, meetings)
    missing = [party.min - degree[party.id] for party in facts.problem.parties]
    nothing = [p for p in facts.problem.parties if p.min and not degree[p.id]]
    return len(nothing), sum(each for each in missing if each > 0)


def _value(facts: Facts, meetings: Sequence[HeldPair]) -> tuple[int]:
    bonus = facts.problem.goals.bonus
    total = sum(facts.pair[meeting.pair].value for meeting in meetings)
    for degree in _degrees(facts, meetings).values():
        total += sum(bonus[:degree])
    return (total,)


def _if_needed(facts: Facts, meetings: Sequence[HeldPair]) -> tuple[int]:
    total = 0
    for meeting in meetings:
        pair = facts.pair[meeting.pair]
        total += meeting.slot in facts.party[pair.a].if_needed
        total += meeting.slot in facts.party[pair.b].if_needed
    return (total,)


def _agendas(
    facts: Facts, meetings: Sequence[HeldPair]
) -> Mapping[tuple[str, int], list[HeldPair]]:
    """Return the meetings of each person and block, in order of time."""
    agendas: dict[tuple[str, int], list[HeldPair]] = {}
    for meeting in sorted(meetings, key=lambda m: m.slot):
        for person in (meeting.person_a, meeting.person_b):
            block = facts.block_of[meeting.slot]
            agendas.setdefault((person, block), []).append(meeting)
    return agendas


def _waiting_slots(facts: Facts, meetings: Sequence[HeldPair]) -> tuple[int]:
    waiting = 0
    for (person, _), agenda in _agendas(facts, meetings).items():
        span = set(range(agenda[0].slot, agenda[-1].slot))
        busy = {meeting.slot for meeting in agenda}
        waiting += len((span - busy) & facts.person[person].slots)
    return (waiting,)


def _waiting_periods(facts: Facts, meetings: Sequence[HeldPair]) -> tuple[int]:
    slots: dict[str, set[int]] = {}
    for meeting in meetings:
        pair = facts.pair[meeting.pair]
        for party in (pair.a, pair.b):
            slots.setdefault(party, set()).add(meeting.slot)
    runs = (sum(1 for slot in when if slot - 1 not in when) for when in slots.values())
    return (sum(count - 1 for count in runs),)


def _table_changes(facts: Facts, meetings: Sequence[HeldPair]) -> tuple[int]:
    moves = (
        a.table != b.table
        for agenda in _agendas(facts, meetings).values()
        for a, b in pairwise(agenda)
    )
    return (sum(moves),)


_MEASURES: Mapping[Goal, Callable[[Facts, Sequence[HeldPair]], tuple[int, ...]]] = {
    Goal.GUARANTEE: _guarantee,
    Goal.VALUE: _value,
    Goal.IF_NEEDED: _if_needed,
    Goal.WAITING_SLOTS: _waiting_slots,
    Goal.WAITING_PERIODS: _waiting_periods,
    Goal.TABLE_CHANGES: _table_changes,
}
