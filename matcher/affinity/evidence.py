"""What each participant could gain from each other one beside asks and offers.

Rows are who receives, columns who gives. Everything is between 0 and 1 and
independent of the order in which participants are given.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from matcher.affinity.texts import Choice, Matrix
from matcher.participants import Participant, ParticipantId
from matcher.weights import Weights
from matcher.wishes import Wish, WishForce

FINENESS = 64
"""Steps of a rarity; sums of such fractions are exact, in any order."""


def overlap(
    participants: Sequence[Participant],
    codes_of: Callable[[Participant], AbstractSet[str]],
) -> Matrix:
    """Give how far two sets of codes agree; a rare code in common counts more."""
    names = sorted({code for p in participants for code in codes_of(p)})
    counts = Counter(code for p in participants for code in codes_of(p))
    rarity = np.array(
        [np.log((len(participants) + 1) / (counts[n] + 0.5)) for n in names]
    )
    rarity = np.rint(rarity * FINENESS).astype(np.float32) / np.float32(FINENESS)
    has = np.array(
        [[name in codes_of(p) for name in names] for p in participants],
        dtype=np.float32,
    ).reshape(len(participants), len(names))
    shared = (has * rarity) @ has.T
    totals = np.sqrt(np.diag(shared))
    scale = np.outer(totals, totals)
    return np.asarray(shared / np.where(scale == 0, 1, scale), dtype=np.float32)


def wish_shares(
    participants: Sequence[Participant],
    wishes: Iterable[Wish],
    fit: Matrix,
    timely: Choice,
    weights: Weights,
) -> Mapping[Wish, float]:
    """Give what each wish counts for; refusals and conditions are no evidence.

    Of all whom the same words describe, the one that fits best in other ways (what
    is asked, themes, people) counts whole, the next ones less and less. Somebody
    who can never come at the same time takes no place in that row. Words that fit
    half of everybody say half as much.
    """
    place = {p.id: n for n, p in enumerate(participants)}
    shares: dict[Wish, float] = {}
    described: dict[tuple[ParticipantId, str], list[Wish]] = {}
    for wish in wishes:
        if wish.target is None:
            continue
        if wish.force is WishForce.NAMED:
            shares[wish] = weights.named
        elif wish.force is WishForce.DESCRIBED:
            described.setdefault((wish.by, wish.text), []).append(wish)
    for group in described.values():
        row = place[group[0].by]
        columns = np.array([place[w.target] for w in group if w.target])
        own = fit[row, columns]
        rivals = np.sort(own[timely[row, columns]])
        better = len(rivals) - np.searchsorted(rivals, own, side="right")
        for wish, rank in zip(group, better.tolist(), strict=True):
            breadth = (wish.choices - 1) / max(1, len(participants) - 1)
            shares[wish] = weights.described * (1 - breadth) / float(np.sqrt(1 + rank))
    return shares


def wish_gain(
    participants: Sequence[Participant], shares: Mapping[Wish, float]
) -> Matrix:
    """Give what everybody's wishes gain: of each pair the strongest one."""
    place = {p.id: n for n, p in enumerate(participants)}
    gain = np.zeros((len(participants), len(participants)), dtype=np.float32)
    for wish, share in shares.items():
        if wish.target is not None:
            row, column = place[wish.by], place[wish.target]
            gain[row, column] = max(gain[row, column], share)
    return gain
