"""Evaluates a VTIMEZONE by RFC 5545 3.6.5 alone, to hold it against zoneinfo."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.matcher.invitations.reader import Part

_RULE = re.compile(r"FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-?\d)(\w\w)")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Onset:
    utc: datetime
    offset: timedelta


def onsets(zone: Part, last_year: int) -> list[Onset]:
    """List every onset up to the end of a year, in order, as naive UTC."""
    found = [o for part in zone.parts for o in _of_part(part, last_year)]
    return sorted(found, key=lambda onset: onset.utc)


def offset_at(found: list[Onset], instant: datetime) -> timedelta:
    """Say what holds at an instant (naive UTC): the last onset at or before it."""
    return [onset for onset in found if onset.utc <= instant][-1].offset


def _of_part(part: Part, last_year: int) -> Iterator[Onset]:
    start = datetime.strptime(part.one("DTSTART").value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 -- local by the RFC
    before = _offset(part.one("TZOFFSETFROM").value)
    after = _offset(part.one("TZOFFSETTO").value)
    for local in _times(start, part, last_year):
        # RFC 5545 3.6.5: the onset is in local time as it was until then.
        yield Onset(utc=local - before, offset=after)


def _times(start: datetime, part: Part, last_year: int) -> Iterator[datetime]:
    rules = part.all("RRULE")
    if not rules:
        yield start
        return
    month, position, weekday = _RULE.fullmatch(rules[0].value).groups()
    for year in range(start.year, last_year + 1):
        day = _nth(year, int(month), _DAYS.index(weekday), int(position))
        moment = datetime.combine(day, start.time())
        if moment >= start:
            yield moment


def _nth(year: int, month: int, weekday: int, position: int) -> date:
    days = [date(year, month, 1) + timedelta(days=n) for n in range(31)]
    fitting = [d for d in days if d.month == month and d.weekday() == weekday]
    return fitting[position - 1 if position > 0 else position]


def _offset(text: str) -> timedelta:
    sign = -1 if text[0] == "-" else 1
    hours, minutes, seconds = text[1:3], text[3:5], text[5:7] or "0"
    return sign * timedelta(
        hours=int(hours), minutes=int(minutes), seconds=int(seconds)
    )
