import pytest

from web.wording import in_language
from web.wording.numbers import decimal, duration, percentage, whole

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("share", "dutch", "english"),
    [
        (0, "0%", "0%"),
        (0.0016, "0,2%", "0.2%"),
        (0.0999, "10,0%", "10.0%"),
        (0.25, "25%", "25%"),
        (1, "100%", "100%"),
    ],
)
def test_percentage_has_a_decimal_below_ten(share: float, dutch: str, english: str):
    assert percentage(share) == dutch
    with in_language("en"):
        assert percentage(share) == english


def test_decimal_and_whole_follow_the_language():
    assert (decimal(3.44), decimal(3.6, 0), whole(1149)) == ("3,4", "4", "1.149")
    with in_language("en"):
        assert (decimal(3.44), decimal(3.6, 0), whole(1149)) == ("3.4", "4", "1,149")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0 seconden"),
        (1, "1 seconde"),
        (59.4, "59 seconden"),
        (60, "1 minuut"),
        (150, "2 minuten"),
        (3600, "1 uur"),
        (7200, "2 uur"),
    ],
)
def test_duration_uses_the_largest_unit(seconds: float, words: str):
    assert duration(seconds) == words
