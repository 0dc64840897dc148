"""The worker: takes jobs, runs them, sends mail, and shows that it lives.

Four threads: one plans (each job in a process of its own), one sends, one looks into
the mailbox, one listens to the bell. Each also looks by itself every few seconds, so a ring that is lost or a
worker that is killed costs time and nothing else.
"""

import logging
import os
import secrets
import socket
import time
from collections.abc import Callable, Sequence
from threading import Event, Thread
from typing import Final

from flask import Flask

from web import current
from web.extensions import bell
from web.jobs.children import PLANNING, run_child
from web.jobs.pulse import ABANDONED
from web.services import imports, jobs, mailbox, messages, reminders, retention
from web.services.jobs import JobKind

log = logging.getLogger(__name__)

MAIL_AT_ONCE: Final = 20
"""Messages sent between two looks at whether to end."""
SIGN_SECONDS: Final = 10.0
"""How often a worker shows that it lives."""
TIDY_SECONDS: Final = 3600.0
"""How often a worker looks whether an event may let go of its participants."""
REMIND_SECONDS: Final = 60.0
"""How often a worker looks who must be reminded."""
EXTRA_SECONDS: Final = 60.0
"""Reading, verifying and storing, on top of the time a search may take."""


class Worker:
    """Works until it is told to stop."""

    def __init__(self, app: Flask, *, planning: Sequence[str] = PLANNING) -> None:
        """Prepare a worker of an application; *planning* is the child's command."""
        self.name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(2)}"
        self._app = app
        self._planning = planning
        self._ending = Event()
        self._plan_now = Event()
        self._send_now = Event()
        self._read_now = Event()
        self._shown_at = float("-inf")
        self._tidied_at = float("-inf")
        self._reminded_at = float("-inf")

    def run(self) -> None:
        """Work until `stop` is called from a signal handler or another thread."""
        log.info("worker %s begins", self.name)
        threads = [
            Thread(target=self._repeat, args=(step, wake), name=step.__name__)
            for step, wake in (
                (self.plan_once, self._plan_now),
                (self.send_once, self._send_now),
                (self.read_once, self._read_now),
                (self.listen_once, Event()),
            )
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        log.info("worker %s has ended", self.name)

    def stop(self) -> None:
        """End soon: a running search keeps its best so far."""
        self._ending.set()
        self._plan_now.set()
        self._send_now.set()
        self._read_now.set()

    def _repeat(self, step: Callable[[], bool], wake: Event) -> None:
        """Repeat a step; when it found nothing, wait for the bell or the next sweep."""
        with self._app.app_context():
            pause = current.settings().sweep_seconds
        while not self._ending.is_set():
            worked = False
            try:
                with self._app.app_context():
                    worked = step()
            except Exception as fault:
                # Whatever it was stands on the job's row or comes back at the next
                # try; a worker that dies of it would take all other work with it.
                log.exception("worker %s: %s", self.name, type(fault).__name__)
            if not worked:
                wake.wait(pause)
                wake.clear()

    def listen_once(self) -> bool:
        """Hear the bell, pass it on, and show that this worker lives."""
        if time.monotonic() - self._shown_at > SIGN_SECONDS:
            jobs.show_alive(self.name)
            self._shown_at = time.monotonic()
        if time.monotonic() - self._tidied_at > TIDY_SECONDS:
            retention.run_due()
            imports.forget_old_uploads()
            self._tidied_at = time.monotonic()
        if time.monotonic() - self._reminded_at > REMIND_SECONDS:
            reminders.queue_due()
            self._reminded_at = time.monotonic()
        if bell.get().wait(min(current.settings().sweep_seconds, 1.0)):
            self._plan_now.set()
            self._send_now.set()
        return True

    def plan_once(self) -> bool:
        """Run one planning job, if one waits."""
        job = jobs.claim_next([JobKind.PLAN], owner=self.name)
        if job is None:
            return False
        end = time.monotonic() + float(str(job.arguments["seconds"])) + EXTRA_SECONDS

        def must_end() -> bool:
            return self._ending.is_set() or time.monotonic() > end

        status = run_child(self._planning, job, current.settings(), must_end=must_end)
        if status not in {0, ABANDONED}:
            log.error("job %d: its process ended with status %d", job.id, status)
            jobs.give_back(job.id, job.fence, f"exit status {status}")
        return True

    def send_once(self) -> bool:
        """Send what is due in the outbox, where mail is configured."""
        return messages.send_due(MAIL_AT_ONCE) > 0

    def read_once(self) -> bool:
        """Read answers that came in, where a mailbox is configured."""
        return mailbox.look_into_mailbox() >= mailbox.AT_ONCE
