"""The bell that wakes workers: huey's queues, holding nothing but rings.

What must be done stands in job rows of our own database. huey forgets a task whose
worker is killed; a ring may be lost, because workers also look by themselves.
"""

import logging
import sqlite3
import time
from dataclasses import dataclass
from importlib import import_module
from typing import Final, Protocol

import psycopg
from flask import Flask, current_app
from huey import PostgresHuey, RedisHuey, SqliteHuey

log = logging.getLogger(__name__)

NAME: Final = "trefpunt"
RING: Final = b"ring"
LISTENING_SECONDS: Final = 0.2
"""How long between two looks at a queue that cannot wait by itself."""


class RingStorage(Protocol):
    """What we use of a storage of huey."""

    def enqueue(self, data: bytes) -> object:
        """Put something in the queue."""
        ...

    def dequeue(self) -> bytes | None:
        """Take something out of the queue; some storages wait a second for it."""
        ...

    def queue_size(self) -> int:
        """Count what is in the queue."""
        ...

    def flush_queue(self) -> object:
        """Empty the queue."""
        ...

    def close(self) -> object:
        """End the connection of this thread."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell:
    """Rings in one process, is heard in another."""

    storage: RingStorage
    failures: tuple[type[Exception], ...]
    """What the storage raises when it cannot be reached."""

    def ring(self) -> None:
        """Wake the workers, or leave it to their own looking if that fails."""
        try:
            if self.storage.queue_size() == 0:
                self.storage.enqueue(RING)
        except self.failures as fault:
            log.warning("the bell cannot be rung: %s", type(fault).__name__)

    def wait(self, seconds: float) -> bool:
        """Wait for a ring and say whether there was one; at most *seconds*."""
        end = time.monotonic() + seconds
        while True:
            if self._is_rung():
                return True
            left = end - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(LISTENING_SECONDS, left))

    def close(self) -> None:
        """End the connection of this thread; ringing or waiting makes a new one."""
        self.storage.close()

    def _is_rung(self) -> bool:
        try:
            if self.storage.dequeue() is None:
                return False
            # Any number of rings wakes as much as one.
            self.storage.flush_queue()
        except self.failures as fault:
            log.warning("the bell cannot be heard: %s", type(fault).__name__)
            return False
        return True


def make_bell(queue_url: str) -> Bell:
    """Hang the bell where the settings say."""
    scheme, _, rest = queue_url.partition("://")
    if scheme == "sqlite":
        huey = SqliteHuey(NAME, filename=rest.removeprefix("/"))
        return Bell(storage=huey.storage, failures=(sqlite3.Error,))
    if scheme in {"redis", "rediss"}:
        # An extra, so it is loaded only where it is used.
        failure = import_module("redis.exceptions").RedisError
        storage = RedisHuey(NAME, url=queue_url, blocking=False).storage
        return Bell(storage=storage, failures=(failure,))
    storage = PostgresHuey(NAME, dsn=queue_url, blocking=False).storage
    return Bell(storage=storage, failures=(psycopg.Error,))


class AppBell:
    """The bell of the running application, hung when it is first used."""

    extension: Final = "trefpunt-bell"

    def init_app(self, app: Flask, queue_url: str) -> None:
        """Remember where the bell hangs."""
        app.extensions[self.extension] = queue_url

    def ring(self) -> None:
        """Wake the workers."""
        self.get().ring()

    def get(self) -> Bell:
        """Return the bell of the running application."""
        found = current_app.extensions[self.extension]
        if not isinstance(found, Bell):
            found = make_bell(str(found))
            current_app.extensions[self.extension] = found
        return found
