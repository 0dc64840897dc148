"""Reading, taking away and erasing one's own data; a code before it cannot be undone."""

import json
import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default

import pytest
from flask import Flask

from tests.clocks import FixedClock
from tests.transports import RecordingTransport
from tests.web.conftest import FormClient
from tests.web.pages import read_page
from tests.web.participant.conftest import Visit
from web.mail.delivery import send_due
from web.persistence.database import db
from web.persistence.rows import MessageRow, ParticipantRow
from web.persistence.transaction import transaction
from web.services import confirmations

Stored = Callable[[], ParticipantRow]


def mailed_code(app: Flask, transport: RecordingTransport) -> str:
    """Read the code from the mail that carried it."""
    with app.app_context():
        send_due(5)
    mail = message_from_bytes(transport.sent[-1].message, policy=default)
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    (code,) = re.findall(r"^\d{4} \d{4}$", text, re.MULTILINE)
    return code


def test_own_data_show_every_answer_and_all_that_is_stored(registered: Visit) -> None:
    page = registered.open("gegevens")

    assert page.heading == "Mijn gegevens"
    for text in (
        "Koffie & Verhalen",
        "fatma@voorbeeld.nl",
        "personal_link",
        "if_needed",
    ):
        assert (text in page.text) is (text != "if_needed")
    assert registered.token not in page.text


def test_own_data_can_be_taken_away(registered: Visit) -> None:
    table = registered.client.get(registered.base + "gegevens.csv")
    file = registered.client.get(registered.base + "gegevens.json")

    assert table.headers["Content-Disposition"] == (
        'attachment; filename="mijn-gegevens.csv"'
    )
    assert table.headers["Cache-Control"] == "no-store"
    assert "Koffie & Verhalen" in table.text
    assert json.loads(file.text)["participant"] == "W001"


def test_erasing_is_explained_before_a_code_is_asked_for(registered: Visit) -> None:
    page = registered.open("wissen")

    assert "Wissen kan niet ongedaan worden gemaakt." in page.text
    assert any(link.endswith("/code?naar=wissen") for link in page.links)


def test_without_a_code_nothing_is_erased(registered: Visit, stored: Stored) -> None:
    answer = registered.client.submit(registered.base + "wissen")

    assert answer.headers["Location"].endswith("/code?naar=wissen")
    assert stored().name == "Koffie & Verhalen"


def test_mailed_code_opens_the_way_to_erasing(
    app: Flask, registered: Visit, transport: RecordingTransport
) -> None:
    page = registered.open("code?naar=wissen")
    registered.client.submit(registered.base + "code/stuur", {"naar": "wissen"})
    code = mailed_code(app, transport)

    sure = registered.client.submit(
        registered.base + "code", {"naar": "wissen", "code": code}
    )
    gone = registered.client.submit(registered.base + "wissen")

    assert "f…@voorbeeld.nl" in page.text
    assert sure.headers["Location"] == registered.base + "wissen"
    assert gone.headers["Location"] == "/netwerkbeurs/gewist"
    with app.app_context():
        assert db.session.query(ParticipantRow).count() == 0
    page = read_page(registered.client.get(gone.headers["Location"]))
    assert page.heading == "Uw gegevens zijn gewist"
    assert registered.client.get(registered.base).status_code == 404


def test_mailed_code_is_kept_nowhere_once_it_is_sent(
    app: Flask, registered: Visit, transport: RecordingTransport
) -> None:
    registered.client.submit(registered.base + "code/stuur", {"naar": "wissen"})
    mailed_code(app, transport)

    with app.app_context():
        message = db.session.query(MessageRow).filter_by(kind="code").one()
        assert (message.state, message.body, message.html) == ("sent", "", "")


@pytest.mark.parametrize("typed", ["", "1234", "99999999", "abc"])
def test_wrong_code_leads_nowhere(registered: Visit, typed: str) -> None:
    registered.client.submit(registered.base + "code/stuur")

    answer = registered.client.submit(registered.base + "code", {"code": typed})

    assert answer.status_code == 422
    assert read_page(answer).errors == [
        "Deze code klopt niet, of werkt niet meer. Vraag een nieuwe code."
    ]


def tell(app: Flask) -> str:
    """Have the organiser make a code."""
    with app.app_context():
        return confirmations.tell_code(1, "W001", by="roos@example.org")


@pytest.mark.usefixtures("registered")
def test_code_works_once_and_for_ten_minutes(app: Flask, clock: FixedClock) -> None:
    code = tell(app)
    with app.app_context():
        assert confirmations.spend_code(1, code.replace(" ", ""))
        assert not confirmations.spend_code(1, code)
    late = tell(app)
    clock.move(minutes=10)

    with app.app_context():
        assert not confirmations.spend_code(1, late)


@pytest.mark.usefixtures("registered")
def test_code_cannot_be_guessed(app: Flask) -> None:
    code = tell(app)
    wrong = "00000000" if not code.startswith("0000") else "11111111"

    with app.app_context():
        for _ in range(confirmations.MOST_TRIES):
            assert not confirmations.spend_code(1, wrong)
        assert not confirmations.spend_code(1, code)


def test_being_sure_ends_after_ten_minutes(
    app: Flask, registered: Visit, clock: FixedClock, stored: Stored
) -> None:
    registered.client.submit(registered.base + "code", {"code": tell(app)})
    clock.move(minutes=10)

    registered.client.submit(registered.base + "wissen")

    assert stored().state == "registered"


def test_somebody_without_email_is_told_whom_to_ask(
    app: Flask, registered: Visit
) -> None:
    with app.app_context(), transaction():
        db.session.query(ParticipantRow).one().delegates[0].contact = "06 12"

    page = registered.open("code")

    assert "Wij kennen geen e-mailadres van u." in page.text
    assert "tel:06-00000000" in page.links


def test_codes_are_mailed_only_so_often(app: Flask, registered: Visit) -> None:
    for _ in range(7):
        registered.client.submit(registered.base + "code/stuur")

    with app.app_context():
        assert db.session.query(MessageRow).filter_by(kind="code").count() == 5


def test_notice_of_an_event_says_when_everything_goes(
    client: FormClient, event: str
) -> None:
    page = read_page(client.get(f"/{event}/uw-gegevens"))

    assert "Op woensdag 27 januari wissen wij alles van u." in page.text
    assert "90 dagen na het laatste gesprek" in page.text
