"""The process that plans one event: ``python -m web.jobs.planning_process ID FENCE``.

Apart from the worker, because a search takes all the memory and time it is given,
and because a process can be ended where a thread cannot.
"""

import signal
import sys
from collections.abc import Sequence

from flask import Flask

from web import create_app
from web.jobs.pulse import ABANDONED, Pulse
from web.refusals import LeaseLost
from web.services import jobs
from web.services.plan_runs import run_plan
from web.services.plan_trail import ProgressTrail


def plan(app: Flask, job_id: int, fence: int) -> int:
    """Run one claimed job and return the exit status of the process."""
    trail = ProgressTrail()
    with app.app_context():
        try:
            job = jobs.get_claimed(job_id, fence)
            with Pulse(app, job, progress=trail.fields) as pulse:
                # The worker is told to end: what was found so far is kept.
                signal.signal(signal.SIGTERM, lambda *_: pulse.stop.set())
                run_plan(job, trail=trail, cancelled=pulse.stop.is_set)
        except LeaseLost:
            return ABANDONED
    return 0


def main(arguments: Sequence[str]) -> int:
    """Read the job and the fence of its claim from the command line."""
    job_id, fence = (int(argument) for argument in arguments)
    return plan(create_app(pages=False), job_id, fence)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
