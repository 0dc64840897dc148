"""The log holds no name, address, number, token or code, whatever happens."""

import logging
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.factories import an_event_row, an_organiser_row
from tests.transports import RecordingTransport
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import EMAIL, HOME, sign_in
from tests.web.pages import read_page
from web.mail.delivery import send_due
from web.persistence.transaction import transaction
from web.refusals import MailRefused
from web.services import confirmations, go_betweens
from web.services.messages import retry_message

CANARIES = ("Kanariegroep", "Wilhelmina", "kanarie@voorbeeld.nl", "06 98765432")


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Every line that anybody logs, however quiet."""
    kept: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(self.format(record))

    root, handler = logging.getLogger(), Keep()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)


def test_nothing_personal_is_logged_on_any_way(
    app: Flask,
    roos: FormClient,
    lines: list[str],
    transport: RecordingTransport,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visitor = app.test_client()
    assert isinstance(visitor, FormClient)
    started = visitor.submit(
        "/netwerkbeurs/meedoen", {"name": "Kanariegroep", "kind": "informal"}
    )
    token = started.headers["Location"].split("/")[2]
    base = f"/mijn/{token}/"
    people = {
        "versie": read_page(visitor.get(base + "personen")).one("versie"),
        "persoon-1-name": "Wilhelmina",
        "persoon-1-contact": "kanarie@voorbeeld.nl",
        "persoon-2-name": "Wilhelmina",
        "persoon-2-contact": "06 98765432",
        "dutch": "B2",
        "channel": "email",
        "second_channel": "",
    }
    assert visitor.submit(base + "personen", people).status_code == 303
    visitor.get(base + "nergens")
    visitor.get(f"/mijn/{token}x/")
    visitor.get(f"/agenda/{token}.ics")
    with app.app_context():
        code = confirmations.tell_code(1, "P001", by=EMAIL)
        go_betweens.add_helper(1, name="Wilhelmina", contact="06 98765432", by=EMAIL)
        go_betweens.add_group(1, "H1", "P001", way="phone", by=EMAIL)
        helper = go_betweens.url_of(go_betweens.get_helper(1, "H1")).split("/")[-2]
        transport.refusal = MailRefused(550, "no such user")
        send_due(5)
        retry_message(1, 1)
        transport.refusal = None
        send_due(5)
    visitor.get(f"/helpt/{helper}/P001/wie")
    roos.get(f"{HOME}/deelnemers?zoek=Kanariegroep")
    _break(app, monkeypatch)
    visitor.get(base + "gegevens")
    monkeypatch.undo()
    visitor.submit(base + "code", {"naar": "wissen", "code": code})
    gone = visitor.submit(base + "wissen")

    text = "\n".join(lines)
    assert gone.headers["Location"] == "/netwerkbeurs/gewist"
    assert "fault at GET participant.show_data" in text
    secrets = (token, helper, code, code.replace(" ", ""))
    assert [word for word in (*CANARIES, *secrets) if word in text] == []
    assert re.findall(r"/(?:mijn|helpt|agenda|inloggen)/\S+", text) == []


def _break(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one page fail in a way nobody foresaw."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError

    app.testing = False
    monkeypatch.setattr("web.participant.views.own_data.stored_data.read_stored", fail)


@pytest.fixture
def roos(app: Flask, client: FormClient) -> FormClient:
    """The browser of an organiser of an open event."""
    with app.app_context(), transaction():
        an_organiser_row(EMAIL, name="Roos", of=[an_event_row()])
    sign_in(app, client, EMAIL)
    return client
