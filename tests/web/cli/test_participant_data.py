"""Tests of `trefpunt participants show` and `erase`."""

import json

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.factories import a_participant_row, an_event_row
from web.cli.participants import participants
from web.persistence.database import db
from web.persistence.rows import ParticipantRow
from web.persistence.transaction import transaction


@pytest.fixture(autouse=True)
def _installation(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two participants, in the installation that the commands open."""
    monkeypatch.setattr("web.cli.participants.open_installation", lambda: app)
    with app.app_context(), transaction():
        event = an_event_row()
        a_participant_row(event, "W001")
        a_participant_row(event, "W002", name="Bibliotheek", kind="formal")


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(participants, list(arguments), input=answer)


def test_show_tells_every_table_and_value() -> None:
    result = run("show", "netwerkbeurs", "W001")

    assert result.exit_code == 0
    assert "participant: 1\n  1.\n" in result.output
    assert "     name: Koffie & Verhalen\n" in result.output
    assert "     contact: fatma@voorbeeld.nl\n" in result.output
    assert "availability: 3\n" in result.output
    assert "Bibliotheek" not in result.output


def test_show_speaks_json_to_programs() -> None:
    result = run("show", "netwerkbeurs", "W001", "--json")

    stored = json.loads(result.output)["stored"]
    assert [offer["text"] for offer in stored["offer"]] == ["zes vrijwilligers"]


def test_erase_asks_first(app: Flask) -> None:
    result = run("erase", "netwerkbeurs", "W001", answer="n\n")

    assert result.exit_code == 1
    assert "Erase W001 (Koffie & Verhalen)? 0 planned meetings lapse." in result.output
    with app.app_context():
        assert db.session.query(ParticipantRow).count() == 2


def test_erase_leaves_only_the_others(app: Flask) -> None:
    result = run("erase", "netwerkbeurs", "W001", "--yes")

    assert result.output == "erased W001; 0 people hear that a meeting lapses\n"
    with app.app_context():
        assert db.session.query(ParticipantRow.code).all() == [("W002",)]


def test_unknown_participant_is_one_clear_line() -> None:
    result = run("show", "netwerkbeurs", "W009")

    assert result.exit_code == 2
    assert "netwerkbeurs has no participant W009" in result.output
