"""What an organiser reads about equality, where plans are made and released."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories import (
    a_participant_row,
    a_programme_row,
    an_event_row,
    an_organiser_row,
)
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME, sign_in
from tests.web.pages import read_page
from web.persistence.queries import setup
from web.persistence.rows import EventRow, ProgrammeRow
from web.persistence.transaction import transaction
from web.services.equality_report import read_newest

EMAIL = "els@example.org"
REACH = [("bereik", "vijftig gezinnen")]


def _event(slug: str = "netwerkbeurs", **rules: object) -> EventRow:
    """Make three groups and a broadcaster that asks all of them for their people."""
    event = an_event_row(slug, slots=4, rules=rules)
    for number in (1, 2, 3):
        a_participant_row(
            event,
            f"W00{number}",
            name=f"Groep {number}",
            offers=REACH,
            delegates=["Tini"] if number < 3 else ["Ada"],
            contact="tini@voorbeeld.nl",
        )
    a_participant_row(
        event,
        "W004",
        name="Omroep Diep",
        kind="culture",
        offers=[],
        asks=REACH,
        delegates=["Bo", "Cas"],
    )
    return event


def _programme(event: EventRow) -> ProgrammeRow:
    programme = a_programme_row(
        event, [("W001", "W004"), ("W002", "W004"), ("W003", "W004")]
    )
    for meeting in programme.meetings:
        meeting.reasons = []
    return programme


@pytest.fixture
def els(app: Flask, client: FormClient) -> FormClient:
    """The browser of Els, whose event has one-way meetings only."""
    with app.app_context(), transaction():
        event = _event(most_of_person=1)
        an_organiser_row(EMAIL, name="Els", of=[event])
        _programme(event)
    sign_in(app, client, EMAIL)
    return client


def test_planning_page_says_how_equal_a_plan_is(els: FormClient) -> None:
    page = read_page(els.get(f"{HOME}/plannen"))

    for sentence in (
        "Groepen hebben gemiddeld 1,0 gesprekken, organisaties 3,0.",
        "Dat is niet even veel.",
        "In 0% van de gesprekken heeft elk van de twee iets wat de ander zoekt.",
        (
            "In 100% van de gesprekken tussen groepen en organisaties geeft de groep "
            "alleen. De grens is 30%."
        ),
        "Niemand heeft meer dan 3 gesprekken. De grens is 1.",
        "Bel hen: wat kunnen zij terug bieden?",
        "3 gesprekken waarin alleen de groep geeft.",
        "Biedt zelf nog niets aan.",
    ):
        assert sentence in page.text
    assert f"{HOME}/deelnemers/W004" in page.links


def test_release_page_warns_and_does_not_block(els: FormClient) -> None:
    page = read_page(els.get(f"{HOME}/vrijgeven"))

    for sentence in (
        "In 100% van de gesprekken geeft een groep alleen. Meer dan 30% wil je niet.",
        "Iemand heeft 3 gesprekken. Dat is meer dan je wilt.",
        "Groepen en organisaties krijgen niet even veel gesprekken.",
        "1 organisatie vraagt alleen, en geeft niets terug",
    ):
        assert sentence in page.text
    answer = els.submit(f"{HOME}/vrijgeven", {"version": "1", "known": "0"})
    assert answer.status_code == 303


def test_event_without_a_version_has_nothing_to_report(app: Flask) -> None:
    with app.app_context():
        with transaction():
            event_id = an_event_row().id

        assert read_newest(setup.get_event(event_id)) is None


@pytest.mark.parametrize(
    ("times", "burden"), [(0, "low"), (1, "low"), (2, "middle"), (5, "high")]
)
def test_earlier_meetings_of_a_person_are_told_in_a_word(
    app: Flask, times: int, burden: str
) -> None:
    """Tini comes for two groups, so each earlier event counts twice."""
    with app.app_context():
        with transaction():
            now = _event()
            _programme(now)
            events = [now]
            for number in range(times):
                before = _event(f"vorige-{number}")
                for slot in before.blocks[0].slots:
                    slot.starts_at -= timedelta(days=30)
                    slot.ends_at -= timedelta(days=30)
                _programme(before).state = "released"
                events.append(before)
            an_organiser_row(EMAIL, name="Els", of=events)

        found = read_newest(setup.get_event(now.id))

        assert found is not None
        assert [
            (person.name, person.meetings, person.burden.value)
            for person in found.people
            if person.name == "Tini"
        ] == [("Tini", 2, burden)]


def test_limits_that_are_not_set_are_not_passed(app: Flask) -> None:
    with app.app_context():
        with transaction():
            event = _event(most_of_person=None, one_way_share=1.0)
            a_programme_row(event, ())

        found = read_newest(setup.get_event(event.id))

        assert found is not None
        assert (found.balance.most_of_person, found.has_overloaded) == (0, False)
        assert not found.has_many_one_way
