"""Likeness of texts in different languages.

Their words cannot be compared. What they name can (`matcher.concepts`), and with the
optional extra what they mean.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matcher.affinity.texts import Matrix
from matcher.concepts import SUBJECTS, concepts_of, language_of

Vector = NDArray[np.float32]

NOTHING_IN_COMMON = 0.78
"""Cosine of meanings (multilingual-e5-small) of most texts about different things."""
THE_SAME = 0.95
"""Cosine from which on two texts mean the same."""
NAMED = 0.6
"""What texts that name exactly the same subjects count for: two texts of a language
are seldom as alike as a few subjects are, and would be passed over otherwise."""
MEANING = 0.5
"""The most that likeness of meaning takes of what named subjects left."""
DECIMALS = 3
"""Of a likeness of meaning: the same whatever else is compared with it."""

_PLACES = {code: place for place, code in enumerate(SUBJECTS)}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meanings:
    """What texts mean, as unit vectors by text; a text may be missing."""

    asks: Mapping[str, Vector] = field(default_factory=dict)
    offers: Mapping[str, Vector] = field(default_factory=dict)


NO_MEANINGS = Meanings()
"""Without the extra: texts in different languages meet by what they name."""


def with_languages(
    words: Matrix, asks: Sequence[str], offers: Sequence[str], meanings: Meanings
) -> Matrix:
    """Add to likeness of words how alike texts in different languages are.

    Args:
        words: Likeness of words, ask by offer.
        asks: The texts of the rows.
        offers: The texts of the columns.
        meanings: What they mean, as far as that is known.

    Returns:
        The greater of both; of two texts in one language only the words count.
    """
    spoken = np.array([language_of(text) for text in asks])
    written = np.array([language_of(text) for text in offers])
    if len({*spoken.tolist(), *written.tolist()}) <= 1:
        return words
    like = words.copy()
    named_asks, named_offers = _named(asks, offers)
    for language in sorted(set(spoken.tolist())):
        rows = np.flatnonzero(spoken == language).tolist()
        columns = np.flatnonzero(written != language).tolist()
        there = np.ix_(rows, columns)
        named = _cosine(named_asks[rows], named_offers[columns])
        meant = _meant(
            [asks[row] for row in rows],
            [offers[column] for column in columns],
            meanings,
        )
        like[there] = np.maximum(
            like[there], 1 - (1 - NAMED * named) * (1 - MEANING * meant)
        )
    return like


def _named(asks: Sequence[str], offers: Sequence[str]) -> tuple[Matrix, Matrix]:
    """Give the subjects that texts name, weighed by how rare they are among all.

    Whole numbers, so that sums are exact and a likeness the same in any company.
    """
    rows = np.zeros((len(asks) + len(offers), len(_PLACES)), dtype=np.float32)
    for row, text in zip(rows, (*asks, *offers), strict=True):
        for concept in concepts_of(text):
            if concept.scheme == "subject":
                row[_PLACES[concept.code]] = 1
    users = np.maximum(np.count_nonzero(rows, axis=0), 1)
    rarity = np.floor(np.log2(max(1, len(rows)))) + 1 - np.floor(np.log2(users))
    rows *= rarity.astype(np.float32)
    return rows[: len(asks)], rows[len(asks) :]


def _cosine(one: Matrix, other: Matrix) -> Matrix:
    scale = np.outer(_lengths(one), _lengths(other))
    return np.asarray((one @ other.T) / scale, dtype=np.float32)


def _lengths(rows: Matrix) -> NDArray[np.float64]:
    lengths = np.sqrt(np.sum(np.square(rows), axis=1, dtype=np.float64))
    return np.where(lengths == 0, 1, lengths)


def _meant(asks: Sequence[str], offers: Sequence[str], meanings: Meanings) -> Matrix:
    """Give how alike texts are in meaning, from 0 to 1; 0 where one is not known."""
    found = np.zeros((len(asks), len(offers)), dtype=np.float32)
    rows = [n for n, text in enumerate(asks) if text in meanings.asks]
    columns = [n for n, text in enumerate(offers) if text in meanings.offers]
    if rows and columns:
        one = np.array([meanings.asks[asks[n]] for n in rows], dtype=np.float64)
        other = np.array([meanings.offers[offers[n]] for n in columns], np.float64)
        share = (one @ other.T - NOTHING_IN_COMMON) / (THE_SAME - NOTHING_IN_COMMON)
        found[np.ix_(rows, columns)] = np.round(np.clip(share, 0, 1), DECIMALS)
    return found
