"""Read entries that look alike at once, judging each look only once.

The entries of a list have a few looks: which fields there are, and of which
types. What is out of the ordinary is read once more with `solver.fields`, field
by field, which alone decides what is refused and how that is said.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from solver.fields import Fields, not_a_list, one_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Item = TypeVar("Item", bound="DataclassInstance")
Value = TypeVar("Value")

Convert = Callable[..., object]
Put = Callable[[object, object], None]
"""Write a value into a slot of an object."""


class OddError(ValueError):
    """An entry is not plain: the careful reader must look at it."""


@dataclass(frozen=True, slots=True)
class Take:
    """What a field may hold: read at once where plain, and with care where not."""

    type: type
    """Of which type the parsed value plainly is."""
    careful: Callable[[Fields, str], object]
    """Reads the field of an object, and refuses what is wrong with it."""
    convert: Convert | None = None
    """What is made of a plain value."""


NAME = Take(str, Fields.text, sys.intern)
"""A text that many entries name is kept once."""
WHOLE = Take(int, Fields.integer)
FLAG = Take(bool, Fields.flag)


def choice(kind: type[StrEnum]) -> Take:
    """Take a text that names a member of an enumeration."""
    known: Mapping[object, StrEnum] = {member.value: member for member in kind}

    def member(value: object) -> object:
        if value not in known:
            raise OddError
        return known[value]

    def careful(fields: Fields, name: str) -> object:
        return one_of(kind, fields.text(name), fields.place(name))

    return Take(str, careful, member)


class Sharing:
    """Lists made into values, of which equal ones are kept only once."""

    def __init__(self) -> None:
        """Begin with nothing to share."""
        self._known: dict[object, object] = {}
        self.slots = Take(list, Fields.slot_set, self._slots)
        self.words = Take(list, Fields.texts, self._words)
        self.word_set = Take(list, Fields.text_set, self._word_set)

    def _slots(self, value: object) -> object:
        return self._one(frozenset(_alike(value, int)))

    def _words(self, value: object) -> object:
        return self._one(tuple(map(sys.intern, _alike(value, str))))

    def _word_set(self, value: object) -> object:
        return self._one(frozenset(map(sys.intern, _alike(value, str))))

    def _one(self, value: object) -> object:
        return self._known.setdefault(value, value)


def _alike(value: object, kind: type[Value]) -> Sequence[Value]:
    """Return a list of different values of one type, or refuse to judge it."""
    if not isinstance(value, list) or not {*map(type, value)} <= {kind}:
        raise OddError
    if len({*value}) < len(value):
        raise OddError
    return value


@dataclass(frozen=True, slots=True)
class _Recipe:
    """How entries of one look become values."""

    usual: tuple[tuple[Put, object], ...]
    """Fields that are not there, with their defaults."""
    as_is: tuple[tuple[Put, str], ...]
    convert: tuple[tuple[Put, str, Convert], ...]


class Shape(Generic[Item]):
    """The fields a kind of entry may have, and the looks judged so far."""

    def __init__(self, kind: type[Item], takes: Mapping[str, Take]) -> None:
        """Know a kind of value, without checks of its own, and its fields."""
        self._kind = kind
        self._takes = takes
        self._defaults = {field.name: field.default for field in fields(kind)}
        self._recipes: dict[tuple[object, ...], _Recipe | None] = {}

    def read_list(self, owner: Fields, name: str) -> tuple[Item, ...]:
        """Return the entries of a list that must be there."""
        value, place = owner.required(name), owner.place(name)
        if not isinstance(value, list):
            raise not_a_list(value, place)
        found: list[Item] = []
        for number, entry in enumerate(value):
            item = self._read(entry)
            if item is None:
                item = self._read_with_care(Fields(entry, f"{place}[{number}]"))
            found.append(item)
        return tuple(found)

    def read_maybe_list(self, owner: Fields, name: str) -> tuple[Item, ...]:
        """Return the entries of a list; absent is none."""
        return self.read_list(owner, name) if owner.has(name) else ()

    def _read_with_care(self, entry: Fields) -> Item:
        """Read field by field, which refuses whatever is wrong with the entry."""
        values = {}
        for name, take in self._takes.items():
            if self._defaults[name] is MISSING:
                entry.required(name)
            if entry.has(name):
                values[name] = take.careful(entry, name)
        entry.close()
        return self._kind(**values)

    def _read(self, entry: object) -> Item | None:
        """Return what a plain entry says, or None where it must be read with care."""
        if type(entry) is not dict:
            return None
        look = (*entry, *map(type, entry.values()))
        try:
            recipe = self._recipes[look]
        except KeyError:
            recipe = self._recipes[look] = self._judge(entry)
        return None if recipe is None else self._make(recipe, entry)

    def _make(self, recipe: _Recipe, entry: Mapping[str, object]) -> Item | None:
        # A frozen class writes its fields by name, one call for each: going
        # straight to the slots halves the time of reading a large event.
        item = object.__new__(self._kind)
        for put, value in recipe.usual:
            put(item, value)
        for put, name in recipe.as_is:
            put(item, entry[name])
        try:
            for put, name, convert in recipe.convert:
                put(item, convert(entry[name]))
        except OddError:
            return None
        return item

    def _judge(self, entry: Mapping[str, object]) -> _Recipe | None:
        """Decide what to do with entries that look like this one."""
        there = {name: value for name, value in entry.items() if value is not None}
        if not entry.keys() <= self._takes.keys():
            return None
        if any(type(value) is not self._takes[n].type for n, value in there.items()):
            return None
        absent = {n: v for n, v in self._defaults.items() if n not in there}
        if MISSING in absent.values():
            return None
        put = {name: getattr(self._kind, name).__set__ for name in self._defaults}
        take = {name: self._takes[name].convert for name in there}
        return _Recipe(
            usual=tuple((put[name], value) for name, value in absent.items()),
            as_is=tuple((put[name], name) for name in take if take[name] is None),
            convert=tuple(
                (put[name], name, convert)
                for name, convert in take.items()
                if convert is not None
            ),
        )
