"""Words of a text: folded, split and stemmed, the same way everywhere."""

import re
import unicodedata
from functools import lru_cache
from importlib import resources

import snowballstemmer

from matcher.compounds import lemma

_WORD = re.compile(r"[^\W_]+")
_STEMMER = snowballstemmer.stemmer("dutch")

_KEPT_APART = {"ouderen": "ouderen", "oudere": "ouderen"}
"""Words that the stemmer would make equal to another: parents are not elders."""

STOP_WORDS = frozenset(
    resources.files("matcher").joinpath("stop_words.txt").read_text("utf-8").split()
)
"""Words that say nothing about a subject: Dutch and English function words and
the words every registration uses."""


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Fold case and accents, so that ``Gül`` and ``GUL`` are one spelling."""
    return _without_accents(text.casefold())


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def written_words(text: str) -> tuple[str, ...]:
    """Split a text into words without accents, in the case they were written in."""
    return tuple(_WORD.findall(_without_accents(text)))


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """Split a text into folded words."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Stem a folded Dutch word (Snowball); the same word gives the same stem."""
    return _KEPT_APART.get(word) or str(_STEMMER.stemWord(word))


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """Give what all forms of a folded Dutch word have in common.

    That is the shorter of its stem and the stem of its lemma: "zalen" has the lemma
    "zaal", "fiets" and "fietsen" are each the lemma of the other.
    """
    if word in _KEPT_APART:
        return _KEPT_APART[word]
    return min(stem(word), stem(lemma(word)), key=lambda form: (len(form), form))


@lru_cache(maxsize=50_000)
def content_stems(text: str) -> tuple[str, ...]:
    """Give the stems of the words that carry a subject, in order."""
    return tuple(
        stem(word)
        for word in words_of(text)
        if word not in STOP_WORDS and (len(word) > 1 or not word.isascii())
    )
