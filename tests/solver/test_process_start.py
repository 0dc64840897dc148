"""A process knows when it began."""

import subprocess
import sys
import time

from solver.process_start import process_start


def test_a_process_began_when_it_was_started() -> None:
    code = (
        "import time; time.sleep(0.5); "
        "from solver.process_start import process_start; "
        "print(process_start(), time.monotonic())"
    )

    before = time.monotonic()
    told = subprocess.check_output([sys.executable, "-c", code], text=True)

    began, now = map(float, told.split())
    assert before - 0.1 <= began <= now - 0.5


def test_the_start_does_not_move() -> None:
    first = process_start()
    time.sleep(0.05)

    assert abs(process_start() - first) < 0.03
