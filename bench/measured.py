"""Commands run one after the other in processes of their own, and measured."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from solver import Plan, read_plan

_GRACE_SECONDS = 1.0
_GRACE_SHARE = 0.1
"""A method may be so much late before it is ended and has no plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRun:
    """What one command took and how it ended."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    status: int
    """The exit status; negative for the signal that ended it."""
    said: str
    """The last line on standard error."""

    @property
    def was_ended(self) -> bool:
        """Whether it was ended because its time was over."""
        return self.status == -9  # noqa: PLR2004 -- SIGKILL


def run_measured(command: Sequence[str], seconds: float) -> MeasuredRun:
    """Run a command that has so many seconds, and end it soon after them."""
    limit = seconds * (1 + _GRACE_SHARE) + _GRACE_SECONDS
    weigh = [sys.executable, "-m", "bench.weigh", str(limit)]
    done = subprocess.run(  # noqa: S603 -- our own command
        [*weigh, *command], check=True, capture_output=True, text=True
    )
    lines = done.stderr.strip().splitlines()
    return MeasuredRun(said=lines[-1] if lines else "", **json.loads(done.stdout))


def run_solver(
    problem: Path, out: Path, seconds: float
) -> tuple[MeasuredRun, Plan | None]:
    """Run ``python -m solver solve`` as a user would; give what it took, and a plan."""
    command = [sys.executable, "-m", "solver", "solve", str(problem), "--quiet"]
    limits = ["--time-limit", str(seconds), "--out", str(out)]
    run = run_measured([*command, *limits], seconds)
    return run, read_written(run, out)


def read_written(run: MeasuredRun, out: Path) -> Plan | None:
    """Return the plan a run has written, if it ended well."""
    if run.status != 0 or not out.is_file():
        return None
    return read_plan(out.read_text(encoding="utf-8"), str(out))
