"""Which of all pairs are worth offering to the planning.

A planning of 120 participants needs a good thousand pairs, not all 7,140.
Everybody keeps its own best ones that have a common time, so that everybody who
can meet anybody still can.
"""

import numpy as np

from matcher.affinity.texts import Choice, Matrix

KEPT_EACH = 18
"""Pairs with a common time that everybody keeps at least, where there are any."""
STRONG = 250
"""From this value on a pair without a common time is worth telling about."""
LEAST_SAME_SIDE = 150
"""Below this value two of one side are only kept if nobody else is left."""


def keep_pairs(
    values: Matrix, *, allowed: Choice, timely: Choice, same_side: Choice
) -> Choice:
    """Choose the pairs to keep.

    Args:
        values: The mutual value of every pair, from 1 to 1000.
        allowed: Pairs that may be planned at all.
        timely: Pairs with a common time.
        same_side: Pairs of one side.

    Returns:
        A symmetric choice.
    """
    weak = same_side & (values < LEAST_SAME_SIDE)
    open_pairs = allowed & timely
    kept = _best_of_each(values, open_pairs & ~weak)
    lonely = np.flatnonzero(~np.any(kept, axis=1))
    best = _best_of_rows(values[lonely], open_pairs[lonely])
    kept[lonely] |= best
    kept[:, lonely] |= best.T
    kept |= allowed & ~timely & (values >= STRONG)
    return kept


def _best_of_each(values: Matrix, choice: Choice) -> Choice:
    """Choose the best pairs of everybody."""
    best = _best_of_rows(values, choice)
    return np.asarray(best | best.T, dtype=np.bool_)


def _best_of_rows(values: Matrix, choice: Choice) -> Choice:
    """Choose the best of each row; ties stay in, so order does not matter."""
    own = np.where(choice, values, np.float32(-1))
    kept_each = min(KEPT_EACH, own.shape[1])
    threshold = -np.partition(-own, kept_each - 1, axis=1)[:, kept_each - 1]
    return np.asarray(choice & (own >= threshold[:, None]), dtype=np.bool_)
