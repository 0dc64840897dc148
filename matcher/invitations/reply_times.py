"""The time that somebody proposes, as an instant, whoever's program wrote it.

A name of a zone may be that of IANA, that of Windows, or either with a program's own
words before it. What cannot be known for sure is not guessed: an hour wrong is worse
than a question.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from matcher.invitations.content_lines import CalendarText, ContentLine

_MOMENT = re.compile(r"(\d{8}T\d{6})(Z?)")
_OFFSET = re.compile(r"([+-])([01]\d|2[0-3])([0-5]\d)(?:[0-5]\d)?")
_DURATION = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?)?")
_YEARS = range(2000, 2101)
_SHOWN = 40
_MOST_PARTS = 3
"""Of a name: ``America/Argentina/Ushuaia``."""


class UnclearTime(Exception):
    """The time is missing, or in a zone that nobody can name for sure."""


def proposed_times(calendar: CalendarText) -> tuple[datetime, datetime | None]:
    """Give the proposed start and end in UTC; the end only where it is stated.

    Raises:
        UnclearTime: No instant can be told from it.
    """
    start = calendar.first("DTSTART")
    if start is None:
        raise UnclearTime("no start")
    begins = _instant(start, calendar.zones)
    end = calendar.first("DTEND")
    if end is not None:
        return begins, _instant(end, calendar.zones)
    lasts = calendar.first("DURATION")
    found = _DURATION.fullmatch(lasts.value.strip()) if lasts else None
    if found is None:
        return begins, None
    days, hours, minutes = (int(number or 0) for number in found.groups())
    return begins, begins + timedelta(days=days, hours=hours, minutes=minutes)


def stamp(calendar: CalendarText) -> datetime | None:
    """Give the moment at which a reply was written (DTSTAMP), if it says so."""
    line = calendar.first("DTSTAMP")
    found = _moment(line) if line else None
    return found[0].replace(tzinfo=UTC) if found else None


def _instant(
    line: ContentLine, zones: Mapping[str, tuple[ContentLine, ...]]
) -> datetime:
    found = _moment(line)
    if found is None:
        raise UnclearTime(line.value[:_SHOWN])
    moment, is_utc = found
    if is_utc:
        return moment.replace(tzinfo=UTC)
    zone = _zone(line.parameters.get("TZID", ""), zones)
    return moment.replace(tzinfo=zone).astimezone(UTC)


def _moment(line: ContentLine) -> tuple[datetime, bool] | None:
    """Read a date with a time, and whether it is in UTC; None for anything else."""
    found = _MOMENT.fullmatch(line.value.strip())
    if found is None:
        return None
    try:
        moment = datetime.strptime(found[1], "%Y%m%dT%H%M%S")  # noqa: DTZ007 -- the caller adds the zone
    except ValueError:
        return None
    return (moment, bool(found[2])) if moment.year in _YEARS else None


def _zone(name: str, zones: Mapping[str, tuple[ContentLine, ...]]) -> tzinfo:
    known = WINDOWS_TO_OLSON.get(name, name)
    parts = known.strip("/").split("/")
    for length in range(1, _MOST_PARTS + 1):
        # "/example.org/20050126_1/Europe/Amsterdam" ends in the name.
        try:
            return ZoneInfo("/".join(parts[-length:]))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    offsets = {
        line.value.strip() for line in zones.get(name, ()) if line.name == "TZOFFSETTO"
    }
    found = _OFFSET.fullmatch(offsets.pop()) if len(offsets) == 1 else None
    if found is None:
        raise UnclearTime(name[:_SHOWN])
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-ahead if found[1] == "-" else ahead)
