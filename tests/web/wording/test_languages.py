"""Which language a page is written in."""

import pytest
from flask import Flask

from web.wording.languages import (
    LANGUAGES,
    choose_language,
    find_language,
    language_context,
    offered_languages,
    prefer_language,
    withhold_languages,
)
from web.wording.translation import in_language


def test_menu_has_dutch_first_and_each_language_by_its_own_name() -> None:
    assert [(known.code, known.autonym) for known in LANGUAGES] == [
        ("nl", "Nederlands"),
        ("en", "English"),
        ("ar", "العربية"),
        ("ti", "ትግርኛ"),
        ("uk", "Українська"),
        ("tr", "Türkçe"),
        ("pl", "Polski"),
    ]


def test_language_without_a_catalogue_is_not_found() -> None:
    assert find_language("xx") is None


def test_outside_a_request_it_is_dutch(app: Flask) -> None:
    with app.app_context():
        assert choose_language() == "nl"


@pytest.mark.parametrize(
    ("path", "headers", "preferred", "chosen"),
    [
        ("/", {}, "", "nl"),
        ("/", {"Accept-Language": "fy, en-GB;q=0.8, nl;q=0.5"}, "", "en"),
        ("/", {"Accept-Language": "ar-SY, en;q=0.8"}, "", "ar"),
        ("/", {"Accept-Language": "en"}, "nl", "nl"),
        ("/?taal=en", {}, "nl", "en"),
        ("/?taal=xx", {}, "en", "en"),
    ],
)
def test_address_then_person_then_browser_decide(
    app: Flask, path: str, headers: dict[str, str], preferred: str, chosen: str
) -> None:
    with app.test_request_context(path, headers=headers):
        prefer_language(preferred)

        assert choose_language() == chosen


def test_page_is_told_its_language_and_direction(app: Flask) -> None:
    with app.test_request_context("/"), in_language("en"):
        assert language_context() == {
            "language": "en",
            "direction": "ltr",
            "languages": LANGUAGES,
            "is_checked_translation": False,
        }


def test_language_that_the_organiser_withholds_is_passed_over(app: Flask) -> None:
    headers = {"Accept-Language": "tr, pl;q=0.5"}
    with app.test_request_context("/?taal=tr", headers=headers):
        withhold_languages(["tr"])

        assert choose_language() == "pl"
        assert [known.code for known in offered_languages()] == [
            "nl",
            "en",
            "ar",
            "ti",
            "uk",
            "pl",
        ]


def test_right_to_left_is_the_direction_of_arabic_alone() -> None:
    assert [known.code for known in LANGUAGES if known.direction == "rtl"] == ["ar"]
