"""One instance of the published B2B meeting scheduling problem, as values.

The problem is that of Bofill et al., "Constraint Solving Approaches to the
Business-to-Business Meeting Scheduling Problem", JAIR 74 (2022), section 2.
Participants, meetings and slots are counted from 0 here, from 1 in a file.
"""

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise


class PartOfDay(IntEnum):
    """When a meeting may be held, by its number in a file."""

    MORNING = 1
    AFTERNOON = 2
    ANY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedMeeting:
    """Two participants who must meet once."""

    a: int
    b: int
    part: PartOfDay = PartOfDay.ANY
    fixed: int | None = None
    """The only slot it may be held in, if that is decided."""
    after: tuple[int, ...] = ()
    """Meetings that come before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class B2BInstance:
    """Who must meet whom, in how many slots and at how many tables."""

    name: str = ""
    participants: int
    tables: int
    slots: int
    morning: int
    """So many of the slots, the first ones, are in the morning."""
    meetings: tuple[RequestedMeeting, ...]
    forbidden: tuple[frozenset[int], ...]
    """The slots in which each participant cannot meet."""

    def slots_of_part(self, part: PartOfDay) -> range:
        """List the slots of a part of the day."""
        first = self.morning if part is PartOfDay.AFTERNOON else 0
        end = self.morning if part is PartOfDay.MORNING else self.slots
        return range(first, end)

    def slots_for(self, meeting: RequestedMeeting) -> tuple[int, ...]:
        """List the slots in which a meeting could be held, taken by itself."""
        closed = self.forbidden[meeting.a] | self.forbidden[meeting.b]
        wanted = self.slots_of_part(meeting.part)
        return tuple(
            slot
            for slot in wanted
            if slot not in closed and meeting.fixed in (None, slot)
        )

    def meetings_of(self) -> tuple[tuple[int, ...], ...]:
        """List the meetings of each participant."""
        found: list[list[int]] = [[] for _ in range(self.participants)]
        for number, meeting in enumerate(self.meetings):
            found[meeting.a].append(number)
            found[meeting.b].append(number)
        return tuple(tuple(each) for each in found)

    def count_breaks(self, slots: tuple[int, ...]) -> int:
        """Count the breaks of all participants, given the slot of each meeting."""
        return sum(
            then > now + 1
            for own in self.meetings_of()
            for now, then in pairwise(sorted({slots[number] for number in own}))
        )
