"""A command is measured by itself, and ended when its time is over."""

import resource
import sys

import pytest

from bench import measured
from bench.measured import run_measured


def python(*lines: str) -> list[str]:
    return [sys.executable, "-c", "\n".join(lines)]


def test_command_tells_how_it_ended_and_what_it_said() -> None:
    script = python("import sys", "print('x')", "sys.exit('first\\nlast')")

    run = run_measured(script, 60)

    assert (run.status, run.said, run.was_ended) == (1, "last", False)


def test_command_is_ended_with_all_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measured, "_GRACE_SECONDS", 0.2)
    script = python(
        "import subprocess, sys",
        "subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])",
    )

    run = run_measured(script, 0)

    assert run.was_ended


def test_memory_is_that_of_the_command_alone() -> None:
    weight = bytearray(200 << 20)

    run = run_measured(python("pass"), 60)

    assert run.peak_mib < resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 2
    assert len(weight) > run.peak_mib
