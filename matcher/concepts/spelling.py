"""Words of any script in one spelling, and the forms in which they can be listed.

Each script has letters that people write for one another and particles that they
write against the next word. Both go here, so that the lists of words stay short.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from matcher.words import fold

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"(?<=[\u0400-\u04ff])['\u2019\u02bc](?=[\u0400-\u04ff])")
_TATWEEL = "\u0640"
"""An Arabic sign that only lengthens a word."""
SHORTEST_ARABIC = 3
"""Letters that must be left of an Arabic word after its particles."""
SHORTEST_SKELETON = 3
"""Signs of a Tigrinya word from which on its vowels may differ."""

_ROW = 8
"""Ethiopic signs of one consonant, one for each vowel, stand in rows of eight."""
_ETHIOPIC = range(0x1200, 0x1358)


def _read(unit: str) -> Mapping[str, str]:
    """Read which letters, or rows of signs, are written for which others."""
    text = resources.files("matcher.concepts").joinpath("letters.csv")
    rows = csv.DictReader(text.read_text(encoding="utf-8").splitlines())
    return MappingProxyType(
        {row["written"]: row["read"] for row in rows if row["unit"] == unit}
    )


_LETTERS = str.maketrans({**_read("letter"), _TATWEEL: ""})
_ROWS = _read("row")


class Script(StrEnum):
    """The scripts for which there are words; others hold no known words."""

    LATIN = "latin"
    ARABIC = "arabic"
    CYRILLIC = "cyrillic"
    ETHIOPIC = "ethiopic"
    OTHER = "other"


def words_of(text: str) -> tuple[str, ...]:
    """Split a text into folded words, the same way for lists and for texts."""
    return tuple(_WORD.findall(spell(text)))


def spell(text: str) -> str:
    """Write a text in one spelling: case, accents and letters of equal value."""
    return fold(_APOSTROPHES.sub("", text)).translate(_LETTERS)


@lru_cache(maxsize=50_000)
def script_of(word: str) -> Script:
    """Tell in which script a word begins."""
    name = unicodedata.name(word[0], "").partition(" ")[0].casefold()
    return Script(name) if name in set(Script) else Script.OTHER


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> tuple[str, ...]:
    """Give the forms under which a folded word can stand in a list, itself first."""
    match script_of(word):
        case Script.ARABIC:
            return _arabic_forms(word)
        case Script.ETHIOPIC:
            return _ethiopic_forms(word)
        case _:
            return (word,)


def listed_form(word: str) -> str:
    """Give the form under which a folded word of a list is kept."""
    if script_of(word) is Script.ETHIOPIC:
        return _skeleton(word) if len(word) >= SHORTEST_SKELETON else _same_rows(word)
    return word


def _arabic_forms(word: str) -> tuple[str, ...]:
    """Take off "and", "with", "for", "as" and the article, in the order they stand."""
    forms = [word]
    for particles in (("و", "ف"), ("ب", "ل", "ك"), ("ال", "ل")):
        for form in tuple(forms):
            for particle in particles:
                rest = form.removeprefix(particle)
                if rest != form and len(rest) >= SHORTEST_ARABIC and rest not in forms:
                    forms.append(rest)
    return tuple(forms)


def _ethiopic_forms(word: str) -> tuple[str, ...]:
    """Take off "for" and "with", and let the vowels of longer words differ."""
    bare = [word]
    if word[0] in "ንብ" and len(word) > SHORTEST_SKELETON - 1:
        bare.append(word[1:])
    forms = [_same_rows(form) for form in bare]
    forms += [_skeleton(form) for form in bare if len(form) >= SHORTEST_SKELETON]
    return tuple(forms)


def _same_rows(word: str) -> str:
    return "".join(_sign(sign, keeps_vowel=True) for sign in word)


def _skeleton(word: str) -> str:
    return "".join(_sign(sign, keeps_vowel=False) for sign in word)


def _sign(sign: str, *, keeps_vowel: bool) -> str:
    number = ord(sign)
    if number not in _ETHIOPIC:
        return sign
    row = chr(number - number % _ROW)
    row = _ROWS.get(row, row)
    return chr(ord(row) + number % _ROW) if keeps_vowel else row
