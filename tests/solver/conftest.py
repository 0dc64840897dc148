"""The compiled kernel, made ready once for all workers of a test run."""

import subprocess
import sys

import pytest

from solver.kernel import compilation


@pytest.fixture(scope="session", autouse=True)
def compiled_kernel() -> None:
    """Compile what is not on disk yet; the workers wait for one of them."""
    if not compilation.is_compiled():
        command = [sys.executable, "-m", "solver.kernel.compilation"]
        subprocess.run(command, check=True)
    compilation.use_folder()
