"""Write values as JSON documents that a person can read and compare."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FORMAT = 1
"""The version of the file format that is read and written here."""


def spare(value: "DataclassInstance", /, **always: object) -> dict[str, object]:
    """Return the named entries and the other fields that are not at their default."""
    document = dict(always)
    for field in fields(value):
        content = getattr(value, field.name)
        if field.name not in always and field.default not in (MISSING, content):
            document[field.name] = content
    return document


def write_document(document: Mapping[str, object]) -> str:
    """Write an object with one line for each entry of its lists of objects."""
    lines = []
    for name, value in document.items():
        if isinstance(value, list) and value:
            lines.append(f"  {_line(name)}: [\n    {_entries(value)}\n  ]")
        else:
            lines.append(f"  {_line(name)}: {_line(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _entries(entries: Sequence[Mapping[str, object]]) -> str:
    """Write objects of which all begin alike, and break the line after each.

    Where an object begins inside the list is certain: within a text a quotation
    mark follows a backslash and not a brace, and after the end of one that itself
    ends in a brace comes no letter.
    """
    first = next(iter(entries[0]))
    return _line(entries)[1:-1].replace(f'}}, {{"{first}": ', f'}},\n    {{"{first}": ')


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: frozenset[str]) -> list[str]:
    """Write a set in order, so that the same problem gives the same document."""
    return sorted(value)
