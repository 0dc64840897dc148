"""Text that people typed, set into our own sentences."""

LONGEST_QUOTE = 160
"""Characters of a typed text that a sentence can carry and stay readable."""

_LONGEST_WORD = 40


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
        boundary = longest - 1
    return line[:boundary].rstrip(" ,;:.-") + "…"


def quoted(text: str) -> str:
    """Quote what somebody typed: as written, but for a full stop at the end."""
    line = shortened(text)
    if line.endswith(".") and not line.endswith(".."):
        line = line[:-1]
    return f"“{line}”"


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
