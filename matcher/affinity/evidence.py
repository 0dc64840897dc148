"""What each participant could gain from each other one beside asks and offers.

Rows are who receives, columns who gives. Everything is between 0 and 1 and
independent of the order in which participants are given.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from matcher.affinity.texts import Choice, Matrix, Places
from matcher.participants import Participant, ParticipantId
from matcher.weights import Weights
from matcher.wishes import Wish, WishPage

WisherAndTarget = tuple[ParticipantId, ParticipantId | None]


def overlap(
    participants: Sequence[Participant],
    codes_of: Callable[[Participant], AbstractSet[str]],
) -> Matrix:
    """Give how far two sets of codes agree; a rare code in common counts more.

    Rarities are whole numbers, as those of words are: a code that one participant
    adds or drops makes a difference for others only where it doubles or halves.
    """
    counts = Counter(code for p in participants for code in codes_of(p))
    place = {name: n for n, name in enumerate(sorted(counts))}
    users = np.array([counts[name] for name in place])
    rarity = np.floor(np.log2(max(1, len(participants)))) + 1
    rarity = np.asarray(rarity - np.floor(np.log2(users)), dtype=np.float32)
    has = np.zeros((len(participants), len(place)), dtype=np.float32)
    for row, participant in enumerate(participants):
        has[row, [place[code] for code in codes_of(participant)]] = 1
    shared = (has * rarity) @ has.T
    totals = np.sqrt(np.diag(shared))
    scale = np.outer(totals, totals)
    return np.asarray(shared / np.where(scale == 0, 1, scale), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class WishShares:
    """What each wish that is evidence counts for; refusals and conditions are none."""

    wishes: Sequence[Wish]
    rows: Places
    """Who wishes, by place in the list of participants."""
    columns: Places
    """Who is wished for."""
    shares: Matrix

    def gain(self, size: int) -> Matrix:
        """Give what everybody's wishes gain: of each pair the strongest one."""
        found = np.zeros((size, size), dtype=np.float32)
        np.maximum.at(found, (self.rows, self.columns), self.shares)
        return found

    @cached_property
    def by_pair(self) -> Mapping[WisherAndTarget, Sequence[tuple[Wish, float]]]:
        """Give the wishes of each one about each other with what they count for."""
        found: dict[WisherAndTarget, list[tuple[Wish, float]]] = {}
        for wish, share in zip(self.wishes, self.shares.tolist(), strict=True):
            found.setdefault((wish.by, wish.target), []).append((wish, share))
        return found


def wish_shares(
    participants: Sequence[Participant],
    pages: Sequence[WishPage],
    fit: Matrix,
    timely: Choice,
    weights: Weights,
) -> WishShares:
    """Give what each wish counts for.

    Of all whom the same words describe, the one that fits best in other ways (what
    is asked, themes, people) counts whole, the next ones less and less. Somebody
    who can never come at the same time takes no place in that row. Words that fit
    half of everybody say half as much.
    """
    place = {p.id: n for n, p in enumerate(participants)}
    ends = np.fromiter(
        map(place.__getitem__, chain.from_iterable(page.ends for page in pages)),
        np.int64,
    )
    rows, columns = ends[::2], ends[1::2]
    none = np.empty(0, dtype=np.int64)
    named = np.concatenate([np.empty(0, np.bool_), *(page.named for page in pages)])
    choices = np.concatenate([none, *(page.choices for page in pages)])
    phrases = np.concatenate([none, *(page.phrases for page in pages)])
    starts = np.repeat(np.arange(len(pages)), [len(page.wanting) for page in pages])
    groups = starts * (1 + max(phrases, default=0)) + phrases
    better = _better_in_group(groups, fit[rows, columns], timely[rows, columns])
    breadth = (choices - 1) / max(1, len(participants) - 1)
    described = weights.described * (1 - breadth) / np.sqrt(1 + better)
    return WishShares(
        wishes=list(chain.from_iterable(page.wanting for page in pages)),
        rows=rows,
        columns=columns,
        shares=np.where(named, weights.named, described).astype(np.float32),
    )


def _better_in_group(groups: Places, fits: Matrix, timely: Choice) -> Places:
    """Count for each wish those of the same words that fit better and have time."""
    order = np.lexsort((-fits, groups))
    before: Places = np.cumsum(timely[order]) - timely[order]
    starts = np.ones(len(order), dtype=np.bool_)
    starts[1:] = groups[order][1:] != groups[order][:-1]
    levels = starts.copy()
    levels[1:] |= fits[order][1:] != fits[order][:-1]
    at_start = np.maximum.accumulate(np.where(starts, before, 0))
    at_level = np.maximum.accumulate(np.where(levels, before, 0))
    better = np.empty(len(order), dtype=np.int64)
    better[order] = at_level - at_start
    return better
