"""How a search keeps its time, tells how it stands, and hears that it must stop."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait

from solver.limits import Cancelled, Limits, Progress, Report
from solver.problem import Goal

MOVES_PER_SECOND = 1_000_000
"""So many moves make one of CP-SAT's deterministic seconds."""

SHARES = {
    Goal.GUARANTEE: 3,
    Goal.FLOOR: 3,
    Goal.VALUE: 12,
    Goal.IF_NEEDED: 2,
    Goal.WAITING_SLOTS: 2,
    Goal.WAITING_PERIODS: 2,
    Goal.TABLE_CHANGES: 1,
}
"""How the time left is shared between the goals still to come."""

_REPORTS_PER_SECOND = 4
_LOOK_SECONDS = 0.05
"""How often work in other threads is looked at."""


class Pace:
    """The clock of one search, and its line to whoever asked for it.

    Both callbacks are called from the thread that called `solve` only.
    """

    def __init__(
        self, limits: Limits, report: Report | None, cancelled: Cancelled | None
    ) -> None:
        """Start the clock."""
        self.limits = limits
        self._report = report
        self._cancelled = cancelled
        self._started = time.monotonic()
        self._reported = float("-inf")
        self._is_cancelled = False
        self._spent = 0.0
        self._kept_back = 0.0

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    @property
    def is_counted(self) -> bool:
        """Whether moves limit the search, not the clock."""
        return self.limits.moves is not None

    @property
    def remaining(self) -> float:
        """What is left: seconds of the clock, or deterministic seconds."""
        if self.limits.moves is not None:
            return max(0.0, self.limits.moves / MOVES_PER_SECOND - self._spent)
        return max(0.0, self.limits.seconds - self._kept_back - self.elapsed)

    @property
    def moves(self) -> int:
        """The moves made so far."""
        return round(self._spent * MOVES_PER_SECOND)

    def keep_back(self, seconds: float) -> None:
        """End the search so long before the limit, for what comes after it."""
        self._kept_back = min(seconds, self.limits.seconds / 2)

    def count(self, moves: int) -> None:
        """Count moves of the kernel."""
        self._spent += moves / MOVES_PER_SECOND

    def spend(self, deterministic_seconds: float) -> None:
        """Count the work of a finished search."""
        self._spent += deterministic_seconds

    def is_over(self) -> bool:
        """Tell whether the search must end now."""
        if not self._is_cancelled and self._cancelled is not None:
            self._is_cancelled = self._cancelled()
        return self._is_cancelled or self.remaining <= 0.0

    def tell(
        self,
        stage: str,
        meetings: int,
        value: int | None = None,
        bound: int | None = None,
    ) -> None:
        """Report how the search stands, a few times a second at most."""
        now = self.elapsed
        if self._report is None or now - self._reported < 1 / _REPORTS_PER_SECOND:
            return
        self._reported = now
        self._report(
            Progress(
                elapsed=now, stage=stage, meetings=meetings, value=value, bound=bound
            )
        )

    def oversee(
        self,
        work: Sequence[Callable[[], None]],
        *,
        stop: Callable[[], object],
        tell: Callable[[], None],
    ) -> None:
        """Do work in threads of its own, looking after it from this one.

        Solvers call back only when they find something; a wish to stop must not
        wait for that, and the caller's callbacks stay in the caller's thread.

        Args:
            work: What to do, side by side; solvers let go of the interpreter.
            stop: Asks the work to end, called until it has.
            tell: Reports how it stands.

        Raises:
            Exception: What one of them raised.
        """
        with ThreadPoolExecutor(max_workers=max(1, len(work))) as pool:
            running = [pool.submit(each) for each in work]
            try:
                while not self.is_over():
                    _, waiting = wait(running, timeout=_LOOK_SECONDS)
                    tell()
                    if not waiting:
                        break
            finally:
                while any(not each.done() for each in running):
                    stop()
                    wait(running, timeout=_LOOK_SECONDS)
        for each in running:
            each.result()
