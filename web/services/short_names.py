"""Short names: what of a long name fits in a cell of the board.

A suggestion by rule, so that every board reads the same. A name in full stands
in the panel beside the board and in everything participants receive.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeVar

LONGEST = 22
"""Characters a cell holds beside its mark (interface, section 4)."""

Key = TypeVar("Key")

_COMMON = 4
"""A last word in this many names is a place, and tells nothing apart."""
_SHORTEST = 5
"""What a name is too short to be recognised by."""
_LONGEST_WORD = 13
"""A longer word gets a soft hyphen, for it may not fit on one line."""
_SOFT_HYPHEN = "\u00ad"
_OPENING = re.compile(
    r"^(?:stichting|vereniging|coöperatie|st\.|stg\.|ver\.)\s+", re.IGNORECASE
)
_TAIL = re.compile(r"\s+[\u2013\u2014|/-]\s+|\s*[(;:]\s*|,\s+")
_QUOTED = re.compile(r"[\"“„']([^\"“”']+)[\"”“']$")
_ARTICLES = frozenset({"de", "het", "'t", "\u2019t", "the"})
_LINKS = frozenset(
    "& + en of van voor aan bij in met op te ten ter tot uit".split()  # noqa: SIM905 -- reads as a sentence
)
_VOWELS = frozenset("aeiouyáéíóúàèäëïöü")


def short_names(names: Mapping[Key, str]) -> dict[Key, str]:
    """Shorten the names of an event to at most 22 visible characters each.

    The legal form in front, what follows a dash, bracket or comma, and a place
    that many names end with go first; then the most telling words stay, whole.
    Names that begin alike, as departments do, are told apart by a later part.
    """
    parts = {key: _split(name) for key, name in names.items()}
    alike = Counter(first for first, *_ in parts.values())
    chosen = {
        key: more[0] if more and alike[first] > 1 else first
        for key, (first, *more) in parts.items()
    }
    last = Counter(part.split()[-1] for part in chosen.values())
    places = frozenset(word for word, times in last.items() if times >= _COMMON)
    return {key: _soften(_fit(part, places)) for key, part in chosen.items()}


def short_name(name: str) -> str:
    """Shorten one name by itself."""
    return short_names({name: name})[name]


def _split(name: str) -> tuple[str, ...]:
    """Split a name at dashes, brackets and commas; leave out what is invisible."""
    shown = (
        char
        for char in unicodedata.normalize("NFC", name)
        if char.isspace() or unicodedata.category(char) not in {"Cf", "Cc"}
    )
    plain = " ".join("".join(shown).split()) or "-"
    first, *more = [part for part in _TAIL.split(plain) if part.strip()] or [plain]
    return (_OPENING.sub("", first) or first, *more)


def _fit(head: str, places: frozenset[str]) -> str:
    """Choose the words that stay."""
    words = head.split()
    if len(head) > LONGEST and len(words) > 1 and words[-1] in places:
        words = words[:-1]
    head = " ".join(words)
    if len(head) <= LONGEST:
        return head
    quoted = _QUOTED.search(head)
    if quoted and len(quoted[1]) <= LONGEST:
        return quoted[1]
    fitting = [part for part in _parts(words) if _SHORTEST <= len(part) <= LONGEST]
    if fitting:
        return max(fitting, key=_telling)
    return words[0] if len(words[0]) <= LONGEST else f"{words[0][: LONGEST - 1]}."


def _parts(words: list[str]) -> Iterator[str]:
    """Give the openings and endings that break no pair such as ``A & B``."""
    for at in range(1, len(words)):
        if words[at].lower() in _LINKS or words[at - 1].lower() in _LINKS:
            continue
        if words[at - 1].lower() not in _ARTICLES:
            yield " ".join(words[:at])
            yield " ".join(words[at:])


def _telling(part: str) -> tuple[bool, bool, int]:
    """Prefer a name with its article, then more than one word, then length."""
    first, *more = part.split()
    return first.lower() in _ARTICLES, bool(more), len(part)


def _soften(text: str) -> str:
    """Put a soft hyphen in each long word, between two syllables near its middle."""
    return " ".join(_soften_word(word) for word in text.split())


def _soften_word(word: str) -> str:
    """Allow one break in a long word that is written in letters."""
    if len(word) <= _LONGEST_WORD or not word.isalpha():
        return word
    middle = len(word) // 2
    for at in sorted(range(4, len(word) - 3), key=lambda place: abs(place - middle)):
        before, after = word[at].lower(), word[at + 1].lower()
        if (
            word[at - 1].lower() in _VOWELS
            and before not in _VOWELS
            and after in _VOWELS
        ):
            return word[:at] + _SOFT_HYPHEN + word[at:]
    return word
