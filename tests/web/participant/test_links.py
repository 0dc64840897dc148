"""The door of the personal pages."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import a_participant_row
from tests.web.pages import read_page
from tests.web.participant.conftest import Visit, get_event
from web.persistence.database import db
from web.persistence.rows import ParticipantRow, PersonalLinkRow
from web.persistence.transaction import transaction
from web.services import personal_links
from web.services.personal_links import LinkPurpose

PATHS = ("", "wie", "aanbod", "zoekt", "tijden", "personen", "controle", "gesprekken")


@pytest.mark.parametrize("path", [*PATHS, "klaar", "gesprekken/W001+W002.ics"])
def test_unknown_link_opens_nothing_and_says_what_to_do(
    client: FlaskClient, path: str
) -> None:
    response = client.get(f"/mijn/{'x' * 32}/{path}")

    page = read_page(response)
    assert response.status_code == 404
    assert page.heading == "Deze link kennen wij niet"
    assert "Vraag de organisatie van de beurs om een nieuwe link." in page.text


@pytest.mark.parametrize("path", PATHS)
def test_revoked_link_opens_nothing_and_says_who_helps(
    app: Flask, registered: Visit, path: str
) -> None:
    with app.app_context(), transaction():
        personal_links.revoke_all(db.session.query(ParticipantRow).one())

    response = registered.client.get(registered.base + path)

    page = read_page(response)
    assert response.status_code == 410
    assert page.heading == "Deze link werkt niet meer"
    assert "Koffie" not in page.text
    assert "tel:06-00000000" in page.links
    sent = registered.client.submit(f"{registered.base}wie", {"name": "Weer"})
    assert sent.status_code == 410


def test_each_purpose_opens_its_own_pages_only(app: Flask, registered: Visit) -> None:
    with app.app_context():
        row = db.session.query(ParticipantRow).one()
        feed = personal_links.find_feed_url(row)

    assert feed is not None
    token = feed.rpartition("/")[2].removesuffix(".ics")
    assert registered.client.get(f"/mijn/{token}/").status_code == 404
    assert registered.client.get(f"/agenda/{registered.token}.ics").status_code == 404


def test_link_is_the_same_until_it_is_revoked(app: Flask, registered: Visit) -> None:
    with app.app_context(), transaction():
        row = db.session.query(ParticipantRow).one()
        again = personal_links.personal_url(row)
        feed = personal_links.feed_url(row)
        personal_links.revoke_all(row)
        new = personal_links.personal_url(row)

    assert again == f"http://127.0.0.1:8000/mijn/{registered.token}/"
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/agenda/[\w-]{32}\.ics", feed)
    assert new != again


def test_addresses_are_found_without_writing(app: Flask, event: str) -> None:
    with app.app_context(), transaction():
        row = a_participant_row(get_event(event))
        before = (
            personal_links.find_personal_url(row),
            personal_links.find_feed_url(row),
        )
        made = personal_links.personal_url(row)
        after = personal_links.find_personal_url(row)

    assert before == (None, None)
    assert after == made


def test_token_depends_on_the_secret_key_and_on_the_purpose(
    app: Flask, registered: Visit
) -> None:
    with app.app_context():
        link = (
            db.session.query(PersonalLinkRow)
            .filter_by(purpose=LinkPurpose.PERSONAL)
            .one()
        )
        token = personal_links.token_of(link)
        link.purpose = LinkPurpose.FEED
        other = personal_links.token_of(link)
        db.session.rollback()

    assert token == registered.token
    assert other != token


def test_one_participant_never_reaches_another(app: Flask, registered: Visit) -> None:
    with app.app_context(), transaction():
        event = get_event("netwerkbeurs")
        a_participant_row(event, "W009", name="Geheime groep", contact="geheim@x.nl")

    for path in PATHS[1:]:
        text = registered.client.get(registered.base + path).text
        assert "Geheime groep" not in text
        assert "geheim@x.nl" not in text


@pytest.mark.parametrize("path", PATHS)
def test_personal_pages_are_kept_nowhere_and_name_nobody_in_their_title(
    registered: Visit, path: str
) -> None:
    response = registered.client.get(registered.base + path)

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Koffie" not in read_page(response).title


@pytest.mark.parametrize(
    "path", ["wie", "aanbod", "zoekt", "tijden", "personen", "klaar", "taal"]
)
def test_every_change_needs_the_token_of_the_form(registered: Visit, path: str) -> None:
    assert registered.client.post(registered.base + path).status_code == 400


def test_language_is_kept_for_pages_and_messages(app: Flask, registered: Visit) -> None:
    response = registered.client.submit(
        f"{registered.base}taal", {"taal": "en", "terug": f"{registered.base}tijden"}
    )

    assert response.headers["Location"] == f"{registered.base}tijden"
    with app.app_context():
        assert db.session.query(ParticipantRow).one().language == "en"
    fresh = app.test_client().get(f"{registered.base}tijden")
    assert '<html lang="en" dir="ltr" class="participant">' in fresh.text


@pytest.mark.parametrize("back", ["https://elders.nl", "/organisatie/", ""])
def test_language_choice_leads_to_no_other_place(registered: Visit, back: str) -> None:
    response = registered.client.submit(
        f"{registered.base}taal", {"taal": "xx", "terug": back}
    )

    assert response.headers["Location"] == registered.base
