# ruff: noqa: RUF001 -- people write in every script
"""Days, times, lists, numbers and labels in the languages of participants."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from web.wording import dates, in_language, ngettext, numbers
from web.wording.labels import in_sentence

pytestmark = pytest.mark.usefixtures("app")

ZONE = ZoneInfo("Europe/Amsterdam")
START = datetime(2026, 10, 22, 19, 35, tzinfo=ZONE)
END = datetime(2026, 10, 22, 19, 55, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "مساء الخميس 22 أكتوبر، من 19:35 إلى 19:55"),
        ("ti", "ሓሙስ ምሸት 22 ጥቅምቲ፣ ካብ 19:35 ክሳብ 19:55"),
        ("uk", "четвер, вечір, 22 жовтня, від 19:35 до 19:55"),
        ("tr", "22 Ekim perşembe akşamı, 19.35 ile 19.55 arası"),
        ("pl", "czwartek wieczorem, 22 października, od 19:35 do 19:55"),
    ],
)
def test_when_is_said_in_words_without_a_dash(language: str, words: str) -> None:
    with in_language(language):
        assert dates.when(START, END) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "22، 24 و27 أكتوبر 2026"),
        ("ti", "22፣ 24ን 27ን ጥቅምቲ 2026"),
        ("uk", "22, 24 і 27 жовтня 2026"),
        ("tr", "22, 24 ve 27 Ekim 2026"),
        ("pl", "22, 24 i 27 października 2026"),
    ],
)
def test_days_of_an_event_are_a_list_of_the_language(language: str, words: str) -> None:
    with in_language(language):
        days = [START.replace(day=day) for day in (22, 24, 27)]

        assert dates.days_of_event(days) == words


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("ar", {1: "دقيقة واحدة", 2: "دقيقتان", 3: "3 دقائق", 11: "11 دقيقة"}),
        ("ti", {1: "1 ደቒቕ", 2: "2 ደቓይቕ"}),
        ("uk", {1: "1 хвилина", 2: "2 хвилини", 5: "5 хвилин", 21: "21 хвилина"}),
        ("tr", {1: "1 dakika", 5: "5 dakika"}),
        ("pl", {1: "1 minuta", 3: "3 minuty", 5: "5 minut", 22: "22 minuty"}),
    ],
)
def test_a_number_chooses_the_form_of_its_noun(
    language: str, counted: dict[int, str]
) -> None:
    with in_language(language):
        said = {
            number: ngettext("%(num)d minuut", "%(num)d minuten", number)
            for number in counted
        }

    assert said == counted


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", "0.5%"), ("uk", "0,5%"), ("tr", "%0,5"), ("pl", "0,5%")],
)
def test_percentages_follow_the_language(language: str, words: str) -> None:
    with in_language(language):
        assert numbers.percentage(0.005) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", "нідерландська, арабська і турецька"),
        ("tr", "Felemenkçe, Arapça ve Türkçe"),
        ("pl", "niderlandzki, arabski i turecki"),
    ],
)
def test_languages_have_a_capital_only_where_the_reader_writes_one(
    language: str, words: str
) -> None:
    with in_language(language):
        assert in_sentence("language", ["nl", "ar", "tr"]) == words


def test_turkish_letters_i_keep_their_dots() -> None:
    with in_language("tr"):
        assert in_sentence("theme", ["werk"]) == "iş ve katılım"
        assert dates.capitalised("istanbul") == "İstanbul"
    assert dates.capitalised("istanbul") == "Istanbul"
