"""A reader of calendar files of our own (RFC 5545 3.1), not icalendar's.

What one library writes and reads back proves little; this one shares no code with
it. Strict: what the RFC does not allow is a `MalformedError`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(
    r';([A-Za-z0-9-]+)=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^",;:\x00-\x08\x0a-\x1f\x7f]*)'
)
_ESCAPES = {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}


class MalformedError(ValueError):
    """The file is not what RFC 5545 allows."""


@dataclass(frozen=True, kw_only=True)
class Line:
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """Undo the escapes of a TEXT value (RFC 5545 3.3.11)."""
        out = []
        characters = iter(self.value)
        for character in characters:
            if character == "\\":
                escaped = next(characters, "")
                if escaped not in _ESCAPES:
                    raise MalformedError(f"\\{escaped} in {self.name}")
                out.append(_ESCAPES[escaped])
            elif character in ";,":
                raise MalformedError(f"bare {character} in {self.name}")
            else:
                out.append(character)
        return "".join(out)

    @property
    def instant(self) -> datetime:
        """Read a date-time in UTC; local times by the name of their zone."""
        if self.value.endswith("Z"):
            return datetime.strptime(self.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        zone = ZoneInfo(self.parameters["TZID"])
        local = datetime.strptime(self.value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 -- next
        return local.replace(tzinfo=zone).astimezone(UTC)

    @property
    def mailbox(self) -> str:
        scheme, _, address = self.value.partition(":")
        if scheme.lower() != "mailto":
            raise MalformedError(f"{self.name} is not a mailto: {self.value}")
        return address


@dataclass(kw_only=True)
class Part:
    """A component: its lines and the components in it."""

    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def one(self, name: str) -> Line:
        (line,) = self.all(name)
        return line

    def parts_named(self, name: str) -> list["Part"]:
        return [part for part in self.parts if part.name == name]


def read(content: bytes) -> Part:
    """Read one VCALENDAR."""
    root = Part(name="")
    stack = [root]
    for line in _lines(content):
        if line.name == "BEGIN":
            part = Part(name=line.value)
            stack[-1].parts.append(part)
            stack.append(part)
        elif line.name == "END":
            if stack.pop().name != line.value:
                raise MalformedError(f"END:{line.value} at the wrong place")
        else:
            stack[-1].lines.append(line)
    if len(stack) != 1 or len(root.parts) != 1 or root.lines:
        raise MalformedError("not one calendar")
    return root.parts[0]


def _lines(content: bytes) -> Iterator[Line]:
    if not content.endswith(b"\r\n"):
        raise MalformedError("the last line has no end")
    unfolded = content.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    for raw in unfolded.removesuffix(b"\r\n").split(b"\r\n"):
        yield _line(raw.decode("utf-8"))


def _line(raw: str) -> Line:
    named = _NAME.match(raw)
    if named is None:
        raise MalformedError(raw)
    position, parameters = named.end(), {}
    while found := _PARAMETER.match(raw, position):
        parameters[found[1].upper()] = found[2].strip('"')
        position = found.end()
    if raw[position : position + 1] != ":":
        raise MalformedError(raw)
    return Line(name=named[0].upper(), parameters=parameters, value=raw[position + 1 :])
