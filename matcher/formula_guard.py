"""Text that no spreadsheet program runs as a formula, and the text it was before.

A cell that begins like a formula gets a quote in front (OWASP, CSV injection). So
does one that begins with such a quote already: what is taken away is then exactly
what was added.
"""

import re

_LOOKS_LIKE_FORMULA = re.compile(
    "['\\s\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]*"
    "[=+\\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]"
)
"""Programs skip spaces and marks, and some read the full-width signs of Asian scripts."""


def neutralise(cell: str) -> str:
    """Keep a spreadsheet program from reading text as a formula."""
    return f"'{cell}" if _LOOKS_LIKE_FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """Take away the quote that `neutralise` set."""
    if cell.startswith("'") and _LOOKS_LIKE_FORMULA.match(cell):
        return cell[1:]
    return cell
