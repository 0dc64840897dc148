"""The command line as scripts see it: exit status, streams and files."""

import json
import os
import pty
import runpy
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from solver import (
    FixedMeeting,
    OutOfTimeError,
    Plan,
    Problem,
    Progress,
    command_line,
    read_plan,
    read_problem,
    verify,
    write_plan,
    write_problem,
)
from solver import __main__ as command
from tests.solver.builders import event, meeting, pair, plan_of

INSTANCES = Path(__file__).parent / "instances"
ROOT = Path(__file__).parents[2]
SOLVE = [sys.executable, "-m", "solver", "solve"]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "solver", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


@pytest.fixture
def problem_file(tmp_path: Path) -> Path:
    path = tmp_path / "event.json"
    path.write_text(write_problem(event()), "utf-8")
    return path


def written(tmp_path: Path, name: str, value: Problem | Plan) -> Path:
    path = tmp_path / name
    text = write_plan(value) if isinstance(value, Plan) else write_problem(value)
    path.write_text(text, "utf-8")
    return path


def test_solve_writes_a_plan_that_verify_accepts(
    problem_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "plan.json"

    solved = run("solve", problem_file, "--out", out, "--moves", 1_000_000)
    verified = run("verify", problem_file, out)

    assert (solved.returncode, solved.stdout, solved.stderr) == (0, "", "")
    assert verified.returncode == 0
    assert verified.stdout == "nothing wrong: 6 meetings\n"


def test_solve_writes_to_standard_output_within_the_time_limit(
    problem_file: Path,
) -> None:
    solved = run("solve", problem_file, "--time-limit", 5, "--workers", 1)

    plan = read_plan(solved.stdout, "stdout")
    assert verify(event(), plan) == ()
    assert plan.effort.workers == 1
    assert solved.stderr == ""


def test_the_same_seed_and_moves_write_the_same_meetings(problem_file: Path) -> None:
    arguments = ["solve", problem_file, "--moves", 100_000, "--seed", 3]

    first, second = (json.loads(run(*arguments).stdout) for _ in range(2))

    assert first["meetings"] == second["meetings"]
    assert first["effort"]["seed"] == 3


def test_ctrl_c_writes_the_best_plan_so_far(tmp_path: Path) -> None:
    source, out = INSTANCES / "Mc.json", tmp_path / "plan.json"
    process = subprocess.Popen(
        [*SOLVE, str(source), "--time-limit", "120", "--out", str(out)], cwd=ROOT
    )
    time.sleep(4)
    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=30) == 0
    problem = read_problem(source.read_text("utf-8"), "Mc")
    plan = read_plan(out.read_text("utf-8"), "plan.json")
    assert plan.meetings != ()
    assert verify(problem, plan) == ()


def test_progress_is_shown_on_a_terminal_only() -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*SOLVE, str(INSTANCES / "Sa.json"), "--time-limit", "8"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    process.wait(timeout=60)
    shown = os.read(ours, 100_000).decode()

    assert "bound 7969" in shown


# The rest runs in this process, which starts up only once.


