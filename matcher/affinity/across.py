"""Likeness of texts in different languages.

Their words cannot be compared. What they name can (`matcher.concepts`), and with the
optional extra what they mean.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

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
    words: Matrix,
    asks: Sequence[str],
    offers: Sequence[str],
    meanings: Meanings,
    rarity: Matrix,
) -> Matrix:
    """Add to likeness of words how alike texts in different languages are.

    Args:
        words: Likeness of words, ask by offer.
        asks: The texts of the rows.
        offers: The texts of the columns.
        meanings: What they mean, as far as that is known.
        rarity: How rare it is that a text of the event names each subject.

    Returns:
        The greater of both; of two texts in one language only the words count.
    """
    spoken = np.array([language_of(text) for text in asks])
    written = np.array([language_of(text) for text in offers])
    if len({*spoken.tolist(), *written.tolist()}) <= 1:
        return words
    like = words.copy()
    named_asks = subjects_named(asks) * rarity
    named_offers = subjects_named(offers) * rarity
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


def subjects_named(texts: Sequence[str]) -> Matrix:
    """Tell which subjects texts name, text by subject: 1 for those it names."""
    named = [_subject_places(text) for text in texts]
    found = np.zeros((len(texts), len(_PLACES)), dtype=np.float32)
    rows = np.repeat(np.arange(len(texts)), [len(places) for places in named])
    found[rows, [place for places in named for place in places]] = 1
    return found


@lru_cache(maxsize=50_000)
def _subject_places(text: str) -> tuple[int, ...]:
    subjects = (c.code for c in concepts_of(text) if c.scheme == "subject")
    return tuple(sorted({_PLACES[code] for code in subjects}))


def rarity_of_subjects(texts: Sequence[str]) -> Matrix:
    """Tell how rare it is that one of these texts names each subject.

    Whole numbers, so that sums are exact and a likeness the same in any company.
    """
    users = np.maximum(np.count_nonzero(subjects_named(texts), axis=0), 1)
    halvings = np.floor(np.log2(max(1, len(texts)))) + 1
    return np.asarray(halvings - np.floor(np.log2(users)), dtype=np.float32)


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
