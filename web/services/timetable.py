"""From a date, a first time and a number of rounds to the slots of a block.

Rounds last real minutes: a block that runs over a change of the clock goes on
without a jump. Only its first time is read from the wall, so only that one can
fall in an hour that does not exist or that comes twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class ClockDoubt(StrEnum):
    """Why a time on the wall is not one instant."""

    SKIPPED = "skipped"
    """The clock jumps over it in spring."""
    TWICE = "twice"
    """It comes twice in the night in autumn."""


class WhichTime(StrEnum):
    """Which of the two is meant where the clock shows a time twice."""

    UNSAID = ""
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When a block begins and how its rounds follow one another."""

    day: date
    start: time
    rounds: int
    minutes: int
    """Length of a round."""
    pause: int
    """Minutes between two rounds."""
    which: WhichTime = WhichTime.UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One round: two instants, in UTC."""

    start: datetime
    end: datetime


def find_doubt(local: datetime, zone: ZoneInfo) -> ClockDoubt | None:
    """Say whether a naive local time is skipped or shown twice in a zone.

    A skipped time does not survive the way to UTC and back; a double one has
    another offset for its second fold (PEP 495).
    """
    first = local.replace(tzinfo=zone, fold=0)
    second = local.replace(tzinfo=zone, fold=1)
    back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if back != local:
        return ClockDoubt.SKIPPED
    if first.utcoffset() != second.utcoffset():
        return ClockDoubt.TWICE
    return None


def lay_out(timing: Timing, zone: ZoneInfo) -> tuple[Span, ...] | ClockDoubt:
    """Give the rounds of a block, or the doubt about its first time."""
    local = datetime.combine(timing.day, timing.start)
    doubt = find_doubt(local, zone)
    if doubt is ClockDoubt.SKIPPED:
        return doubt
    if doubt is ClockDoubt.TWICE and timing.which is WhichTime.UNSAID:
        return doubt
    fold = 1 if timing.which is WhichTime.SECOND else 0
    first = local.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    step = timedelta(minutes=timing.minutes + timing.pause)
    length = timedelta(minutes=timing.minutes)
    return tuple(
        Span(start=first + number * step, end=first + number * step + length)
        for number in range(timing.rounds)
    )


def read_timing(spans: Sequence[Span], zone: ZoneInfo) -> Timing | None:
    """Say how a block's rounds were laid out; None if they are irregular."""
    if not spans:
        return None
    start = spans[0].start.astimezone(zone)
    length = spans[0].end - spans[0].start
    step = spans[1].start - spans[0].start if len(spans) > 1 else length
    timing = Timing(
        day=start.date(),
        start=start.time().replace(fold=0),
        rounds=len(spans),
        minutes=int(length / timedelta(minutes=1)),
        pause=int((step - length) / timedelta(minutes=1)),
        which=WhichTime.SECOND if start.fold else WhichTime.FIRST,
    )
    return timing if lay_out(timing, zone) == tuple(spans) else None
