"""Text that people typed, set into our own sentences."""

import unicodedata

import regex

from web.wording.languages import find_language
from web.wording.translation import language_in_force

LONGEST_QUOTE = 160
"""Characters of a typed text that a sentence can carry and stay readable."""

_LONGEST_WORD = 40
_SENTENCE_ENDS = ("?", "!", "…", "...", "؟", "።", "。")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_ISOLATE, _POP = "\u2068", "\u2069"
"""First strong isolate and the end of it."""


def one_line(text: str) -> str:
    """Put a typed text on one line, without control or direction characters."""
    kept = (
        " " if character.isspace() else character
        for character in text
        if character.isspace() or _is_safe(character)
    )
    return " ".join("".join(kept).split())


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Cut a very long text at a word boundary, with an ellipsis; others stay whole."""
    line = one_line(text)
    if len(line) <= longest:
        return line
    boundary = line.rfind(" ", 0, longest)
    if boundary <= max(0, longest - _LONGEST_WORD):
        boundary = _last_boundary(line, longest - 1)
    return line[:boundary].rstrip(" ,;:.-") + "…"


def quoted(text: str) -> str:
    """Quote what somebody typed: as written, but for a full stop at the end.

    Text of the other direction is isolated, so that it moves nothing around it.
    """
    line = shortened(text)
    if line.endswith(".") and not line.endswith(".."):
        line = line[:-1]
    return isolated(f"“{line}”")


def closing_quote(text: str) -> str:
    """Quote what somebody typed at the end of a sentence, with a full stop if needed."""
    line = quoted(text)
    has_end = line.rstrip(f"”{_POP}").endswith(_SENTENCE_ENDS)
    return line if has_end else f"{line}."


def isolated(text: str) -> str:
    """Keep text of another direction apart from the sentence around it (UAX #9)."""
    turns = any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)
    language = find_language(language_in_force())
    if turns or (language is not None and language.direction == "rtl"):
        return f"{_ISOLATE}{text}{_POP}"
    return text


def _last_boundary(line: str, longest: int) -> int:
    """Find the last place before which no character as people see it is cut."""
    end = 0
    for cluster in regex.finditer(r"\X", line):
        if cluster.end() > longest:
            break
        end = cluster.end()
    return end


def _is_safe(character: str) -> bool:
    """Whether a character can stand in a sentence: no control, no direction mark."""
    if character in _DIRECTION_MARKS:
        return False
    return character.isprintable() or character in _JOINERS


_JOINERS = frozenset("\u200c\u200d")
"""Zero-width (non-)joiners: part of the spelling in Persian, Sorani and emoji."""

_DIRECTION_MARKS = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""They could turn round the text after the quote; templates isolate with bdi."""
