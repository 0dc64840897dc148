"""Who is there, who is missing, and who cannot meet anybody (domain notes, AP8)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from matcher.duplicates import LikelyDuplicate, likely_duplicates
from matcher.participants import Participant, Side
from matcher.people import PersonSign, likely_people
from web.persistence.loading import (
    participant_value,
    people_decisions,
    slot_codes,
    with_decisions,
)
from web.persistence.queries import decisions
from web.persistence.rows import DecisionRow, EventRow, ParticipantRow
from web.services.roster import has_email, side_of


class Coverage(StrEnum):
    """How well a target group is represented."""

    MISSING = "missing"
    """One of the two sides has nobody."""
    NARROW = "narrow"
    """One participant speaks for all of its side."""
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCounts:
    """A number for each side."""

    informal: int = 0
    other: int = 0

    @property
    def coverage(self) -> Coverage:
        """Judge the two numbers together."""
        fewest = min(self.informal, self.other)
        if fewest == 0:
            return Coverage.MISSING
        return Coverage.NARROW if fewest == 1 else Coverage.ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroupPresence:
    """How many of each side are there for a target group."""

    code: str
    counts: SideCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPresence:
    """How many times each side offers in a block."""

    name: str
    start: datetime | None
    counts: SideCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPerson:
    """Somebody who comes for more than one participant."""

    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Everything the first page about participants tells."""

    sides: SideCounts
    drafts: int
    withdrawn: int
    without_email: int
    target_groups: tuple[TargetGroupPresence, ...]
    blocks: tuple[BlockPresence, ...]
    without_times: tuple[ParticipantRow, ...]
    other_moment: int
    """How many can come at none of the times and want another."""
    alone: tuple[ParticipantRow, ...]
    """They gave times, but nobody else can come then."""
    duplicates: tuple[LikelyDuplicate, ...]
    shared: tuple[SharedPerson, ...]

    @property
    def registered(self) -> int:
        """How many take part."""
        return self.sides.informal + self.sides.other

    @property
    def most_in_block(self) -> int:
        """The largest number in a block, to draw bars against."""
        counts = (max(b.counts.informal, b.counts.other) for b in self.blocks)
        return max(counts, default=0)

    @property
    def most_in_group(self) -> int:
        """The largest number for a target group, to draw bars against."""
        groups = self.target_groups
        counts = (max(g.counts.informal, g.counts.other) for g in groups)
        return max(counts, default=0)


def survey(event: EventRow, everybody: Sequence[ParticipantRow]) -> Presence:
    """Count who is there among all participants of an event."""
    rows = [row for row in everybody if row.state == "registered"]
    slots = slot_codes(event)
    decided = decisions.list_decisions(event.id)
    values = with_decisions([participant_value(row, slots) for row in rows], decided)
    states = Counter(row.state for row in everybody)
    alone = _find_alone(values)
    return Presence(
        sides=_count_sides(side_of(row) for row in rows),
        drafts=states["draft"],
        withdrawn=states["withdrawn"],
        without_email=sum(not has_email(row) for row in rows),
        target_groups=_count_target_groups(rows),
        blocks=_count_blocks(event, rows),
        without_times=tuple(
            row for row in rows if not row.availability and not row.other_moment
        ),
        other_moment=sum(row.other_moment for row in rows),
        alone=tuple(row for row in rows if row.code in alone),
        duplicates=likely_duplicates(values),
        shared=_find_shared(values, decided),
    )


def _count_sides(sides: Iterable[Side]) -> SideCounts:
    counted = Counter(sides)
    return SideCounts(informal=counted[Side.INFORMAL], other=counted[Side.OTHER])


def _count_target_groups(
    rows: Sequence[ParticipantRow],
) -> tuple[TargetGroupPresence, ...]:
    """Count the sides per target group, those that are missed most first."""
    codes = {code for row in rows for code in row.target_groups}
    found = [
        TargetGroupPresence(
            code=code,
            counts=_count_sides(
                side_of(row) for row in rows if code in row.target_groups
            ),
        )
        for code in codes
    ]
    order = list(Coverage)
    return tuple(
        sorted(
            found, key=lambda g: (order.index(g.counts.coverage), _fewest(g), g.code)
        )
    )


def _fewest(group: TargetGroupPresence) -> tuple[int, int]:
    counts = group.counts
    return min(counts.informal, counts.other), counts.informal + counts.other


def _count_blocks(
    event: EventRow, rows: Sequence[ParticipantRow]
) -> tuple[BlockPresence, ...]:
    """Count per block the times that each side offers."""
    zone = ZoneInfo(event.timezone)
    sides = {row.id: side_of(row) for row in rows}
    given = Counter(
        (answer.slot_id, sides[row.id]) for row in rows for answer in row.availability
    )
    return tuple(
        BlockPresence(
            name=block.name,
            start=block.slots[0].starts_at.astimezone(zone) if block.slots else None,
            counts=SideCounts(
                informal=sum(given[slot.id, Side.INFORMAL] for slot in block.slots),
                other=sum(given[slot.id, Side.OTHER] for slot in block.slots),
            ),
        )
        for block in event.blocks
    )


def _find_alone(values: Sequence[Participant]) -> frozenset[str]:
    """Find who gave times at which nobody else can come."""
    there = Counter(slot for value in values for slot in value.availability)
    return frozenset(
        value.id
        for value in values
        if value.availability and all(there[slot] == 1 for slot in value.availability)
    )


def _find_shared(
    values: Sequence[Participant], decided: Sequence[DecisionRow]
) -> tuple[SharedPerson, ...]:
    """Find who comes for two participants, as long as nobody decided about it."""
    people = {d.id: (d.name, p.id) for p in values for d in p.delegates}
    asked = people_decisions(decided).pairs
    return tuple(
        SharedPerson(
            name=people[found.a][0], codes=(people[found.a][1], people[found.b][1])
        )
        for found in likely_people(values, decided=asked)
        if found.sign is PersonSign.CONTACT_AND_NAME
    )
