"""A calendar to subscribe to, joined from the files that were sent.

The entries are the very bytes of the invitations, less what a published calendar
may not or should not hold: ATTENDEE (RFC 5546 3.2.1) and alarms (the invitation
rings already). So the same invitations always give the same feed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from icalendar import Calendar, vDuration, vText, vUri

from matcher.invitations.ical import PRODUCT
from matcher.invitations.text import one_line
from matcher.invitations.vtimezone import vtimezone

REFRESH = timedelta(hours=1)
_END = b"END:VCALENDAR\r\n"
_ENTRY = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_ALARM = re.compile(rb"BEGIN:VALARM\r\n.*?END:VALARM\r\n", re.DOTALL)
_ATTENDEE = re.compile(rb"(?m)^ATTENDEE[;:][^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*")
_LOCAL_YEAR = re.compile(rb"(?m)^DT(?:START|END);TZID=[^:\r\n]*:(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHead:
    """What a feed says about itself."""

    name: str
    timezone: str
    source_url: str
    """Where it is read from; empty for a file."""


def feed(contents: Sequence[bytes], head: FeedHead) -> bytes:
    """Join invitations into one published calendar.

    Args:
        contents: What `to_ical` wrote, all in the zone of the head (or in UTC);
            cancelled ones stay visible as cancelled.
        head: Name, zone and address of the feed.
    """
    entries = b"".join(_published(contents))
    opening: bytes = _calendar(head).to_ical(sorted=False)
    zone = _zone(entries, head.timezone)
    return opening.removesuffix(_END) + zone + entries + _END


def _published(contents: Iterable[bytes]) -> Iterator[bytes]:
    for content in contents:
        for entry in _ENTRY.findall(content):
            yield _ATTENDEE.sub(b"", _ALARM.sub(b"", entry))


def _zone(entries: bytes, timezone: str) -> bytes:
    years = {int(year) for year in _LOCAL_YEAR.findall(entries)}
    return vtimezone(timezone, min(years), max(years)) if years else b""


def _calendar(head: FeedHead) -> Calendar:
    """Describe the calendar (RFC 5545 3.6; RFC 7986 5.1, 5.7, 5.8).

    VALUE is spelled out where the RFC gives no default and icalendar leaves it
    away; the X- properties are what clients read that do not know RFC 7986.
    """
    name = vText(one_line(head.name))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", vText(head.timezone))
    calendar.add(
        "refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"}
    )
    calendar.add("x-published-ttl", vDuration(REFRESH))
    if head.source_url:
        calendar.add("source", vUri(head.source_url), parameters={"VALUE": "URI"})
    return calendar
