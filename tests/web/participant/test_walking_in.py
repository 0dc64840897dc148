"""On the day itself: three questions, and somebody takes part."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.clocks import FixedClock
from tests.factories import NOW, THURSDAY_EVENING, an_event_row
from tests.web.conftest import FormClient
from web.persistence import loading
from web.persistence.database import db
from web.persistence.rows import EventRow, ParticipantRow
from web.persistence.transaction import transaction

PAGE = "/netwerkbeurs/vandaag"
FIRST = {
    "name": "Fietsclub",
    "kind": "informal",
    "offers": "",
    "seeks": "een zaal",
    "from_slot": "A2",
    "sleutel": "k1",
}


@pytest.fixture(autouse=True)
def event(app: Flask) -> None:
    """An event of two evenings, a week apart, with three slots each."""
    with app.app_context(), transaction():
        an_event_row(blocks=2, slots=3)


@pytest.fixture
def during(clock: FixedClock) -> None:
    """The first evening: its first slot has just begun."""
    clock.move(seconds=(THURSDAY_EVENING - NOW + timedelta(minutes=1)).total_seconds())


@pytest.mark.usefixtures("during")
def test_who_walks_in_takes_part_for_what_is_left_of_the_day(
    app: Flask, client: FormClient
) -> None:
    answer = client.submit(PAGE, FIRST)

    assert answer.status_code == 303
    assert client.get(answer.location).status_code in {200, 302}
    with app.app_context():
        row = db.session.query(ParticipantRow).one()
        event = db.session.query(EventRow).one()
        value = loading.participant_value(row, loading.slot_codes(event))
    assert (row.state, row.source) == ("registered", "walk_in")
    assert {str(slot) for slot in value.availability} == {"A2", "A3"}
    assert [(ask.kind, ask.text) for ask in value.asks] == [("ruimte", "een zaal")]
    assert [delegate.name for delegate in value.delegates] == ["Fietsclub"]


@pytest.mark.usefixtures("during")
def test_the_same_form_twice_is_one_participant(app: Flask, client: FormClient) -> None:
    answers = [client.submit(PAGE, FIRST) for _ in range(2)]

    assert answers[0].location == answers[1].location
    with app.app_context():
        assert db.session.query(ParticipantRow).count() == 1


@pytest.mark.usefixtures("during")
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "Schrijf hoe uw groep of organisatie heet."),
        (
            {"seeks": "", "offers": ""},
            "Schrijf wat u zoekt of wat u kunt bieden.",
        ),
        ({"from_slot": "A1"}, "Kies vanaf hoe laat u kunt."),
        ({"from_slot": "B1"}, "Kies vanaf hoe laat u kunt."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(
    app: Flask, client: FormClient, changed: dict[str, str], words: str
) -> None:
    sent = {**FIRST, "offers": "koffie voor tien", **changed}

    answer = client.submit(PAGE, sent)

    assert answer.status_code == 422
    assert words in answer.text
    assert sent["offers"] in answer.text
    with app.app_context():
        assert db.session.query(ParticipantRow).count() == 0


@pytest.mark.usefixtures("during")
def test_event_page_leads_there_on_the_day(client: FormClient) -> None:
    assert PAGE in client.get("/netwerkbeurs/").text


def test_on_another_day_it_leads_back_to_the_event(client: FormClient) -> None:
    answer = client.get(PAGE)

    assert (answer.status_code, answer.location) == (302, "/netwerkbeurs/")
    assert PAGE not in client.get("/netwerkbeurs/").text
