"""The subcommand as scripts see it: exit status, streams and files."""

import argparse
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from solver import OutOfTimeError, Plan, Status, read_plan, verify
from solver.b2b import command, read_instance, to_problem
from tests.solver.b2b.files import EVERYTHING, text_with


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers(dest="command", required=True))
    return command.run(parser.parse_args(["b2b", *map(str, arguments)]))


@pytest.fixture
def market(tmp_path: Path) -> Path:
    path = tmp_path / "market.dzn"
    path.write_text(EVERYTHING, "utf-8")
    return path


def test_b2b_writes_a_plan_that_verify_accepts(market: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.json"

    status = run(market, "--out", out, "--time-limit", 60, "--spread", 1)

    plan = read_plan(out.read_text("utf-8"), "plan.json")
    problem = to_problem(read_instance(EVERYTHING, "market.dzn"), 1)
    assert status == 0
    assert plan.status is Status.OPTIMAL
    assert verify(problem, plan) == ()


def test_b2b_writes_to_standard_output_by_default(
    market: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(market) == 0

    plan = read_plan(capsys.readouterr().out, "standard output")
    assert plan.status is Status.OPTIMAL


def test_b2b_says_why_there_is_no_plan(
    market: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    market.write_text(text_with("[0,5,0,0]", "[3,5,0,0]"), "utf-8")
    out = tmp_path / "plan.json"

    status = run(market, "--out", out)

    assert status == 1
    assert read_plan(out.read_text("utf-8"), "p").status is Status.INFEASIBLE
    assert capsys.readouterr().err == (
        f"{market}: there is no plan; these rules cannot hold together: "
        "after:m3, after:m4, fixed:m1, required:m1, required:m3, required:m4\n"
    )


def test_b2b_says_that_time_ran_out(
    market: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(market, "--time-limit", 0.001) == 1
    assert capsys.readouterr().err == (
        f"{market}: no plan found in time; give it more time\n"
    )


def test_b2b_ends_on_ctrl_c(
    market: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # A solver that works until it is told to stop, and Ctrl-C pressed meanwhile.
    def work(*_: object, cancelled: Callable[[], bool], **__: object) -> Plan:
        time.sleep(0.1)
        os.kill(os.getpid(), signal.SIGINT)
        while not cancelled():
            time.sleep(0.001)
        raise OutOfTimeError

    monkeypatch.setattr(command, "solve_instance", work)

    assert run(market) == 1
    assert "no plan found in time" in capsys.readouterr().err


def test_b2b_knows_the_time_where_the_system_does_not_tell(
    market: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Only Linux has /proc; elsewhere the processor time has to do.
    monkeypatch.delattr(time, "clock_gettime")

    assert run(market) == 0
    assert capsys.readouterr().out != ""


def test_b2b_refuses_a_faulty_file_in_one_line(
    market: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    market.write_text(text_with("nTables = 2", "nTables = 0"), "utf-8")

    assert run(market) == 2
    assert capsys.readouterr().err == (
        f"{market}: line 4: nTables: is 0; make it 1 to 10000\n"
    )


def test_b2b_refuses_what_cannot_be_read_or_written(
    market: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    binary = tmp_path / "binary.dzn"
    binary.write_bytes(b"\xff")

    statuses = [
        run(tmp_path / "none.dzn"),
        run(binary),
        run(market, "--out", tmp_path / "none" / "plan.json"),
        run(market, "--out", tmp_path),
    ]

    assert statuses == [2, 2, 2, 2]
    assert capsys.readouterr().err == (
        f"{tmp_path}/none.dzn: cannot be read: No such file or directory; "
        "give an existing file\n"
        f"{binary}: byte 0: is not UTF-8; save the file as UTF-8\n"
        f"{tmp_path}/none/plan.json: no such folder; make it or name another\n"
        f"{tmp_path}: cannot be written: Is a directory; name another file\n"
    )


@pytest.mark.parametrize(
    "wrong", [["--time-limit", "0"], ["--time-limit", "x"], ["--spread", "-1"]]
)
def test_b2b_refuses_wrong_arguments(market: Path, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(market, *wrong)

    assert ended.value.code == 2
