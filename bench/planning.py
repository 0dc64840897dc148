"""How close to the proven bound planning comes, on instances of realistic shape."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

INSTANCES = Path(__file__).parents[1] / "tests" / "solver" / "instances"
RUNS = (("Sa", 30), ("Sc", 60), ("Ma", 60), ("Mc", 60))
"""Instances, and the seconds given to each: S is 30 parties in 8 slots, M is 100 in
10; in regime a tables are scarce, in regime c people's times and breaks bind."""


def run() -> str:
    """Plan every instance by the command line, as a user would."""
    rows = [_row(name, seconds) for name, seconds in RUNS]
    return "\n".join(
        [
            "## Planning",
            "",
            "`python -m solver solve`, wall time of the whole command. *Short* counts",
            "guaranteed meetings that are missing; the gap is to the bound proven in",
            "the same run.",
            "",
            "| instance | seconds | short | value | bound | gap | meetings |",
            "|--|--|--|--|--|--|--|",
            *rows,
            "",
        ]
    )


def _row(name: str, seconds: int) -> str:
    problem = INSTANCES / f"{name}.json"
    with tempfile.TemporaryDirectory() as folder:
        plan_file = Path(folder) / "plan.json"
        command = [sys.executable, "-m", "solver", "solve", str(problem), "--quiet"]
        limits = ["--time-limit", str(seconds), "--out", str(plan_file)]
        began = time.perf_counter()
        subprocess.run([*command, *limits], check=True)  # noqa: S603 -- our own command
        wall = time.perf_counter() - began
        plan = json.loads(plan_file.read_text(encoding="utf-8"))
    value, guarantee = plan["goals"]["value"], plan["goals"]["guarantee"]
    return (
        f"| {name} | {wall:.1f} | {sum(guarantee['value'])} | {value['value']} "
        f"| {value['bound']} | {value['gap']:.2%} | {len(plan['meetings'])} |"
    )
