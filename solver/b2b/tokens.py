"""Take a .dzn file apart into named values, each with its line.

Of MiniZinc's data files this reads what the published instances use: whole
numbers, lists of them, lists of sets and tables. What the names mean is for
`solver.b2b.reading`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from solver.refusals import FormatError

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\f\v]+|%[^\n]*)|(?P<line>\n)|(?P<number>-?\d+)"
    r"|(?P<name>[A-Za-z]\w*)|(?P<sign>\.\.|[\[\]{}|,;=])|(?P<other>.)",
    re.ASCII,
)
_MOST_DIGITS = 9
_END = "the end of the file"

Row = tuple[int, ...]
DznValue = int | list[int] | list[Row] | list[frozenset[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A name with its value, and where it stands."""

    name: str
    value: DznValue
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    text: str
    line: int


def read_assignments(text: str) -> Iterator[Assignment]:
    """Yield the assignments of a .dzn file in order.

    Raises:
        FormatError: With the line and what to do there.
    """
    parser = _Parser(text)
    while not parser.is_at_end:
        yield parser.assignment()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "line":
            line += 1
        elif match.lastgroup == "other":
            _refuse(line, f"unexpected {match.group()!r}; take it out")
        elif match.lastgroup != "space":
            yield _Token(text=match.group(), line=line)
    yield _Token(text=_END, line=line)


def _refuse(line: int, advice: str) -> NoReturn:
    raise FormatError(place=f"line {line}", advice=advice)


class _Parser:
    """A reader that looks one token ahead."""

    def __init__(self, text: str) -> None:
        self._rest = _tokens(text)
        self._next = next(self._rest)

    @property
    def is_at_end(self) -> bool:
        return self._next.text == _END

    def assignment(self) -> Assignment:
        """Read ``name = value;``."""
        line = self._next.line
        if not self._next.text[0].isalpha() or self.is_at_end:
            self._wants("a name")
        name = self._take()
        self._expect("=")
        value = self._value()
        self._expect(";")
        return Assignment(name=name, value=value, line=line)

    def _take(self) -> str:
        text, self._next = self._next.text, next(self._rest)
        return text

    def _wants(self, wanted: str) -> NoReturn:
        _refuse(self._next.line, f"{wanted} must stand before {self._next.text}")

    def _expect(self, sign: str) -> None:
        if self._next.text != sign:
            self._wants(f'"{sign}"')
        self._take()

    def _accept(self, sign: str) -> bool:
        if self._next.text != sign:
            return False
        self._take()
        return True

    def _value(self) -> DznValue:
        if not self._accept("["):
            return self._number()
        if self._accept("|"):
            return self._table()
        if self._next.text == "{":
            return self._sets()
        return self._numbers("]")

    def _number(self) -> int:
        text = self._next.text
        if not text.lstrip("-").isdigit():
            self._wants("a whole number")
        if len(text) > _MOST_DIGITS:
            _refuse(self._next.line, f"{text} is too large; use {_MOST_DIGITS} digits")
        return int(self._take())

    def _numbers(self, *ends: str) -> list[int]:
        """Read numbers with commas between and perhaps after them, and the end."""
        found: list[int] = []
        while self._next.text not in ends:
            found.append(self._number())
            if not self._accept(",") and self._next.text not in ends:
                self._wants(f'"," or "{ends[0]}"')
        self._take()
        return found

    def _table(self) -> list[Row]:
        """Read rows, each ended by a bar; the last bar may begin an empty row."""
        rows: list[Row] = []
        while not self._accept("]"):
            rows.append(tuple(self._numbers("|")))
        return [row for row in rows if row]

    def _sets(self) -> list[frozenset[int]]:
        found: list[frozenset[int]] = []
        while not self._accept("]"):
            self._expect("{")
            found.append(frozenset(self._numbers("}")))
            if not self._accept(",") and self._next.text != "]":
                self._wants('"," or "]"')
        return found
