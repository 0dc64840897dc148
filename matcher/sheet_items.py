r"""Several things in one cell, parted by semicolons.

A sign that has a meaning in a cell can stand in a text with a backslash before it:
``een zaal\; met keuken``. While a cell is taken apart such signs are hidden as control
characters, which `matcher.spreadsheet.clean_text` leaves in no cell.
"""

import re
from collections.abc import Iterable

_SIGNS = "\\;<>\u2013\u2014-"
_HIDDEN = {sign: chr(1 + place) for place, sign in enumerate(_SIGNS)}
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()}
_ESCAPED = re.compile(rf"\\([{re.escape(_SIGNS)}])")
_HIDDEN_SIGN = re.compile(f"[{''.join(_SHOWN)}]")
_PARTS = re.compile(r"[\\;]")
_DASH = "[\u2013\u2014-]"
_PERSON = re.compile(rf"[\\;<>]|(?:(?<=\s)|^){_DASH}|{_DASH}(?=\s|$)")
"""What has a meaning in a name or a role: a dash only beside a space."""


def hide(cell: str) -> str:
    """Hide the signs that have no meaning in a cell."""
    return _ESCAPED.sub(lambda found: _HIDDEN[found[1]], cell)


def show(text: str) -> str:
    """Give the text of a part, with the signs that were hidden."""
    return _HIDDEN_SIGN.sub(lambda found: _SHOWN[found[0]], text)


def parts_of(cell: str) -> tuple[str, ...]:
    """Take a cell apart at its semicolons, signs still hidden; empty parts go."""
    parts = (part.strip() for part in hide(cell).split(";"))
    return tuple(part for part in parts if part)


def as_part(text: str) -> str:
    """Write a text so that it stays one part."""
    return _PARTS.sub(r"\\\g<0>", text)


def as_name(text: str) -> str:
    """Write a name or a role so that it stays what it is beside the other."""
    return _PERSON.sub(r"\\\g<0>", text)


def joined(parts: Iterable[str]) -> str:
    """Write parts into one cell."""
    return "; ".join(parts)
