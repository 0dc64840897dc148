"""Time zone definitions (RFC 5545 3.6.5), made from what zoneinfo does.

A reader that believes the definition must land on the same instant as one that
trusts the name. Where the zone follows a yearly rule in the years used and the
next, two recurring observances say so; elsewhere every change of the years used
stands by itself, as in Morocco, where it follows the moon.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_YEARS_AHEAD = 5
"""A rule must hold this long: it tells "the fourth" from "the last" Sunday."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = 7
_CHANGES_OF_RULE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Onset:
    """An instant at which a zone changes its offset from UTC."""

    local: datetime
    """Naive, on the clocks as they were until then (RFC 5545 3.6.5)."""
    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool

    @property
    def ordinal(self) -> int:
        """Which such weekday of its month it is, from the first."""
        return (self.local.day - 1) // _WEEK + 1

    @property
    def is_last(self) -> bool:
        """Whether it is the last such weekday of its month."""
        return (self.local + _WEEK * _DAY).month != self.local.month

    def rule(self, *, position: int) -> str:
        """Say when it comes back each year (RFC 5545 3.3.10)."""
        weekday = _WEEKDAYS[self.local.weekday()]
        return f"FREQ=YEARLY;BYMONTH={self.local.month};BYDAY={position}{weekday}"


@lru_cache(maxsize=512)
def vtimezone(tzid: str, first: int, last: int) -> bytes:
    """Write the definition of a zone for meetings in a range of years.

    Args:
        tzid: An IANA name; also the TZID of the definition.
        first: The first year that is used.
        last: The last year that is used.
    """
    zone = ZoneInfo(tzid)
    onsets = tuple(_onsets(zone, first - 1, last + _YEARS_AHEAD))
    lines = _by_rule(onsets, years=last + _YEARS_AHEAD - first + 2)
    if not lines:
        used = [onset for onset in onsets if onset.local.year <= last + 1]
        lines = (
            *_observance(_beginning(zone, first - 1)),
            *(line for onset in used for line in _observance(onset)),
        )
    whole = ("BEGIN:VTIMEZONE", f"TZID:{tzid}", *lines, "END:VTIMEZONE", "")
    return "\r\n".join(whole).encode("ascii")


def _onsets(zone: ZoneInfo, first: int, last: int) -> Iterator[_Onset]:
    """Find every change of offset from the first to the last year."""
    day = datetime(first, 1, 1, tzinfo=UTC)
    offset = _offset(zone, day)
    while day.year <= last:
        following = day + _DAY
        later = _offset(zone, following)
        if later != offset:
            yield _onset(zone, _first_instant(zone, day, following))
        day, offset = following, later


def _first_instant(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Narrow a change between two instants down to the second."""
    offset = _offset(zone, before)
    while after - before > _SECOND:
        seconds = (after - before) // _SECOND
        middle = before + timedelta(seconds=seconds // 2)
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _onset(zone: ZoneInfo, instant: datetime) -> _Onset:
    before = _offset(zone, instant - _SECOND)
    after = _offset(zone, instant)
    there, just_before = (at.astimezone(zone) for at in (instant, instant - _SECOND))
    changes_season = there.dst() != just_before.dst()
    return _Onset(
        local=instant.replace(tzinfo=None) + before,
        before=before,
        after=after,
        name=there.tzname() or "",
        is_daylight=changes_season and after > before,
    )


def _beginning(zone: ZoneInfo, year: int) -> _Onset:
    """Say what holds before the first change (or always)."""
    there = datetime(year, 1, 1, tzinfo=UTC).astimezone(zone)
    offset = there.utcoffset() or timedelta()
    return _Onset(
        local=datetime(1970, 1, 1),  # noqa: DTZ001 -- local time, as the RFC wants
        before=offset,
        after=offset,
        name=there.tzname() or "",
        is_daylight=False,
    )


def _by_rule(onsets: Sequence[_Onset], *, years: int) -> tuple[str, ...]:
    """Write two recurring observances, or nothing where no rule holds."""
    if len(onsets) != _CHANGES_OF_RULE * years:
        return ()
    lines: list[str] = []
    for series in (onsets[::2], onsets[1::2]):
        rule = _common_rule(series)
        if rule is None:
            return ()
        lines += _observance(series[0], rule=rule)
    return tuple(lines)


def _common_rule(series: Sequence[_Onset]) -> str | None:
    """Find the rule that all of these follow, one in each year."""
    alike = {(o.local.time(), o.before, o.after, o.name) for o in series}
    years = {onset.local.year for onset in series}
    if len(alike) > 1 or len(years) != len(series):
        return None
    if all(onset.is_last for onset in series):
        rules = {onset.rule(position=-1) for onset in series}
    else:
        rules = {onset.rule(position=onset.ordinal) for onset in series}
    return rules.pop() if len(rules) == 1 else None


def _observance(onset: _Onset, *, rule: str | None = None) -> tuple[str, ...]:
    """Write one STANDARD or DAYLIGHT part (RFC 5545 3.6.5)."""
    kind = "DAYLIGHT" if onset.is_daylight else "STANDARD"
    return (
        f"BEGIN:{kind}",
        f"DTSTART:{onset.local:%Y%m%dT%H%M%S}",
        *([f"RRULE:{rule}"] if rule else []),
        f"TZOFFSETFROM:{_written(onset.before)}",
        f"TZOFFSETTO:{_written(onset.after)}",
        f"TZNAME:{onset.name}",
        f"END:{kind}",
    )


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _written(offset: timedelta) -> str:
    """Write an offset as RFC 5545 3.3.14 wants it."""
    sign = "-" if offset < timedelta() else "+"
    minutes, seconds = divmod(abs(offset) // _SECOND, 60)
    text = f"{sign}{minutes // 60:02}{minutes % 60:02}"
    return f"{text}{seconds:02}" if seconds else text
