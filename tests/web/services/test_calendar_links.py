"""Links to web calendars say what the file says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.invitations import Invitation, Mailbox, Method
from web.services.calendar_links import links_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ENTRY = Invitation(
    uid="1@voorbeeld.nl",
    sequence=0,
    method=Method.REQUEST,
    stamped_at=datetime(2026, 9, 1, 12, tzinfo=UTC),
    start=datetime(2026, 10, 22, 19, 10, tzinfo=AMSTERDAM),
    end=datetime(2026, 10, 22, 19, 30, tzinfo=AMSTERDAM),
    summary="Gesprek netwerkbijeenkomst, tafel 7",
    location="Stadhuis & raadzaal, tafel 7",
    description="Met wie u praat, staat in uw eigen programma.\nhttps://x.nl/mijn/abc/",
    organizer=Mailbox(name="Netwerkbeurs", address="beurs@voorbeeld.nl"),
    attendee=None,
)


def said_by(entry: Invitation) -> dict[str, dict[str, str]]:
    return {
        link.name: {k: v[0] for k, v in parse_qs(urlsplit(link.url).query).items()}
        for link in links_of(entry)
    }


def test_each_calendar_opens_with_the_same_entry() -> None:
    google, *outlook = said_by(ENTRY).values()

    assert google == {
        "action": "TEMPLATE",
        "text": ENTRY.summary,
        "dates": "20261022T171000Z/20261022T173000Z",
        "details": ENTRY.description,
        "location": ENTRY.location,
    }
    assert (
        outlook
        == [
            {
                "path": "/calendar/action/compose",
                "rru": "addevent",
                "subject": ENTRY.summary,
                "startdt": "2026-10-22T17:10:00Z",
                "enddt": "2026-10-22T17:30:00Z",
                "body": ENTRY.description,
                "location": ENTRY.location,
            }
        ]
        * 2
    )


@pytest.mark.parametrize(
    ("day", "hour"), [(24, "17:10"), (25, "18:10")], ids=["summer", "winter"]
)
def test_the_clock_change_is_in_the_moment(day: int, hour: str) -> None:
    start = ENTRY.start.replace(day=day)
    moved = replace(ENTRY, start=start, end=start + timedelta(minutes=20))

    assert said_by(moved)["Outlook.com"]["startdt"] == f"2026-10-{day}T{hour}:00Z"


@given(st.text(min_size=1))
def test_no_text_leaves_its_place(text: str) -> None:
    entry = replace(ENTRY, summary=text, location=text)

    assert said_by(entry)["Google"]["text"] == text
    assert {len(said) for said in said_by(entry).values()} == {5, 7}
