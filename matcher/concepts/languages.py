"""Which language a text is in, as far as its words must be looked up in one.

A script other than the Latin one says enough. Dutch, English, Turkish and Polish
are told apart by their small words, their own letters and the words of the field
that they would name.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from matcher.concepts.lexicon import LEXICONS
from matcher.concepts.spelling import Script, script_of, words_of

OF_SCRIPT: Mapping[Script, str] = MappingProxyType(
    {Script.ARABIC: "ar", Script.CYRILLIC: "uk", Script.ETHIOPIC: "ti"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """By what a language in Latin script is known."""

    letters: frozenset[str]
    words: frozenset[str]


def _read() -> Mapping[str, Signs]:
    text = resources.files("matcher.concepts").joinpath("languages.csv")
    return MappingProxyType(
        {
            row["language"]: Signs(
                letters=frozenset(row["letters"]),
                words=frozenset(words_of(row["words"])),
            )
            for row in csv.DictReader(text.read_text(encoding="utf-8").splitlines())
        }
    )


LATIN = _read()
"""The languages in Latin script; of equal evidence the first one wins."""


@lru_cache(maxsize=20_000)
def language_of(text: str) -> str:
    """Tell in which of the seven languages most of a text is; Dutch in doubt."""
    words = words_of(text)
    scripts = [script_of(word) for word in words]
    of_script = dict.fromkeys(OF_SCRIPT.values(), 0)
    for script in scripts:
        if script in OF_SCRIPT:
            of_script[OF_SCRIPT[script]] += 1
    latin = sum(script is Script.LATIN for script in scripts)
    best = max(of_script, key=lambda language: of_script[language])
    return best if of_script[best] > latin else latin_language_of(text)


@lru_cache(maxsize=20_000)
def latin_language_of(text: str) -> str:
    """Tell in which language the words in Latin script are."""
    words = [word for word in words_of(text) if script_of(word) is Script.LATIN]
    letters = frozenset(text.lower())
    return max(LATIN, key=lambda language: _evidence(language, words, letters))


def _evidence(language: str, words: Sequence[str], letters: frozenset[str]) -> int:
    signs = LATIN[language]
    named = LEXICONS[language].named_in(words)
    return (
        sum(word in signs.words for word in words)
        + 2 * len(letters & signs.letters)
        + len({concept.code for concept in named})
    )
