"""What a calendar file of ours may hold: octets, lines, properties per method.

Stricter than most readers, so that the laxest and the strictest agree on it.
"""

import re
from collections.abc import Iterator
from itertools import chain

from tests.matcher.invitations.reader import Line, MalformedError, Part, read

_LONGEST_LINE = 75
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ADDRESS = re.compile(r"mailto:[^\s<>,;:\"\\]+@[^\s<>,;:\"\\]+")

# RFC 5546 3.2.1, 3.2.2 and 3.2.5: how often a property stands in a VEVENT.
_ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER", "SEQUENCE")
_AT_MOST_ONCE = [
    "LOCATION",
    "DESCRIPTION",
    "URL",
    "CLASS",
    "STATUS",
    "TRANSP",
    "LAST-MODIFIED",
    "GEO",
    "PRIORITY",
    "X-MICROSOFT-CDO-BUSYSTATUS",
]
_REPEATABLE = ("ATTENDEE",)
_ALARM = ("ACTION", "TRIGGER", "DESCRIPTION")
_CALENDAR = ["VERSION", "PRODID", "CALSCALE", "METHOD"]
_FEED = "NAME X-WR-CALNAME X-WR-TIMEZONE REFRESH-INTERVAL X-PUBLISHED-TTL SOURCE"
_TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "NAME", "X-WR-CALNAME")
_ZONE_RULE = re.compile(r"FREQ=YEARLY;BYMONTH=\d{1,2};BYDAY=(-1|[1-4])[A-Z]{2}")


def lint(content: bytes) -> list[str]:
    """List everything that is wrong with a file; nothing means it is fit to send."""
    octets = list(_octets(content))
    try:
        calendar = read(content)
        return [*octets, *_calendar(calendar)]
    except (MalformedError, UnicodeDecodeError, ValueError) as refusal:
        return [*octets, f"unreadable: {refusal}"]


def _octets(content: bytes) -> Iterator[str]:
    if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        yield "a line end that is not CRLF"
    if _CONTROLS.search(content):
        yield "a control character"
    for line in content.split(b"\r\n"):
        if len(line) > _LONGEST_LINE:
            yield f"{len(line)} octets: {line[:30]!r}"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"a fold inside a character: {line[-10:]!r}"
    for before in re.findall(rb"(\\+)\r\n[ \t]", content):
        if len(before) % 2:
            yield "a fold inside an escape"
    if re.search(rb"\r\n\r\n", content):
        yield "an empty line"


def _calendar(calendar: Part) -> Iterator[str]:
    if calendar.name != "VCALENDAR":
        yield f"not a calendar: {calendar.name}"
    yield from _counted(calendar, once=_CALENDAR, at_most=_FEED.split(), many=())
    method = calendar.one("METHOD").value
    entries = calendar.parts_named("VEVENT")
    zones = calendar.parts_named("VTIMEZONE")
    if len(entries) + len(zones) != len(calendar.parts):
        yield "a part that is neither an entry nor a zone"
    if method != "PUBLISH" and len(entries) != 1:
        yield f"{len(entries)} entries in a {method}"
    yield from chain.from_iterable(_entry(entry, method) for entry in entries)
    yield from _zones(entries, zones)
    yield from _readable(calendar.lines)
    yield from _typed(calendar)


def _entry(entry: Part, method: str) -> Iterator[str]:
    yield from _counted(entry, once=_ONCE, at_most=_AT_MOST_ONCE, many=_REPEATABLE)
    yield from _readable(entry.lines)
    attendees = entry.all("ATTENDEE")
    alarms = entry.parts_named("VALARM")
    status = entry.one("STATUS").value
    if len(attendees) != (0 if method == "PUBLISH" else 1):
        yield f"{len(attendees)} attendees in a {method}"
    if (method == "CANCEL") != (status == "CANCELLED") and method != "PUBLISH":
        yield f"STATUS:{status} in a {method}"
    if len(alarms) > (status == "CONFIRMED"):
        yield f"{len(alarms)} alarms in a {method}, {status}"
    for alarm in alarms:
        yield from _counted(alarm, once=_ALARM, at_most=(), many=())
    yield from _people(entry.one("ORGANIZER"), attendees)
    yield from _values(entry)


def _people(organizer: Line, attendees: list[Line]) -> Iterator[str]:
    for address in (organizer, *attendees):
        if not _ADDRESS.fullmatch(address.value):
            yield f"not a mailto: {address.value}"
    for attendee in attendees:
        missing = {"CUTYPE", "ROLE", "PARTSTAT", "RSVP"} - attendee.parameters.keys()
        if missing:
            yield f"ATTENDEE without {sorted(missing)}"


def _values(entry: Part) -> Iterator[str]:
    if entry.one("DTEND").instant <= entry.one("DTSTART").instant:
        yield "ends before it starts"
    if not re.fullmatch(r"\d+", entry.one("SEQUENCE").value):
        yield "SEQUENCE is not a number"
    if not entry.one("DTSTAMP").value.endswith("Z"):
        yield "DTSTAMP is not in UTC"
    if len(entry.one("UID").value.encode()) > 255:
        yield "UID is too long"
    if any("\n" in line.text for line in entry.all("LOCATION") + entry.all("SUMMARY")):
        yield "a place or title of several lines"


def _zones(entries: list[Part], zones: list[Part]) -> Iterator[str]:
    defined = [zone.one("TZID").value for zone in zones]
    used = {
        line.parameters["TZID"]
        for entry in entries
        for line in entry.lines
        if "TZID" in line.parameters
    }
    if sorted(defined) != sorted(used):
        yield f"zones defined {defined}, used {sorted(used)}"
    for zone in zones:
        for part in zone.parts:
            yield from _counted(
                part,
                once=("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"),
                at_most=("RRULE",),
                many=(),
            )
            for rule in part.all("RRULE"):
                if not _ZONE_RULE.fullmatch(rule.value):
                    yield f"a rule readers differ on: {rule.value}"


def _typed(calendar: Part) -> Iterator[str]:
    """RFC 7986 5.7 and 5.8 give no default type: VALUE must be there."""
    for name, value in (("REFRESH-INTERVAL", "DURATION"), ("SOURCE", "URI")):
        for line in calendar.all(name):
            if line.parameters.get("VALUE") != value:
                yield f"{name} without VALUE={value}"


def _readable(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        if line.name in _TEXTS:
            try:
                line.text  # noqa: B018 -- reading it is the check
            except MalformedError as refusal:
                yield str(refusal)


def _counted(part: Part, *, once, at_most, many) -> Iterator[str]:
    for name in once:
        if len(part.all(name)) != 1:
            yield f"{part.name} has {len(part.all(name))} {name}"
    for name in at_most:
        if len(part.all(name)) > 1:
            yield f"{part.name} has {len(part.all(name))} {name}"
    known = {*once, *at_most, *many}
    for line in part.lines:
        if line.name not in known:
            yield f"{part.name} has a stray {line.name}"
