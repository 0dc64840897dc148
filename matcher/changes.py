"""What differs between two versions of the programme, computed, never remembered."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from matcher.event import InterpreterId, SlotId, TableId
from matcher.participants import DelegateId, ParticipantId
from matcher.programme import Meeting, MeetingId, Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A meeting that the old version did not have."""

    meeting: Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A meeting that the new version no longer has."""

    meeting: Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A meeting whose slot, table, delegates or interpreter changed."""

    before: Meeting
    after: Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassessed:
    """A meeting that stays as it is, for other reasons or with another value.

    Nobody needs to hear of it; it is here so that the changes are complete.
    """

    before: Meeting
    after: Meeting


Change = Added | Removed | Moved | Reassessed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrangement:
    """What the people of a meeting have to know: when, where and who."""

    slot: SlotId
    table: TableId
    interpreter: InterpreterId | None
    delegates: frozenset[tuple[ParticipantId, DelegateId]]


def compare(old: Programme | None, new: Programme) -> tuple[Change, ...]:
    """List what changes from the old version to the new, by name of meeting.

    Args:
        old: The version people know; None if they know none.
        new: The version they are to know.
    """
    before = _by_id(old.meetings if old else ())
    after = _by_id(new.meetings)
    changes = (
        _change(before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
    )
    return tuple(change for change in changes if change)


def apply_changes(
    old: Programme | None, changes: Iterable[Change], version: int
) -> Programme:
    """Make the new version from the old one and what changes, by name of meeting.

    Raises:
        ValueError: A change does not fit the old version.
    """
    meetings = _by_id(old.meetings if old else ())
    for change in changes:
        _apply(meetings, change)
    in_order = tuple(meetings[name] for name in sorted(meetings))
    return Programme(version=version, meetings=in_order)


def _by_id(meetings: Iterable[Meeting]) -> dict[MeetingId, Meeting]:
    return {meeting.id: meeting for meeting in meetings}


def _change(before: Meeting | None, after: Meeting | None) -> Change | None:
    if before == after:
        return None
    if before is None:
        return Added(meeting=after) if after else None
    if after is None:
        return Removed(meeting=before)
    if _arrangement(before) == _arrangement(after):
        return Reassessed(before=before, after=after)
    return Moved(before=before, after=after)


def _arrangement(meeting: Meeting) -> _Arrangement:
    return _Arrangement(
        slot=meeting.slot,
        table=meeting.table,
        interpreter=meeting.interpreter,
        delegates=frozenset(
            {(meeting.a, meeting.delegate_a), (meeting.b, meeting.delegate_b)}
        ),
    )


def _apply(meetings: dict[MeetingId, Meeting], change: Change) -> None:
    match change:
        case Added():
            _expect(meetings, change.meeting.id, None)
            meetings[change.meeting.id] = change.meeting
        case Removed():
            _expect(meetings, change.meeting.id, change.meeting)
            del meetings[change.meeting.id]
        case Moved() | Reassessed():
            _expect(meetings, change.after.id, change.before)
            meetings[change.after.id] = change.after
        case _:
            assert_never(change)


def _expect(
    meetings: dict[MeetingId, Meeting], name: MeetingId, known: Meeting | None
) -> None:
    if meetings.get(name) != known:
        raise ValueError(f"meeting {name} is not what the change expects")
