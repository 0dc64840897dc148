from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from web.wording import in_language
from web.wording.calendars import entry_description, entry_place, entry_title

pytestmark = pytest.mark.usefixtures("app")

START = datetime(2026, 10, 22, 19, 35, tzinfo=ZoneInfo("Europe/Amsterdam"))


def test_title_and_place_say_where_and_not_with_whom():
    assert entry_title("7\n") == "Gesprek netwerkbijeenkomst, tafel 7"
    assert entry_place("Stadhuis,\nraadzaal", "7") == "Stadhuis, raadzaal, tafel 7"
    assert entry_place("", "7") == "Tafel 7"


def test_description_says_when_in_words():
    end = START + timedelta(minutes=20)

    assert entry_description(START, end) == (
        "U heeft een gesprek op donderdagavond 22 oktober, 19.35 tot 19.55 uur. "
        "Met wie u praat en waarom, staat in uw eigen programma. Kunt u niet? "
        "Laat het de organisatie weten."
    )
    with in_language("en"):
        assert entry_description(START, end).startswith(
            "You have a meeting on Thursday evening 22 October, 19:35 to 19:55."
        )
