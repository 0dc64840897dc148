"""The subcommand ``replan``, called as the command line does."""

import argparse
import json
from pathlib import Path

import pytest

from solver import (
    FixedMeeting,
    FormatError,
    read_plan,
    verify,
    write_plan,
    write_problem,
)
from solver.replan import apply_changes, read_changes
from solver.replan.command import add_parser, run
from tests.solver.builders import event, meeting, plan_of

PROBLEM = event(parties=3, slots=2, tables=1)
PLAN = plan_of(meeting(0, 1), meeting(0, 2, slot=1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "event.json").write_text(write_problem(PROBLEM), encoding="utf-8")
    (tmp_path / "plan.json").write_text(write_plan(PLAN), encoding="utf-8")
    write_changes(tmp_path, {"absent": "W0"})
    return tmp_path


def write_changes(folder: Path, *changes: object) -> None:
    document = {"format": 1, "now": 0, "changes": changes}
    (folder / "changes.json").write_text(json.dumps(document), encoding="utf-8")


def call(folder: Path, *more: str) -> int:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    files = [str(folder / f"{name}.json") for name in ("event", "plan", "changes")]
    return run(parser.parse_args(["replan", *files, *more]))


def test_replan_writes_a_plan_for_the_changed_problem(folder: Path) -> None:
    out = folder / "new.json"

    assert call(folder, "--out", str(out), "--max-moved", "1") == 0

    plan = read_plan(out.read_text(encoding="utf-8"), "new.json")
    changes = read_changes((folder / "changes.json").read_text("utf-8"), "")
    assert verify(apply_changes(PROBLEM, PLAN.meetings, changes), plan) == ()
    assert [each.pair for each in plan.meetings] == ["e12"]


def test_replan_writes_to_standard_output(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(folder) == 0

    written = capsys.readouterr()
    assert json.loads(written.out)["diff"]["added"][0]["pair"] == "e12"
    assert not written.err


def test_replan_says_in_one_line_what_was_given_up(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = event(
        parties=3, slots=2, tables=1, fixed=(FixedMeeting(pair="e01", slot=0),)
    )
    (folder / "event.json").write_text(write_problem(problem), encoding="utf-8")

    assert call(folder, "--out", str(folder / "new.json")) == 0

    line = capsys.readouterr().err
    assert line.endswith("given up, as it can no longer be kept: fixed:e01\n")
    assert line.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("changes", '{"format": 1, "changes": [{"absent": "X"}]}', r"absent: no party"),
        ("changes", "{", r"changes\.json: line 1 column 2"),
        ("changes", b"\xff", r"changes\.json: byte 0: is not UTF-8"),
        (
            "plan",
            write_plan(plan_of(meeting(0, 1, slot=1, at=7))),
            r"plan\.json: is no",
        ),
        ("plan", None, r"plan\.json: cannot be read"),
    ],
)
def test_unusable_input_is_refused_with_its_file(
    folder: Path, name: str, content: str | bytes | None, expected: str
) -> None:
    path = folder / f"{name}.json"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(FormatError, match=expected):
        call(folder)


@pytest.mark.parametrize("out", ["no/new.json", ""])
def test_a_place_that_cannot_be_written_is_refused(folder: Path, out: str) -> None:
    with pytest.raises(FormatError, match=r"no such folder|cannot be written"):
        call(folder, "--out", str(folder / out))


def test_a_limit_below_nothing_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call(folder, "--max-moved", "-1")

    assert "must be 0 or more" in capsys.readouterr().err
