"""Child processes of the worker: started, waited for, ended."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Final

from web.config import Settings, to_environment
from web.services.jobs import ClaimedJob

POLL_SECONDS: Final = 0.1
GRACE_SECONDS: Final = 10.0
"""How long a child may take to store its best so far when it must end."""
PLANNING: Final = (sys.executable, "-m", "web.jobs.planning_process")


def run_child(
    command: Sequence[str],
    job: ClaimedJob,
    settings: Settings,
    *,
    must_end: Callable[[], bool],
) -> int:
    """Run a job in a process of its own and return its exit status.

    When *must_end* the child gets SIGTERM, and after a while SIGKILL.
    """
    arguments = [*command, str(job.id), str(job.fence)]
    # S603: the command is our own module; the arguments are two numbers.
    with subprocess.Popen(arguments, env=to_environment(settings)) as child:  # noqa: S603 -- see above
        while not must_end():
            try:
                return child.wait(POLL_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        child.terminate()
        try:
            return child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()
