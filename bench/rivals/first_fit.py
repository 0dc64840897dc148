"""What a spreadsheet does: the best pairs first, each in the first slot that fits."""

from bench.rivals.task import RivalTask
from solver.facts import Facts
from solver.plan import HeldPair
from solver.problem import Pair
from solver.start import Draft


def plan(task: RivalTask) -> tuple[HeldPair, ...] | None:
    """Hold fixed and required pairs, then the others by falling value."""
    facts = task.facts
    draft = Draft(facts)
    for pair in sorted(facts.problem.pairs, key=lambda p: _order(facts, p)):
        if task.remaining == 0.0:
            break
        if not draft.is_full(pair.a) and not draft.is_full(pair.b):
            _hold(draft, facts, pair)
    return tuple(draft.meetings.values())


def _order(facts: Facts, pair: Pair) -> tuple[bool, bool, int, str]:
    return pair.id not in facts.pinned, not pair.required, -pair.value, pair.id


def _hold(draft: Draft, facts: Facts, pair: Pair) -> None:
    """Hold a pair in the first slot that fits, if any does."""
    for slot in facts.slots[pair.id]:
        meeting = draft.fit(pair, slot)
        if meeting is not None:
            draft.place(meeting)
            return
