"""Likeness of short texts: stems, subjects of the field and parts of compounds.

A text becomes a row of hashed features, weighted by how rare they are among the
texts of the event. Character n-grams let "naaiatelier" and "naaimachines" meet, and
forgive a typing error; the concepts that texts in any language name let an ask in
Arabic meet an offer in Dutch. Hashing keeps the width fixed for any number of
participants.

All weights are quarters and rarities are whole numbers. So sums are exact, and a
likeness is the same in whatever order and company it is worked out.
"""

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.affinity.subjects import subjects_in
from matcher.compounds import parts_of
from matcher.concepts import concepts_of
from matcher.words import STOP_WORDS, root, words_of

DIMENSIONS = 1 << 17
"""Places for features; collisions among some ten thousand do not matter."""
GRAM = 4
"""Letters of an n-gram: the shortest part of a compound that means something."""
SHORTEST_COMPOUND = 5
WORD_WEIGHT = 1.0
SUBJECT_WEIGHT = 1.0
CONCEPT_WEIGHT = 0.5
"""A subject that texts in other languages can name too."""
PART_WEIGHT = 0.5
"""A part of a compound compared with a whole word or a subject."""
GRAM_WEIGHT = 0.25
"""An n-gram compared with the same."""

Matrix = NDArray[np.float32]
Choice = NDArray[np.bool_]
Places = NDArray[np.int64]
Rows = sparse.csr_array[np.float32, tuple[int, int]]
"""Texts by features."""


@lru_cache(maxsize=50_000)
def features_of(text: str) -> tuple[Places, Matrix]:
    """Give the places of the features of a text and their weights, without rarity."""
    found: dict[int, float] = {}
    for name, weight in _features(text):
        place = zlib.crc32(name.encode()) % DIMENSIONS
        found[place] = max(weight, found.get(place, 0))
    places = np.array(sorted(found), dtype=np.int64)
    return places, np.array([found[place] for place in places], dtype=np.float32)


def _features(text: str) -> Iterable[tuple[str, float]]:
    """Give features by name; one that comes twice counts by its greatest weight.

    Of the concepts only subjects count: kinds, themes and target groups are too wide
    to tell one text from another, and are evidence of their own when ticked.
    """
    words = [word for word in words_of(text) if word not in STOP_WORDS]
    for word in words:
        if len(word) > 1 or not word.isascii():
            yield from _word_features(word)
    for subject in subjects_in(words):
        yield f"s:{subject}", SUBJECT_WEIGHT
    for concept in concepts_of(text):
        if concept.scheme == "subject":
            yield f"c:{concept.code}", CONCEPT_WEIGHT


@lru_cache(maxsize=50_000)
def _word_features(word: str) -> tuple[tuple[str, float], ...]:
    names = [(f"w:{root(word)}", WORD_WEIGHT)]
    names += [(f"w:{root(part)}", PART_WEIGHT) for part in parts_of(word)]
    if len(word) >= SHORTEST_COMPOUND:
        names += [
            (f"g:{word[n : n + GRAM]}", GRAM_WEIGHT)
            for n in range(len(word) - GRAM + 1)
        ]
    return tuple(names)


def rows_of(texts: Sequence[str]) -> Rows:
    """Make one row per text: its features with their weights, without rarity."""
    features = [features_of(text) for text in texts]
    weights = np.concatenate([np.empty(0, np.float32), *(w for _, w in features)])
    places = np.concatenate([np.empty(0, np.int64), *(place for place, _ in features)])
    ends = np.cumsum([0, *(len(own) for own, _ in features)])
    return sparse.csr_array((weights, places, ends), shape=(len(texts), DIMENSIONS))


def rarities(rows: Rows) -> Matrix:
    """Tell how rare each feature is: how often the texts can be halved to its users.

    Counted from 1 for what every text has. What only one text has cannot be like
    another and counts nothing.
    """
    users = np.bincount(rows.indices, minlength=DIMENSIONS)
    halvings = np.floor(np.log2(max(1, rows.shape[0]))) + 1
    rarity = halvings - np.floor(np.log2(np.maximum(users, 1)))
    return np.asarray(np.where(users > 1, rarity, 0), dtype=np.float32)


def weighed(rows: Rows, rarity: Matrix) -> Rows:
    """Multiply features by their rarity and leave out those that count nothing."""
    found = rows.copy()
    found.data = found.data * rarity[found.indices]
    found.eliminate_zeros()
    return found


def vectors(texts: Sequence[str]) -> Rows:
    """Make one row per text: its features times their rarity among all texts."""
    rows = rows_of(texts)
    return weighed(rows, rarities(rows))


def likeness(one: Rows, other: Rows) -> Matrix:
    """Give the cosine of every row of one with every row of the other."""
    scale = np.outer(_lengths(one), _lengths(other))
    found = (one @ other.T).toarray()
    return np.asarray(found / scale, dtype=np.float32)


def coverage(one: Rows, other: Rows) -> Matrix:
    """Give the share of each row of one that is also in each row of the other."""
    squares, present = one.copy(), other.copy()
    squares.data = np.square(squares.data)
    present.data = np.ones_like(present.data)
    found = (squares @ present.T).toarray()
    return np.asarray(found / np.square(_lengths(one))[:, None], dtype=np.float32)


def _lengths(rows: Rows) -> NDArray[np.float64]:
    """Give the length of every row; 1 for a row of nothing."""
    squares = rows.copy()
    squares.data = np.square(squares.data)
    lengths = np.sqrt(np.asarray(squares.sum(axis=1), dtype=np.float64))
    return np.where(lengths == 0, 1, lengths)
