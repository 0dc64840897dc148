"""When a command began, so that its time limit covers starting up too."""

import os
import time
from pathlib import Path


def process_start() -> float:
    """Return when this process began, on the clock of `time.monotonic`."""
    return time.monotonic() - _seconds_running()


def _seconds_running() -> float:
    """Return how long this process has been running."""
    try:
        # Field 22 of proc_pid_stat(5): the start, in clock ticks since boot.
        fields = Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()
        started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started
    except (OSError, AttributeError):
        return time.process_time()
