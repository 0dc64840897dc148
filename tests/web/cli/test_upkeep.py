"""`trefpunt migrate|backup|restore|doctor` as a person runs them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.factories import an_event_row
from web import create_app
from web.cli import upkeep
from web.config import from_environment
from web.persistence.queries.public_events import get_event_by_slug
from web.persistence.schema import current_revision, head_revision, upgrade_schema
from web.persistence.transaction import transaction


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TREFPUNT_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


def run(command: object, *arguments: object) -> Result:
    assert callable(command)
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def name_of_event() -> str:
    app = create_app(from_environment())
    with app.app_context():
        return get_event_by_slug("beurs").name


def set_name_of_event(name: str) -> None:
    app = create_app(from_environment())
    with app.app_context(), transaction():
        get_event_by_slug("beurs").name = name


@pytest.fixture
def with_event(folder: Path) -> Path:
    app = create_app(from_environment())
    upgrade_schema(app)
    with app.app_context(), transaction():
        an_event_row("beurs", name="Eerst")
    return folder


@pytest.mark.usefixtures("folder")
def test_migrate_brings_an_empty_database_to_the_newest_schema() -> None:
    result = run(upkeep.migrate)

    assert result.exit_code == 0
    with create_app(from_environment()).app_context():
        assert current_revision() == head_revision()


def test_restore_gives_back_what_was_there_at_the_backup(with_event: Path) -> None:
    copy = with_event / "copy.sqlite"
    assert run(upkeep.backup, copy).exit_code == 0
    set_name_of_event("Later")

    result = run(upkeep.restore, copy)

    assert result.exit_code == 0
    assert name_of_event() == "Eerst"


def test_restore_keeps_the_database_that_was_there(with_event: Path) -> None:
    copy = with_event / "copy.sqlite"
    run(upkeep.backup, copy)
    set_name_of_event("Later")

    run(upkeep.restore, copy)

    kept = list((with_event / "data").glob("*-before-restore-*.sqlite"))
    assert len(kept) == 1
    with closing(sqlite3.connect(kept[0])) as connection:
        names = connection.execute("SELECT name FROM event").fetchall()
    assert names == [("Later",)]


def test_backup_without_a_name_goes_to_a_dated_file(with_event: Path) -> None:
    result = run(upkeep.backup)

    copies = list((with_event / "data" / "backups").glob("trefpunt-*.sqlite"))
    assert result.exit_code == 0
    assert len(copies) == 1


def test_backup_never_overwrites(with_event: Path) -> None:
    copy = with_event / "copy.sqlite"
    copy.write_text("mine")

    result = run(upkeep.backup, copy)

    assert result.exit_code == 2
    assert copy.read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"x" * 9000])
def test_restore_refuses_a_file_that_is_no_backup(
    with_event: Path, content: bytes
) -> None:
    wrong = with_event / "wrong.sqlite"
    wrong.write_bytes(content)

    result = run(upkeep.restore, wrong)

    assert result.exit_code == 2
    assert "wrong.sqlite" in result.output
    assert name_of_event() == "Eerst"


def test_restore_refuses_a_damaged_backup(with_event: Path) -> None:
    copy = with_event / "copy.sqlite"
    run(upkeep.backup, copy)
    content = bytearray(copy.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    copy.write_bytes(content)

    result = run(upkeep.restore, "--verify", copy)

    assert result.exit_code == 2
    assert name_of_event() == "Eerst"


def test_verify_reads_and_changes_nothing(with_event: Path) -> None:
    copy = with_event / "copy.sqlite"
    run(upkeep.backup, copy)
    set_name_of_event("Later")

    result = run(upkeep.restore, "--verify", copy)

    assert result.exit_code == 0
    assert name_of_event() == "Later"


@pytest.mark.usefixtures("with_event")
def test_doctor_finds_a_new_installation_usable() -> None:
    result = run(upkeep.doctor)

    assert result.exit_code == 0
    assert "trefpunt serve" in result.output


@pytest.mark.usefixtures("with_event")
def test_doctor_strict_exits_1_when_something_needs_a_look() -> None:
    assert run(upkeep.doctor, "--strict").exit_code == 1


@pytest.mark.usefixtures("folder")
def test_doctor_says_what_to_do_about_an_old_schema() -> None:
    result = run(upkeep.doctor)

    assert result.exit_code == 1
    assert "trefpunt migrate" in result.output


def test_doctor_finds_a_secret_that_others_can_read(with_event: Path) -> None:
    (with_event / "data" / "secret").chmod(0o644)

    result = run(upkeep.doctor)

    assert result.exit_code == 1
    assert "chmod 600" in result.output.replace("\n", " ")


def test_an_impossible_setting_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREFPUNT_PORT", "eighty")

    result = run(upkeep.doctor)

    assert result.exit_code == 2
    assert "TREFPUNT_PORT" in result.output
    assert len(result.output.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "command", [upkeep.backup, upkeep.restore, upkeep.migrate, upkeep.doctor]
)
def test_help_has_an_example(command: object) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert "Example: trefpunt" in result.output
