"""Adding one meeting by hand to a calendar on the web: the same entry as an address.

Everything comes from the stored invitation, so that these links and the file say the
same: a neutral title, where to sit, the moments in UTC, and the link to the details.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from matcher.invitations import Invitation, Method, from_ical
from web.persistence.queries import messages
from web.persistence.queries.participants import get_participant

_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = {
    "Outlook.com": "https://outlook.live.com/calendar/0/deeplink/compose",
    "Microsoft 365": "https://outlook.office.com/calendar/0/deeplink/compose",
}
"""The same form for people with an account of their own, and of their work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLink:
    """One web calendar that opens with the entry filled in."""

    name: str
    """What its makers call it: the same in every language."""
    url: str


def list_calendar_links(participant_id: int) -> Mapping[str, tuple[CalendarLink, ...]]:
    """List the links of every meeting of a participant, by its code."""
    participant = get_participant(participant_id)
    rows = messages.list_newest_invitations_of(participant.event_id, participant.code)
    return {
        row.meeting_code: links_of(from_ical(row.content))
        for row in rows
        if row.method == Method.REQUEST
    }


def links_of(entry: Invitation) -> tuple[CalendarLink, ...]:
    """Write the links of one entry."""
    google = {
        "action": "TEMPLATE",
        "text": entry.summary,
        "dates": f"{_basic(entry.start)}/{_basic(entry.end)}",
        "details": entry.description,
        "location": entry.location,
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": entry.summary,
        "startdt": _extended(entry.start),
        "enddt": _extended(entry.end),
        "body": entry.description,
        "location": entry.location,
    }
    return (
        CalendarLink(name="Google", url=f"{_GOOGLE}?{urlencode(google)}"),
        *(
            CalendarLink(name=name, url=f"{address}?{urlencode(outlook)}")
            for name, address in _OUTLOOK.items()
        ),
    )


def _basic(moment: datetime) -> str:
    """Write a moment in UTC (ISO 8601, basic format)."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _extended(moment: datetime) -> str:
    """Write a moment in UTC (RFC 3339)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
