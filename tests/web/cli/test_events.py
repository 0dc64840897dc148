"""Tests of `trefpunt event` and `trefpunt participants`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.factories import an_event_row
from web.cli.events import event
from web.cli.participants import participants
from web.persistence.queries import setup
from web.persistence.transaction import transaction
from web.services import accounts

Run = Callable[..., Result]
SHEET = "id,organisation,kind,delegates,availability\n"


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the application of the test."""
    for module in ("events", "participants"):
        # The commands open the installation that the environment describes.
        monkeypatch.setattr(f"web.cli.{module}.open_installation", lambda: app)

    def invoke(*arguments: str) -> Result:
        group = {"event": event, "participants": participants}[arguments[0]]
        return CliRunner().invoke(group, list(arguments[1:]))

    return invoke


@pytest.fixture
def slug(app: Flask) -> str:
    """An event that is not open yet."""
    with app.app_context(), transaction():
        return an_event_row(state="draft").slug


def test_an_event_is_made_and_its_organiser_let_in(app: Flask, run: Run) -> None:
    result = run(
        "event",
        "create",
        "Beurs",
        *("--date", "2026-10-22", "--tables", "4", "--start", "18:45"),
        *("--organiser", "Roos@example.org", "--organiser-name", "Roos"),
    )

    slug, url = result.output.split()
    with app.app_context():
        made = setup.find_event_by_slug(slug)
        assert made is not None
        assert made.blocks[0].slots[0].starts_at.strftime("%H:%M") == "16:45"
        signed_in = accounts.sign_in(url.rpartition("/")[2])
        assert setup.list_events_of(signed_in.organiser_id) == (made,)


def test_an_event_cannot_begin_when_the_clock_is_moved(run: Run) -> None:
    result = run(
        "event",
        "create",
        "Nacht",
        *("--date", "2026-03-29", "--tables", "4", "--start", "02:30"),
        *("--organiser", "roos@example.org"),
    )

    assert result.exit_code == 2
    assert "the clock changes" in result.output


def test_events_are_listed(run: Run, slug: str) -> None:
    result = run("event", "list")

    assert slug in result.output
    assert "draft" in result.output


def test_an_event_without_times_is_listed_and_cannot_open(app: Flask, run: Run) -> None:
    with app.app_context(), transaction():
        an_event_row("leeg", state="draft", blocks=0)

    assert "leeg" in run("event", "list").output
    assert run("event", "open", "leeg").exit_code == 2


def test_registration_is_opened(app: Flask, run: Run, slug: str) -> None:
    result = run("event", "open", slug)

    assert (result.exit_code, result.output) == (0, f"{slug} is open\n")
    with app.app_context():
        opened = setup.find_event_by_slug(slug)
        assert opened is not None
        assert opened.state == "open"


def test_a_link_lets_somebody_organise_an_event_too(
    app: Flask, run: Run, slug: str
) -> None:
    result = run("event", "sign-in-link", "kim@example.org", "--event", slug)
    other = run("event", "sign-in-link", "kim@example.org")

    with app.app_context():
        token = other.output.strip().rpartition("/")[2]
        signed_in = accounts.sign_in(token)
        found = setup.list_events_of(signed_in.organiser_id)
    assert result.exit_code == 0
    assert [row.slug for row in found] == [slug]


@pytest.mark.parametrize(
    "command",
    [("event", "open"), ("event", "sign-in-link", "k@example.org", "--event")],
)
def test_an_unknown_event_is_an_unusable_argument(
    run: Run, command: tuple[str, ...]
) -> None:
    result = run(*command, "nope")

    assert result.exit_code == 2
    assert "trefpunt event list" in result.output


def test_participants_come_in_and_go_out(run: Run, slug: str, tmp_path: Path) -> None:
    sheet, out = tmp_path / "in.csv", tmp_path / "out.csv"
    sheet.write_text(f"{SHEET}W1,Tok,informal,Piet <geen>,A1\n,Niets,x,,\n")

    came = run("participants", "import", slug, str(sheet))
    went = run("participants", "export", slug, str(out))

    assert "1 new, 0 changed, 0 the same, 1 rows not usable" in came.output
    assert went.output == f"wrote {out}\n"
    assert "W1,Tok,informal" in out.read_text(encoding="utf-8-sig")


def test_an_unusable_sheet_is_refused(run: Run, slug: str, tmp_path: Path) -> None:
    sheet = tmp_path / "in.csv"
    sheet.write_text("a,b\n1,2\n")

    result = run("participants", "import", slug, str(sheet))

    assert result.exit_code == 2
    assert "In het bestand ontbreekt" in result.output
