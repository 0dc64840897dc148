"""Searching what people offer and ask, by words that may be misspelt or in any language.

A word finds itself, its inflections, the compounds it is part of and words spelt
nearly the same. A concept that the query names finds texts in other languages that
name it too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from matcher.compounds import parts_of
from matcher.concepts import Concept, concepts_of
from matcher.words import STOP_WORDS, root, words_of

SAME_WORD = 1.0
"""What a word counts for that is in the text itself, in any form."""
SAME_CONCEPT = 0.8
"""The same for a concept that query and text name, each in its own words."""
PART_OF_WORD = 0.7
"""The same for a word that is a part of one in the text, or the other way round."""
ALIKE = 0.6
"""The same for a word that is spelt nearly as one in the text."""
ALIKE_RATIO = 78.0
"""Likeness (0-100) from which on two words are spelt nearly the same."""
SHORTEST_ALIKE = 5
"""Letters of the shortest word in which a slip is forgiven."""
SHORTEST_PART = 4
"""Letters of the shortest word that is looked for inside others."""
ENOUGH = 0.5
"""The share of the words of a query that must be found."""


@dataclass(frozen=True, eq=False)
class SearchIndex:
    """Texts, ready to be searched; several can be of one owner."""

    texts: Sequence[Sequence[str]]
    """All texts of each owner."""

    def find(self, query: str) -> Mapping[int, float]:
        """Give the places of the owners that fit a query, with how well.

        An owner fits that has at least half of the words, or of the concepts.
        """
        words = [w for w in words_of(query) if w not in STOP_WORDS] or words_of(query)
        found: dict[int, float] = {}
        for word in dict.fromkeys(words):
            for owner, weight in self._with_word(word).items():
                found[owner] = found.get(owner, 0.0) + weight / len(set(words))
        concepts = _finer_first(concepts_of(query))
        for owner, share in self._naming(concepts).items():
            found[owner] = max(found.get(owner, 0.0), SAME_CONCEPT * share)
        least = ENOUGH * ALIKE
        return {owner: fit for owner, fit in found.items() if fit >= least}

    def _with_word(self, word: str) -> Mapping[int, float]:
        """Give who has a word in its texts, and how surely it is that word."""
        found: dict[int, float] = {}
        for known, weight in self._meanings_of(word):
            for owner in self._by_word[known]:
                found[owner] = max(weight, found.get(owner, 0.0))
        return found

    def _meanings_of(self, word: str) -> Iterator[tuple[str, float]]:
        """Give the words of the texts that a word of the query can stand for."""
        stem, parts = root(word), frozenset(map(root, parts_of(word)))
        for known in self._by_word:
            if known == word or root(known) == stem:
                yield known, SAME_WORD
            elif (
                stem in self._parts[known]
                or root(known) in parts
                or (len(word) >= SHORTEST_PART and word in known)
            ):
                yield known, PART_OF_WORD
        if len(word) >= SHORTEST_ALIKE:
            alike = process.extract(
                word,
                self._by_word.keys(),
                scorer=fuzz.ratio,
                score_cutoff=ALIKE_RATIO,
                limit=None,
            )
            yield from ((known, ALIKE) for known, _, _ in alike)

    def _naming(self, concepts: frozenset[Concept]) -> Mapping[int, float]:
        """Give who names concepts in its texts, with the share of them."""
        found: dict[int, float] = {}
        for concept in concepts:
            for owner in self._by_concept.get(concept, ()):
                found[owner] = found.get(owner, 0.0) + 1 / len(concepts)
        return found

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, dict[int, None]] = {}
        for owner, texts in enumerate(self.texts):
            for text in texts:
                for word in words_of(text):
                    found.setdefault(word, {})[owner] = None
        return {word: tuple(owners) for word, owners in found.items()}

    @cached_property
    def _parts(self) -> Mapping[str, frozenset[str]]:
        return {word: frozenset(map(root, parts_of(word))) for word in self._by_word}

    @cached_property
    def _by_concept(self) -> Mapping[Concept, Sequence[int]]:
        found: dict[Concept, dict[int, None]] = {}
        for owner, texts in enumerate(self.texts):
            for text in texts:
                for concept in concepts_of(text):
                    found.setdefault(concept, {})[owner] = None
        return {concept: tuple(owners) for concept, owners in found.items()}


def _finer_first(concepts: frozenset[Concept]) -> frozenset[Concept]:
    """Keep only the subjects where a query names any: kinds and themes are too wide."""
    subjects = frozenset(c for c in concepts if c.scheme == "subject")
    return subjects or concepts
