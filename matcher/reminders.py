"""When somebody is reminded of the meetings of a day.

Pure: who is reminded, in which words and by which channel is the web's.
"""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

EVENING = time(18, 0)
LATEST_EVENING = timedelta(hours=5)
"""After this long an evening is too late to ring or write."""
A_DAY = timedelta(days=1)
HALF_A_DAY = timedelta(hours=12)
TWO_HOURS = timedelta(hours=2)


class ReminderMoment(StrEnum):
    """When a reminder goes out, counted from the first meeting of the day."""

    DAY_BEFORE = "day_before"
    EVENING_BEFORE = "evening_before"
    TWO_HOURS = "two_hours"


def is_due(moment: ReminderMoment, *, first: datetime, now: datetime) -> bool:
    """Say whether a reminder goes out now: not too early, and no more when stale.

    Args:
        moment: Which reminder.
        first: When somebody's first meeting of the day begins, at local time.
        now: The present.
    """
    match moment:
        case ReminderMoment.DAY_BEFORE:
            return first - A_DAY <= now < first - HALF_A_DAY
        case ReminderMoment.EVENING_BEFORE:
            evening = datetime.combine(
                first.date() - A_DAY, EVENING, tzinfo=first.tzinfo
            )
            return evening <= now < evening + LATEST_EVENING
        case ReminderMoment.TWO_HOURS:
            # In UTC: on the night that the clock changes hours are not as written.
            return first.astimezone(UTC) - TWO_HOURS <= now < first
