"""Subjects of the field, and the words by which people speak of them.

``field_words.csv`` lists per subject the words that belong to it, a star for any
ending. So "geldproblemen" and "schuldhulp" have something in common although no
letter says so. The list is of the field, not of one event.
"""

import csv
from functools import lru_cache
from importlib import resources

from matcher.words import fold

SHORTEST_BEGINNING = 3


def _read() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    whole: dict[str, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    text = resources.files("matcher.affinity").joinpath("field_words.csv")
    for row in csv.DictReader(text.read_text(encoding="utf-8").splitlines()):
        for word in fold(row["words"]).split():
            index = beginnings if word.endswith("*") else whole
            index.setdefault(word.rstrip("*"), set()).add(row["subject"])
    return whole, beginnings


_WHOLE, _BEGINNINGS = _read()


@lru_cache(maxsize=50_000)
def subjects_of(word: str) -> frozenset[str]:
    """Give the subjects that a folded word belongs to."""
    found = set(_WHOLE.get(word, ()))
    for end in range(SHORTEST_BEGINNING, len(word) + 1):
        found |= _BEGINNINGS.get(word[:end], set())
    return frozenset(found)
