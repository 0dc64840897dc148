"""Other people's readers read our calendars as we mean them, and see our faults."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from matcher.invitations import (
    FeedHead,
    Invitation,
    Mailbox,
    Method,
    feed,
    to_ical,
)
from tests.conformance.correspondence import READER, Correspondence, calendar_of
from tests.conformance.reading import Reader, Reading, RefusedError, our_reading
from tests.matcher.invitations.lint import lint

READERS = ["ical.js", "libical", "vobject", "ics"]
FAR_ZONES = [
    "Africa/Casablanca",
    "America/St_Johns",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Amsterdam",
    "Europe/Dublin",
    "America/Santiago",
    "Africa/Cairo",
    "Pacific/Chatham",
]


@pytest.fixture(scope="module")
def mailed(make_correspondence) -> list[bytes]:
    """An invitation, its update and its cancellation, as they came by mail."""
    letters: Correspondence = make_correspondence()
    pair = [("W001", "W002")]
    (invited,) = letters.release(pair)
    letters.clock.move(hours=1)
    (moved,) = letters.release(pair, later=True)
    letters.clock.move(hours=1)
    (cancelled,) = letters.release([("W001", "W003")])
    return [calendar_of(mail) for mail in (invited, moved, cancelled)]


def test_the_strictest_reader_finds_nothing_wrong(mailed) -> None:
    assert [lint(content) for content in mailed] == [[], [], []]


@pytest.mark.parametrize("name", READERS)
def test_reader_agrees_on_invitation_update_and_cancellation(
    mailed, readers: dict[str, Reader], name: str
) -> None:
    read = [_in_order(readers[name].read(content)) for content in mailed]

    assert read == [our_reading(content) for content in mailed]
    assert [reading.method for reading in read] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [entry.sequence for entry in _entries(read)] == [0, 1, 2]
    assert {entry.attendees for entry in _entries(read)} == {(READER,)}
    assert len({entry.uid for entry in _entries(read)}) == 1


@pytest.mark.parametrize("name", ["ical.js", "libical", "vobject"])
def test_who_believes_the_file_reads_the_right_hour_in_every_zone(
    readers: dict[str, Reader], name: str
) -> None:
    """These take the time zone from our definition, not from its name."""
    read, meant = [], []
    for zone in FAR_ZONES:
        starts = _around_clock_changes(zone)
        meant.append((zone, sorted(start.astimezone(UTC) for start in starts)))
        found = readers[name].read(_published(starts, zone)).entries
        read.append((zone, sorted(entry.start for entry in found)))

    assert read == meant


@pytest.mark.parametrize("name", READERS)
def test_reader_notices_what_is_broken(
    mailed, readers: dict[str, Reader], name: str
) -> None:
    """A check that nothing can fail proves nothing."""
    whole = mailed[0]
    meant = our_reading(whole)

    missed = [
        fault
        for fault, broken in _faults(whole).items()
        if fault in _SEEN_BY[name] and _reads_as(readers[name], broken) == meant
    ]

    assert missed == []


@pytest.mark.parametrize("fault", ["no stamp", "no uid", "two attendees", "bare line"])
def test_our_own_lint_notices_it_too(mailed, fault: str) -> None:
    assert lint(_faults(mailed[0])[fault]) != []


_SEEN_BY = {
    "ical.js": {"no stamp", "no uid", "two attendees", "wrong hour", "bare line"},
    "libical": {"no stamp", "no uid", "two attendees", "wrong hour", "bare line"},
    "vobject": {"no uid", "two attendees", "wrong hour"},
    "ics": {"two attendees", "another hour", "bare line"},
}


def _faults(whole: bytes) -> dict[str, bytes]:
    """Break a file in ways that calendars in the wild are broken."""
    return {
        "no stamp": re.sub(rb"DTSTAMP:[^\r]*\r\n", b"", whole),
        "no uid": re.sub(rb"UID:[^\r]*\r\n(?: [^\r]*\r\n)*", b"", whole),
        "two attendees": whole.replace(
            b"END:VEVENT", b"ATTENDEE:mailto:evil@voorbeeld.nl\r\nEND:VEVENT"
        ),
        "wrong hour": whole.replace(b"TZOFFSETTO:+0200", b"TZOFFSETTO:+0300"),
        "another hour": re.sub(rb"(DTSTART[^\r]*T)18", rb"\g<1>17", whole),
        "bare line": whole.replace(b"END:VEVENT", b"zomaar iets\r\nEND:VEVENT"),
    }


def _reads_as(reader: Reader, content: bytes) -> Reading | None:
    try:
        return _in_order(reader.read(content))
    except RefusedError:
        return None


def _entries(readings: list[Reading]) -> list:
    return [entry for reading in readings for entry in reading.entries]


def _in_order(reading: Reading) -> Reading:
    """Undo what differs between readers and is nobody's fault: the order of people."""
    return replace(
        reading,
        entries=tuple(
            replace(entry, attendees=tuple(sorted(entry.attendees)))
            for entry in reading.entries
        ),
    )


def _around_clock_changes(zone: str) -> list[datetime]:
    """Give local times of 2027 in summer, in winter, and on days of change."""
    place = ZoneInfo(zone)
    noons = [
        datetime(2027, 1, 1, 12, tzinfo=place) + timedelta(days=n) for n in range(365)
    ]
    changes = [
        day for day, after in pairwise(noons) if day.utcoffset() != after.utcoffset()
    ]
    return [
        noons[0],
        noons[180],
        *changes,
        *(day + timedelta(days=1) for day in changes),
    ]


def _published(starts: list[datetime], zone: str) -> bytes:
    head = FeedHead(name="Mijn gesprekken", timezone=zone, source_url="")
    return feed([_invitation(start) for start in starts], head)


def _invitation(start: datetime) -> bytes:
    box = Mailbox(name="Beurs", address="beurs@voorbeeld.nl")
    return to_ical(
        Invitation(
            uid=f"{start:%Y%m%d}@trefpunt",
            sequence=0,
            method=Method.REQUEST,
            stamped_at=datetime(2026, 9, 1, tzinfo=UTC),
            start=start,
            end=start + timedelta(minutes=20),
            summary="Gesprek, tafel 7",
            location="Tafel 7",
            description="Dag.",
            organizer=box,
            attendee=Mailbox(name="Noor", address=READER),
        )
    )
