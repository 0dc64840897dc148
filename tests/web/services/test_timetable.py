"""Tests of laying out the rounds of a block."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.services.timetable import (
    ClockDoubt,
    Span,
    Timing,
    WhichTime,
    find_doubt,
    lay_out,
    read_timing,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)


def a_timing(
    day: date = date(2026, 10, 22),
    start: time = time(18, 45),
    *,
    rounds: int = 6,
    which: WhichTime = WhichTime.UNSAID,
) -> Timing:
    return Timing(day=day, start=start, rounds=rounds, minutes=20, pause=5, which=which)


def spans_of(timing: Timing) -> tuple[Span, ...]:
    spans = lay_out(timing, AMSTERDAM)
    assert isinstance(spans, tuple)
    return spans


def test_rounds_follow_each_other_after_the_pause() -> None:
    spans = spans_of(a_timing(rounds=2))

    assert spans == (
        Span(
            start=datetime(2026, 10, 22, 16, 45, tzinfo=UTC),
            end=datetime(2026, 10, 22, 17, 5, tzinfo=UTC),
        ),
        Span(
            start=datetime(2026, 10, 22, 17, 10, tzinfo=UTC),
            end=datetime(2026, 10, 22, 17, 30, tzinfo=UTC),
        ),
    )


def test_a_time_that_the_clock_skips_is_doubted() -> None:
    assert lay_out(a_timing(SPRING, time(2, 30)), AMSTERDAM) is ClockDoubt.SKIPPED


def test_a_time_that_comes_twice_is_doubted_until_it_is_said_which() -> None:
    assert lay_out(a_timing(AUTUMN, time(2, 30)), AMSTERDAM) is ClockDoubt.TWICE


@pytest.mark.parametrize(
    ("which", "hour"), [(WhichTime.FIRST, 0), (WhichTime.SECOND, 1)]
)
def test_a_time_that_comes_twice_is_the_one_that_was_said(
    which: WhichTime, hour: int
) -> None:
    spans = spans_of(a_timing(AUTUMN, time(2, 30), which=which))

    assert spans[0].start == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_rounds_over_a_clock_change_last_real_minutes() -> None:
    spans = spans_of(a_timing(AUTUMN, time(1, 30), rounds=5))

    assert {span.end - span.start for span in spans} == {timedelta(minutes=20)}
    assert spans[4].start.astimezone(AMSTERDAM).strftime("%H:%M") == "02:10"


def test_a_plain_time_is_not_doubted() -> None:
    assert find_doubt(datetime(2026, 10, 22, 18, 45), AMSTERDAM) is None  # noqa: DTZ001 -- a time on the wall


def test_irregular_rounds_have_no_timing() -> None:
    first, second, third = spans_of(a_timing(rounds=3))
    late = Span(start=third.start + timedelta(minutes=7), end=third.end)

    assert read_timing((first, second, late), AMSTERDAM) is None


def test_no_rounds_have_no_timing() -> None:
    assert read_timing((), AMSTERDAM) is None


TIMINGS = st.builds(
    Timing,
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    start=st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    rounds=st.integers(2, 12),
    minutes=st.integers(5, 120),
    pause=st.integers(0, 60),
    which=st.sampled_from([WhichTime.FIRST, WhichTime.SECOND]),
)


@given(TIMINGS)
def test_a_timing_that_was_laid_out_can_be_read_back(timing: Timing) -> None:
    spans = lay_out(timing, AMSTERDAM)

    if isinstance(spans, ClockDoubt):
        assert spans is ClockDoubt.SKIPPED
        return
    read = read_timing(spans, AMSTERDAM)
    assert read is not None
    assert lay_out(read, AMSTERDAM) == spans
