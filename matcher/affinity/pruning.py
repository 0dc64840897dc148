"""Which of all pairs are worth offering to the planning.

A planning of 120 participants needs a good thousand pairs, not all 7,140.
Everybody keeps its own best ones that have a common time, so that everybody who
can meet anybody still can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from matcher.affinity.texts import Choice, Matrix
from matcher.balance import find_larger_side
from matcher.event import Rules
from matcher.participants import Participant

KEPT_EACH = 18
"""Pairs with a common time that everybody keeps at least, where there are any."""
STRONG = 250
"""From this value on a pair without a common time is worth telling about."""
LEAST_SAME_SIDE = 150
"""Below this value two of one side are only kept if nobody else is left."""
LEAST_OWN_SIDE = 20
"""The same within a larger side, of which many may have to meet each other: about what
a theme in common is worth there."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OwnSide:
    """A side that is larger than the other, so that its own may have to meet more.

    The planning takes weak pairs of it only where both sides get as many meetings by it.
    """

    pairs: Choice
    """The pairs within it."""
    each: int
    """How many of those everybody of it keeps, weak ones too."""

    @classmethod
    def of(cls, participants: Sequence[Participant], rules: Rules) -> "OwnSide | None":
        """Find the larger side, if the rules ask for as many meetings on both.

        Everybody of it lacks about so many meetings as its side is larger by.
        """
        larger = find_larger_side(participants) if rules.even_sides else None
        if larger is None:
            return None
        is_in = np.array([p.side is larger.side for p in participants], dtype=np.bool_)
        lacking = ceil(rules.most - rules.most * larger.ratio)
        return cls(pairs=np.logical_and.outer(is_in, is_in), each=lacking)


def keep_pairs(
    values: Matrix,
    *,
    allowed: Choice,
    timely: Choice,
    same_side: Choice,
    own: OwnSide | None = None,
) -> Choice:
    """Choose the pairs to keep.

    Args:
        values: The mutual value of every pair, from 1 to 1000.
        allowed: Pairs that may be planned at all.
        timely: Pairs with a common time.
        same_side: Pairs of one side.
        own: The side that is larger than the other, if one is.

    Returns:
        A symmetric choice.
    """
    weak = same_side & (values < LEAST_SAME_SIDE)
    open_pairs = allowed & timely
    kept = _best_of_each(values, open_pairs & ~weak, KEPT_EACH)
    lonely = np.flatnonzero(~np.any(kept, axis=1))
    best = _best_of_rows(values[lonely], open_pairs[lonely], KEPT_EACH)
    kept[lonely] |= best
    kept[:, lonely] |= best.T
    if own is not None:
        fair = open_pairs & own.pairs & (values >= LEAST_OWN_SIDE)
        kept |= _best_of_each(values, fair, own.each)
    kept |= allowed & ~timely & (values >= STRONG)
    return kept


def _best_of_each(values: Matrix, choice: Choice, most: int) -> Choice:
    """Choose the best pairs of everybody."""
    best = _best_of_rows(values, choice, most)
    return np.asarray(best | best.T, dtype=np.bool_)


def _best_of_rows(values: Matrix, choice: Choice, most: int) -> Choice:
    """Choose the best of each row; ties stay in, so order does not matter."""
    own = np.where(choice, values, np.float32(-1))
    kept_each = min(most, own.shape[1])
    threshold = -np.partition(-own, kept_each - 1, axis=1)[:, kept_each - 1]
    return np.asarray(choice & (own >= threshold[:, None]), dtype=np.bool_)
