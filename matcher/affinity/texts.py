"""Likeness of short texts: stems, subjects of the field and parts of compounds.

A text becomes a vector of hashed features, weighted by how rare they are among
the texts of the event (idf). Character n-grams let "naaiatelier" and
"naaimachines" meet; the subjects that texts in any language name let an ask in
Arabic meet an offer in Dutch. Hashing keeps the size fixed for any number of
participants.
"""

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matcher.affinity.subjects import subjects_of
from matcher.concepts import concepts_of
from matcher.words import STOP_WORDS, stem, words_of

DIMENSIONS = 16_384
"""Places for features; collisions among a few thousand texts do not matter."""
GRAM = 4
"""Letters of an n-gram: the shortest part of a compound that means something."""
SHORTEST_COMPOUND = 5
GRAM_WEIGHT = 0.25
"""An n-gram compared with a whole word or a subject."""

Matrix = NDArray[np.float32]
Choice = NDArray[np.bool_]


def features_of(text: str) -> Mapping[int, float]:
    """Give the features of a text with their weights, without idf.

    Of the concepts only subjects count: kinds, themes and target groups are too wide
    to tell one text from another, and are evidence of their own when ticked.
    """
    features = {
        feature: weight
        for word in words_of(text)
        if word not in STOP_WORDS and not (len(word) == 1 and word.isascii())
        for feature, weight in _word_features(word)
    }
    for concept in concepts_of(text):
        if concept.scheme == "subject":
            features[_place(f"c:{concept.code}")] = 1.0
    return features


@lru_cache(maxsize=50_000)
def _word_features(word: str) -> tuple[tuple[int, float], ...]:
    names = [(f"w:{stem(word)}", 1.0)]
    names += [(f"s:{subject}", 1.0) for subject in sorted(subjects_of(word))]
    if len(word) >= SHORTEST_COMPOUND:
        names += [
            (f"g:{word[n : n + GRAM]}", GRAM_WEIGHT)
            for n in range(len(word) - GRAM + 1)
        ]
    return tuple((_place(name), weight) for name, weight in names)


def _place(name: str) -> int:
    return zlib.crc32(name.encode()) % DIMENSIONS


def vectors(texts: Sequence[str]) -> Matrix:
    """Make one row per text: its features times their rarity among all texts.

    What only one text has cannot be like another and counts nothing.
    """
    rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for feature, weight in features_of(text).items():
            row[feature] = weight
    users = np.count_nonzero(rows, axis=0)
    rarity = np.log((len(texts) + 1) / (users + 0.5), dtype=np.float32)
    rarity[users <= 1] = 0
    return np.asarray(rows * rarity, dtype=np.float32)


def likeness(one: Matrix, other: Matrix) -> Matrix:
    """Give the cosine of every row of one with every row of the other."""
    return np.asarray(_unit(one) @ _unit(other).T, dtype=np.float32)


def coverage(one: Matrix, other: Matrix) -> Matrix:
    """Give the share of each row of one that is also in each row of the other."""
    squares = np.square(_unit(one))
    return np.asarray(squares @ (other > 0).astype(np.float32).T, dtype=np.float32)


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)
