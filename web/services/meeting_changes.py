"""One meeting taken away or moved after the release: the next version, told at once.

The ordinary way of a release is gone, so that everybody concerned hears of it and
every calendar follows. Called inside the transaction of what asks for the change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matcher.event import Event
from matcher.other_times import OtherTime, held_at, list_other_times
from matcher.participants import Participant
from matcher.programme import Meeting, MeetingId, Programme
from web import current
from web.persistence import loading
from web.persistence.database import db
from web.persistence.queries import roster, versions
from web.persistence.queries.decisions import list_decisions
from web.persistence.queries.participants import find_released_programme, get_event
from web.persistence.rows import EventRow, ProgrammeRow
from web.refusals import NotFound
from web.services import releases
from web.services.release_obstacles import list_obstacles

_KEPT_OF_SUMMARY = ("group_offers",)
"""What still holds of a version of which one meeting changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedMeetings:
    """All that decides where a released meeting can go, read once."""

    event: Event
    participants: Sequence[Participant]
    programme: Programme
    now: datetime

    def other_times(self, meeting_code: str) -> tuple[OtherTime, ...]:
        """List at which other times to come a meeting can really be held."""
        ahead = {slot.id for slot in self.event.slots if slot.start > self.now}
        found = list_other_times(
            self.event, self.participants, self.programme, MeetingId(meeting_code)
        )
        return tuple(time for time in found if time.slot in ahead)


def read_released(event: EventRow) -> ReleasedMeetings | None:
    """Read the released programme to move its meetings; None before the first."""
    programme = find_released_programme(event.id)
    if programme is None:
        return None
    return ReleasedMeetings(
        event=loading.event_value(event),
        participants=_present(event),
        programme=loading.programme_value(programme),
        now=current.clock().now(),
    )


def find_other_times(event: EventRow, meeting_code: str) -> tuple[OtherTime, ...]:
    """List at which other times to come a released meeting can really be held."""
    released = read_released(event)
    return released.other_times(meeting_code) if released else ()


def has_draft(event_id: int) -> bool:
    """Tell whether a version waits that was made after the released one."""
    newest = versions.find_newest(event_id)
    return newest is not None and newest.state != "released"


def can_change_now(event_id: int) -> bool:
    """Tell whether a change can go out without an organiser who looks at it.

    Not while a draft waits, which the change would overtake, and not while another
    meeting of the released version cannot be told to people.
    """
    newest = versions.find_newest(event_id)
    if newest is None or newest.state != "released":
        return False
    return not list_obstacles(event_id, newest.version)


def remove_meeting(event_id: int, meeting_code: str, *, by: str) -> None:
    """Release the programme without one of its meetings.

    Raises:
        NotFound: The released version has no such meeting.
        NotReleasable: Another meeting cannot be told to people.
    """
    programme = _released(event_id)
    kept = [m for m in _meetings(programme) if m.id != meeting_code]
    if len(kept) == len(programme.meetings):
        raise NotFound("meeting", meeting_code)
    _release_next(programme, kept, by=by)


def move_meeting(event_id: int, meeting_code: str, slot: str, *, by: str) -> bool:
    """Release the programme with one meeting in another slot, if that is free now.

    Returns:
        Whether it was; if not, nothing changed.

    Raises:
        NotReleasable: Another meeting cannot be told to people.
    """
    programme = _released(event_id)
    times = find_other_times(get_event(event_id), meeting_code)
    chosen = next((time for time in times if time.slot == slot), None)
    if chosen is None:
        return False
    moved = [
        held_at(meeting, chosen) if meeting.id == meeting_code else meeting
        for meeting in _meetings(programme)
    ]
    _release_next(programme, moved, by=by)
    return True


def _present(event: EventRow) -> Sequence[Participant]:
    slots = loading.slot_codes(event)
    rows = roster.list_participants(event.id)
    present = [
        loading.participant_value(row, slots)
        for row in rows
        if row.state == "registered"
    ]
    return loading.with_decisions(present, list_decisions(event.id))


def _released(event_id: int) -> ProgrammeRow:
    programme = find_released_programme(event_id)
    if programme is None:
        raise NotFound("programme", event_id)
    return programme


def _meetings(programme: ProgrammeRow) -> Sequence[Meeting]:
    return loading.programme_value(programme).meetings


def _release_next(
    released: ProgrammeRow, meetings: Sequence[Meeting], *, by: str
) -> None:
    newest = versions.find_newest(released.event_id)
    programme = ProgrammeRow(
        event_id=released.event_id,
        version=(newest or released).version + 1,
        summary={
            name: released.summary[name]
            for name in _KEPT_OF_SUMMARY
            if name in released.summary
        },
        unmet=released.unmet,
        created_at=current.clock().now(),
    )
    db.session.add(programme)
    loading.store_meetings(programme, meetings)
    db.session.flush()
    releases.release_within(
        released.event_id, version=programme.version, by=by, known=released.version
    )
