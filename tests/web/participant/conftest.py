"""A participant with a personal link, and the answers of one who is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.factories import a_participant_row, an_event_row
from tests.web.conftest import FormClient
from tests.web.pages import ReadPage, read_page
from web.persistence.database import db
from web.persistence.rows import EventRow, ParticipantRow
from web.persistence.transaction import transaction
from web.services.personal_links import LinkPurpose, issue


@dataclass
class Visit:
    """A participant who opens and sends the personal pages."""

    client: FormClient
    token: str

    @property
    def base(self) -> str:
        return f"/mijn/{self.token}/"

    def open(self, path: str = "") -> ReadPage:
        response = self.client.get(self.base + path)
        assert response.status_code == 200, response.headers.get("Location")
        return read_page(response)

    def send(self, path: str, data: dict[str, Any]) -> TestResponse:
        """Send a step as its page would: with the version it was filled from."""
        page = self.open(path)
        version = {"versie": page.one("versie")} if "versie" in page.fields else {}
        return self.client.submit(self.base + path, {**version, **data})


@pytest.fixture
def event(app: Flask) -> str:
    """The slug of an open event with two blocks of three slots."""
    with app.app_context(), transaction():
        event = an_event_row(blocks=2)
        event.answers_until = date(2026, 10, 8)
        event.help_visit = "Stationsplein 4"
    return "netwerkbeurs"


@pytest.fixture
def visit(client: FormClient, event: str) -> Visit:
    """Somebody who has answered the first step on the web."""
    response = client.submit(
        f"/{event}/meedoen",
        {"sleutel": "een", "name": "Buurthuis De Meent", "kind": "informal"},
    )
    assert response.status_code == 303
    return Visit(client=client, token=response.headers["Location"].split("/")[2])


@pytest.fixture
def registered(app: Flask, client: FormClient, event: str) -> Visit:
    """Somebody who takes part, with answers in every step."""
    with app.app_context(), transaction():
        row = a_participant_row(get_event(event), "W001", slots=("A1", "A2"))
        token = issue(row, LinkPurpose.PERSONAL)
        issue(row, LinkPurpose.FEED)
    return Visit(client=client, token=token)


def get_event(slug: str) -> EventRow:
    """Get an event inside an application context."""
    row = db.session.query(EventRow).filter_by(slug=slug).one()
    assert isinstance(row, EventRow)
    return row


@pytest.fixture
def stored(app: Flask) -> Callable[[], ParticipantRow]:
    """Read the only participant, with everything loaded."""

    def read() -> ParticipantRow:
        with app.app_context():
            row = db.session.query(ParticipantRow).one()
            for name in ("offers", "asks", "delegates", "availability"):
                getattr(row, name)
            assert isinstance(row, ParticipantRow)
            return row

    return read


@pytest.fixture
def change_event(app: Flask, event: str) -> Callable[..., None]:
    """Change fields of the event, as its organiser could."""

    def change(**fields: object) -> None:
        with app.app_context(), transaction():
            row = get_event(event)
            for name, value in fields.items():
                setattr(row, name, value)

    return change


PEOPLE = {
    "persoon-1-name": "Mehari",
    "persoon-1-role": "voorzitter",
    "persoon-1-contact": "mehari@voorbeeld.nl",
    "dutch": "A2",
    "languages": ["ti"],
    "channel": "email",
    "second_channel": "",
}
TIMES = {"blok-A-answer": "ja", "blok-B-answer": "nee"}


@pytest.fixture
def ready(visit: Visit) -> Visit:
    """Somebody who has answered everything and not sent it yet."""
    visit.send("aanbod", {"aanbod-1-text": "koken", "aanbod-1-kind": "menskracht"})
    visit.send("zoekt", {"vraag-1-text": "een zaal", "vraag-1-kind": "ruimte"})
    visit.send("tijden", TIMES)
    visit.send("personen", PEOPLE)
    return visit
