"""What stands in the way of a meeting, by the names people know."""

from matcher.event import SlotId
from matcher.participants import DelegateId, ParticipantId
from matcher.planning import UnmetMeeting
from web.services.plan_files.contents import EventIndex
from web.wording.dates import day_with_part

MOST_NAMED = 4
"""More names than these make a sentence nobody reads."""


def name_obstacles(index: EventIndex, unmet: UnmetMeeting) -> tuple[str, ...]:
    """Name the times, participants and people that stand in the way, if known.

    Times are named by their part of the day: a list of rounds is nothing to read.
    """
    named = (_name(index, obstacle) for obstacle in unmet.would_help)
    return tuple(dict.fromkeys(name for name in named if name))[:MOST_NAMED]


def _name(index: EventIndex, obstacle: str) -> str:
    """Name one obstacle by its id; empty if the event has nothing of that id."""
    if slot := index.slots.get(SlotId(obstacle)):
        return day_with_part(slot.start)
    if participant := index.participants.get(ParticipantId(obstacle)):
        return participant.name
    if delegate := index.delegates.get(DelegateId(obstacle)):
        return delegate.name
    return ""
