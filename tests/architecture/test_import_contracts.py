"""The layers stay layers: the import contracts of pyproject.toml hold."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT


def test_import_contracts_hold(tmp_path: Path) -> None:
    # A process of its own: import-linter sets up logging for itself, and would
    # silence the loggers of whatever is tested after it.
    command = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [command, "--cache-dir", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
