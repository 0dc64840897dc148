"""The days of the demo, moved to the coming end of summer time.

The demo shows that times are right over a clock change, so it must cross one, and
it must lie in the future. Weekdays stay what they are, for people's times do too.
"""

import csv
import io
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
_MOVED_COLUMNS = ("start_local", "end_local")


def clock_change_of(year: int) -> date:
    """Find the day in October on which summer time ends."""
    day = date(year, 10, 1)
    while _offset(day) == _offset(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day


def _offset(day: date) -> timedelta | None:
    """Tell the offset as the day begins."""
    return datetime.combine(day, time.min, ZONE).utcoffset()


def move_slots(sheet: str, now: datetime) -> str:
    """Move a sheet of slots around a clock change to the coming one.

    Args:
        sheet: CSV with the columns of `matcher.slot_sheet`, around the clock change
            of the year of its first slot.
        now: the first slot of the answer comes after this.
    """
    rows = _rows(sheet)
    shift = _shift(_first_start(rows), now)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            row | {name: _later(row[name], shift) for name in _MOVED_COLUMNS}
        )
    return text.getvalue()


def first_day(sheet: str) -> date:
    """Tell the first day of a sheet of slots."""
    return _first_start(_rows(sheet)).date()


def _rows(sheet: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet, newline="")))


def _first_start(rows: list[dict[str, str]]) -> datetime:
    return min(datetime.fromisoformat(row["start_local"]) for row in rows)


def _shift(first: datetime, now: datetime) -> timedelta:
    """Tell how far the first slot moves: from one clock change to another."""
    origin = clock_change_of(first.year)
    year = now.astimezone(ZONE).year
    while (first + (clock_change_of(year) - origin)).replace(tzinfo=ZONE) <= now:
        year += 1
    return clock_change_of(year) - origin


def _later(local: str, shift: timedelta) -> str:
    return (datetime.fromisoformat(local) + shift).isoformat(timespec="minutes")
