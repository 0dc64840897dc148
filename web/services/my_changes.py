"""What changed for a participant since they said that they had seen it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from matcher.invitations import Method
from web.mail.compose import Appointment
from web.persistence.queries import answers, participants
from web.persistence.queries.answers import ToldState
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction
from web.services.own_page import OwnPage
from web.services.release_news import find_table


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNews:
    """How a meeting differs from what its reader has seen."""

    before: Appointment | None
    """When and where it was; None if it is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LapsedMeeting:
    """A meeting that was there when its reader last looked, and is no more."""

    meeting_code: str
    before: Appointment


@dataclass(frozen=True, slots=True, kw_only=True)
class MyChanges:
    """All that changed since the last look."""

    meetings: Mapping[str, MeetingNews]
    """By code of the meeting."""
    lapsed: tuple[LapsedMeeting, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.meetings and not self.lapsed


def find_changes(page: OwnPage) -> MyChanges:
    """Find what differs from what a participant has seen.

    Nothing is new in the first programme somebody gets: then everything would be.
    """
    told = answers.list_told(page.event.id, page.participant.code)
    seen = max(page.participant.seen_version, min((t.version for t in told), default=0))
    by_meeting: dict[str, list[ToldState]] = {}
    for state in told:
        by_meeting.setdefault(state.meeting_code, []).append(state)
    meetings: dict[str, MeetingNews] = {}
    lapsed: list[LapsedMeeting] = []
    for code, states in by_meeting.items():
        before = _standing(s for s in states if s.version <= seen)
        now = _standing(states)
        was = _appointment(before, page.event) if before else None
        if now is None and was is not None:
            lapsed.append(LapsedMeeting(meeting_code=code, before=was))
        elif now is not None and _appointment(now, page.event) != was:
            meetings[code] = MeetingNews(before=was)
    return MyChanges(meetings=meetings, lapsed=tuple(lapsed))


def mark_seen(participant_id: int, version: int) -> None:
    """Keep that a participant has seen the changes up to a version."""
    with transaction():
        row = participants.get_participant(participant_id)
        newest = participants.find_released_programme(row.event_id)
        known = newest.version if newest else 0
        row.seen_version = max(row.seen_version, min(version, known))


def _standing(states: Iterable[ToldState]) -> ToldState | None:
    """Give the newest state that stands: of an entry that was not cancelled after."""
    entries: dict[str, ToldState] = {}
    for state in states:
        entries[state.uid] = state
    standing = [s for s in entries.values() if s.method == Method.REQUEST]
    return standing[-1] if standing else None


def _appointment(state: ToldState, event: EventRow) -> Appointment:
    zone = ZoneInfo(event.timezone)
    table = find_table(event, state.table)
    return Appointment(
        start=state.starts_at.astimezone(zone),
        end=state.ends_at.astimezone(zone),
        place=table.block.place if table else "",
        table=table.name if table else state.table,
    )
