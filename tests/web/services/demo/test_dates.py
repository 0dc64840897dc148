from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.slot_sheet import read_blocks
from matcher.spreadsheet import read_sheet
from web.services.demo.dates import clock_change_of, first_day, move_slots

SLOTS = (Path(__file__).parents[4] / "demo" / "slots.csv").read_text(encoding="utf-8")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, date(2024, 10, 27)),
        (2025, date(2025, 10, 26)),
        (2026, date(2026, 10, 25)),
        (2027, date(2027, 10, 31)),
        (2028, date(2028, 10, 29)),
    ],
)
def test_clock_change_is_the_last_sunday_of_october(year: int, day: date):
    assert clock_change_of(year) == day


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (
            datetime(2026, 11, 23, tzinfo=UTC),
            ["2027-10-28", "2027-10-30", "2027-11-02"],
        ),
        (datetime(2026, 7, 1, tzinfo=UTC), ["2026-10-22", "2026-10-24", "2026-10-27"]),
        (
            datetime(2026, 10, 22, 16, 44, tzinfo=UTC),
            ["2026-10-22", "2026-10-24", "2026-10-27"],
        ),
        (
            datetime(2026, 10, 22, 16, 45, tzinfo=UTC),
            ["2027-10-28", "2027-10-30", "2027-11-02"],
        ),
        (
            datetime(2027, 12, 31, 23, 30, tzinfo=UTC),
            ["2028-10-26", "2028-10-28", "2028-10-31"],
        ),
    ],
)
def test_slots_move_to_the_coming_clock_change(now: datetime, days: list[str]):
    blocks = read_blocks(read_sheet(move_slots(SLOTS, now).encode(), "slots.csv"))

    starts = [block.slots[0].start for block in blocks.blocks]
    assert [start.date().isoformat() for start in starts] == days
    assert [start.utcoffset() for start in starts] == [
        timedelta(hours=2),
        timedelta(hours=2),
        timedelta(hours=1),
    ]
    assert blocks.problems == ()


@given(
    st.timedeltas(timedelta(0), timedelta(days=36 * 365)).map(
        lambda passed: datetime(2024, 1, 1, tzinfo=UTC) + passed
    )
)
def test_moved_slots_lie_in_the_future_and_keep_their_weekdays(now: datetime):
    moved = read_blocks(read_sheet(move_slots(SLOTS, now).encode(), "slots.csv"))
    original = read_blocks(read_sheet(SLOTS.encode(), "slots.csv"))

    pairs = list(
        zip(
            (slot for block in original.blocks for slot in block.slots),
            (slot for block in moved.blocks for slot in block.slots),
            strict=True,
        )
    )
    assert all(new.start > now for _, new in pairs)
    assert all(
        (old.start.weekday(), old.start.time(), old.start.utcoffset())
        == (new.start.weekday(), new.start.time(), new.start.utcoffset())
        for old, new in pairs
    )
    assert pairs[0][1].start - now < timedelta(days=372)


def test_first_day_is_that_of_the_earliest_slot():
    assert first_day(SLOTS) == date(2026, 10, 22)
