"""A worker whose jobs only wait: ``python -m tests.web.jobs.waiting_worker``."""

import signal
import sys

from web import create_app
from web.jobs.worker import Worker

if __name__ == "__main__":
    worker = Worker(
        create_app(pages=False),
        planning=(sys.executable, "-m", "tests.web.jobs.slow_child"),
    )
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    worker.run()
