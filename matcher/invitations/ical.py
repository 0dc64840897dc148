"""Invitations as the bytes of a calendar file, and back.

Built with icalendar 7.3, around the defects that are pinned by
``tests/matcher/invitations/test_icalendar_defects.py``: properties are added one
by one (its ``new`` methods invent a UID and a DTSTAMP), X- properties as `vText`
(plain strings are not escaped), time zones are our own, and all text has passed
`matcher.invitations.text`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, vCalAddress, vText
from icalendar import Event as CalendarEntry

from matcher.invitations.identity import Mailbox
from matcher.invitations.invitation import Invitation, Method
from matcher.invitations.text import common_name, one_line, plain
from matcher.invitations.vtimezone import vtimezone

PRODUCT = "-//Trefpunt//Trefpunt//NL"
_UTC_NAMES = frozenset({"UTC", "Etc/UTC"})
_UNRESERVED_IN_ADDRESSES = "@!$'*+-._~="
"""What a mailto URI may hold unquoted in an address (RFC 6068 2)."""


def to_ical(invitation: Invitation) -> bytes:
    """Write a calendar file: REQUEST or CANCEL, or PUBLISH where nobody can answer.

    Scheduling needs an attendee with an address (RFC 5546 3.2.2). A file for
    people without one is published: a calendar takes the entry over, asks nothing.
    """
    method = invitation.method.value if invitation.attendee else "PUBLISH"
    start, end = as_written(invitation.start, invitation.end)
    entry: bytes = _entry(invitation, start, end).to_ical(sorted=False)
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",  # the same as in the MIME part: RFC 6047 2.4
        "",
    )
    zone = zone_of((start, end))
    return "\r\n".join(head).encode() + zone + entry + b"END:VCALENDAR\r\n"


def from_ical(content: bytes) -> Invitation:
    """Read back a file that `to_ical` wrote.

    Raises:
        ValueError: It is not one of ours.
    """
    entries = Calendar.from_ical(content).events
    if len(entries) != 1:
        raise ValueError("an invitation holds exactly one entry")
    entry = entries[0]
    if entry.organizer is None:
        raise ValueError("an invitation says who invites")
    return Invitation(
        uid=entry.uid,
        sequence=entry.sequence,
        method=Method.CANCEL if entry.status == "CANCELLED" else Method.REQUEST,
        stamped_at=_instant(entry.stamp),
        start=_instant(entry.start),
        end=_instant(entry.end),
        summary=entry.summary or "",
        location=entry.location or "",
        description=entry.description or "",
        organizer=_mailbox(entry.organizer),
        attendee=_mailbox(entry.attendees[0]) if entry.attendees else None,
        url=entry.url,
        alarm=_ahead(entry),
    )


def wordless(content: bytes) -> bytes:
    """Leave of a file that `to_ical` wrote when and where it is, and no other word.

    What was written about somebody who was erased must not stay in the files of
    those they would have met.
    """
    invitation = from_ical(content)
    return to_ical(replace(invitation, summary=invitation.location, description=""))


def as_written(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Choose between local time and UTC (RFC 5545 3.3.5).

    Meetings in a room are written in its local time. In the hour that comes twice
    in autumn readers differ on which of the two is meant: that hour goes in UTC.
    """
    if _is_plain(start) and _is_plain(end):
        return start, end
    return start.astimezone(UTC), end.astimezone(UTC)


def zone_of(moments: Iterable[datetime]) -> bytes:
    """Define the one zone in which these moments are written, if it is not UTC."""
    zoned = [moment for moment in moments if isinstance(moment.tzinfo, ZoneInfo)]
    if not zoned:
        return b""
    years = {moment.year for moment in zoned}
    return vtimezone(str(zoned[0].tzinfo), min(years), max(years))


def _is_plain(moment: datetime) -> bool:
    zone = moment.tzinfo
    if not isinstance(zone, ZoneInfo) or zone.key in _UTC_NAMES:
        return False
    return moment.replace(fold=0).utcoffset() == moment.replace(fold=1).utcoffset()


def _entry(invitation: Invitation, start: datetime, end: datetime) -> CalendarEntry:
    """Make the VEVENT (RFC 5545 3.6.1; what must be in it: RFC 5546 3.2.2, 3.2.5)."""
    is_request = invitation.method is Method.REQUEST
    entry = CalendarEntry()
    entry.add("uid", invitation.uid)
    entry.add("dtstamp", invitation.stamped_at)
    entry.add("last-modified", invitation.stamped_at)
    entry.add("sequence", invitation.sequence)
    entry.add("dtstart", start)
    entry.add("dtend", end)
    entry.add("summary", one_line(invitation.summary))
    entry.add("location", one_line(invitation.location))
    entry.add("description", plain(invitation.description))
    if invitation.url:
        entry.add("url", invitation.url)
    entry.add("class", "PRIVATE")
    entry.add("status", "CONFIRMED" if is_request else "CANCELLED")
    entry.add("transp", "OPAQUE" if is_request else "TRANSPARENT")
    entry.add("x-microsoft-cdo-busystatus", vText("BUSY" if is_request else "FREE"))
    entry.add("organizer", _address(invitation.organizer))
    if invitation.attendee:
        entry.add("attendee", _attendee(invitation.attendee, invitation.method))
    if is_request and invitation.alarm is not None:
        entry.add_component(_alarm(invitation.summary, invitation.alarm))
    return entry


def _address(mailbox: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{quote(mailbox.address, _UNRESERVED_IN_ADDRESSES)}")
    if name := common_name(mailbox.name):
        address.params["CN"] = name
    return address


def _attendee(mailbox: Mailbox, method: Method) -> vCalAddress:
    """Name the recipient (RFC 5545 3.8.4.1); only a REQUEST asks for an answer."""
    attendee = _address(mailbox)
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "TRUE" if method is Method.REQUEST else "FALSE"
    return attendee


def _alarm(text: str, ahead: timedelta) -> Alarm:
    """Ring before the start (RFC 5545 3.6.6); never in a CANCEL (RFC 5546 3.2.5)."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(text))
    alarm.add("trigger", -ahead)
    return alarm


def _ahead(entry: CalendarEntry) -> timedelta | None:
    alarms = [part for part in entry.subcomponents if isinstance(part, Alarm)]
    triggers = [alarm.TRIGGER for alarm in alarms]
    return next((-at for at in triggers if isinstance(at, timedelta)), None)


def _instant(value: date | None) -> datetime:
    if not isinstance(value, datetime):
        raise ValueError("an invitation has a time, not only a day")  # noqa: TRY004 -- the file is wrong, not the call
    return value


def _mailbox(address: vCalAddress) -> Mailbox:
    return Mailbox(
        name=str(address.params.get("CN", "")),
        address=unquote(str(address).removeprefix("mailto:")),
    )
