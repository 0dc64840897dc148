"""When a reminder goes out."""

from datetime import UTC, datetime, timedelta

import pytest

from matcher.reminders import ReminderMoment, is_due
from tests.builders import AMSTERDAM, THURSDAY_EVENING


def _at(*parts: int) -> datetime:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("moment", "now", "expected"),
    [
        (ReminderMoment.DAY_BEFORE, _at(2026, 10, 21, 18, 44), False),
        (ReminderMoment.DAY_BEFORE, _at(2026, 10, 21, 18, 45), True),
        (ReminderMoment.DAY_BEFORE, _at(2026, 10, 22, 6, 44), True),
        (ReminderMoment.DAY_BEFORE, _at(2026, 10, 22, 6, 45), False),
        (ReminderMoment.EVENING_BEFORE, _at(2026, 10, 21, 17, 59), False),
        (ReminderMoment.EVENING_BEFORE, _at(2026, 10, 21, 18, 0), True),
        (ReminderMoment.EVENING_BEFORE, _at(2026, 10, 21, 22, 59), True),
        (ReminderMoment.EVENING_BEFORE, _at(2026, 10, 21, 23, 0), False),
        (ReminderMoment.TWO_HOURS, _at(2026, 10, 22, 16, 44), False),
        (ReminderMoment.TWO_HOURS, _at(2026, 10, 22, 16, 45), True),
        (ReminderMoment.TWO_HOURS, _at(2026, 10, 22, 18, 45), False),
    ],
)
def test_reminder_goes_out_in_its_own_time(moment, now, expected) -> None:
    assert is_due(moment, first=THURSDAY_EVENING, now=now) is expected


def test_two_hours_are_two_hours_when_the_clock_changes() -> None:
    first = _at(2026, 10, 25, 3, 30)

    assert is_due(
        ReminderMoment.TWO_HOURS,
        first=first,
        now=datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    )
    assert not is_due(
        ReminderMoment.TWO_HOURS,
        first=first,
        now=datetime(2026, 10, 25, 0, 29, tzinfo=UTC),
    )


@pytest.mark.parametrize("moment", ReminderMoment)
def test_each_reminder_has_time_enough_to_be_sent(moment) -> None:
    minutes = (THURSDAY_EVENING - timedelta(minutes=m) for m in range(0, 48 * 60, 10))

    due = [is_due(moment, first=THURSDAY_EVENING, now=now) for now in minutes]

    assert sum(due) >= 11
