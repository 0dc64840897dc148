"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class FixedClock:
    """Tells the time a test gave it."""

    def __init__(self, now: datetime = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, **amount: float) -> None:
        """Let time pass: ``clock.move(minutes=5)``."""
        self._now += timedelta(**amount)
