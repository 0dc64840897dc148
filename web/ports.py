"""The outside world as the application needs it: a clock and a mail carrier."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; tests bring their own."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 -- this is the Clock port itself


class MailTransport(Protocol):
    """Hands one finished message to a mail server."""

    def send(self, *, sender: str, recipient: str, message: bytes) -> None:
        """Deliver, or raise `web.refusals.MailRefused` or `MailUnavailable`."""
        ...
