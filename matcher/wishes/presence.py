"""Conditions on when somebody can come: "we only come if they come too"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.event import Block, SlotId
from matcher.participants import Participant, ParticipantId
from matcher.wishes.reading import read_wishes
from matcher.wishes.wish import WishCondition


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetCondition:
    """Somebody comes only with somebody else, and no block suits both."""

    by: ParticipantId
    needs: ParticipantId


def honour_presence(
    participants: Sequence[Participant], blocks: Sequence[Block]
) -> tuple[tuple[Participant, ...], tuple[UnmetCondition, ...]]:
    """Leave to everybody only the blocks in which those they need come too.

    Returns:
        The participants with what is left of their availability, and the
        conditions that leave nothing at all.
    """
    known = {p.id: p for p in participants}
    unmet = []
    for wish in read_wishes(participants):
        if wish.condition is not WishCondition.PRESENCE or wish.target is None:
            continue
        by, needed = known[wish.by], known[wish.target]
        left = {
            slot.id for block in blocks if _comes(needed, block) for slot in block.slots
        }
        known[by.id] = _only(by, left)
        if by.availability and not known[by.id].availability:
            unmet.append(UnmetCondition(by=by.id, needs=needed.id))
    return tuple(known[p.id] for p in participants), tuple(unmet)


def _comes(participant: Participant, block: Block) -> bool:
    return any(slot.id in participant.availability for slot in block.slots)


def _only(participant: Participant, slots: set[SlotId]) -> Participant:
    return replace(
        participant,
        availability={
            slot: answer
            for slot, answer in participant.availability.items()
            if slot in slots
        },
    )
