"""Helpers: one link, the groups that agreed, and nothing more."""

import pytest
from flask import Flask

from tests.factories import a_participant_row
from tests.web.conftest import FormClient
from tests.web.pages import read_page
from tests.web.participant.conftest import Visit, get_event
from web.persistence.database import db
from web.persistence.rows import AuditRow, HelperRow, ParticipantRow
from web.persistence.transaction import transaction
from web.services import go_betweens

BY = "roos@example.org"


@pytest.fixture
def karim(app: Flask, registered: Visit) -> str:
    """A helper of W001 by phone; W002 is asked on its own page. Gives the base."""
    del registered
    with app.app_context():
        with transaction():
            event = get_event("netwerkbeurs")
            a_participant_row(event, "W002", name="Buurtmoestuin")
            a_participant_row(event, "W003", name="Cijferhuis")
            event_id = event.id
        go_betweens.add_helper(event_id, name="Karim", contact="06 12", by=BY)
        go_betweens.add_group(event_id, "H1", "W001", way="phone", by=BY)
        go_betweens.add_group(event_id, "H1", "W002", way=go_betweens.OWN_PAGE, by=BY)
        url = go_betweens.url_of(go_betweens.get_helper(event_id, "H1"))
    return url.removeprefix("http://127.0.0.1:8000")


def test_helper_sees_only_the_groups_that_agreed(
    client: FormClient, karim: str
) -> None:
    page = read_page(client.get(karim))

    assert page.heading == "Groepen die u helpt"
    assert "Koffie & Verhalen" in page.text
    assert "Buurtmoestuin" not in page.text
    assert client.get(f"{karim}W001/wie").status_code == 200
    assert client.get(f"{karim}W002/wie").status_code == 404
    assert client.get(f"{karim}W003/wie").status_code == 404


def test_helper_changes_answers_under_the_name_of_the_helper(
    app: Flask, client: FormClient, karim: str
) -> None:
    page = read_page(client.get(f"{karim}W001/aanbod"))
    client.submit(
        f"{karim}W001/aanbod",
        {
            "versie": page.one("versie"),
            "aanbod-1-text": "koffie schenken",
            "aanbod-1-kind": "menskracht",
        },
    )

    with app.app_context():
        last = db.session.query(AuditRow).order_by(AuditRow.id.desc()).first()
        row = db.session.query(ParticipantRow).filter_by(code="W001").one()
        assert [offer.text for offer in row.offers] == ["koffie schenken"]
        assert last is not None
        assert (last.action, last.actor, last.detail) == (
            "helper.save_offers",
            "helper H1",
            {"code": "W001"},
        )


def test_group_says_yes_on_its_own_page_and_stops_it_again(
    app: Flask, client: FormClient, registered: Visit, karim: str
) -> None:
    with app.app_context():
        go_betweens.end_group(1, "H1", "W001", by=BY)
        go_betweens.add_group(1, "H1", "W001", way=go_betweens.OWN_PAGE, by=BY)
    page = registered.open("?antwoorden=1")

    registered.client.submit(registered.base + "helper/H1", {"antwoord": "ja"})
    agreed = client.get(f"{karim}W001/wie").status_code
    registered.client.submit(registered.base + "helper/H1", {"antwoord": "nee"})

    assert "Mag Karim uw pagina openen en voor u invullen?" in page.text
    assert (agreed, client.get(f"{karim}W001/wie").status_code) == (200, 404)


def test_group_that_was_not_asked_can_let_nobody_in(
    app: Flask, client: FormClient, registered: Visit, karim: str
) -> None:
    with app.app_context():
        go_betweens.end_group(1, "H1", "W001", by=BY)

    answer = registered.client.submit(registered.base + "helper/H1", {"antwoord": "ja"})

    assert answer.status_code == 404
    assert client.get(f"{karim}W001/wie").status_code == 404


@pytest.mark.parametrize("path", ["gegevens", "wissen", "code", "gegevens.csv"])
def test_helper_cannot_do_what_is_the_group_s_own(
    client: FormClient, karim: str, path: str
) -> None:
    assert client.get(f"{karim}W001/{path}").status_code == 404


def test_ended_link_opens_nothing_and_a_new_one_does(
    app: Flask, client: FormClient, karim: str
) -> None:
    with app.app_context():
        go_betweens.end_helper(1, "H1", by=BY)
    ended = client.get(karim), client.get(f"{karim}W001/wie")
    with app.app_context():
        go_betweens.renew_link(1, "H1", by=BY)
        new = go_betweens.url_of(go_betweens.get_helper(1, "H1"))

    assert [answer.status_code for answer in ended] == [410, 410]
    assert client.get(karim).status_code == 404
    assert client.get(new.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_token_of_a_helper_is_stored_only_as_a_hash(app: Flask, karim: str) -> None:
    token = karim.split("/")[2]

    with app.app_context():
        row = db.session.query(HelperRow).one()
        assert len(token) == 32
        assert token not in {row.nonce, row.token_hash}
