"""The outside world as the application needs it: a clock, a mail carrier, a reader."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from numpy import float32
from numpy.typing import NDArray


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

    def close(self) -> None:
        """End what was kept open between messages; the next opens it anew."""
        ...


class MeaningReader(Protocol):
    """Turns texts in any language into vectors that are near where the meaning is.

    Both ways of reading raise `web.refusals.MeaningUnavailable`.
    """

    @property
    def model(self) -> str:
        """The name of the model; vectors of two models cannot be compared."""
        ...

    def read_asks(self, texts: Sequence[str]) -> Sequence[NDArray[float32]]:
        """Give a unit vector for each text that asks."""
        ...

    def read_offers(self, texts: Sequence[str]) -> Sequence[NDArray[float32]]:
        """Give a unit vector for each text that answers."""
        ...
