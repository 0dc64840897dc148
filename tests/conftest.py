"""What holds for every test: the closed network, the compiled kernel, the word list, named skips."""

import os
import subprocess
import sys

import pytest

from matcher.compounds import lemma
from solver.kernel import compilation


@pytest.fixture(scope="session", autouse=True)
def compiled_kernel() -> None:
    """Compile what is not on disk yet; the workers wait for one of them."""
    if not compilation.is_compiled():
        command = [sys.executable, "-m", "solver.kernel.compilation"]
        subprocess.run(command, check=True)
    compilation.use_folder()


@pytest.fixture(scope="session", autouse=True)
def word_list() -> None:
    """Load the word list once, so that no property counts that as its own time."""
    lemma("woorden")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int
) -> None:
    """Name what this machine lacks, so that nobody takes a skip for a pass."""
    del exitstatus
    reasons = {
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    }
    if reasons:
        terminalreporter.section("what this machine lacks")
        for reason in sorted(reasons):
            terminalreporter.line(reason)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail on any skip where everything should be there (`.ci/run`)."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if (
        os.environ.get("TREFPUNT_TEST_NO_SKIPS")
        and exitstatus == pytest.ExitCode.OK
        and reporter is not None
        and reporter.stats.get("skipped")
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
