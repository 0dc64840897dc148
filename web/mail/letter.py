"""A letter: one subject and some paragraphs, as plain text and as HTML alike.

Both are written from the same parts, so that neither says less than the other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from web.wording.languages import find_language

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A short name with what it is: "Tafel: 7"."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Sentences that stand beside each other."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A link on a line of its own, with what it is for."""

    label: str
    url: str


Part = Paragraph | Fact | Points | Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message ready to be put in the outbox."""

    subject: str
    text: str
    html: str


def write_letter(subject: str, parts: Sequence[Part], *, language: str) -> Letter:
    """Write a letter from its parts.

    Args:
        subject: One line.
        parts: In the order they are read.
        language: The tag of the language it is in (BCP 47).
    """
    body = Markup("\n").join(_html(part) for part in parts)
    known = find_language(language)
    direction = known.direction if known else "ltr"
    page = Markup(
        '<!doctype html>\n<html lang="{language}" dir="{direction}">\n'
        '<head><meta charset="utf-8"><title>{title}</title></head>\n'
        "<body>\n{body}\n</body>\n</html>\n"
    ).format(language=language, direction=direction, title=_line(subject), body=body)
    text = "\n".join(_paragraphs(parts))
    return Letter(subject=_line(subject), text=f"{text.strip()}\n", html=str(page))


def _paragraphs(parts: Sequence[Part]) -> list[str]:
    """Write the plain parts, facts close together, everything else apart."""
    lines: list[str] = []
    before: Part | None = None
    for part in parts:
        if before and not (isinstance(before, Fact) and isinstance(part, Fact)):
            lines.append("")
        lines.append(_plain(part))
        before = part
    return lines


def _plain(part: Part) -> str:
    match part:
        case Paragraph():
            return _line(part.text)
        case Fact():
            return f"{_line(part.name)}: {_line(part.value)}"
        case Points():
            return "\n".join(f"- {_line(line)}" for line in part.lines)
        case Address():
            return f"{_line(part.label)}:\n{part.url}"
        case _:
            assert_never(part)


def _html(part: Part) -> Markup:
    match part:
        case Paragraph():
            return Markup("<p>{}</p>").format(_line(part.text))
        case Fact():
            return Markup("<p><strong>{}:</strong> {}</p>").format(
                _line(part.name), _line(part.value)
            )
        case Points():
            items = Markup("").join(
                Markup("<li>{}</li>").format(_line(line)) for line in part.lines
            )
            return Markup("<ul>{}</ul>").format(items)
        case Address():
            return Markup('<p>{}:<br><a href="{}">{}</a></p>').format(
                _line(part.label), part.url, part.url
            )
        case _:
            assert_never(part)


def _line(text: str) -> str:
    """Keep a text of people on its line, and visible as it will be read."""
    return " ".join(_INVISIBLE.sub(" ", text).split())
