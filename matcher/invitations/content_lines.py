"""Calendar text of strangers, read line by line (RFC 5545 3.1) and bounded.

Only what a reply needs: the method, the entry and the definitions of zones. What is
damaged or unknown is passed over, and nothing that anybody sends takes long: each
line is looked at once, and there is a most of everything.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LONGEST_TEXT = 256 * 1024
"""Octets; the reply of a calendar program has some thousands."""
MOST_LINES = 8_000
DEEPEST = 6
"""Components within components; an alarm in an entry in a calendar is the third."""

_FOLD = re.compile("(?:\r\n|\n|\r)[ \t]")
_LINE_END = re.compile("\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)(?:,(?:"[^"]*"|[^";:]*))*')
_ESCAPED = re.compile(r"\\([\\;,nN])")


class TooMuch(Exception):
    """The text is larger, or nested deeper, than any calendar program writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLine:
    """One property: its name, parameters and value, as they were written."""

    name: str
    """Upper case."""
    parameters: Mapping[str, str]
    """By name in upper case; of several values the first, without quotes."""
    value: str

    @property
    def text(self) -> str:
        """The value of a TEXT property, without its escapes (RFC 5545 3.3.11)."""
        return _ESCAPED.sub(lambda found: _plain(found[1]), self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarText:
    """What a calendar object says, as far as a reply goes."""

    method: str
    """Upper case; empty where none is stated."""
    entry: tuple[ContentLine, ...]
    """The properties of its first VEVENT; nothing where there is none."""
    zones: Mapping[str, tuple[ContentLine, ...]]
    """All lines of each VTIMEZONE, by TZID."""

    def first(self, name: str) -> ContentLine | None:
        """Find the first property of the entry by its name."""
        return next((line for line in self.entry if line.name == name), None)


def read_calendar(text: str) -> CalendarText | None:
    """Read a calendar object; None where there is none in it.

    Raises:
        TooMuch: It is beyond what is read at all.
    """
    if len(text) > LONGEST_TEXT:
        raise TooMuch("characters")
    parts = _Parts()
    for line in _lines(text):
        parts.take(line)
    return parts.calendar() if parts.is_calendar else None


class _Parts:
    """Sorts lines by the component they stand in."""

    def __init__(self) -> None:
        self.is_calendar = False
        self._path: list[str] = []
        self._method = ""
        self._entries: list[list[ContentLine]] = []
        self._zones: list[list[ContentLine]] = []

    def take(self, line: ContentLine) -> None:
        if line.name == "BEGIN":
            self._begin(line.value.strip().upper())
        elif line.name == "END":
            self._path = self._path[:-1]
        elif self._path == ["VCALENDAR"] and line.name == "METHOD":
            self._method = line.value.strip().upper()
        elif self._path == ["VCALENDAR", "VEVENT"]:
            self._entries[-1].append(line)
        elif self._path[:2] == ["VCALENDAR", "VTIMEZONE"]:
            self._zones[-1].append(line)

    def calendar(self) -> CalendarText:
        zones: dict[str, tuple[ContentLine, ...]] = {}
        for zone in self._zones:
            zones.setdefault(_zone_name(zone), tuple(zone))
        entry = tuple(self._entries[0]) if self._entries else ()
        return CalendarText(method=self._method, entry=entry, zones=zones)

    def _begin(self, component: str) -> None:
        self._path.append(component)
        if len(self._path) > DEEPEST:
            raise TooMuch("components")
        self.is_calendar |= self._path == ["VCALENDAR"]
        if self._path == ["VCALENDAR", "VEVENT"]:
            self._entries.append([])
        elif self._path == ["VCALENDAR", "VTIMEZONE"]:
            self._zones.append([])


def _lines(text: str) -> Iterator[ContentLine]:
    lines = _LINE_END.split(_FOLD.sub("", text), maxsplit=MOST_LINES)
    if len(lines) > MOST_LINES:
        raise TooMuch("lines")
    return (line for line in map(_content_line, lines) if line is not None)


def _content_line(line: str) -> ContentLine | None:
    """Take a line apart; None where it is no property at all."""
    name = _NAME.match(line)
    if name is None:
        return None
    parameters: dict[str, str] = {}
    at = name.end()
    while found := _PARAMETER.match(line, at):
        parameters.setdefault(found[1].upper(), found[2].strip('"'))
        at = found.end()
    colon = line.find(":", at)
    if colon < 0:
        return None
    return ContentLine(
        name=name[0].upper(), parameters=parameters, value=line[colon + 1 :]
    )


def _zone_name(zone: list[ContentLine]) -> str:
    return next((line.value.strip() for line in zone if line.name == "TZID"), "")


def _plain(escaped: str) -> str:
    return "\n" if escaped in "nN" else escaped
