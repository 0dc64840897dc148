"""Our time zone definitions against zoneinfo, by an evaluator of our own."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from matcher.invitations.vtimezone import vtimezone
from tests.matcher.invitations.reader import read
from tests.matcher.invitations.zones import offset_at, onsets

YEAR = 2027
# Moon, half an hour, negative summer time, 5:45, 45 minutes, Thursdays, hour 24.
HARD = [
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Asia/Jerusalem",
    "America/Santiago",
    "Africa/Cairo",
    "Asia/Gaza",
    "America/Nuuk",
    "America/St_Johns",
    "Europe/Amsterdam",
    "UTC",
]


def _definition(tzid: str, first: int = YEAR, last: int = YEAR):
    calendar = read(
        b"BEGIN:VCALENDAR\r\n" + vtimezone(tzid, first, last) + b"END:VCALENDAR\r\n"
    )
    (zone,) = calendar.parts_named("VTIMEZONE")
    return zone


def _wrong(tzid: str, first: int, last: int, step: timedelta) -> list[datetime]:
    """List the instants at which a definition and zoneinfo disagree."""
    found = onsets(_definition(tzid, first, last), last)
    zone = ZoneInfo(tzid)
    moment, end = datetime(first, 1, 1), datetime(last + 1, 1, 1)  # noqa: DTZ001 -- naive UTC
    wrong = []
    while moment < end:
        expected = moment.replace(tzinfo=UTC).astimezone(zone).utcoffset()
        if offset_at(found, moment) != expected:
            wrong.append(moment)
        moment += step
    return wrong


def test_every_zone_agrees_with_zoneinfo_each_day_of_a_year() -> None:
    day = timedelta(days=1)

    wrong = {
        z: bad for z in available_timezones() if (bad := _wrong(z, YEAR, YEAR, day))
    }

    assert wrong == {}


def test_every_zone_agrees_with_zoneinfo_at_each_change() -> None:
    wrong = []
    for tzid in available_timezones():
        zone = ZoneInfo(tzid)
        found = onsets(_definition(tzid), YEAR)
        for onset in found:
            for moment in (onset.utc - timedelta(seconds=1), onset.utc):
                expected = moment.replace(tzinfo=UTC).astimezone(zone).utcoffset()
                if moment.year == YEAR and offset_at(found, moment) != expected:
                    wrong.append((tzid, moment))

    assert wrong == []


@pytest.mark.parametrize("tzid", HARD)
def test_hard_zones_agree_every_half_hour_of_two_years(tzid) -> None:
    assert _wrong(tzid, 2026, 2027, timedelta(minutes=30)) == []


def test_definition_of_amsterdam_is_two_recurring_observances() -> None:
    assert vtimezone("Europe/Amsterdam", 2026, 2026).decode().splitlines() == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Amsterdam",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_zone_without_changes_is_one_observance() -> None:
    zone = _definition("Asia/Kathmandu")

    assert [part.name for part in zone.parts] == ["STANDARD"]
    assert zone.parts[0].one("TZOFFSETTO").value == "+0545"


def test_zone_without_a_rule_lists_each_change_of_the_years_used() -> None:
    zone = _definition("Africa/Casablanca")

    starts = [part.one("DTSTART").value[:4] for part in zone.parts]
    assert starts == ["1970", "2026", "2026", "2027", "2027", "2028", "2028"]
    assert [part.all("RRULE") for part in zone.parts] == [[]] * 7


def test_a_zone_that_stops_changing_is_not_given_a_rule() -> None:
    # Paraguay kept its summer time for good in October 2024.
    assert _wrong("America/Asuncion", 2024, 2025, timedelta(hours=1)) == []


@pytest.mark.parametrize(
    "tzid", ["America/St_Johns", "Europe/Berlin", "Asia/Jerusalem"]
)
def test_a_rule_that_changes_within_the_years_is_not_used(tzid) -> None:
    # Newfoundland went from one past midnight to two o'clock in 2011, Europe from
    # September to October in 1996; Israel changes on the Friday before a Sunday.
    first, last = (2010, 2011) if tzid == "America/St_Johns" else (1994, 1996)

    assert _wrong(tzid, first, last, timedelta(hours=1)) == []
    assert b"RRULE" not in vtimezone(tzid, first, last)


def test_offsets_with_seconds_are_written_out() -> None:
    # Liberia was 44 minutes and 30 seconds behind until 1972.
    zone = _definition("Africa/Monrovia", 1971, 1971)

    assert zone.parts[0].one("TZOFFSETTO").value == "-004430"


def test_definitions_hold_neither_comments_nor_lists_of_dates() -> None:
    everything = b"".join(vtimezone(zone, YEAR, YEAR) for zone in available_timezones())

    assert (b"COMMENT" in everything, b"RDATE" in everything) == (False, False)
