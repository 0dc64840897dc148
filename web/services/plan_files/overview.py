"""How good and how fair a planned event is: the figures of summary and report."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matcher.participants import Participant, ParticipantId, Side
from matcher.planning import UnmetMeeting
from web.services.plan_files.contents import PlanContents


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFigures:
    """How one side fares."""

    side: Side
    participants: int
    with_meeting: int
    meetings: tuple[int, ...]
    """How many participants have 0, 1, 2 ... meetings."""

    @property
    def average(self) -> float:
        """Meetings per participant."""
        seats = sum(number * count for number, count in enumerate(self.meetings))
        return seats / self.participants if self.participants else 0.0


class Alone(StrEnum):
    """Why a participant has no meeting."""

    NO_TIME = "no_time"
    """It gave no time at which it can come."""
    NOBODY_FITS = "nobody_fits"
    """Nobody has something for it, or it for nobody."""
    NO_COMMON_TIME = "no_common_time"
    """Those who fit come at other times."""
    NEEDS_OTHER = "needs_other"
    """It comes only with somebody who is never there."""
    NO_ROOM = "no_room"
    """There was a common time, but no table, person or place left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneParticipant:
    """A participant without a meeting, and why."""

    participant: Participant
    why: Alone
    fitting: tuple[ParticipantId, ...]
    """With whom a meeting would have been good, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOverview:
    """The figures of a planned event."""

    participants: int
    meetings: int
    sides: tuple[SideFigures, ...]
    alone: tuple[AloneParticipant, ...]
    good_unmet: tuple[UnmetMeeting, ...]
    """Missing meetings that would have been good, the most valuable first."""
    gap: float | None
    """How far the value of the meetings is from the proven limit, if that is known."""

    @property
    def with_meeting(self) -> int:
        """Participants with at least one meeting."""
        return sum(side.with_meeting for side in self.sides)

    @property
    def difference(self) -> float | None:
        """How much the averages of the two sides differ, as a share of the larger."""
        averages = [side.average for side in self.sides if side.participants]
        if len(averages) != len(Side) or not max(averages):
            return None
        return (max(averages) - min(averages)) / max(averages)


def review(contents: PlanContents) -> PlanOverview:
    """Work out the figures of a planned event."""
    planned = contents.planned
    held = Counter(side for m in planned.programme.meetings for side in (m.a, m.b))
    goals = dict(planned.goals)
    return PlanOverview(
        participants=len(contents.participants),
        meetings=len(planned.programme.meetings),
        sides=tuple(_side_figures(contents, side, held) for side in Side),
        alone=tuple(
            _alone(contents, participant)
            for participant in contents.participants
            if not held[participant.id]
        ),
        good_unmet=_good_unmet(contents),
        gap=goals["value"].gap if "value" in goals else None,
    )


def _side_figures(
    contents: PlanContents, side: Side, held: Mapping[ParticipantId, int]
) -> SideFigures:
    numbers = [held[known.id] for known in contents.participants if known.side is side]
    counts = Counter(numbers)
    return SideFigures(
        side=side,
        participants=len(numbers),
        with_meeting=sum(number > 0 for number in numbers),
        meetings=tuple(counts[number] for number in range(max(numbers, default=0) + 1)),
    )


def _alone(contents: PlanContents, participant: Participant) -> AloneParticipant:
    missing = sorted(
        (u for u in contents.planned.unmet if participant.id in (u.a, u.b)),
        key=lambda u: (-u.value, u.a, u.b),
    )
    if not participant.availability:
        why = Alone.NO_TIME
    elif participant.id in {c.by for c in contents.planned.conditions}:
        why = Alone.NEEDS_OTHER
    elif not missing:
        why = Alone.NOBODY_FITS
    elif all(unmet.reason == "no_common_slot" for unmet in missing):
        why = Alone.NO_COMMON_TIME
    else:
        why = Alone.NO_ROOM
    return AloneParticipant(
        participant=participant,
        why=why,
        fitting=tuple(u.b if u.a == participant.id else u.a for u in missing),
    )


def _good_unmet(contents: PlanContents) -> tuple[UnmetMeeting, ...]:
    """Sort the missing meetings; the planner lists those wished for or strong."""
    return tuple(sorted(contents.planned.unmet, key=lambda u: (-u.value, u.a, u.b)))
