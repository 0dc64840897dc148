"""Days and times in words: "donderdagavond 22 oktober, 19.35 tot 19.55 uur".

Every function takes aware datetimes in the zone of the event and shows the wall
clock of that zone. Nothing is ever "today" or "tomorrow": a message is read later
than it is written.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from web.wording.translation import (
    LazyText,
    gettext,
    language_in_force,
    lazy_gettext,
    pgettext,
)


class DayPart(StrEnum):
    """A quarter of the day, as people call it."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


_WEEKDAYS: tuple[LazyText, ...] = (
    lazy_gettext("maandag"),
    lazy_gettext("dinsdag"),
    lazy_gettext("woensdag"),
    lazy_gettext("donderdag"),
    lazy_gettext("vrijdag"),
    lazy_gettext("zaterdag"),
    lazy_gettext("zondag"),
)

_DAY_PARTS: dict[DayPart, tuple[LazyText, ...]] = {
    DayPart.NIGHT: (
        lazy_gettext("maandagnacht"),
        lazy_gettext("dinsdagnacht"),
        lazy_gettext("woensdagnacht"),
        lazy_gettext("donderdagnacht"),
        lazy_gettext("vrijdagnacht"),
        lazy_gettext("zaterdagnacht"),
        lazy_gettext("zondagnacht"),
    ),
    DayPart.MORNING: (
        lazy_gettext("maandagochtend"),
        lazy_gettext("dinsdagochtend"),
        lazy_gettext("woensdagochtend"),
        lazy_gettext("donderdagochtend"),
        lazy_gettext("vrijdagochtend"),
        lazy_gettext("zaterdagochtend"),
        lazy_gettext("zondagochtend"),
    ),
    DayPart.AFTERNOON: (
        lazy_gettext("maandagmiddag"),
        lazy_gettext("dinsdagmiddag"),
        lazy_gettext("woensdagmiddag"),
        lazy_gettext("donderdagmiddag"),
        lazy_gettext("vrijdagmiddag"),
        lazy_gettext("zaterdagmiddag"),
        lazy_gettext("zondagmiddag"),
    ),
    DayPart.EVENING: (
        lazy_gettext("maandagavond"),
        lazy_gettext("dinsdagavond"),
        lazy_gettext("woensdagavond"),
        lazy_gettext("donderdagavond"),
        lazy_gettext("vrijdagavond"),
        lazy_gettext("zaterdagavond"),
        lazy_gettext("zondagavond"),
    ),
}

_MONTHS: tuple[LazyText, ...] = (
    lazy_gettext("januari"),
    lazy_gettext("februari"),
    lazy_gettext("maart"),
    lazy_gettext("april"),
    lazy_gettext("mei"),
    lazy_gettext("juni"),
    lazy_gettext("juli"),
    lazy_gettext("augustus"),
    lazy_gettext("september"),
    lazy_gettext("oktober"),
    lazy_gettext("november"),
    lazy_gettext("december"),
)


def day_part(moment: datetime) -> DayPart:
    """Tell the part of the day: night to 6, morning to 12, afternoon to 18."""
    if moment.hour < 6:  # noqa: PLR2004 -- the hours of the sentence above
        return DayPart.NIGHT
    if moment.hour < 12:  # noqa: PLR2004 -- the hours of the sentence above
        return DayPart.MORNING
    if moment.hour < 18:  # noqa: PLR2004 -- the hours of the sentence above
        return DayPart.AFTERNOON
    return DayPart.EVENING


def weekday(day: date) -> str:
    """Name the day of the week: "donderdag"."""
    return str(_WEEKDAYS[day.weekday()])


def month(day: date) -> str:
    """Name the month: "oktober"."""
    return str(_MONTHS[day.month - 1])


def day(moment: date) -> str:
    """Say a day: "donderdag 22 oktober"."""
    return gettext(
        "%(weekday)s %(day)d %(month)s",
        weekday=weekday(moment),
        day=moment.day,
        month=month(moment),
    )


def day_and_year(moment: date) -> str:
    """Say a day of a certain year: "donderdag 22 oktober 2026"."""
    return gettext("%(day)s %(year)d", day=day(moment), year=moment.year)


