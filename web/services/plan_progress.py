"""How a running search gets on, as it is stored in the row of its job.

`web.services.plan_trail` collects it where the search runs; this module is what
pages need, and does not load the solver.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPoint:
    """Where the search stood at one moment."""

    seconds: float
    stage: str
    meetings: int
    value: int | None
    bound: int | None


def point_fields(points: Iterable[PlanPoint]) -> dict[str, object]:
    """Write the course of a search for the row of its job."""
    return {
        "points": [
            [point.seconds, point.stage, point.meetings, point.value, point.bound]
            for point in points
        ]
    }


def read_points(stored: Mapping[str, object]) -> tuple[PlanPoint, ...]:
    """Read the course of a search from the row of its job."""
    found = cast(
        list[tuple[float, str, int, int | None, int | None]], stored.get("points", [])
    )
    return tuple(
        PlanPoint(
            seconds=seconds, stage=stage, meetings=meetings, value=value, bound=bound
        )
        for seconds, stage, meetings, value, bound in found
    )