def test_verify_names_each_violation(
    tmp_path: Path, problem_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = plan_of(meeting(0, 1), meeting(2, 3))

    status = command.main(
        ["verify", str(problem_file), str(written(tmp_path, "plan.json", wrong))]
    )

    assert status == 1
    assert capsys.readouterr().err == (
        "table t0: in 2 meetings in slot 0 (one_meeting_per_table)\n"
    )


def test_an_impossible_problem_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = event(
        pairs=(pair(0, 1, slots=frozenset()),),
        fixed=(FixedMeeting(pair="e01", slot=0),),
    )
    source, out = written(tmp_path, "event.json", problem), tmp_path / "plan.json"

    # The limit counts from the start of the process: the whole test run.
    limit = ["--time-limit", "3600"]
    status = command.main(["solve", str(source), "--out", str(out), *limit])

    assert status == 1
    assert json.loads(out.read_text("utf-8"))["conflict"] == ["fixed:e01"]
    assert capsys.readouterr().err == (
        f"{source}: there is no plan; these rules cannot hold together: fixed:e01\n"
        "give up: fixed:e01\n"
    )


def test_a_problem_without_a_plan_in_time_is_said(
    problem_file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_late(*_: object, **__: object) -> Plan:
        raise OutOfTimeError

    # Time cannot run out at a certain point in any other way.
    monkeypatch.setattr(command, "solve", too_late)

    status = command.main(["solve", str(problem_file)])

    assert status == 1
    assert "no plan found in time" in capsys.readouterr().err


def test_solve_writes_to_standard_output_unless_told_otherwise(
    problem_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = command.main(
        ["solve", str(problem_file), "--moves", "1000000", "--seed", "5"]
    )

    assert status == 0
    assert len(read_plan(capsys.readouterr().out, "stdout").meetings) == 6


def test_verify_says_when_nothing_is_wrong(
    problem_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = written(tmp_path, "plan.json", plan_of(meeting(0, 1)))

    status = command.main(["verify", str(problem_file), str(plan)])

    assert status == 0
    assert capsys.readouterr().out == "nothing wrong: 1 meetings\n"


def test_a_terminal_sees_the_line_of_progress_wiped(
    problem_file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    command.main(["solve", str(problem_file), "--moves", "1000000"])

    shown = capsys.readouterr().err
    assert "  0.0 s  reading" in shown
    assert shown.endswith("\r\x1b[K")


class InterruptedPool:
    """Runs one thing at once, after an interrupt: Ctrl-C at a chosen moment."""

    def __init__(self, max_workers: int) -> None:
        self._states = iter([TimeoutError, KeyboardInterrupt])
        assert max_workers == 1

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, work, *arguments, **named):
        self._work = lambda: work(*arguments, **named)
        return self

    def done(self) -> bool:
        return False

    def result(self, timeout: float) -> Plan:
        assert timeout < 1
        for state in self._states:
            raise state
        return self._work()


def test_an_interrupt_is_handed_on_to_the_search(
    problem_file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = []

    def listening(*_: object, cancelled, **__: object) -> Plan:
        heard.append(cancelled())
        return plan_of(meeting(0, 1))

    # A real signal would end the whole test run as well.
    monkeypatch.setattr(command, "solve", listening)
    monkeypatch.setattr(command_line, "ThreadPoolExecutor", InterruptedPool)

    status = command.main(["solve", str(problem_file)])

    assert (status, heard) == (0, [True])
    assert '"pair": "e01"' in capsys.readouterr().out


def test_the_package_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["solver", "verify", "nowhere", "nothing"])
    monkeypatch.delitem(sys.modules, "solver.__main__")

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("solver", run_name="__main__")

    assert ended.value.code == 2


def test_where_the_start_of_the_process_is_unknown_its_work_counts(
    problem_file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As on systems without /proc and this clock.
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")

    assert command.main(["solve", str(problem_file), "--moves", "100000"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{}", "format: is missing; add it"),
        (b"\xff\xfe", "byte 0: is not UTF-8; save the file as UTF-8"),
        (None, "cannot be read: No such file or directory; give an existing file"),
    ],
)
def test_an_unusable_problem_is_one_line(
    content: bytes | None,
    expected: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = tmp_path / "event.json"
    if content is not None:
        source.write_bytes(content)

    status = command.main(["solve", str(source)])

    assert status == 2
    assert capsys.readouterr().err == f"{source}: {expected}\n"


def test_an_unusable_plan_is_one_line(
    problem_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "plan.json"
    source.write_text("[]", "utf-8")

    status = command.main(["verify", str(problem_file), str(source)])

    assert status == 2
    assert capsys.readouterr().err == f"{source}: must be an object, not a list\n"


def test_a_folder_that_is_not_there_is_refused_before_planning(
    problem_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "plan.json"

    status = command.main(["solve", str(problem_file), "--out", str(out)])

    assert status == 2
    assert capsys.readouterr().err == (
        f"{out}: no such folder; make it or name another\n"
    )


def test_a_plan_that_cannot_be_written_is_refused(
    problem_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["solve", str(problem_file), "--moves", "100000"]

    status = command.main([*arguments, "--out", str(tmp_path)])

    assert status == 2
    assert capsys.readouterr().err == (
        f"{tmp_path}: cannot be written: Is a directory; name another file\n"
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "the following arguments are required: command"),
        (["solve"], "the following arguments are required: PROBLEM.json"),
        (["solve", "x", "--time-limit", "0"], "must be a number of seconds above 0"),
        (["solve", "x", "--time-limit", "soon"], "invalid _seconds value: 'soon'"),
        (["solve", "x", "--workers", "0"], "must be 1 or more"),
        (["solve", "x", "--seed", "-1"], "must be 0 to 2147483647"),
        (["solve", "x", "--moves", "5", "--time-limit", "5"], "not allowed with"),
        (["replan", "x"], "the following arguments are required: PLAN.json"),
        (["improve", "x"], "invalid choice: 'improve'"),
    ],
)
def test_wrong_arguments_are_one_line(
    arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)

    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert expected in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (Progress(elapsed=0.5, stage="start", meetings=0), "   0.5 s  start"),
        (
            Progress(elapsed=12, stage="value", meetings=3, value=99, bound=100),
            "  12.0 s  value  best 99  bound 100  gap 1.00%",
        ),
    ],
)
def test_progress_is_one_line(
    progress: Progress, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command._show(progress)  # noqa: SLF001 -- otherwise only a terminal sees it

    assert capsys.readouterr().err == f"\r\x1b[K{expected}"
