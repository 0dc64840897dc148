"""Tests of the pages of signing in and out."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.web.conftest import FormClient, MakeApp
from web.config import Settings, SmtpServer
from web.persistence.database import db
from web.persistence.rows import MessageRow, OrganiserSessionRow, SignInTokenRow
from web.services import accounts

EMAIL = "roos@example.org"


@pytest.fixture
def token(app: Flask) -> str:
    """A printed link of Roos."""
    with app.app_context():
        return accounts.print_link(EMAIL, name="Roos")


@pytest.fixture
def mailing_client(settings: Settings, make_app: MakeApp, tmp_path: Path) -> FormClient:
    """A browser of an application that can send mail."""
    del tmp_path
    app = make_app(replace(settings, smtp=SmtpServer(host="127.0.0.1", port=2525)))
    with app.app_context():
        accounts.print_link(EMAIL)
    client = app.test_client()
    assert isinstance(client, FormClient)
    return client


def test_opening_a_link_signs_nobody_in_and_spends_nothing(
    app: Flask, client: FormClient, token: str
) -> None:
    page = client.get(f"/inloggen/{token}")
    client.head(f"/inloggen/{token}")

    assert page.headers["Cache-Control"] == "no-store"
    assert "Log in bij Trefpunt" in page.text
    assert client.get("/organisatie/").location == "/inloggen"
    with app.app_context():
        assert accounts.is_link_open(token)


def test_the_button_of_a_link_signs_in_once(client: FormClient, token: str) -> None:
    first = client.submit(f"/inloggen/{token}")
    events = client.get("/organisatie/")
    client.submit("/uitloggen")
    second = client.submit(f"/inloggen/{token}")

    assert (first.status_code, first.location) == (303, "/organisatie/")
    assert "Roos" in events.text
    assert second.status_code == 410
    assert "Deze link werkt niet meer" in second.text


def test_a_link_that_is_spent_says_what_to_do(client: FormClient) -> None:
    page = client.get("/inloggen/made-up")

    assert page.status_code == 410
    assert "Vraag een nieuwe link" in page.text


def test_a_link_is_not_spent_without_our_form(client: FormClient, token: str) -> None:
    refused = client.post(f"/inloggen/{token}")

    assert refused.status_code == 400
    assert client.get("/organisatie/").location == "/inloggen"


def test_signing_in_changes_the_session_of_the_browser(
    client: FormClient, token: str
) -> None:
    before = client.csrf_token()
    with client.session_transaction() as session:
        session["csrf_token"] = "fixed by somebody else"  # noqa: S105 -- an attack

    client.post(f"/inloggen/{token}", data={"csrf_token": client.csrf_token()})

    with client.session_transaction() as session:
        assert session.get("csrf_token") != "fixed by somebody else"
    assert before


def test_signing_out_ends_the_session_everywhere(
    app: Flask, client: FormClient, token: str
) -> None:
    client.submit(f"/inloggen/{token}")
    with client.session_transaction() as session:
        stolen = dict(session)

    answer = client.submit("/uitloggen")
    with client.session_transaction() as session:
        session.update(stolen)

    assert (answer.status_code, answer.location) == (303, "/inloggen")
    assert client.get("/organisatie/").location == "/inloggen"
    with app.app_context():
        assert db.session.query(OrganiserSessionRow).one().ended_at is not None


def test_signing_out_twice_is_no_error(client: FormClient) -> None:
    assert client.submit("/uitloggen").status_code == 303


def test_who_is_signed_in_goes_on_to_the_events(client: FormClient, token: str) -> None:
    client.submit(f"/inloggen/{token}")

    assert client.get("/inloggen").location == "/organisatie/"


def test_without_mail_the_page_says_who_can_print_a_link(client: FormClient) -> None:
    page = client.get("/inloggen")
    answer = client.submit("/inloggen", {"email": EMAIL})

    assert "trefpunt event sign-in-link" in page.text
    assert "trefpunt event sign-in-link" in answer.text


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_the_answer_tells_nothing_about_the_address(
    mailing_client: FormClient, email: str
) -> None:
    known = mailing_client.submit("/inloggen", {"email": EMAIL})
    answer = mailing_client.submit("/inloggen", {"email": email})

    assert answer.status_code == 200
    assert _without_token(answer.text) == _without_token(known.text)


def _without_token(page: str) -> str:
    """Leave out the form's token, which holds the second it was made in."""
    return re.sub(r'name="csrf_token"\s+value="[^"]*"', "", page)


def test_a_mailed_link_is_on_its_way(mailing_client: FormClient) -> None:
    mailing_client.submit("/inloggen", {"email": EMAIL})

    with mailing_client.application.app_context():
        assert db.session.query(MessageRow).count() == 1
        assert db.session.query(SignInTokenRow).count() == 2


@pytest.mark.parametrize(
    "typed", ["", "roos", "roos@", "@example.org", "roos@example", f"{'a' * 250}@b.nl"]
)
def test_half_an_address_is_refused_and_kept(
    mailing_client: FormClient, typed: str
) -> None:
    answer = mailing_client.submit("/inloggen", {"email": typed})

    assert answer.status_code == 422
    assert "<title>Fout:" in answer.text
    assert f'value="{typed}"' in answer.text


def test_too_many_requests_are_refused(mailing_client: FormClient) -> None:
    for _ in range(30):
        mailing_client.submit("/inloggen", {"email": "x@example.org"})

    assert mailing_client.submit("/inloggen", {"email": EMAIL}).status_code == 429
