"""Run one command and say what it took: wall time, peak memory, how it ended.

``python -m bench.weigh LIMIT COMMAND ...`` in a process of its own that imports next
to nothing: Linux counts the memory of whoever starts a process as the first memory
of that process, so a large parent would be weighed with every small child.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress


def main(limit: float, command: list[str]) -> None:
    """Run a command, end it and all it started at the limit, and report as JSON."""
    began = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 -- our own command
        command, stdout=subprocess.DEVNULL, start_new_session=True
    )
    timer = threading.Timer(limit, _end, (process.pid,))
    timer.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        timer.cancel()
        _end(process.pid)
    process.returncode = os.waitstatus_to_exitcode(status)
    report = {
        "seconds": time.monotonic() - began,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_mib": usage.ru_maxrss / 1024,
        "status": process.returncode,
    }
    sys.stdout.write(json.dumps(report))


def _end(group: int) -> None:
    """End a command and whatever it left running."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
