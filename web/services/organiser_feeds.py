"""The calendar of an organiser: every meeting of an event, with who sits where.

Behind a link of the organiser's own, made like the personal links of participants
(`web.services.personal_links`). It shows names, so it is for the organisers only.
"""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from matcher.invitations import (
    FeedHead,
    Invitation,
    Mailbox,
    Method,
    feed,
    overview_uid,
    to_ical,
)
from matcher.programme import MeetingId
from web import current
from web.persistence.queries import entries, setup
from web.persistence.queries.entries import EntryState
from web.persistence.queries.participants import find_released_programme, list_names
from web.persistence.rows import EventOrganiserRow, EventRow, MeetingRow
from web.persistence.transaction import transaction
from web.services import audit
from web.services.calendars import CANCELLED_STAYS, CalendarFile
from web.services.personal_links import hash_of, make_token
from web.services.release_news import appointment_of
from web.wording import gettext as _
from web.wording import in_language
from web.wording.calendars import entry_place
from web.wording.quoting import one_line

_PURPOSE = "organiser-feed"
_KEPT = 16
"""Calendars kept in memory: those of as many events at once."""


def find_url(event_id: int, organiser_id: int) -> str | None:
    """Give the address of an organiser's calendar, if they made one."""
    row = setup.get_organising(event_id, organiser_id)
    return None if row.feed_nonce is None else _url(row.feed_nonce)


def renew(event_id: int, organiser_id: int, *, by: str) -> None:
    """Make a new address; the one before it opens nothing any more."""
    with transaction():
        row = setup.get_organising(event_id, organiser_id)
        row.feed_nonce = secrets.token_urlsafe(16)
        row.feed_hash = hash_of(make_token(_PURPOSE, row.feed_nonce))
        audit.record("feed.renew", by=by, event_id=event_id)


def read(token: str) -> CalendarFile:
    """Give all meetings of an event as one calendar to subscribe to.

    Raises:
        NotFound: No organiser has this address, or not any more.
    """
    row = setup.get_organising_by_feed(hash_of(token))
    return _written(row.event_id, row.organiser_id, _mark(row))


def _mark(row: EventOrganiserRow) -> tuple[object, ...]:
    """Sum up all that the calendar is made from; equal marks, equal bytes."""
    event = setup.get_event(row.event_id)
    return (
        event.revision,
        entries.mark_of_entries(event.id),
        row.feed_nonce,
        row.organiser.language,
        current.clock().now().date(),  # cancelled entries go in time
    )


@lru_cache(maxsize=_KEPT)
def _written(
    event_id: int, organiser_id: int, mark: tuple[object, ...]
) -> CalendarFile:
    del mark  # it only tells apart
    event = setup.get_event(event_id)
    row = setup.get_organising(event_id, organiser_id)
    states = entries.list_newest_states(event_id)
    with in_language(row.organiser.language):
        head = FeedHead(
            name=_("Alle gesprekken: %(event)s", event=event.name),
            timezone=event.timezone,
            source_url=_url(row.feed_nonce or ""),
        )
        content = feed([to_ical(entry) for entry in _entries(event, states)], head)
    return CalendarFile(
        content=content,
        etag=hashlib.sha256(content).hexdigest()[:32],
        last_modified=max(
            (state.stamped_at for state in states), default=event.created_at
        ),
    )


def _entries(event: EventRow, states: tuple[EntryState, ...]) -> Iterator[Invitation]:
    programme = find_released_programme(event.id)
    meetings = {m.code: m for m in (programme.meetings if programme else ())}
    names = list_names(event.id)
    for state in _one_for_both(states):
        meeting = meetings.get(state.meeting_code)
        if meeting is not None or _is_recent(state):
            yield _entry(event, state, meeting, names)


def _one_for_both(states: tuple[EntryState, ...]) -> tuple[EntryState, ...]:
    """Join what both people of a meeting were told: the later of the two."""
    found: dict[str, EntryState] = {}
    for state in states:
        known = found.get(state.meeting_code, state)
        found[state.meeting_code] = replace(
            state,
            sequence=max(state.sequence, known.sequence),
            stamped_at=max(state.stamped_at, known.stamped_at),
        )
    return tuple(found.values())


def _is_recent(state: EntryState) -> bool:
    return current.clock().now() - state.stamped_at < CANCELLED_STAYS


def _entry(
    event: EventRow,
    state: EntryState,
    meeting: MeetingRow | None,
    names: Mapping[str, str],
) -> Invitation:
    zone = ZoneInfo(event.timezone)
    at = appointment_of(meeting, event) if meeting else None
    first, _plus, second = state.meeting_code.partition("+")
    table = at.table if at else ""
    return Invitation(
        uid=overview_uid(event.uid, MeetingId(state.meeting_code)),
        sequence=state.sequence,
        method=Method.REQUEST if at else Method.CANCEL,
        stamped_at=state.stamped_at,
        start=at.start if at else state.starts_at.astimezone(zone),
        end=at.end if at else state.ends_at.astimezone(zone),
        summary=_title(names.get(first, ""), names.get(second, ""), table),
        location=entry_place(at.place, table) if at else "",
        description="",
        organizer=Mailbox(name=event.name, address=current.settings().mail_from),
        attendee=None,
        alarm=None,
    )


def _title(first: str, second: str, table: str) -> str:
    """Tell who sits where, or did."""
    sides = {"first": one_line(first), "second": one_line(second)}
    if not table:
        return _("Vervallen: %(first)s en %(second)s", **sides)
    return _("Tafel %(table)s: %(first)s en %(second)s", table=one_line(table), **sides)


def _url(nonce: str) -> str:
    base = current.settings().base_url.rstrip("/")
    return f"{base}/organisatie/agenda/{make_token(_PURPOSE, nonce)}.ics"
