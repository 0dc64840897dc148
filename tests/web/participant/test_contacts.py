"""How to reach the other: only after the meeting, only when both say yes."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.clocks import FixedClock
from tests.factories import a_participant_row, a_programme_row
from tests.web.conftest import FormClient
from tests.web.pages import read_page
from tests.web.participant.conftest import Visit, get_event
from web.persistence.database import db
from web.persistence.rows import ContactConsentRow, ParticipantRow
from web.persistence.transaction import transaction
from web.services import confirmations
from web.services.contacts import answer_question
from web.services.erasure import erase_participant
from web.services.personal_links import LinkPurpose, issue

DURING = datetime(2026, 10, 22, 16, 50, tzinfo=UTC)


@pytest.fixture
def noor(app: Flask, registered: Visit) -> Visit:
    """W002, who meets W001 in the first slot of the released programme."""
    with app.app_context(), transaction():
        event = get_event("netwerkbeurs")
        row = a_participant_row(
            event,
            "W002",
            name="Cijferhuis",
            delegates=["Noor Bos"],
            contact="noor@x.nl",
        )
        a_participant_row(event, "W003", name="Buurtmoestuin")
        a_programme_row(event, [("W001", "W002")], state="released")
        token = issue(row, LinkPurpose.PERSONAL)
    client = app.test_client()
    assert isinstance(client, FormClient)
    del registered
    return Visit(client=client, token=token)


@pytest.fixture
def during(clock: FixedClock, noor: Visit) -> None:
    """Five minutes into the meeting."""
    del noor
    clock.move(seconds=(DURING - clock.now()).total_seconds())


def say(visit: Visit, other: str, answer: str) -> int:
    path = f"{visit.base}contact/{other}"
    return visit.client.submit(path, {"antwoord": answer}).status_code


def be_sure(app: Flask, visit: Visit, code: str) -> None:
    with app.app_context():
        told = confirmations.tell_code(1, code, by="roos@example.org")
    visit.client.submit(visit.base + "code", {"naar": "contact", "code": told})


@pytest.mark.usefixtures("noor")
def test_nothing_is_asked_before_the_meeting(registered: Visit) -> None:
    page = registered.open("contact")

    assert "Na een gesprek kunt u hier zeggen" in page.text
    assert say(registered, "W002", "ja") == 404


@pytest.mark.usefixtures("during")
def test_question_says_what_the_other_would_see(registered: Visit) -> None:
    page = registered.open("contact")

    assert "Mogen wij uw gegevens delen met Cijferhuis?" in page.text
    assert "Zij zien dan: Fatma Yilmaz, fatma@voorbeeld.nl" in page.text


@pytest.mark.usefixtures("during")
@pytest.mark.parametrize(
    ("mine", "theirs"), [("ja", ""), ("ja", "nee"), ("nee", "ja"), ("", "ja")]
)
def test_one_yes_shows_nothing_to_either(
    app: Flask, registered: Visit, noor: Visit, mine: str, theirs: str
) -> None:
    for visit, other, answer in ((registered, "W002", mine), (noor, "W001", theirs)):
        if answer:
            say(visit, other, answer)
    be_sure(app, registered, "W001")
    be_sure(app, noor, "W002")

    assert "noor@x.nl" not in registered.open("contact").text
    assert "Noor" not in registered.open("contact").text
    assert "fatma@voorbeeld.nl" not in noor.open("contact").text


@pytest.mark.usefixtures("during")
def test_two_yeses_show_both_after_a_code(
    app: Flask, registered: Visit, noor: Visit
) -> None:
    say(registered, "W002", "ja")
    say(noor, "W001", "ja")
    before = registered.open("contact")
    be_sure(app, registered, "W001")

    after = registered.open("contact")

    assert "noor@x.nl" not in before.text
    assert any(link.endswith("/code?naar=contact") for link in before.links)
    assert "U zei allebei ja. Noor Bos: noor@x.nl" in after.text


@pytest.mark.usefixtures("during")
def test_yes_that_is_taken_back_hides_it_again(
    app: Flask, registered: Visit, noor: Visit
) -> None:
    say(registered, "W002", "ja")
    say(noor, "W001", "ja")
    be_sure(app, registered, "W001")

    say(noor, "W001", "nee")

    assert "noor@x.nl" not in registered.open("contact").text


@pytest.mark.usefixtures("during")
def test_who_was_not_met_cannot_be_asked(registered: Visit) -> None:
    assert say(registered, "W003", "ja") == 404
    assert say(registered, "W999", "ja") == 404


@pytest.mark.usefixtures("during")
def test_what_was_said_goes_with_either(app: Flask, registered: Visit) -> None:
    say(registered, "W002", "ja")

    with app.app_context():
        erase_participant(1, "W002", by="roos@example.org")
        assert db.session.query(ContactConsentRow).count() == 0


@pytest.mark.usefixtures("during")
def test_same_answer_twice_is_one(app: Flask, registered: Visit) -> None:
    say(registered, "W002", "ja")
    with app.app_context():
        me = db.session.query(ParticipantRow).filter_by(code="W001").one()
        answer_question(me.id, "W002", agrees=True)

        assert db.session.query(ContactConsentRow).count() == 1
        assert read_page(
            registered.client.get(registered.base + "contact")
        ).heading == ("Contact houden")
