"""Tests of shortening names for the board."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.services.short_names import LONGEST, short_name, short_names


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Vrouwenkring Nour", "Vrouwenkring Nour"),
        ("  Stichting\u00a0Vaders van Nu ", "Vaders van Nu"),
        ("Moskee Ar-Rifq \u2013 commissie Samen Sterk", "Moskee Ar-Rifq"),
        ("Wereldtuin De Goede Grond", "De Goede Grond"),
        ("Repair & Praat Molenakkers", "Repair & Praat"),
        ('Dovencaf\u00e9 "Handen Praten"', "Handen Praten"),
        ("Luisterlijn van de Buurt", "Luisterlijn"),
        ("Syrische Koks \u2013 \u0645\u0637\u0628\u062e\u200f", "Syrische Koks"),
        ("Hottentottententententoonstelling", "Hottentottentententen."),
        ("\u200e", "-"),
    ],
)
def test_a_name_keeps_its_most_telling_words(name: str, short: str) -> None:
    assert short_name(name).replace("\u00ad", "") == short


def test_a_place_that_many_names_end_with_goes() -> None:
    names = [f"{first} Waterlede" for first in ("Kunst", "Sport", "Muziek")]
    names.append("Sociaal Juridisch Spreekuur Waterlede")

    shorts = short_names(dict.fromkeys(names) | {name: name for name in names})

    assert shorts["Sociaal Juridisch Spreekuur Waterlede"] == "Juridisch Spreekuur"


def test_departments_that_begin_alike_are_told_apart() -> None:
    shorts = short_names(
        {
            1: "Gemeente Waterlede \u2013 afdeling Samenleving",
            2: "Gemeente Waterlede \u2013 team Inburgering",
        }
    )

    assert shorts == {1: "afdeling Samenleving", 2: "team Inburgering"}


def test_a_long_word_may_break_once_between_syllables() -> None:
    assert short_name("Antidiscriminatiepunt") == "Antidiscri\u00adminatiepunt"


@given(st.lists(st.text(), min_size=1, max_size=8))
def test_no_short_name_is_empty_or_too_long(names: list[str]) -> None:
    shorts = short_names(dict(enumerate(names)))

    visible = [short.replace("\u00ad", "") for short in shorts.values()]
    assert all(1 <= len(short) <= LONGEST for short in visible)
