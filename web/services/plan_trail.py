"""Collects the course of a search, from the solving thread."""

from threading import Lock
from typing import Final

from matcher.planning import Progress
from web.services.plan_progress import PlanPoint, point_fields

MOST_POINTS: Final = 200
"""More cannot be told apart in the picture."""


class ProgressTrail:
    """The course of one search, thinned out where it becomes too long."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._points: list[PlanPoint] = []
        self._lock = Lock()

    def add(self, progress: Progress) -> None:
        """Note where the search stands; called from the solving thread."""
        point = PlanPoint(
            seconds=round(progress.elapsed, 2),
            stage=progress.stage,
            meetings=progress.meetings,
            value=progress.value,
            bound=progress.bound,
        )
        with self._lock:
            if len(self._points) >= MOST_POINTS:
                # The course stays, at half the detail; the end is never dropped.
                self._points = self._points[::2]
            self._points.append(point)

    def fields(self) -> dict[str, object]:
        """Write the course as it is stored in the row of the job."""
        with self._lock:
            points = tuple(self._points)
        return point_fields(points)
