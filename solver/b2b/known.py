"""What two searches side by side know together."""

from collections.abc import Callable
from threading import Lock


class BestKnown:
    """The best plan so far and the bound, for searches in several threads."""

    def __init__(self, bound: int) -> None:
        """Begin with a bound and no plan."""
        self._lock = Lock()
        self._listeners: list[Callable[[], None]] = []
        self.bound = bound
        """Proven: every plan has so many breaks at least."""
        self.slots: tuple[int, ...] | None = None
        """The slot of each meeting in the best plan."""
        self.breaks: int | None = None
        """The breaks of that plan."""
        self.is_impossible = False
        """Proven: there is no plan."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to find or to prove."""
        return self.is_impossible or self.breaks == self.bound

    def listen(self, listener: Callable[[], None]) -> None:
        """Call this whenever more is known, from whichever thread found it."""
        self._listeners.append(listener)

    def take(self, slots: tuple[int, ...], breaks: int) -> None:
        """Keep a plan if it is better."""
        with self._lock:
            is_news = self.breaks is None or breaks < self.breaks
            if is_news:
                self.slots, self.breaks = slots, breaks
        self._tell(is_news=is_news)

    def prove(self, bound: int) -> None:
        """Keep a bound if it is better."""
        with self._lock:
            is_news = bound > self.bound
            if is_news:
                self.bound = bound
        self._tell(is_news=is_news)

    def exclude(self) -> None:
        """Note that there is no plan."""
        self.is_impossible = True
        self._tell(is_news=True)

    def _tell(self, *, is_news: bool) -> None:
        if is_news:
            for listener in self._listeners:
                listener()
