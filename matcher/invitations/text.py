"""Text of people, made safe for a calendar file.

Names and notes come from anybody. What cannot be shown in a calendar, or what one
of the common readers takes for something else, is replaced here, before it meets
the calendar library.
"""

import re

_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
"""Everything some reader ends a line at; RFC 5545 3.1 knows CRLF alone."""
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]")
"""Controls (RFC 5545 3.1 allows only HTAB) and overrides that reverse a line."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[ \t]*\n\s*")

_FOR_READING = str.maketrans({"\\": "/"})
"""icalendar reads a backslash before N as a line break, and folds inside a pair."""
_FOR_NAMES = str.maketrans({'"': "'", "^": "'", ";": ","})
"""RFC 6868 writes the first two with a caret that many readers show as it is;
some readers end a name at a semicolon even within quotes."""

_LONGEST_NAME = 200


def plain(text: str) -> str:
    """Make a text of several lines safe for a TEXT value (RFC 5545 3.3.11)."""
    lines = _BREAKS.sub("\n", text)
    visible = _UNSAFE.sub("", lines)
    return _SURROGATES.sub("\ufffd", visible).translate(_FOR_READING).strip()


def one_line(text: str) -> str:
    """Make a text safe that must stay on one line, such as a place or a title."""
    return _SPACES.sub(", ", plain(text)).replace("\t", " ")


def common_name(name: str) -> str:
    """Make a name safe for the CN parameter (RFC 5545 3.2.2)."""
    words = one_line(name).translate(_FOR_NAMES)
    return words[:_LONGEST_NAME].rstrip()
