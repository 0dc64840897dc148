from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from web.wording import dates, in_language

pytestmark = pytest.mark.usefixtures("app")

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(day: int, hour: int, minute: int = 0, *, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("moment", "dutch", "english"),
    [
        (at(22, 19, 35), "donderdagavond 22 oktober", "Thursday evening 22 October"),
        (at(24, 13), "zaterdagmiddag 24 oktober", "Saturday afternoon 24 October"),
        (at(27, 9, 30), "dinsdagochtend 27 oktober", "Tuesday morning 27 October"),
        (at(1, 0, 5, month=3), "zondagnacht 1 maart", "Sunday night 1 March"),
        (at(25, 5, 59), "zondagnacht 25 oktober", "Sunday night 25 October"),
        (at(25, 6), "zondagochtend 25 oktober", "Sunday morning 25 October"),
        (at(25, 12), "zondagmiddag 25 oktober", "Sunday afternoon 25 October"),
        (at(25, 18), "zondagavond 25 oktober", "Sunday evening 25 October"),
    ],
)
def test_day_with_part_says_day_part_and_date(
    moment: datetime, dutch: str, english: str
):
    assert dates.day_with_part(moment) == dutch
    with in_language("en"):
        assert dates.day_with_part(moment) == english


@pytest.mark.parametrize(
    ("start", "end", "dutch", "english"),
    [
        (at(22, 19, 35), at(22, 19, 55), "19.35 tot 19.55 uur", "19:35 to 19:55"),
        (at(27, 9, 30), at(27, 9, 50), "9.30 tot 9.50 uur", "9:30 to 9:50"),
        (at(27, 0, 5), at(27, 10, 0), "0.05 tot 10.00 uur", "0:05 to 10:00"),
    ],
)
def test_time_span_uses_the_clock_of_the_language(
    start: datetime, end: datetime, dutch: str, english: str
):
    assert dates.time_span(start, end) == dutch
    with in_language("en"):
        assert dates.time_span(start, end) == english


def test_when_says_day_and_span():
    start, end = at(22, 19, 35), at(22, 19, 55)

    assert dates.when(start, end) == "donderdagavond 22 oktober, 19.35 tot 19.55 uur"
    with in_language("en"):
        assert dates.when(start, end) == "Thursday evening 22 October, 19:35 to 19:55"


def test_moment_in_words_has_day_and_clock():
    assert dates.moment_in_words(at(22, 9, 5)) == "donderdag 22 oktober om 9.05 uur"
    with in_language("en"):
        assert dates.moment_in_words(at(22, 9, 5)) == "Thursday 22 October at 9:05"


def test_part_of_week_names_the_part_alone():
    assert dates.part_of_week(at(22, 19)) == "donderdagavond"


def test_day_and_year_names_the_year():
    assert dates.day_and_year(at(22, 19)) == "donderdag 22 oktober 2026"


def test_every_weekday_and_month_has_its_name():
    weekdays = [dates.weekday(at(day, 12, month=6)) for day in range(1, 8)]
    months = [dates.month(at(1, 12, month=month)) for month in range(1, 13)]

    assert " ".join(weekdays) == (
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    )
    assert " ".join(months) == (
        "januari februari maart april mei juni juli augustus september oktober "
        "november december"
    )


@pytest.mark.parametrize(
    ("moments", "words"),
    [
        ([], ""),
        ([at(22, 19)], "22 oktober 2026"),
        ([at(24, 13), at(22, 19), at(22, 20)], "22 en 24 oktober 2026"),
        ([at(22, 19), at(24, 13), at(27, 9)], "22, 24 en 27 oktober 2026"),
        ([at(30, 19), at(1, 19, month=11)], "30 oktober en 1 november 2026"),
        (
            [at(30, 19, month=12), datetime(2027, 1, 2, tzinfo=AMSTERDAM)],
            "30 december 2026 en 2 januari 2027",
        ),
    ],
)
def test_days_of_event_joins_the_days(moments: list[datetime], words: str):
    assert dates.days_of_event(moments) == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [((), ""), (("a",), "a"), (("a", "b"), "a en b"), (("a", "b", "c"), "a, b en c")],
)
def test_listed_joins_words(parts: tuple[str, ...], words: str):
    assert dates.listed(parts) == words


def test_capitalised_changes_only_the_first_letter():
    assert dates.capitalised("donderdagavond 22 oktober") == "Donderdagavond 22 oktober"
    assert dates.capitalised("") == ""


def test_clock_change_tells_when_the_clock_goes_back():
    assert dates.clock_change(at(22, 18, 45), at(27, 11, 55)) == (
        "Let op: op zondag 25 oktober gaat de klok één uur terug. "
        "Dan begint de wintertijd."
    )


def test_clock_change_tells_when_the_clock_goes_forward():
    assert dates.clock_change(at(27, 18, month=3), at(31, 9, month=3)) == (
        "Let op: op zondag 29 maart gaat de klok één uur vooruit. "
        "Dan begint de zomertijd."
    )


def test_clock_change_is_silent_when_the_clock_stays():
    assert dates.clock_change(at(22, 18, 45), at(24, 15, 25)) is None
