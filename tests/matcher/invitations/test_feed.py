from datetime import UTC, datetime, timedelta

import pytest

from matcher.invitations import FeedHead, Method, feed, to_ical
from tests.builders import AMSTERDAM
from tests.matcher.invitations.builders import an_invitation
from tests.matcher.invitations.lint import lint
from tests.matcher.invitations.reader import read

HEAD = FeedHead(
    name="Mijn gesprekken, Netwerkbeurs; Waterlede",
    timezone="Europe/Amsterdam",
    source_url="https://x.example/agenda/token.ics",
)


def _contents() -> list[bytes]:
    later = datetime(2027, 1, 5, 9, 0, tzinfo=AMSTERDAM)
    twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC).astimezone(AMSTERDAM)
    end = datetime(2026, 10, 25, 0, 50, tzinfo=UTC).astimezone(AMSTERDAM)
    return [
        to_ical(an_invitation(uid="1@trefpunt")),
        to_ical(an_invitation(uid="2@trefpunt", start=later)),
        to_ical(an_invitation(uid="3@trefpunt", method=Method.CANCEL, sequence=1)),
        to_ical(an_invitation(uid="4@trefpunt", attendee=None)),
        to_ical(an_invitation(uid="5@trefpunt", start=twice, end=end)),
    ]


def test_feed_holds_every_entry_as_it_was_sent() -> None:
    entries = read(feed(_contents(), HEAD)).parts_named("VEVENT")

    assert [(e.one("UID").value[0], e.one("STATUS").value) for e in entries] == [
        ("1", "CONFIRMED"),
        ("2", "CONFIRMED"),
        ("3", "CANCELLED"),
        ("4", "CONFIRMED"),
        ("5", "CONFIRMED"),
    ]
    assert [e.one("DTSTART").instant for e in entries][1] == datetime(
        2027, 1, 5, 8, 0, tzinfo=UTC
    )


def test_feed_names_no_attendee_and_does_not_ring() -> None:
    content = feed(_contents(), HEAD)

    assert (b"ATTENDEE" in content, b"VALARM" in content) == (False, False)
    assert b"mehari@" not in content.replace(b"\r\n ", b"")


def test_feed_passes_the_lint() -> None:
    assert lint(feed(_contents(), HEAD)) == []


def test_feed_says_what_it_is_and_when_to_come_back() -> None:
    lines = {line.name: line for line in read(feed([], HEAD)).lines}

    assert {name: line.value for name, line in lines.items()} == {
        "VERSION": "2.0",
        "PRODID": "-//Trefpunt//Trefpunt//NL",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "NAME": r"Mijn gesprekken\, Netwerkbeurs\; Waterlede",
        "X-WR-CALNAME": r"Mijn gesprekken\, Netwerkbeurs\; Waterlede",
        "X-WR-TIMEZONE": "Europe/Amsterdam",
        "REFRESH-INTERVAL": "PT1H",
        "X-PUBLISHED-TTL": "PT1H",
        "SOURCE": "https://x.example/agenda/token.ics",
    }
    assert lines["REFRESH-INTERVAL"].parameters == {"VALUE": "DURATION"}
    assert lines["SOURCE"].parameters == {"VALUE": "URI"}


def test_feed_without_an_address_names_no_source() -> None:
    head = FeedHead(name="x", timezone="Europe/Amsterdam", source_url="")

    assert read(feed([], head)).all("SOURCE") == []


def test_zone_of_a_feed_covers_every_year_used() -> None:
    (zone,) = read(feed(_contents(), HEAD)).parts_named("VTIMEZONE")

    assert zone.one("TZID").value == "Europe/Amsterdam"


def test_feed_is_the_same_bytes_each_time() -> None:
    assert feed(_contents(), HEAD) == feed(_contents(), HEAD)


@pytest.mark.parametrize("name", ["a\r\nMETHOD:REQUEST", "a\x00", 'a"b', "\\N", ""])
def test_name_of_a_feed_cannot_break_out(name) -> None:
    head = FeedHead(name=name, timezone="UTC", source_url="https://x.example/a.ics")

    content = feed([], head)
    assert (lint(content), read(content).one("METHOD").value) == ([], "PUBLISH")


def test_a_feed_of_thousands_is_joined_not_written_anew() -> None:
    contents = [
        to_ical(
            an_invitation(
                uid=f"{n}@trefpunt", start=an_invitation().start + timedelta(minutes=n)
            )
        )
        for n in range(200)
    ]

    assert len(read(feed(contents, HEAD)).parts_named("VEVENT")) == 200
