"""The signs of life of a running job, from a thread beside the work."""

import logging
import os
from collections.abc import Callable, Mapping
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

from flask import Flask

from web import current
from web.refusals import LeaseLost, StorageUnavailable
from web.services import jobs
from web.services.jobs import ClaimedJob, Stop

log = logging.getLogger(__name__)

LONGEST_BEAT: Final = 1.0
"""Seconds between two signs: how fast a request to stop is heard."""
BEATS_PER_LEASE: Final = 4
LAST_MOMENT: Final = 1.0
"""Seconds in which work may still end by itself once its job is gone."""
ABANDONED: Final = 75
"""Exit status of a process whose job is not its own any more (``EX_TEMPFAIL``)."""


def leave() -> None:
    """End this process at once, whatever its other threads do."""
    os._exit(ABANDONED)


class Pulse:
    """Keeps the lease of a job, reports its progress and hears when to stop.

    Where the lease is lost, or the worker that started this process is gone, it
    leaves: a search cannot be interrupted in another way, and it could store nothing.
    """

    def __init__(
        self,
        app: Flask,
        job: ClaimedJob,
        *,
        progress: Callable[[], Mapping[str, object]],
        leave: Callable[[], None] = leave,
    ) -> None:
        """Prepare; the thread runs inside the ``with`` block."""
        self.stop = Event()
        self._app = app
        self._job = job
        self._progress = progress
        self._leave = leave
        self._parent = os.getppid()
        self._ended = Event()
        self._thread = Thread(target=self._beat_on, name="pulse", daemon=True)

    def __enter__(self) -> Self:
        """Begin to give signs of life."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End with the work."""
        self._ended.set()
        self._thread.join()

    def _beat_on(self) -> None:
        with self._app.app_context():
            lease = current.settings().job_lease_seconds
        pause = min(LONGEST_BEAT, lease / BEATS_PER_LEASE)
        while not self._ended.wait(pause):
            if os.getppid() != self._parent:
                log.warning("job %d: the worker is gone", self._job.id)
                self._leave()
                return
            if not self._beat():
                # Work that ends just now has given its job up itself.
                if not self._ended.wait(LAST_MOMENT):
                    self._leave()
                return

    def _beat(self) -> bool:
        """Give one sign; False where the job is not ours any more."""
        try:
            with self._app.app_context():
                stop = jobs.heartbeat(self._job.id, self._job.fence, self._progress())
        except LeaseLost:
            log.info("job %d: the lease is lost", self._job.id)
            return False
        except StorageUnavailable:
            log.warning("job %d: no sign of life could be given", self._job.id)
            return True
        if stop is not Stop.NO:
            self.stop.set()
        return True
