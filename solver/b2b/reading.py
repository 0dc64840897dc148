"""Read an instance of the published B2B problem from the text of a .dzn file.

Everything is checked; what is wrong is refused with its place and what to do.
``meetingsxBusiness`` and ``nMeetingsBusiness`` repeat what ``requested`` says
and are not looked into.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NoReturn, TypeVar

from solver.b2b.instance import B2BInstance, PartOfDay, RequestedMeeting
from solver.b2b.tokens import Assignment, read_assignments
from solver.refusals import FormatError, ProblemRefused

_COUNTS = ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
_LISTS = ("requested", "forbidden", "fixed", "precedences")
_REDUNDANT = ("meetingsxBusiness", "nMeetingsBusiness")
_KNOWN = (*_COUNTS, *_LISTS, *_REDUNDANT)
_MOST = 10_000
"""No count may be higher: a misprint is not to fill the memory."""
_COLUMNS = 3

Item = TypeVar("Item")


def read_instance(text: str, source: str) -> B2BInstance:
    """Read the text of a .dzn file.

    Raises:
        ProblemRefused: With source, place and what to do.
    """
    try:
        return _instance(_by_name(text), PurePath(source).stem)
    except FormatError as error:
        raise ProblemRefused(
            source=source, place=error.place, advice=error.advice
        ) from error


def _by_name(text: str) -> Mapping[str, Assignment]:
    found: dict[str, Assignment] = {}
    for each in read_assignments(text):
        if each.name not in _KNOWN:
            advice = f'unknown name "{each.name}"; known are {", ".join(_KNOWN)}'
            _refuse(f"line {each.line}", advice)
        if each.name in found:
            advice = f"{each.name} is given twice; leave one out"
            _refuse(f"line {each.line}", advice)
        found[each.name] = each
    return found


def _refuse(place: str, advice: str) -> NoReturn:
    raise FormatError(place=place, advice=advice)


def _instance(given: Mapping[str, Assignment], name: str) -> B2BInstance:
    people, meetings, tables, slots = (
        _count(given, each, least, _MOST)
        for each, least in zip(_COUNTS[:4], (1, 0, 1, 1), strict=True)
    )
    return B2BInstance(
        name=name,
        participants=people,
        tables=tables,
        slots=slots,
        morning=_count(given, "nMorningSlots", 0, slots),
        meetings=_meetings(given, people, meetings, slots),
        forbidden=tuple(
            frozenset(slot - 1 for slot in each)
            for each in _sets(given, "forbidden", people, slots)
        ),
    )


def _meetings(
    given: Mapping[str, Assignment], people: int, count: int, slots: int
) -> tuple[RequestedMeeting, ...]:
    rows = _requested(given, people, count)
    fixed = _fixed(given, count, slots)
    before = _sets(given, "precedences", count, count)
    for number, each in enumerate(before, 1):
        if number in each:
            _refuse(f"precedences[{number}]", "a meeting cannot come before itself")
    return tuple(
        RequestedMeeting(
            a=a - 1,
            b=b - 1,
            part=PartOfDay(part),
            fixed=slot - 1 if slot else None,
            after=tuple(sorted(number - 1 for number in earlier)),
        )
        for (a, b, part), slot, earlier in zip(rows, fixed, before, strict=True)
    )


def _count(given: Mapping[str, Assignment], name: str, least: int, most: int) -> int:
    value = _required(given, name).value
    if not isinstance(value, int):
        _refuse(_place(given, name), "must be one whole number")
    if not least <= value <= most:
        _refuse(_place(given, name), f"is {value}; make it {least} to {most}")
    return value


def _required(given: Mapping[str, Assignment], name: str) -> Assignment:
    if name not in given:
        _refuse(name, f'is missing; add a line "{name} = …;"')
    return given[name]


def _place(given: Mapping[str, Assignment], name: str) -> str:
    return f"line {given[name].line}: {name}"


def _requested(
    given: Mapping[str, Assignment], people: int, count: int
) -> Sequence[tuple[int, int, int]]:
    value = _required(given, "requested").value
    rows = value if isinstance(value, list) else [value]
    _check_length(given, "requested", rows, count)
    found = []
    for number, row in enumerate(rows, 1):
        place = f"requested[{number}]"
        if not isinstance(row, tuple) or len(row) != _COLUMNS:
            _refuse(place, "must be a row of three numbers: two participants, a part")
        a, b, part = row
        for who in (a, b):
            _check_range(place, "participant", who, 1, people)
        if a == b:
            _refuse(place, f"participant {a} cannot meet itself; name another")
        _check_range(place, "part of the day", part, 1, len(PartOfDay))
        found.append((a, b, part))
    return found


def _fixed(given: Mapping[str, Assignment], count: int, slots: int) -> Sequence[int]:
    if "fixed" not in given:
        return [0] * count
    value = given["fixed"].value
    if not isinstance(value, list):
        _refuse(_place(given, "fixed"), "must be a list of whole numbers")
    _check_length(given, "fixed", value, count)
    found = []
    for number, slot in enumerate(value, 1):
        if not isinstance(slot, int):
            _refuse(f"fixed[{number}]", "must be a whole number: a slot, or 0 for any")
        _check_range(f"fixed[{number}]", "slot", slot, 0, slots)
        found.append(slot)
    return found


def _sets(
    given: Mapping[str, Assignment], name: str, count: int, most: int
) -> Sequence[frozenset[int]]:
    """Return sets of numbers without the 0 that stands for nothing."""
    if name not in given:
        return [frozenset()] * count
    value = given[name].value
    if not isinstance(value, list):
        _refuse(_place(given, name), "must be a list of sets such as {} or {2,5}")
    _check_length(given, name, value, count)
    found = []
    for number, each in enumerate(value, 1):
        if not isinstance(each, frozenset):
            _refuse(f"{name}[{number}]", "must be a set such as {} or {2,5}")
        for entry in sorted(each):
            _check_range(f"{name}[{number}]", "entry", entry, 0, most)
        found.append(each - {0})
    return found


def _check_length(
    given: Mapping[str, Assignment], name: str, entries: Sequence[Item], count: int
) -> None:
    if len(entries) != count:
        of = "nBusiness" if name == "forbidden" else "nMeetings"
        advice = f"has {len(entries)} entries, {of} is {count}; correct one of them"
        _refuse(_place(given, name), advice)


def _check_range(place: str, what: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        _refuse(place, f"{what} {value} is out of range; make it {least} to {most}")
