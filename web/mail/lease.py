"""The lease of a message, kept for as long as somebody is sending it.

A lease is short, so that what a dead sender had in hand goes out within a minute. A
mail server may take longer than that, so a living sender renews it.
"""

from datetime import timedelta
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

from flask import Flask, current_app

from web import current
from web.persistence.queries import messages
from web.persistence.transaction import transaction
from web.refusals import StorageUnavailable

LEASE: Final = timedelta(seconds=45)
RENEWALS_PER_LEASE: Final = 3


class LeaseKeeper:
    """Renews the lease of a claimed message inside the ``with`` block."""

    def __init__(
        self, message_id: int, fence: int, *, lease: timedelta = LEASE
    ) -> None:
        """Prepare; the thread runs inside the block."""
        self._message_id = message_id
        self._fence = fence
        self._lease = lease
        self._ended = Event()
        self._thread = Thread(
            target=self._renew_on,
            args=(current_app._get_current_object(),),  # type: ignore[attr-defined]  # noqa: SLF001 -- Flask's own way to hand an application to a thread
            name="lease",
            daemon=True,
        )

    def __enter__(self) -> Self:
        """Begin to renew."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End with the sending."""
        self._ended.set()
        self._thread.join()

    def _renew_on(self, app: Flask) -> None:
        while not self._ended.wait(self._lease.total_seconds() / RENEWALS_PER_LEASE):
            with app.app_context():
                self._renew()

    def _renew(self) -> None:
        try:
            with transaction():
                row = messages.find_claimed(self._message_id, self._fence)
                if row is not None:
                    row.lease_until = current.clock().now() + self._lease
        except StorageUnavailable:
            # The next one may succeed; if none does, another sender takes over.
            return
