"""Reading how a search stands from what its job reports."""

from dataclasses import dataclass
from enum import StrEnum

from web.organiser.gap_picture import GapPicture, GapPoint, draw
from web.services.jobs import JobStatus, Stop
from web.services.planning import PlanningState

FIRST_STAGE = "reading"
PICTURED = "value"
"""The goal whose course is drawn: how well the meetings fit."""


class StepState(StrEnum):
    """Whether a step of the search is behind us, at hand or still to come."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


_ORDER = ("reading", "start", "improving", "assigning", "verifying")
"""The steps of a search; the names of goals count as improving."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchProgress:
    """How a search stands, as far as it told."""

    is_waiting: bool
    """Whether no worker has taken it yet."""
    is_stopping: bool
    elapsed: int
    """Seconds since it began."""
    seconds: int
    """Seconds it may take."""
    stage: str
    meetings: int
    value: int | None
    bound: int | None
    picture: GapPicture | None

    @property
    def difference(self) -> int:
        """How far what was found is from the proven limit."""
        if self.value is None or self.bound is None:
            return 0
        return max(self.bound - self.value, 0)

    @property
    def has_limit(self) -> bool:
        """Whether a limit is known to compare with."""
        return self.value is not None and bool(self.bound) and self.stage == PICTURED

    @property
    def share(self) -> float:
        """Which part of the proven limit was found."""
        if not self.bound or self.value is None:
            return 0.0
        return min(max(self.value / self.bound, 0.0), 1.0)

    def step(self, name: str) -> StepState:
        """Say how far a step is."""
        current = self.stage if self.stage in _ORDER else "improving"
        at, now = _ORDER.index(name), _ORDER.index(current)
        if self.is_waiting or at > now:
            return StepState.LATER
        return StepState.NOW if at == now else StepState.DONE


def read_progress(state: PlanningState) -> SearchProgress:
    """Sum up what a search told last."""
    last = state.last
    return SearchProgress(
        is_waiting=state.status is JobStatus.QUEUED or last is None,
        is_stopping=state.stop is not Stop.NO,
        elapsed=0 if last is None else int(last.seconds),
        seconds=round(state.seconds),
        stage=FIRST_STAGE if last is None else last.stage,
        meetings=0 if last is None else last.meetings,
        value=None if last is None else last.value,
        bound=None if last is None else last.bound,
        picture=draw(_course(state)),
    )


def _course(state: PlanningState) -> tuple[GapPoint, ...]:
    """Give the course of the goal that the picture shows, where its limit is known."""
    return tuple(
        GapPoint(seconds=point.seconds, found=point.value, bound=point.bound)
        for point in state.points
        if point.stage == PICTURED
        and point.value is not None
        and point.bound is not None
    )
