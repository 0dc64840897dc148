import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from matcher.refusals import EventNotPlannable, Unplannable
from web.cli import demo as demo_command
from web.cli.demo import DATA_FOLDER, demo
from web.config import Settings
from web.services import jobs, plan_runs, releases

ROWS = 8
"""Participants to test with; the rest tells nothing new and takes time."""


@pytest.fixture
def data(tmp_path: Path) -> str:
    """A folder with the first participants of the demo."""
    folder = tmp_path / "data"
    folder.mkdir()
    organisations = (DATA_FOLDER / "organisations.csv").read_text(encoding="utf-8")
    (folder / "organisations.csv").write_text(
        "\nW".join(organisations.split("\nW")[: ROWS + 1]), encoding="utf-8"
    )
    slots = (DATA_FOLDER / "slots.csv").read_bytes()
    (folder / "slots.csv").write_bytes(slots)
    return str(folder)


@pytest.fixture
def runner(tmp_path: Path, migrated_sqlite: Path) -> CliRunner:
    """The command line of an installation of its own."""
    shutil.copytree(migrated_sqlite.parent, tmp_path / "var", dirs_exist_ok=True)
    return CliRunner(
        env={
            "TREFPUNT_DATA_DIR": str(tmp_path / "var"),
            "TREFPUNT_DATABASE_URL": f"sqlite:///{tmp_path}/var/{migrated_sqlite.name}",
            "TREFPUNT_PLAN_SECONDS": "2",
            # Here the command runs in the process of the tests, which must not end
            # itself when the machine stands still for longer than a lease.
            "TREFPUNT_JOB_LEASE_SECONDS": "600",
        }
    )


def run(runner: CliRunner, data: str, *options: str) -> Result:
    return runner.invoke(demo, ["--no-serve", "--data", data, *options])


def line(result: Result, opening: str) -> str:
    return next(text for text in result.stdout.splitlines() if opening in text)


def test_demo_plans_releases_and_tells_where_everything_is(
    runner: CliRunner, data: str
):
    result = run(runner, data)

    assert result.exit_code == 0, result.output
    assert f"De demo is klaar: {ROWS} deelnemers." in result.stdout
    assert "http://127.0.0.1:8000/netwerkbeurs-waterlede/" in result.stdout
    assert "/organisatie/netwerkbeurs-waterlede/bord" in result.stdout
    assert "nog niet vrijgegeven" not in result.stdout


def test_demo_goes_on_with_what_it_made(runner: CliRunner, data: str):
    first = run(runner, data)

    again = run(runner, data, "--language", "en")

    assert again.exit_code == 0, again.output
    page = line(first, "/mijn/").rpartition(" ")[2]
    assert page in line(again, "/mijn/")
    assert line(again, "/inloggen/") != line(first, "/inloggen/")
    assert "Het programma wordt gemaakt" not in again.stdout


def test_demo_starts_over_when_asked(runner: CliRunner, data: str):
    first = run(runner, data)

    again = run(runner, data, "--reset")

    assert "De oude gegevens van de demo zijn weg." in again.stdout
    assert line(again, "/mijn/") != line(first, "/mijn/")


def test_demo_serves_the_pages(
    runner: CliRunner, data: str, monkeypatch: pytest.MonkeyPatch
):
    served: list[Settings] = []
    monkeypatch.setattr(demo_command, "serve_pages", served.append)

    result = runner.invoke(demo, ["--data", data])

    assert result.exit_code == 0, result.output
    assert [settings.base_url for settings in served] == ["http://127.0.0.1:8000"]


def test_demo_without_data_says_where_to_look(runner: CliRunner, tmp_path: Path):
    result = run(runner, str(tmp_path))

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "staan geen gegevens voor de demo" in result.stderr


def test_demo_with_broken_data_is_one_line(runner: CliRunner, data: str):
    (Path(data) / "organisations.csv").write_bytes(b"")

    result = run(runner, data)

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "organisations.csv" in result.stderr


def test_demo_takes_over_a_planning_that_was_stopped(
    runner: CliRunner, data: str, monkeypatch: pytest.MonkeyPatch
):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(demo_command, "_work", stop)
        assert run(runner, data).exit_code == 1

    claims: list[str] = []
    claim_next = jobs.claim_next

    def claim_later(kinds: list[jobs.JobKind], *, owner: str) -> jobs.ClaimedJob | None:
        claims.append(owner)
        return None if len(claims) == 1 else claim_next(kinds, owner=owner)

    monkeypatch.setattr(jobs, "claim_next", claim_later)
    monkeypatch.setattr(demo_command, "_LOOK_AGAIN_SECONDS", 0)

    result = run(runner, data)

    assert result.exit_code == 0, result.output
    assert len(claims) == 2


def test_demo_tells_when_planning_fails(
    runner: CliRunner, data: str, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> None:
        raise EventNotPlannable(Unplannable.NOBODY_CAN_MEET)

    monkeypatch.setattr(plan_runs, "plan_event", refuse)

    result = run(runner, data)

    assert result.exit_code == 1
    assert "Het plannen is niet gelukt (nobody_can_meet)." in result.stderr


def test_demo_leaves_a_programme_that_cannot_be_released(
    runner: CliRunner, data: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(releases, "preview_release", lambda _: None)

    result = run(runner, data)

    assert result.exit_code == 0, result.output
    assert "Het programma is nog niet vrijgegeven" in result.stdout


def test_demo_shows_an_example_in_its_help(runner: CliRunner):
    shown = runner.invoke(demo, ["--help"])

    assert isinstance(demo, click.Command)
    assert "trefpunt demo --no-serve" in shown.stdout
