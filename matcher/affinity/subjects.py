"""Subjects of the field, the words by which people speak of them, and who helps.

``field_words.csv`` lists per subject the words that belong to it, a star for any
ending; words that a hyphen joins stand beside each other. So "geldproblemen" and
"schuldhulp" have something in common although no letter says so. It also lists
the types of organisations that usually have what such an ask is about: a restaurant
knows about kitchens, also where its offer does not say so. The list is of the
field, not of one event.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from matcher.compounds import lemma, parts_of
from matcher.words import fold

SHORTEST_BEGINNING = 3
SHORTEST_TAIL = 5
"""Letters of the last part of a compound: ``repetitie-ruimte``, ``school-gebouw``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _FieldWords:
    """The table, ready to be looked up."""

    whole: dict[str, set[str]] = field(default_factory=dict)
    beginnings: dict[str, set[str]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    """By their first word."""
    helpers: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _read() -> _FieldWords:
    found = _FieldWords()
    text = resources.files("matcher.affinity").joinpath("field_words.csv")
    for row in csv.DictReader(text.read_text(encoding="utf-8").splitlines()):
        subject = row["subject"]
        found.helpers[subject] = tuple(row["helpers"].split())
        for word in fold(row["words"]).split():
            if "-" in word:
                phrase = tuple(word.rstrip("*").split("-"))
                found.phrases.setdefault(phrase[0], []).append((phrase, subject))
            else:
                index = found.beginnings if word.endswith("*") else found.whole
                index.setdefault(word.rstrip("*"), set()).add(subject)
    return found


_WORDS = _read()

USUAL_HELPERS: Mapping[str, tuple[str, ...]] = _WORDS.helpers
"""Per subject the types of organisations (`matcher.wishes`) that usually help."""


def subjects_in(words: Sequence[str]) -> frozenset[str]:
    """Give the subjects that folded words speak of, one by one and in a row."""
    found = set().union(*map(subjects_of, words)) if words else set()
    for place, word in enumerate(words):
        for phrase, subject in _WORDS.phrases.get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                found.add(subject)
    return frozenset(found)


@lru_cache(maxsize=50_000)
def subjects_of(word: str) -> frozenset[str]:
    """Give the subjects that a folded word belongs to, also by its parts."""
    found = set()
    for form in {word, lemma(word)}:
        found |= _starting(form, SHORTEST_BEGINNING)
    for part in parts_of(word):
        found |= _starting(part, SHORTEST_BEGINNING)
    for start in range(SHORTEST_BEGINNING, len(word) - SHORTEST_TAIL + 1):
        found |= _starting(word[start:], SHORTEST_TAIL)
    return frozenset(found)


def _starting(word: str, shortest: int) -> set[str]:
    found = set(_WORDS.whole.get(word, ()))
    for end in range(shortest, len(word) + 1):
        found |= _WORDS.beginnings.get(word[:end], set())
    return found
