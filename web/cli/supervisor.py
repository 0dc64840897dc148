"""Keeps a child process running: starts it again when it dies."""

import logging
import signal
import subprocess
from collections.abc import Mapping, Sequence
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

log = logging.getLogger(__name__)

LONGEST_PAUSE: Final = 30.0
GRACE_SECONDS: Final = 15.0
"""How long the child may take to end; longer than its own children get."""


class Supervised:
    """A child process that lives as long as the ``with`` block."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Name the command; it starts with the block."""
        self._command = command
        self._environment = environment
        self._ending = Event()
        self._thread = Thread(target=self._keep, name="supervisor", daemon=True)
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process that runs now."""
        return None if self._child is None else self._child.pid

    def __enter__(self) -> Self:
        """Start the child."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child: first asked, then killed."""
        self._ending.set()
        self._thread.join()

    def _keep(self) -> None:
        pause = 1.0
        while not self._ending.is_set():
            # S603: the command is our own; nothing of it comes from outside.
            with subprocess.Popen(  # noqa: S603 -- see above
                self._command,
                env=dict(self._environment),
                # Ctrl+C reaches the whole group; the child is ended by us instead.
                start_new_session=True,
            ) as child:
                self._child = child
                status = self._wait(child)
            if self._ending.is_set():
                return
            log.warning("the worker ended with status %d and starts again", status)
            self._ending.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _wait(self, child: subprocess.Popen[bytes]) -> int:
        while not self._ending.wait(0.2):
            status = child.poll()
            if status is not None:
                return status
        child.send_signal(signal.SIGTERM)
        try:
            return child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()
