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
SHORTEST_TAIL = 5
"""Letters of the last part of a compound: ``repetitie-ruimte``, ``school-gebouw``."""


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
    """Give the subjects that a folded word belongs to, also by its last part."""
    found = _starting(word, SHORTEST_BEGINNING)
    for start in range(SHORTEST_BEGINNING, len(word) - SHORTEST_TAIL + 1):
        found |= _starting(word[start:], SHORTEST_TAIL)
    return frozenset(found)


def _starting(word: str, shortest: int) -> set[str]:
    found = set(_WHOLE.get(word, ()))
    for end in range(shortest, len(word) + 1):
        found |= _BEGINNINGS.get(word[:end], set())
    return found
