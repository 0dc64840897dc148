from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from web.wording import in_language
from web.wording.calendars import entry_description, entry_place, entry_title
from web.wording.reasons import GiveAndTake

pytestmark = pytest.mark.usefixtures("app")

START = datetime(2026, 10, 22, 19, 35, tzinfo=ZoneInfo("Europe/Amsterdam"))
END = START + timedelta(minutes=20)


def test_title_and_place_say_where_and_not_with_whom():
    assert entry_title("7\n") == "Gesprek netwerkbijeenkomst, tafel 7"
    assert entry_place("Stadhuis,\nraadzaal", "7") == "Stadhuis, raadzaal, tafel 7"
    assert entry_place("", "7") == "Tafel 7"


def test_title_tells_with_whom_only_where_a_name_is_given():
    assert entry_title("7", "Moestuin\n") == "Gesprek met Moestuin, tafel 7"


def test_description_says_when_why_and_where_to_answer():
    gifts = GiveAndTake(
        they_offer=("een zaal\nop dinsdag", "koffie", "thee"),
        you_offer=("vier handen",),
    )
    url = "https://trefpunt.example/mijn/x/"

    assert entry_description(START, END, gifts=gifts, url=url).split("\n") == [
        "U heeft een gesprek op donderdagavond 22 oktober, 19.35 tot 19.55 uur.",
        "Zij bieden u: een zaal op dinsdag",
        "Zij bieden u: koffie",
        "U biedt hun: vier handen",
        f"Met wie u praat, en uw gesprekskaart: {url}",
        f"Komt u, of kunt u niet? Zeg het hier: {url}",
    ]
    with in_language("en"):
        assert entry_description(START, END, gifts=gifts, url=url).startswith(
            "You have a meeting on Thursday evening 22 October, 19:35 to 19:55."
        )


def test_description_without_a_website_says_whom_to_tell():
    gifts = GiveAndTake(they_offer=(), you_offer=())

    assert entry_description(START, END, gifts=gifts, url="").endswith(
        " uur.\nMet wie u praat en waarom, staat in uw eigen programma. "
        "Kunt u niet? Laat het de organisatie weten."
    )
