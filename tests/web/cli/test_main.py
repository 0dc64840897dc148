"""The `trefpunt` command as a whole: every command has help, every fault one line."""

import re
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from tests.architecture.source import ROOT
from web.cli import COMMANDS, LazyGroup, main


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_shows_an_example(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])

    assert done.exit_code == 0
    assert f"Example: trefpunt {name}" in " ".join(done.output.split())


def test_list_of_commands_loads_none_of_them() -> None:
    script = (
        "import sys; from click.testing import CliRunner; from web.cli import main;"
        "done = CliRunner().invoke(main, ['--help']);"
        "print(done.output); print(sorted(set(sys.modules) & {'ortools', 'openpyxl'}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert all(place.summary in done.stdout for place in COMMANDS.values())
    assert done.stdout.splitlines()[-1] == "[]"


def test_documentation_has_a_chapter_for_every_command() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")

    titles = " ".join(line for line in page.splitlines() if line.startswith("## "))
    named = {word.split()[-1] for word in re.findall(r"`([a-z ]+)`", titles)}

    assert named == set(COMMANDS)


def test_impossible_setting_is_one_line_and_status_2() -> None:
    done = CliRunner().invoke(main, ["worker"], env={"TREFPUNT_PORT": "http"})

    assert done.exit_code == 2
    assert done.output == (
        "TREFPUNT_PORT: 'http' is not a number. Example: TREFPUNT_PORT=8000\n"
    )


def test_database_out_of_reach_is_one_line_and_status_2(tmp_path) -> None:
    (tmp_path / "database").mkdir()
    settings = {
        "TREFPUNT_DATA_DIR": str(tmp_path),
        "TREFPUNT_DATABASE_URL": f"sqlite:///{tmp_path}/database",
    }

    done = CliRunner().invoke(main, ["worker"], env=settings)

    assert done.exit_code == 2
    assert done.output.startswith("The database cannot be used (SQLITE_CANTOPEN).")
    assert len(done.output.splitlines()) == 1


def test_unknown_command_is_refused() -> None:
    done = CliRunner().invoke(main, ["wish"])

    assert done.exit_code == 2
    assert "No such command 'wish'" in done.output
    assert LazyGroup().get_command(click.Context(main), "wish") is None
