import pytest

from matcher.wishes import personal_maximum


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("GGZ, wijkteam. Maximaal drie gesprekken, daarna zijn we op.", 3),
        ("Hooguit 2 gesprekjes", 2),
        ("niet meer dan één gesprek", 1),
        ("At most four meetings please", 4),
        ("Maximaal twintig gesprekken", None),
        ("max 1000 euro", None),
        ("hooguit 0 gesprekken", None),
        ("", None),
    ],
)
def test_personal_maximum_is_read_from_a_wish(text, most) -> None:
    assert personal_maximum(text) == most
