"""What an organiser has to arrange, and who asked for it."""

import pytest
from flask import Flask

from tests.factories import a_participant_row
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME
from tests.web.pages import ReadPage, read_page
from tests.web.query_count import counted_queries
from web.persistence.queries import setup
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction


def an_event() -> EventRow:
    found = setup.find_event_by_slug("netwerkbeurs")
    assert found is not None
    return found


@pytest.fixture
def arranged(app: Flask, roos: FormClient) -> ReadPage:
    """The page, where three participants asked for something and one has left."""
    with app.app_context(), transaction():
        one = a_participant_row(an_event(), "W003", name="Habesha Brug")
        one.accessibility = ["taaltolk", "kinderopvang"]
        one.interpreter = "ti"
        two = a_participant_row(an_event(), "W004", name="Roma", slots=())
        two.accessibility = ["kinderopvang"]
        two.other_moment = True
        two.missing_group = "De wandelgroep"
        gone = a_participant_row(an_event(), "W005", name="Weg", state="withdrawn")
        gone.accessibility = ["halal"]
    return read_page(roos.get(f"{HOME}/deelnemers/regelen"))


def test_needs_are_listed_with_who_has_them(arranged: ReadPage) -> None:
    assert "Tolk Habesha Brug (Tigrinya)" in arranged.text
    assert "Kinderen kunnen mee / oppas Habesha Brug Roma" in arranged.text
    assert "Halal" not in arranged.text


def test_who_wants_another_moment_is_followed_up(
    arranged: ReadPage, roos: FormClient
) -> None:
    overview = read_page(roos.get(f"{HOME}/deelnemers?stand=ander-moment"))

    assert "spreek samen iets af" in arranged.text
    assert f"{HOME}/deelnemers/W004" in arranged.links
    assert "Spreek met 1 deelnemer een ander moment af" in overview.text
    assert "1 deelnemer in deze lijst" in overview.text
    assert "Vraag 1 deelnemer om tijden" not in overview.text


def test_missed_groups_are_listed_with_who_named_them(arranged: ReadPage) -> None:
    assert "De wandelgroep genoemd door Roma" in arranged.text


def test_page_asks_the_database_the_same_for_one_and_for_many(
    app: Flask, roos: FormClient, arranged: ReadPage
) -> None:
    del arranged
    with counted_queries(app) as few:
        roos.get(f"{HOME}/deelnemers/regelen")
    with app.app_context(), transaction():
        for number in range(3):
            a_participant_row(an_event(), f"W01{number}", name=f"Groep {number}")
    with counted_queries(app) as many:
        roos.get(f"{HOME}/deelnemers/regelen")

    assert len(few) == len(many)
