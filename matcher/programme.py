"""The programme: an immutable version of who meets whom, when and where."""

from dataclasses import dataclass
from typing import NewType

from matcher.event import InterpreterId, SlotId, TableId
from matcher.participants import DelegateId, ParticipantId
from matcher.reasons import Reason

MeetingId = NewType("MeetingId", str)


def meeting_id(a: ParticipantId, b: ParticipantId) -> MeetingId:
    """Name the meeting of two participants: the same in every version."""
    first, second = sorted((a, b))
    return MeetingId(f"{first}+{second}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One planned conversation of two participants."""

    a: ParticipantId
    b: ParticipantId
    slot: SlotId
    table: TableId
    delegate_a: DelegateId
    delegate_b: DelegateId
    interpreter: InterpreterId | None = None
    value: int = 1
    reasons: tuple[Reason, ...] = ()

    @property
    def id(self) -> MeetingId:
        """Its name, stable over versions: two participants meet at most once."""
        return meeting_id(self.a, self.b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A numbered version of all meetings of an event."""

    version: int
    meetings: tuple[Meeting, ...]

    def of(self, participant: ParticipantId) -> tuple[Meeting, ...]:
        """List the meetings of one participant."""
        return tuple(m for m in self.meetings if participant in (m.a, m.b))
