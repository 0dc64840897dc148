"""What tests of the organiser's pages share: an event and who organises it."""

import pytest
from flask import Flask

from tests.factories import a_participant_row, an_event_row, an_organiser_row
from tests.web.conftest import FormClient
from web.persistence.transaction import transaction
from web.services import accounts

EMAIL = "roos@example.org"
HOME = "/organisatie/netwerkbeurs"


@pytest.fixture
def event_id(app: Flask) -> int:
    """An event of Roos with two participants."""
    with app.app_context(), transaction():
        event = an_event_row(blocks=2)
        an_organiser_row(EMAIL, name="Roos", of=[event])
        a_participant_row(event, "W001", name="Vrouwenkring Nour")
        a_participant_row(
            event, "W002", name="ROC Diepland", kind="education", delegates=["Bram"]
        )
        return event.id


@pytest.fixture
def roos(app: Flask, client: FormClient, event_id: int) -> FormClient:
    """The browser of Roos, who is signed in and organises the event."""
    del event_id
    sign_in(app, client, EMAIL)
    return client


def sign_in(app: Flask, client: FormClient, email: str) -> None:
    """Sign somebody in as the page does."""
    with app.app_context():
        token = accounts.print_link(email)
    assert client.submit(f"/inloggen/{token}").status_code == 303
