"""Read typed fields from JSON, refusing what is unknown, absent or of another kind.

Knows how to take an object apart and how to name a place; knows nothing of what
the fields mean (`solver.instances` does).
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from solver.documents import FORMAT
from solver.refusals import FormatError

Name = TypeVar("Name", bound=StrEnum)

_NAME = re.compile(r'"[ \t\n\r]*:')
"""The end of a field's name, and now and then a text that begins with a colon."""
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character outside the basic plane, written as an escape."""


class Fields:
    """One JSON object, taken apart field by field; `close` refuses the rest."""

    def __init__(self, value: object, place: str = "") -> None:
        """Take an object at a place, or refuse anything else."""
        if not isinstance(value, dict):
            raise FormatError(
                place=place, advice=f"must be an object, not {_kind(value)}"
            )
        self._fields: dict[str, object] = dict(value)
        self._known: list[str] = []
        self._place = place

    def place(self, name: str) -> str:
        """Return the place of a field of this object."""
        return f"{self._place}.{name}" if self._place else name

    def close(self) -> None:
        """Refuse the fields that nobody asked for."""
        for name in self._fields.keys() - set(self._known):
            raise FormatError(
                place=self.place(name),
                advice=f"unknown field; known are {', '.join(dict.fromkeys(self._known))}",
            )

    def has(self, name: str) -> bool:
        """Tell whether a field is there and not null."""
        self._known.append(name)
        return self._fields.get(name) is not None

    def required(self, name: str) -> object:
        """Return a field as it is, or refuse its absence."""
        if not self.has(name):
            raise FormatError(place=self.place(name), advice="is missing; add it")
        return self._fields[name]

    def text(self, name: str, default: str | None = None) -> str:
        """Return a string field."""
        if default is not None and not self.has(name):
            return default
        return text(self.required(name), self.place(name))

    def integer(self, name: str, default: int | None = None) -> int:
        """Return a whole-number field."""
        if default is not None and not self.has(name):
            return default
        return integer(self.required(name), self.place(name))

    def number(self, name: str, default: float) -> float:
        """Return a number field."""
        if not self.has(name):
            return default
        value = self._fields[name]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise FormatError(
                place=self.place(name), advice=f"must be a number, not {_kind(value)}"
            )
        if abs(value) > sys.float_info.max:
            raise FormatError(
                place=self.place(name), advice="is too large; give a smaller number"
            )
        return float(value)

    def flag(self, name: str) -> bool:
        """Return a true-or-false field; absent is false."""
        value = self._fields[name] if self.has(name) else False
        if not isinstance(value, bool):
            raise FormatError(
                place=self.place(name),
                advice=f"must be true or false, not {_kind(value)}",
            )
        return value

    def maybe_integer(self, name: str) -> int | None:
        """Return a whole-number field, or None where it is absent."""
        return self.integer(name) if self.has(name) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of different strings; absent is empty."""
        found = tuple(text(v, p) for v, p in self.items(name)) if self.has(name) else ()
        _refuse_repeats(found, self.place(name))
        return found

    def required_texts(self, name: str) -> tuple[str, ...]:
        """Return a list of different strings that must be there."""
        self.required(name)
        return self.texts(name)

    def text_set(self, name: str) -> frozenset[str]:
        """Return a list of different strings as a set; absent is empty."""
        return frozenset(self.texts(name))

    def integers(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers."""
        return tuple(integer(value, place) for value, place in self.items(name))

    def slot_set(self, name: str) -> frozenset[int]:
        """Return a list of different whole numbers as a set."""
        found = self.integers(name)
        _refuse_repeats(found, self.place(name))
        return frozenset(found)

    def items(self, name: str) -> Iterator[tuple[object, str]]:
        """Yield the entries of a list field with the place of each."""
        return items(self.required(name), self.place(name))

    def objects(self, name: str) -> "Iterator[Fields]":
        """Yield the objects in a list field; absent is none."""
        if self.has(name):
            for value, place in self.items(name):
                yield Fields(value, place)

    def within(self, name: str) -> "Fields":
        """Return an object field; absent is an empty object."""
        value = self._fields[name] if self.has(name) else {}
        return Fields(value, self.place(name))

    def entries(self, name: str) -> "Iterator[tuple[str, Fields]]":
        """Yield the names and objects in an object field; absent is none."""
        inner = self.within(name)
        for key, value in inner._fields.items():
            yield key, Fields(value, inner.place(key))


def read_object(document: str) -> Fields:
    """Read a JSON document that is one object.

    Raises:
        FormatError: With the line and column where it is no JSON.
    """
    try:
        return Fields(_parse(document))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise FormatError(
            place=place, advice=f"is not JSON: {error.msg}; correct it there"
        ) from error
    except RecursionError as error:
        raise FormatError(advice="is nested too deeply to be format 1") from error
    except FormatError:
        raise
    except ValueError as error:  # Python reads no whole numbers without end.
        raise FormatError(
            advice="has a number of thousands of digits; give a smaller one"
        ) from error


def _parse(document: str) -> object:
    """Parse JSON, refusing numbers and texts that are none and repeated names.

    A name that is repeated in an object is lost in parsing. So the names found
    are counted against those written; only if they differ is every object looked
    at by itself, which takes four times as long.
    """
    found: list[int] = []

    def count(names: dict[str, object]) -> dict[str, object]:
        found.append(len(names))
        return names

    value = json.loads(document, object_hook=count, parse_constant=_no_constant)
    if sum(found) != _count_names(document):
        json.loads(document, object_pairs_hook=_no_repeats)
    if _HALF.search(document):
        _refuse_halves(value)
    return value


def _count_names(document: str) -> int:
    """Count the names of fields, or more where a text looks like one, never fewer."""
    if any(f"{space}:" in document for space in " \t\n\r"):
        return len(_NAME.findall(document))
    return document.count('":')


def text(value: object, place: str) -> str:
    """Return a value that must be a string."""
    if not isinstance(value, str):
        raise FormatError(place=place, advice=f"must be a text, not {_kind(value)}")
    return value


def integer(value: object, place: str) -> int:
    """Return a value that must be a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise FormatError(
            place=place, advice=f"must be a whole number, not {_kind(value)}"
        )
    return value


def items(value: object, place: str) -> Iterator[tuple[object, str]]:
    """Yield the entries of a value that must be a list, with the place of each."""
    if not isinstance(value, list):
        raise not_a_list(value, place)
    for number, item in enumerate(value):
        yield item, f"{place}[{number}]"


def not_a_list(value: object, place: str) -> FormatError:
    """Return the refusal of a value that must be a list."""
    return FormatError(place=place, advice=f"must be a list, not {_kind(value)}")


def check_format(fields: Fields) -> None:
    """Refuse a document of another format or version."""
    if fields.integer("format") != FORMAT:
        raise FormatError(place="format", advice=f"must be {FORMAT}")


def one_of(kind: type[Name], value: object, place: str) -> Name:
    """Return the member of an enumeration that a value names."""
    name = text(value, place)
    known = [member.value for member in kind]
    if name not in known:
        raise FormatError(
            place=place, advice=f'no "{name}"; choose from {", ".join(known)}'
        )
    return kind(name)


def _refuse_repeats(values: Iterable[object], place: str) -> None:
    seen: dict[object, int] = {}
    for number, value in enumerate(values):
        if value in seen:
            raise FormatError(
                place=f"{place}[{number}]",
                advice=f"{json.dumps(value)} is named twice; leave one out",
            )
        seen[value] = number


def _no_repeats(fields: list[tuple[str, object]]) -> Mapping[str, object]:
    found: dict[str, object] = {}
    for name, value in fields:
        if name in found:
            raise FormatError(place=name, advice="this field is there twice; keep one")
        found[name] = value
    return found


def _refuse_halves(value: object) -> None:
    """Refuse texts that no file can hold, wherever they are."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start : error.start + 1]
        raise FormatError(
            advice=f"{json.dumps(half)} is half a character; write it in full"
        ) from error


def _no_constant(name: str) -> float:
    raise FormatError(advice=f"{name} is not a number in JSON; give a number")


def _kind(value: object) -> str:
    """Name the kind of a JSON value."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return f"the number {value}"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"
