"""The compiled kernel, made ready once for all workers of a test run."""

import fcntl
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from solver.kernel import compilation


@pytest.fixture(scope="session", autouse=True)
def compiled_kernel() -> None:
    """Compile what is not on disk yet, one worker at a time."""
    with (Path(tempfile.gettempdir()) / "trefpunt-kernel.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not compilation.is_compiled():
            command = [sys.executable, "-m", "solver.kernel.compilation"]
            subprocess.run(command, check=True)
    compilation.use_folder()