def day_with_part(moment: datetime) -> str:
    """Say a day and its part: "donderdagavond 22 oktober"."""
    return gettext(
        "%(weekday)s %(day)d %(month)s",
        weekday=_DAY_PARTS[day_part(moment)][moment.weekday()],
        day=moment.day,
        month=month(moment),
    )


def part_of_week(moment: datetime) -> str:
    """Name the part of the week: "donderdagavond"."""
    return str(_DAY_PARTS[day_part(moment)][moment.weekday()])


def time_of_day(moment: datetime) -> str:
    """Say a time without the word *uur*: "19.35", "9.30"."""
    return gettext("%(hour)d.%(minute)02d", hour=moment.hour, minute=moment.minute)


def clock(moment: datetime) -> str:
    """Say a time by itself: "19.35 uur"."""
    return gettext("%(time)s uur", time=time_of_day(moment))


def time_span(start: datetime, end: datetime) -> str:
    """Say from when to when: "19.35 tot 19.55 uur"; with words, never a dash."""
    return gettext(
        "%(start)s tot %(end)s uur", start=time_of_day(start), end=time_of_day(end)
    )


def moment_in_words(moment: datetime) -> str:
    """Say a day and a time: "donderdag 22 oktober om 19.35 uur"."""
    return gettext("%(day)s om %(time)s", day=day(moment), time=clock(moment))


def when(start: datetime, end: datetime) -> str:
    """Say when something is: "donderdagavond 22 oktober, 19.35 tot 19.55 uur"."""
    return gettext(
        "%(day)s, %(span)s", day=day_with_part(start), span=time_span(start, end)
    )


def days_of_event(moments: Iterable[date]) -> str:
    """Say all days of an event in one line: "22, 24 en 27 oktober 2026"."""
    months: dict[date, list[str]] = {}
    for year, number, in_month in sorted({(m.year, m.month, m.day) for m in moments}):
        months.setdefault(date(year, number, 1), []).append(str(in_month))
    last_of_year = {first.year: first for first in months}
    return listed(
        [
            _days_of_month(first, numbers, with_year=first in last_of_year.values())
            for first, numbers in months.items()
        ]
    )


def _days_of_month(first: date, numbers: Sequence[str], *, with_year: bool) -> str:
    """Say some days of one month: "22 en 24 oktober", with the year or without."""
    days = gettext(
        "%(days)s %(month)s", days=listed(tuple(numbers)), month=month(first)
    )
    if not with_year:
        return days
    return gettext("%(day)s %(year)d", day=days, year=first.year)


def capitalised(words: str) -> str:
    """Begin with a capital: what stands first on a line."""
    first = words[:1]
    if first == "i" and language_in_force() == "tr":
        first = _DOTTED_CAPITAL
    return first.upper() + words[1:]


_DOTTED_CAPITAL = "\u0130"
"""In Turkish the capital of i keeps its dot."""


def listed(parts: Sequence[str]) -> str:
    """Join words as people do: "a", "a en b", "a, b en c"."""
    if len(parts) < 2:  # noqa: PLR2004 -- one thing is not a list
        return "".join(parts)
    comma = pgettext("between the words of a list", ", ")
    return gettext(
        "%(first)s en %(last)s", first=comma.join(parts[:-1]), last=parts[-1]
    )


def clock_change(first: datetime, last: datetime) -> str | None:
    """Say on which day the clock changes between two moments, if it does."""
    turn = _first_turn(first, last)
    if turn is None:
        return None
    after = turn.astimezone(first.tzinfo)
    before = (turn - timedelta(hours=1)).astimezone(first.tzinfo)
    # The wall clock moves by an hour less than the time that passed: it went back.
    if after.replace(tzinfo=None) - before.replace(tzinfo=None) < timedelta(hours=1):
        return gettext(
            "Let op: op %(day)s gaat de klok één uur terug. Dan begint de wintertijd.",
            day=day(after),
        )
    return gettext(
        "Let op: op %(day)s gaat de klok één uur vooruit. Dan begint de zomertijd.",
        day=day(after),
    )


def _first_turn(first: datetime, last: datetime) -> datetime | None:
    """Find the first instant (UTC) with another offset, hour by hour."""
    zone = first.tzinfo
    instant = first.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    end = last.astimezone(UTC)
    offset = instant.astimezone(zone).utcoffset()
    while instant <= end:
        if instant.astimezone(zone).utcoffset() != offset:
            return instant
        instant += timedelta(hours=1)
    return None
