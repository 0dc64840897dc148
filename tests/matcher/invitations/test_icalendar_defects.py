"""Defects of icalendar 7.3 that `matcher.invitations` works around.

Each test shows the defect itself. One that fails means the library changed: look
whether the workaround named in it can go.
"""

from datetime import date, datetime, timedelta, timezone

import icalendar
import pytest
from icalendar import Calendar, Conference, Event, vText

from matcher.invitations import FeedHead, feed, to_ical
from tests.builders import THURSDAY_EVENING
from tests.matcher.invitations.builders import an_invitation
from tests.matcher.invitations.reader import read


def _written(event: Event) -> bytes:
    return event.to_ical()


def test_library_is_the_version_that_was_examined() -> None:
    assert icalendar.__version__.split(".")[:2] == ["7", "3"]


def test_name_given_to_calendar_new_is_not_escaped() -> None:
    calendar = Calendar.new(name="a, b; c", uid="x")

    # feed.py adds NAME and X-WR-CALNAME as vText.
    assert b"NAME:a, b; c\r\n" in calendar.to_ical()


def test_line_break_in_the_name_of_calendar_new_is_an_assertion_error() -> None:
    calendar = Calendar.new(name="a\nb", uid="x")

    with pytest.raises(AssertionError):
        calendar.to_ical()


def test_refresh_interval_and_source_lack_their_type() -> None:
    calendar = Calendar.new(
        uid="x", refresh_interval=timedelta(hours=1), source="https://x.example/a.ics"
    )

    # feed.py adds VALUE=DURATION and VALUE=URI.
    assert b"REFRESH-INTERVAL:PT1H" in calendar.to_ical()
    assert b"SOURCE:https://x.example/a.ics" in calendar.to_ical()


def test_features_of_a_conference_are_one_quoted_value() -> None:
    event = Event()
    event.conferences = [Conference("https://x.example", feature="AUDIO,VIDEO")]

    # No conference is written yet; when it is, by hand.
    assert b'FEATURE="AUDIO,VIDEO"' in _written(event)


def test_its_time_zones_are_long_and_start_in_new_local_time() -> None:
    calendar = Calendar()
    event = Event()
    event.add("dtstart", THURSDAY_EVENING)
    calendar.add_component(event)
    calendar.add_missing_timezones(
        first_date=date(2026, 1, 1), last_date=date(2028, 1, 1)
    )

    zone = calendar.timezones[0].to_ical()
    # vtimezone.py: no COMMENT, no RDATE, onsets on the old clock (02:00).
    assert (b"COMMENT" in zone, b"RDATE" in zone) == (True, True)
    assert b"DTSTART:20270328T030000" in zone or b"RDATE:20270328T030000" in zone


def test_backslash_before_capital_n_becomes_a_line_break() -> None:
    # text.py replaces the backslash.
    assert vText("C:\\New").to_ical() == b"C:\\new"


def test_control_characters_are_written_as_they_are() -> None:
    # text.py drops them.
    assert vText("a\x00\x0b\x1cb").to_ical() == b"a\x00\x0b\x1cb"


def test_fold_can_split_an_escaped_backslash() -> None:
    split = []
    for length in range(60, 80):
        event = Event()
        event.add("summary", "x" * length + "\\\\\\ y" * 3)
        before = _written(event).split(b"\r\n ")[0]
        split.append((len(before) - len(before.rstrip(b"\\"))) % 2)

    # text.py writes no backslashes, so none can be split.
    assert 1 in split


def test_backslash_at_the_end_of_a_name_swallows_the_value() -> None:
    params = {"CN": "x\\"}
    event = Event()
    event.add("attendee", icalendar.vCalAddress("mailto:a@example.org", params=params))

    again = Event.from_ical(_written(event))["attendee"]

    # text.py writes no backslash in a name.
    assert (str(again), again.params["CN"]) == ("a@example.org", "x:mailto")


def test_calendar_new_invents_a_uid() -> None:
    # ical.py and feed.py build with Calendar() and add().
    assert Calendar.new().uid != Calendar.new().uid


def test_event_new_invents_a_uid_and_a_stamp() -> None:
    event = Event.new()

    assert (bool(event.uid), event.stamp is not None) == (True, True)


def test_fixed_offset_is_written_as_a_zone_nobody_knows() -> None:
    event = Event()
    event.add("dtstart", datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=2))))

    # ical.py writes everything that is not a ZoneInfo in UTC.
    assert b"TZID=UTC+02:00" in _written(event).replace(b'"', b"")


def test_fixed_offset_becomes_utc_with_us() -> None:
    start = THURSDAY_EVENING.astimezone(timezone(timedelta(hours=2)))

    entry = read(to_ical(an_invitation(start=start))).parts_named("VEVENT")[0]
    assert entry.one("DTSTART").value == "20261022T164500Z"


def test_organizer_given_as_text_lacks_its_scheme() -> None:
    event = Event()
    event.add("organizer", "me@example.org")

    # ical.py makes a vCalAddress of a mailto URI.
    assert b"ORGANIZER:me@example.org" in _written(event)


def test_x_property_given_as_text_is_not_escaped() -> None:
    event = Event()
    event.add("x-note", "a, b; c")

    # ical.py wraps X- properties in vText.
    assert b"X-NOTE:a, b; c" in _written(event)


def test_any_status_and_two_uids_are_accepted() -> None:
    event = Event()
    event.add("status", "MAYBE-NEVER")
    event.add("uid", "1")
    event.add("uid", "2")

    # Our own lint refuses both.
    assert _written(event).count(b"UID:") == 2
    assert b"MAYBE-NEVER" in _written(event)


def test_half_a_surrogate_pair_cannot_be_written() -> None:
    # text.py replaces it.
    with pytest.raises(UnicodeEncodeError):
        vText("\ud800").to_ical()


def test_quotes_in_a_name_are_written_with_a_caret() -> None:
    event = Event()
    params = {"CN": 'a "b"'}
    event.add("attendee", icalendar.vCalAddress("mailto:a@example.org", params=params))

    # text.py replaces quotes in names: many clients show ^' as it is (RFC 6868).
    assert b"^'b^'" in _written(event)


def test_validation_misses_an_event_without_uid_and_stamp() -> None:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "x")
    calendar.add_component(Event())

    calendar.validate()

    # Our own lint sees it.
    assert b"UID" not in calendar.to_ical()


def test_our_own_files_have_none_of_these() -> None:
    content = feed(
        [to_ical(an_invitation(description="C:\\New\x00\ud800"))],
        FeedHead(
            name="a, b\nc", timezone="Europe/Amsterdam", source_url="https://x.example"
        ),
    )

    assert read(content).parts_named("VEVENT")[0].one("DESCRIPTION").text == (
        "C:/New\ufffd"
    )
