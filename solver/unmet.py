"""Why a pair is not held: the first reason that applies, and what would help.

The first three reasons are facts of the problem (nothing could make the pair
possible but other people, interpreters or tables); the last three depend on the
rest of the plan.
"""

from collections.abc import Iterable, Sequence

from solver.facts import Facts, PairEnd, common_slots, differ, used_slots
from solver.plan import HeldPair, UnmetPair, UnmetReason
from solver.problem import Pair
from solver.start import Draft


def find_unmet(facts: Facts, meetings: Sequence[HeldPair]) -> tuple[UnmetPair, ...]:
    """Return every pair that is not held, in the order of the problem."""
    draft = Draft(facts)
    for meeting in meetings:
        draft.place(meeting)
    return tuple(
        _unmet(facts, draft, pair)
        for pair in facts.problem.pairs
        if pair.id not in draft.meetings
    )


def _unmet(facts: Facts, draft: Draft, pair: Pair) -> UnmetPair:
    common = common_slots(facts, pair)
    possible = facts.slots[pair.id]
    full = [party for party in (pair.a, pair.b) if draft.is_full(party)]
    free = (
        []
        if full
        else [slot for slot in possible if _has_free_people(draft, pair, slot)]
    )
    if not common:
        help_from = _named("slot", _one_sided(facts, pair))
        reason = UnmetReason.NO_COMMON_SLOT
    elif pair.interpreter is not None and not any(
        facts.interpreters_for(pair, slot) for slot in common
    ):
        help_from = _named("language", [pair.interpreter])
        reason = UnmetReason.NO_INTERPRETER
    elif not possible:
        help_from = (
            *_named("feature", sorted(pair.features)),
            *_named("slot", common),
        )
        reason = UnmetReason.NO_TABLE
    elif full:
        help_from = _named("party", full)
        reason = UnmetReason.PARTY_FULL
    elif not free:
        help_from = _named("person", _busy_people(facts, draft, pair))
        reason = UnmetReason.PERSON_BUSY
    else:
        help_from = _named("slot", free)
        reason = UnmetReason.DISPLACED
    return UnmetPair(pair=pair.id, reason=reason, would_help=help_from)


def _named(kind: str, names: Iterable[object]) -> tuple[str, ...]:
    return tuple(f"{kind}:{name}" for name in names)


def _one_sided(facts: Facts, pair: Pair) -> list[int]:
    """Return the slots in which one side could meet and only the other could not."""
    return [
        slot
        for slot in used_slots(facts.problem)
        if (pair.slots is None or slot in pair.slots)
        and any(facts.attendees(pair, side, slot) for side in PairEnd)
    ]


def _has_free_people(draft: Draft, pair: Pair, slot: int) -> bool:
    """Tell whether both sides have somebody left for one more meeting."""
    return differ(*(draft.free_people(pair, side, slot) for side in PairEnd))


def _busy_people(facts: Facts, draft: Draft, pair: Pair) -> list[str]:
    """Return who could represent a side that has nobody left, once each."""
    people = (
        person
        for slot in facts.slots[pair.id]
        for side in PairEnd
        if not draft.free_people(pair, side, slot)
        for person in facts.attendees(pair, side, slot)
    )
    return list(dict.fromkeys(people))
