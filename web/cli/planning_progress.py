"""A line on the terminal that tells how far the planner is."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context, copy_context
from threading import Event as Flag
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as ProgressLine

from matcher.planning import Progress
from web.wording.numbers import percentage, whole
from web.wording.planning import meetings_counted, stage_name
from web.wording.translation import gettext


class PlanningProgress:
    """What the planner reports to and asks whether to stop."""

    def __init__(self, line: ProgressLine, seconds: float, context: Context) -> None:
        """Show on a line; the context holds the language of the reader."""
        self._line = line
        self._task = line.add_task(stage_name("reading"), total=seconds)
        self._context = context
        self._stop = Flag()

    def report(self, progress: Progress) -> None:
        """Show where the search stands; called from threads of the planner."""
        # A context can be entered by one thread at a time, so each gets its copy.
        words = self._context.copy().run(describe, progress)
        self._line.update(self._task, completed=progress.elapsed, description=words)

    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def ask_to_stop(self, signum: int, frame: FrameType | None) -> None:
        """End with the best plan so far; a second Ctrl-C ends everything."""
        del signum, frame
        self._stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)


def describe(progress: Progress) -> str:
    """Say what the planner is busy with, what it has, and how good that can be."""
    parts = [stage_name(progress.stage)]
    if progress.meetings:
        parts.append(meetings_counted(progress.meetings))
    if progress.value is not None:
        parts.append(gettext("waarde %(value)s", value=whole(progress.value)))
    if progress.bound is not None:
        parts.append(gettext("grens %(bound)s", bound=whole(progress.bound)))
    if progress.gap is not None:
        parts.append(gettext("verschil %(gap)s", gap=percentage(progress.gap)))
    return " · ".join(parts)


@contextmanager
def planning_progress(seconds: float) -> Iterator[PlanningProgress]:
    """Show progress on standard error while the block plans; Ctrl-C stops early.

    Where standard error is no terminal, nothing is shown.

    Args:
        seconds: after this long the planner ends by itself.
    """
    console = Console(stderr=True)
    columns = (TimeElapsedColumn(), BarColumn(), TextColumn("{task.description}"))
    line = ProgressLine(
        *columns, console=console, transient=True, disable=not console.is_terminal
    )
    with line:
        progress = PlanningProgress(line, seconds, copy_context())
        before = signal.signal(signal.SIGINT, progress.ask_to_stop)
        try:
            yield progress
        finally:
            signal.signal(signal.SIGINT, before)
