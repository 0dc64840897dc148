"""A job process that only waits: ``python -m tests.web.jobs.slow_child ID FENCE``.

It lives and dies as the planning process does, without the planning.
"""

import os
import signal
import sys

from web import create_app
from web.config import from_environment
from web.jobs.pulse import Pulse
from web.persistence.transaction import transaction
from web.services import jobs


def main(job_id: int, fence: int) -> None:
    settings = from_environment()
    app = create_app(settings, pages=False)
    with app.app_context():
        job = jobs.get_claimed(job_id, fence)
        progress = {"points": [[0.0, "value", 1, 1, 2]]}
        with Pulse(app, job, progress=lambda: progress) as pulse:
            signal.signal(signal.SIGTERM, lambda *_: pulse.stop.set())
            with (settings.data_dir / "runs").open("a", encoding="ascii") as runs:
                runs.write(f"{os.getpid()}\n")
            stopped = pulse.stop.wait(float(str(job.arguments["work"])))
        with transaction():
            jobs.finish(job.id, job.fence, {"version": fence, "stopped": stopped})


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
