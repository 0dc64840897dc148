"""Filling in for a group that calls: consent first, then the pages it has itself."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web.conftest import FormClient
from tests.web.organiser.conftest import EMAIL, HOME
from tests.web.pages import read_page
from web.persistence.database import db
from web.persistence.rows import (
    AuditRow,
    BehalfConsentRow,
    MessageRow,
    ParticipantRow,
    SubmissionRow,
)

YES = {
    "sleutel": "een",
    "name": "Wandelclub Zuid",
    "given_by": "Ria",
    "way": "phone",
    "language": "nl",
    "agreed": "1",
}
BEHALF = f"{HOME}/namens"


def begin(roos: FormClient, **changes: str) -> TestResponse:
    return roos.submit(BEHALF, {**YES, **changes})


def send(roos: FormClient, path: str, data: dict[str, Any]) -> TestResponse:
    page = read_page(roos.get(path))
    version = {"versie": page.one("versie")} if "versie" in page.fields else {}
    return roos.submit(path, {**version, **data})


@pytest.mark.parametrize(
    ("missing", "error"),
    [
        ("agreed", "Zonder ja mag je niet voor hen invullen."),
        ("given_by", "Schrijf wie ja zei."),
        ("way", "Kies hoe je hen sprak."),
        ("name", "Schrijf hoe de groep heet."),
    ],
)
def test_without_consent_nothing_begins(
    app: Flask, roos: FormClient, missing: str, error: str
) -> None:
    answer = begin(roos, **{missing: ""})

    page = read_page(answer)
    assert (answer.status_code, page.errors) == (422, [error])
    with app.app_context():
        assert db.session.query(ParticipantRow).count() == 2


def test_what_is_read_aloud_stands_above_the_form(roos: FormClient) -> None:
    page = read_page(roos.get(BEHALF))

    assert "Mag ik voor u invullen wat u mij vertelt?" in page.text
    assert "wissen wij alles." in page.text


def test_consent_is_kept_with_who_how_when_and_what_was_read(
    app: Flask, roos: FormClient
) -> None:
    answer = begin(roos)

    assert answer.headers["Location"] == f"{BEHALF}/P001/wie"
    with app.app_context():
        consent = db.session.query(BehalfConsentRow).one()
        row = db.session.get_one(ParticipantRow, consent.participant_id)
        assert (row.source, row.state, row.name) == (
            "behalf",
            "draft",
            "Wandelclub Zuid",
        )
        assert (consent.given_by, consent.way, consent.organiser) == (
            "Ria",
            "phone",
            EMAIL,
        )
        assert consent.read_out.splitlines()[-1] == (
            "Mag ik voor u invullen wat u mij vertelt?"
        )


def test_same_form_again_leads_to_the_same_draft(app: Flask, roos: FormClient) -> None:
    first, second = begin(roos), begin(roos)

    assert first.headers["Location"] == second.headers["Location"]
    with app.app_context():
        assert db.session.query(SubmissionRow).count() == 1


def test_organiser_walks_the_form_of_the_participant_and_registers_the_group(
    app: Flask, roos: FormClient
) -> None:
    begin(roos)
    base = f"{BEHALF}/P001/"

    page = read_page(roos.get(base + "wie"))
    send(roos, base + "wie", {"name": "Wandelclub Zuid", "kind": "informal"})
    send(
        roos, base + "aanbod", {"aanbod-1-text": "gids", "aanbod-1-kind": "menskracht"}
    )
    send(roos, base + "zoekt", {"vraag-1-text": "zaal", "vraag-1-kind": "ruimte"})
    send(roos, base + "tijden", {"blok-A-answer": "ja", "blok-B-answer": "nee"})
    people = {
        "persoon-1-name": "Ria",
        "persoon-1-contact": "06 11 22 33 44",
        "dutch": "B2",
        "languages": [],
        "channel": "telefoon",
        "second_channel": "",
    }
    send(roos, base + "personen", people)
    done = roos.submit(base + "klaar")

    assert "Je vult in namens Wandelclub Zuid." in page.text
    assert "Het duurt ongeveer tien minuten." in page.text
    assert done.headers["Location"] == base + "klaar"
    with app.app_context():
        row = db.session.query(ParticipantRow).filter_by(code="P001").one()
        assert (row.state, row.source) == ("registered", "behalf")
        message = db.session.query(MessageRow).filter_by(kind="personal_link").one()
        assert (message.channel, message.state) == ("telefoon", "by_hand")
        noted = db.session.query(AuditRow).filter(AuditRow.action.like("behalf.%"))
        assert {line.actor for line in noted} == {EMAIL}
        assert [line.action for line in noted.order_by(AuditRow.id)] == [
            "behalf.consent",
            "behalf.save_about",
            "behalf.save_offers",
            "behalf.save_asks",
            "behalf.save_times",
            "behalf.save_people",
            "behalf.finish",
        ]
    marked = read_page(roos.get(f"{HOME}/deelnemers")).text
    assert "P001, namens ingevuld" in marked
    assert "Ria zei ja op" in read_page(roos.get(f"{HOME}/deelnemers/P001")).text


def test_pages_of_a_group_stay_shut_until_it_said_yes(roos: FormClient) -> None:
    shut = roos.get(f"{BEHALF}/W001/wie")
    roos.submit(f"{BEHALF}/W001/toestemming", {**YES})

    assert shut.headers["Location"] == f"{BEHALF}/W001/toestemming"
    assert roos.get(f"{BEHALF}/W001/wie").status_code == 200


def test_looking_and_refused_forms_write_nothing_down(
    app: Flask, roos: FormClient
) -> None:
    begin(roos)

    roos.get(f"{BEHALF}/P001/wie")
    roos.submit(f"{BEHALF}/P001/wie", {"name": ""})

    with app.app_context():
        noted = db.session.query(AuditRow).filter(AuditRow.action.like("behalf.%"))
        assert [line.action for line in noted] == ["behalf.consent"]


@pytest.mark.parametrize("path", ["gegevens", "wissen", "code"])
def test_what_only_the_group_may_do_is_not_there(roos: FormClient, path: str) -> None:
    begin(roos)

    assert roos.get(f"{BEHALF}/P001/{path}").status_code == 404
