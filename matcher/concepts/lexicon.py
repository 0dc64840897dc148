"""The words of one language, and the concepts that they name.

A list has one row for each concept; its words are separated by semicolons. A star
stands for any ending, and words of one entry must follow each other.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from matcher.concepts.concept import Concept
from matcher.concepts.spelling import forms_of, listed_form, words_of

LANGUAGES = ("nl", "en", "ar", "tr", "uk", "pl", "ti")
COMPOUNDING = frozenset({"nl"})
"""Languages that write compounds as one word: "schuld-hulpverlening"."""
SHORTEST_HEAD = 3
"""Letters of a compound before the part that is looked up."""
SHORTEST_TAIL = 5
"""Letters of a listed word that may be the last part of a compound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedWord:
    """One word of an entry."""

    form: str
    any_ending: bool

    def is_met_by(self, word: str) -> bool:
        """Tell whether a folded word is this one, in one of its forms."""
        if self.any_ending:
            return any(form.startswith(self.form) for form in forms_of(word))
        return self.form in forms_of(word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Words that name a concept when they follow each other."""

    first: ListedWord
    rest: tuple[ListedWord, ...]
    concept: Concept


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """All entries of a language."""

    language: str
    entries: tuple[Entry, ...]
    _by_word: dict[tuple[str, bool], list[Entry]] = field(
        default_factory=dict, repr=False
    )

    def __post_init__(self) -> None:
        """Index the entries by their first word."""
        for entry in self.entries:
            key = (entry.first.form, entry.first.any_ending)
            self._by_word.setdefault(key, []).append(entry)

    def named_in(self, words: Sequence[str]) -> frozenset[Concept]:
        """Give the concepts that folded words name."""
        return frozenset(
            entry.concept
            for place, word in enumerate(words)
            for entry in _beginning_with(self, word)
            if _follow(entry.rest, words[place + 1 :])
        )

    def beginning_with(self, word: str) -> Iterator[Entry]:
        """Give the entries whose first word a folded word can be."""
        for form in forms_of(word):
            yield from self._by_word.get((form, False), ())
            for end in range(2, len(form) + 1):
                yield from self._by_word.get((form[:end], True), ())
        if self.language in COMPOUNDING:
            for start in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
                for end in range(start + SHORTEST_TAIL, len(word) + 1):
                    yield from self._by_word.get((word[start:end], True), ())


def _follow(wanted: Sequence[ListedWord], words: Sequence[str]) -> bool:
    return len(words) >= len(wanted) and all(
        want.is_met_by(word) for want, word in zip(wanted, words, strict=False)
    )


@lru_cache(maxsize=100_000)
def _beginning_with(lexicon: Lexicon, word: str) -> tuple[Entry, ...]:
    return tuple(dict.fromkeys(lexicon.beginning_with(word)))


def read_lexicon(language: str, text: str) -> Lexicon:
    """Read the columns ``scheme, code, words``."""
    return Lexicon(
        language=language,
        entries=tuple(
            _read_entry(phrase, Concept(scheme=row["scheme"], code=row["code"]))
            for row in csv.DictReader(text.splitlines())
            for phrase in row["words"].split(";")
            if phrase.strip()
        ),
    )


def _read_entry(phrase: str, concept: Concept) -> Entry:
    first, *rest = (
        ListedWord(form=listed_form(word), any_ending=written.endswith("*"))
        for written in phrase.split()
        for word in words_of(written)
    )
    return Entry(first=first, rest=tuple(rest), concept=concept)


def _read_all() -> Mapping[str, Lexicon]:
    folder = resources.files("matcher.concepts").joinpath("words")
    return MappingProxyType(
        {
            language: read_lexicon(
                language, folder.joinpath(f"{language}.csv").read_text(encoding="utf-8")
            )
            for language in LANGUAGES
        }
    )


LEXICONS = _read_all()
"""The lists that Trefpunt ships, by language."""
