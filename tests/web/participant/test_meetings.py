"""My meetings: when, where, with whom and why; and the calendars."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.factories import a_participant_row, a_programme_row, an_interpreter_row
from tests.web.conftest import FormClient
from tests.web.pages import read_page
from tests.web.participant.conftest import Visit, get_event
from web.persistence.database import db
from web.persistence.rows import ParticipantRow, ProgrammeRow
from web.persistence.transaction import transaction
from web.services.releases import release

OFFER: dict[str, object] = {
    "kind": "offer_answers_ask",
    "weight": 90,
    "giver": "W002",
    "receiver": "W001",
    "offer": "een leeg winkelpand",
    "ask": "een vaste plek",
    "wish": "",
    "codes": ["ruimte"],
}


@pytest.fixture
def programme(app: Flask, event: str) -> Callable[..., None]:
    """Make a programme in which W001 meets W002, and W003 after that."""
    slug = event

    def make(*, state: str = "released", version: int = 1, **change: Any) -> None:
        with app.app_context(), transaction():
            event = get_event(slug)
            row = a_programme_row(
                event,
                (("W001", "W002"), ("W001", "W003")),
                version=version,
                state=state,
            )
            row.meetings[0].reasons = [*row.meetings[0].reasons, OFFER]
            for name, value in change.items():
                setattr(row, name, value)

    with app.app_context(), transaction():
        row = get_event(event)
        partner = a_participant_row(
            row,
            "W002",
            name="Woningcorporatie Waterwonen",
            kind="housing",
            delegates=("Gert-Jan de Vries",),
            contact="gertjan@waterwonen.nl",
        )
        partner.delegates[0].role = "manager wonen"
        a_participant_row(
            row,
            "W003",
            name="Kredietbank",
            kind="formal",
            delegates=("Patrick",),
            contact="patrick@voorbeeld.nl",
        )
    return make


def test_before_the_release_the_page_says_when(registered: Visit) -> None:
    page = registered.open("gesprekken")

    assert page.heading == "Mijn gesprekken"
    assert "Er zijn nog geen gesprekken." in page.text
    assert "Aanmelden kan tot en met donderdag 8 oktober." in page.text


def test_draft_programme_is_shown_to_nobody(
    registered: Visit, programme: Callable[..., None]
) -> None:
    programme(state="draft")

    assert "Waterwonen" not in registered.open("gesprekken").text


def test_meetings_say_when_where_with_whom_and_why(
    registered: Visit, programme: Callable[..., None]
) -> None:
    programme()

    page = registered.open("gesprekken")

    assert "U heeft 2 gesprekken." in page.text
    assert "Stand van dinsdag 1 september om 14.00 uur." in page.text
    assert "Donderdagavond 22 oktober Stadhuis, raadzaal" in page.text
    assert (
        "18.45 tot 19.05 uur Tafel 1 Woningcorporatie Waterwonen "
        "U praat met Gert-Jan, manager wonen." in page.text
    )
    assert "Zij bieden u een leeg winkelpand U biedt hun zes vrijwilligers" in page.text
    assert "Waarom dit gesprek?" in page.text
    assert f"{registered.base}gesprekken/W001%2BW002.ics" in {
        link.replace("+", "%2B") for link in page.links
    }


def test_no_contact_last_name_or_side_of_the_other_is_shown(
    registered: Visit, programme: Callable[..., None]
) -> None:
    programme()

    text = registered.client.get(f"{registered.base}gesprekken").text

    for secret in ("de Vries", "gertjan@waterwonen.nl", "informal", "housing"):
        assert secret not in text
    assert "formeel" not in text.lower()


def test_own_person_and_interpreter_are_named_where_it_matters(
    app: Flask, registered: Visit, programme: Callable[..., None]
) -> None:
    programme()
    with app.app_context(), transaction():
        an_interpreter_row(get_event("netwerkbeurs"))
        row = db.session.query(ParticipantRow).filter_by(code="W001").one()
        row.delegates.append(
            type(row.delegates[0])(code="W001.2", position=1, name="Selam")
        )
        meetings = db.session.query(ProgrammeRow).one().meetings
        meetings[0].delegate_a = "W001.2"
        meetings[0].interpreter = "T1"

    text = registered.open("gesprekken").text

    assert "Van uw kant komt Selam." in text
    assert "Van uw kant komt Fatma." in text
    assert "Er is een tolk bij: Selam." in text


def test_newest_release_counts(
    registered: Visit, programme: Callable[..., None]
) -> None:
    programme(version=1)
    programme(version=2, meetings=[])
    programme(version=3, state="draft")

    assert "Wij vonden nog geen gesprek" in registered.open("gesprekken").text


def test_meetings_without_a_common_time_are_told_without_blame(
    registered: Visit, programme: Callable[..., None]
) -> None:
    unmet = {"a": "W001", "value": 9, "would_help": [], "reasons": [OFFER]}
    programme(
        unmet=[
            {**unmet, "b": "W002", "reason": "no_common_slot"},
            {**unmet, "b": "W003", "reason": "party_full"},
            {**unmet, "b": "W404", "reason": "no_common_slot"},
            {**unmet, "a": "W002", "b": "W003", "reason": "no_common_slot"},
        ]
    )

    text = registered.open("gesprekken").text.partition("Nog geen tijd gevonden")[2]

    assert "U hoeft niets te doen." in text
    assert "Woningcorporatie Waterwonen" in text
    assert "Kredietbank" not in text


def test_partner_and_person_that_left_leave_no_hole(
    app: Flask, registered: Visit, programme: Callable[..., None]
) -> None:
    programme()
    with app.app_context(), transaction():
        db.session.delete(db.session.query(ParticipantRow).filter_by(code="W002").one())

    page = registered.open("gesprekken")

    assert "U heeft 1 gesprek." in page.text
    assert "Vervallen: uw gesprek met de andere groep" in page.text


def test_overview_leads_to_the_meetings_once_they_are_there(
    registered: Visit, programme: Callable[..., None]
) -> None:
    programme()

    response = registered.client.get(registered.base)

    assert response.headers["Location"] == f"{registered.base}gesprekken"
    assert "Uw gesprekken zijn klaar." in registered.open("?antwoorden=1").text


def test_page_offers_the_feed_to_calendars_and_to_copy(
    registered: Visit, programme: Callable[..., None]
) -> None:
    programme()

    links = registered.open("gesprekken").links

    feeds = [link for link in links if "/agenda/" in link]
    assert [link.partition("://")[0] for link in feeds] == ["webcal", "http"]
    assert feeds[0].removeprefix("webcal") == feeds[1].removeprefix("http")


def test_feed_of_somebody_else_is_not_found(client: FormClient) -> None:
    response = client.get(f"/agenda/{'x' * 32}.ics")

    assert response.status_code == 404
    assert read_page(response).heading == "Deze link kennen wij niet"


@pytest.fixture
def released(app: Flask, registered: Visit, programme: Callable[..., None]) -> None:
    """Release a programme as an organiser does, so that calendars have entries."""
    assert registered.open("gesprekken").heading == "Mijn gesprekken"
    programme(state="draft")
    with app.app_context():
        event_id = get_event("netwerkbeurs").id
        release(event_id, version=1, by="samira@voorbeeld.nl", known=0)


@pytest.mark.usefixtures("released")
def test_one_meeting_can_be_taken_to_a_calendar(registered: Visit) -> None:
    response = registered.client.get(f"{registered.base}gesprekken/W001+W002.ics")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="gesprek.ics"'
    )
    assert response.data.count(b"BEGIN:VEVENT\r\n") == 1
    assert b"Waterwonen" not in response.data


@pytest.mark.usefixtures("released")
def test_meeting_of_others_can_not_be_taken(registered: Visit) -> None:
    response = registered.client.get(f"{registered.base}gesprekken/W002+W003.ics")

    assert response.status_code == 404


@pytest.mark.usefixtures("released")
def test_feed_has_every_meeting_and_says_when_nothing_changed(
    registered: Visit,
) -> None:
    feed = next(
        link for link in registered.open("gesprekken").links if "/agenda/" in link
    )
    path = "/agenda/" + feed.rpartition("/")[2]

    first = registered.client.get(path)
    same = registered.client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    since = registered.client.get(
        path, headers={"If-Modified-Since": first.headers["Last-Modified"]}
    )

    assert first.status_code == 200
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert first.data.count(b"BEGIN:VEVENT\r\n") == 2
    assert (same.status_code, same.data) == (304, b"")
    assert since.status_code == 304
