"""Calendar files: read back by a reader of our own, checked by a strict lint."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.invitations import (
    Invitation,
    Mailbox,
    Method,
    fingerprint,
    from_ical,
    to_ical,
    wordless,
)
from matcher.invitations.text import common_name, one_line, plain
from tests.builders import AMSTERDAM, THURSDAY_EVENING
from tests.matcher.invitations.builders import STAMP, an_invitation
from tests.matcher.invitations.lint import lint
from tests.matcher.invitations.reader import read

HOSTILE = [
    "x\r\nATTENDEE:mailto:evil@example.com",
    "x\rATTENDEE:mailto:evil@example.com",
    "x\\nATTENDEE:mailto:evil@example.com",
    "C:\\New folder\\",
    'Jan "de boer"; CN=x, y: z ^n ^^',
    "nul\x00 vt\x0b ff\x0c esc\x1b del\x7f nel\x85",
    "line\u2028paragraph\u2029end",
    "right\u202eto left",
    "half \ud800 a pair",
    "END:VEVENT\nBEGIN:VEVENT",
    "ሓበሻ ድልድል " * 30,
    "👩🏽\u200d🚀" * 40,
    "\\" * 200,
    ",;" * 100,
    "\n" * 50,
    "a" * 5000,
    "",
]
texts = st.text(max_size=200) | st.sampled_from(HOSTILE)


def _entry(content: bytes):
    (entry,) = read(content).parts_named("VEVENT")
    return entry


def test_request_says_all_of_the_meeting() -> None:
    invitation = an_invitation()

    entry = _entry(to_ical(invitation))

    assert {
        line.name: line.text for line in entry.lines if line.name[0] not in "AO"
    } == {
        "UID": invitation.uid,
        "DTSTAMP": "20261001T120000Z",
        "LAST-MODIFIED": "20261001T120000Z",
        "SEQUENCE": "0",
        "DTSTART": "20261022T184500",
        "DTEND": "20261022T190500",
        "SUMMARY": invitation.summary,
        "LOCATION": invitation.location,
        "DESCRIPTION": invitation.description,
        "URL": invitation.url,
        "CLASS": "PRIVATE",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS": "BUSY",
    }


def test_request_asks_its_recipient_alone_for_an_answer() -> None:
    entry = _entry(to_ical(an_invitation()))

    attendee, organizer = entry.one("ATTENDEE"), entry.one("ORGANIZER")
    assert (attendee.mailbox, attendee.parameters) == (
        "mehari@example.net",
        {
            "CN": "Mehari, ሓበሻ",
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": "NEEDS-ACTION",
            "RSVP": "TRUE",
        },
    )
    assert (organizer.mailbox, organizer.parameters) == (
        "beurs@example.org",
        {"CN": "Netwerkbeurs"},
    )


def test_request_rings_once_before_the_start() -> None:
    (alarm,) = _entry(to_ical(an_invitation())).parts_named("VALARM")

    assert {line.name: line.text for line in alarm.lines} == {
        "ACTION": "DISPLAY",
        "DESCRIPTION": an_invitation().summary,
        "TRIGGER": "-PT15M",
    }


def test_alarm_can_be_left_out() -> None:
    assert _entry(to_ical(an_invitation(alarm=None))).parts == []


def test_cancel_frees_the_time_and_does_not_ring() -> None:
    content = to_ical(an_invitation(method=Method.CANCEL, sequence=3))

    entry = _entry(content)
    names = ("SEQUENCE", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")
    assert [entry.one(name).value for name in names] == [
        "3",
        "CANCELLED",
        "TRANSPARENT",
        "FREE",
    ]
    assert (read(content).one("METHOD").value, entry.parts) == ("CANCEL", [])
    assert entry.one("ATTENDEE").parameters["RSVP"] == "FALSE"


def test_file_for_somebody_without_an_address_is_published() -> None:
    content = to_ical(an_invitation(attendee=None))

    assert (read(content).one("METHOD").value, _entry(content).all("ATTENDEE")) == (
        "PUBLISH",
        [],
    )
    assert lint(content) == []


@pytest.mark.parametrize("method", Method)
def test_file_passes_the_lint(method) -> None:
    assert lint(to_ical(an_invitation(method=method))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\r\nDTSTAMP:20261001T120000Z", b""),
        (
            b"DTEND;TZID=Europe/Amsterdam:20261022T19",
            b"DTEND;TZID=Europe/Amsterdam:20261022T17",
        ),
        (b"mailto:mehari@example.net", b"mehari@example.net"),
        (b"TZID:Europe/Amsterdam", b"TZID:Europe/Berlin"),
        (b"\r\nURL:", b"\nURL:"),
        (b"STATUS:CONFIRMED", b"STATUS:CANCELLED"),
        (b"SEQUENCE:0", b"SEQUENCE:0\r\nSEQUENCE:0"),
        (b"Stadhuis Waterlede", b"Stadhuis Waterlede" * 5),
        (b";RSVP=TRUE", b""),
    ],
)
def test_lint_sees_a_spoiled_file(old, new) -> None:
    unfolded = to_ical(an_invitation()).replace(b"\r\n ", b"")
    assert old in unfolded

    assert lint(unfolded.replace(old, new, 1)) != []


def test_without_words_only_when_and_where_stay() -> None:
    invitation = an_invitation(
        summary="Gesprek met Nour", description="Zij bieden u: x"
    )

    left = from_ical(wordless(to_ical(invitation)))

    assert left == replace(invitation, summary=invitation.location, description="")


@given(name=texts, summary=texts, location=texts, description=texts)
def test_no_text_changes_who_takes_part_or_breaks_a_line(
    name, summary, location, description
) -> None:
    content = to_ical(
        an_invitation(
            summary=summary,
            location=location,
            description=description,
            organizer=Mailbox(name=name, address="beurs@example.org"),
            attendee=Mailbox(name=name, address="mehari@example.net"),
        )
    )

    entry = _entry(content)
    assert lint(content) == []
    assert [line.mailbox for line in entry.all("ATTENDEE")] == ["mehari@example.net"]
    assert entry.one("ATTENDEE").parameters.get("CN", "") == common_name(name)
    assert entry.one("SUMMARY").text == one_line(summary)
    assert entry.one("LOCATION").text == one_line(location)
    assert entry.one("DESCRIPTION").text == plain(description)


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), max_size=300))
def test_ordinary_text_is_kept_to_the_letter(text) -> None:
    kept = text.replace("\\", "/")

    assert (
        _entry(to_ical(an_invitation(description=kept))).one("DESCRIPTION").text == kept
    )


@st.composite
def invitations(draw: st.DrawFn) -> Invitation:
    """Draw an invitation whose texts need no mending, at any time of a year."""
    minutes = draw(st.integers(0, 60 * 24 * 400))
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    method = draw(st.sampled_from(Method))
    alarm = timedelta(minutes=draw(st.integers(1, 600)))
    rings = method is Method.REQUEST and draw(st.booleans())
    name = common_name(draw(texts))
    return an_invitation(
        start=start.astimezone(AMSTERDAM),
        end=(start + timedelta(minutes=20)).astimezone(AMSTERDAM),
        method=method,
        sequence=draw(st.integers(0, 10**6)),
        description=plain(draw(texts)),
        summary=one_line(draw(texts)),
        attendee=Mailbox(name=name, address="a.b+c@example.net"),
        url=draw(st.sampled_from(["", "https://x.example/mijn/t/"])),
        alarm=alarm if rings else None,
    )


@given(invitations())
def test_what_was_written_is_read_back(invitation) -> None:
    assert from_ical(to_ical(invitation)) == invitation


ZONES = [
    "Europe/Amsterdam",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Europe/Dublin",
    "America/St_Johns",
    "America/Santiago",
    "Pacific/Chatham",
    "Asia/Jerusalem",
    "UTC",
]


@pytest.mark.parametrize("zone", ZONES)
def test_times_are_the_same_instant_in_every_zone_all_year(zone) -> None:
    moment, wrong = datetime(2026, 12, 31, tzinfo=UTC), []
    while moment.year < 2028:
        start = moment.astimezone(ZoneInfo(zone))
        end = (moment + timedelta(minutes=20)).astimezone(ZoneInfo(zone))
        entry = _entry(to_ical(an_invitation(start=start, end=end)))
        if entry.one("DTSTART").instant != moment:
            wrong.append(moment)
        moment += timedelta(hours=37, minutes=30)

    assert wrong == []


@pytest.mark.parametrize("hours", [0, 1])
def test_the_hour_that_comes_twice_is_written_in_utc(hours) -> None:
    # 25 October 2026, 2.30 at night: first in summer time, then in winter time.
    start = datetime(2026, 10, 25, 0, 30, tzinfo=UTC) + timedelta(hours=hours)

    content = to_ical(
        an_invitation(
            start=start.astimezone(AMSTERDAM),
            end=(start + timedelta(minutes=20)).astimezone(AMSTERDAM),
        )
    )

    entry = _entry(content)
    assert entry.one("DTSTART").value == f"{start:%Y%m%dT%H%M%SZ}"
    assert entry.one("DTEND").value.endswith("Z")
    assert (lint(content), read(content).parts_named("VTIMEZONE")) == ([], [])


def test_a_meeting_that_ends_in_the_double_hour_is_all_in_utc() -> None:
    start = datetime(2026, 10, 25, 1, 50, tzinfo=AMSTERDAM)

    entry = _entry(to_ical(an_invitation(start=start)))

    assert entry.one("DTSTART").value == "20261024T235000Z"


def test_time_that_the_clock_skips_is_refused() -> None:
    skipped = datetime(2027, 3, 28, 2, 30, tzinfo=AMSTERDAM)

    with pytest.raises(ValueError, match="does not exist"):
        an_invitation(start=skipped)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"end": STAMP}, "the end must come after the start"),
        ({"sequence": -1}, "a sequence starts at 0"),
        ({"stamped_at": datetime(2026, 1, 1)}, "times with a zone"),  # noqa: DTZ001 -- the point
    ],
)
def test_impossible_invitation_is_refused(changes, message) -> None:
    with pytest.raises(ValueError, match=message):
        an_invitation(**changes)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda c: c.replace(b"VEVENT", b"VTODO"), "exactly one entry"),
        (lambda c: c.replace(b"ORGANIZER", b"X-NOBODY"), "says who invites"),
        (lambda c: c.replace(b"DTSTAMP:", b"X-STAMP:"), "a time, not only a day"),
    ],
)
def test_a_file_that_is_not_ours_is_refused(spoil, message) -> None:
    with pytest.raises(ValueError, match=message):
        from_ical(spoil(to_ical(an_invitation())))


def test_odd_but_valid_address_survives_the_uri() -> None:
    invitation = an_invitation(attendee=Mailbox(name="", address="a?b&c%d@example.net"))

    content = to_ical(invitation)

    assert b":mailto:a%3Fb%26c%25d@example.net" in content.replace(b"\r\n ", b"")
    assert from_ical(content).attendee == invitation.attendee


TOLD = {
    "start": THURSDAY_EVENING,
    "end": THURSDAY_EVENING + timedelta(minutes=20),
    "where": "raadzaal 7",
    "address": "mehari@example.net",
}


@pytest.mark.parametrize(
    "change",
    [
        {"start": THURSDAY_EVENING + timedelta(minutes=5)},
        {"end": THURSDAY_EVENING + timedelta(minutes=25)},
        {"where": "raadzaal 8"},
        {"address": ""},
    ],
)
def test_fingerprint_tells_what_must_be_told(change) -> None:
    assert fingerprint(**(TOLD | change)) != fingerprint(**TOLD)


def test_fingerprint_is_of_the_instant_not_of_its_zone() -> None:
    in_utc = {
        "start": TOLD["start"].astimezone(UTC),
        "end": TOLD["end"].astimezone(UTC),
    }

    assert fingerprint(**(TOLD | in_utc)) == fingerprint(**TOLD)
