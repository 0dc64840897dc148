"""Reminding people of their meetings, and asking who has not answered.

What is written is made at the moment it goes out, so a late change is in it; what was
declined or cancelled is not. The name of a message says of which day and moment it is,
so it is queued once, whoever asks and how often.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from matcher.reminders import ReminderMoment, is_due
from web import current
from web.mail import outbox
from web.mail.compose import Reader
from web.mail.letter import Letter
from web.mail.notices import Planned, question, reminder
from web.persistence.queries import setup
from web.persistence.queries.participants import find_released_programme
from web.persistence.queries.reminding import list_events_with_meetings, list_queued
from web.persistence.transaction import transaction
from web.services import audit, meeting_answers, personal_links
from web.services.meeting_answers import AnswerState, MeetingAnswer
from web.services.release_news import (
    Material,
    Seat,
    addressee,
    list_seats,
    read_material,
)
from web.wording import gettext as _
from web.wording import in_language

REMINDER: Final = "reminder"
QUESTION: Final = "question"
LOOK_AHEAD: Final = timedelta(hours=48)
"""Farther than the earliest reminder, also over a change of the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """A place in a meeting that stands, with what was answered."""

    seat: Seat
    answer: MeetingAnswer


def queue_due() -> int:
    """Put the reminders that are due in the outbox, and count the new ones."""
    now = current.clock().now()
    return sum(
        _remind(event_id, now)
        for event_id in list_events_with_meetings(now, now + LOOK_AHEAD)
    )


def choose_moments(
    event_id: int, moments: Sequence[ReminderMoment], *, by: str
) -> None:
    """Choose when the people of an event are reminded."""
    with transaction():
        event = setup.get_event(event_id)
        event.reminders = [
            moment.value for moment in ReminderMoment if moment in moments
        ]
        detail = {"moments": list(event.reminders)}
        audit.record("event.reminders", by=by, event_id=event_id, detail=detail)


def count_silent(event_id: int) -> int:
    """Count the people with a meeting ahead to which they have not answered."""
    return len(list(_silent(event_id, current.clock().now())))


def ask_silent(event_id: int, *, by: str) -> int:
    """Ask whoever has not answered whether they come, once a day, and count them."""
    with transaction():
        now = current.clock().now()
        asked = 0
        for material, group in _silent(event_id, now):
            states = "+".join(f"{s.answer.uid}:{s.answer.sequence}" for s in group)
            asked += _queue(
                group, material, kind=QUESTION, key=f"{now:%Y-%m-%d}:{states}"
            )
        audit.record(
            "message.ask_silent", by=by, event_id=event_id, detail={"people": asked}
        )
    return asked


def _remind(event_id: int, now: datetime) -> int:
    # Mostly everybody was reminded already: then nothing is written.
    if not any(_due(event_id, now)):
        return 0
    with transaction():
        # Read anew inside: what changed meanwhile is told as it is now.
        return sum(
            _queue(group, material, kind=REMINDER, key=key)
            for material, group, key in _due(event_id, now)
        )


def _due(
    event_id: int, now: datetime
) -> Iterator[tuple[Material, tuple[_Standing, ...], str]]:
    """Give whom to remind of what, with the name of each reminder."""
    material = _material(event_id)
    if material is None:
        return
    known = list_queued(event_id, REMINDER)
    for group in _by_person_and_day(_coming(material)):
        first = group[0].seat
        for moment in map(ReminderMoment, material.event.reminders):
            key = f"{first.delegate.id}:{first.at.start.date().isoformat()}:{moment}"
            is_new = _message_id(material, REMINDER, key) not in known
            if is_new and is_due(moment, first=first.at.start, now=now):
                yield material, group, key


def _silent(
    event_id: int, now: datetime
) -> Iterator[tuple[Material, tuple[_Standing, ...]]]:
    material = _material(event_id)
    if material is None:
        return
    unanswered = (
        standing
        for standing in _coming(material)
        if standing.answer.state is AnswerState.NONE and standing.seat.at.start > now
    )
    for group in _by_person(unanswered):
        yield material, group


def _material(event_id: int) -> Material | None:
    """Read the version that people know; None where they know none."""
    released = find_released_programme(event_id)
    return read_material(event_id, released.version) if released else None


def _coming(material: Material) -> Iterator[_Standing]:
    """Give every place in a meeting that stands and was not declined."""
    given = {
        answer.uid: answer for answer in meeting_answers.list_answers(material.event.id)
    }
    for seat in list_seats(material):
        answer = given.get(seat.uid)
        if answer is not None and answer.state is not AnswerState.DECLINED:
            yield _Standing(seat=seat, answer=answer)


def _by_person(standing: Iterator[_Standing]) -> list[tuple[_Standing, ...]]:
    groups: dict[int, list[_Standing]] = {}
    for place in standing:
        groups.setdefault(place.seat.delegate.id, []).append(place)
    return [
        tuple(sorted(places, key=lambda place: place.seat.at.start))
        for _, places in sorted(groups.items())
    ]


def _by_person_and_day(
    standing: Iterator[_Standing],
) -> Iterator[tuple[_Standing, ...]]:
    for places in _by_person(standing):
        days = dict.fromkeys(place.seat.at.start.date() for place in places)
        for day in days:
            yield tuple(p for p in places if p.seat.at.start.date() == day)


def _queue(
    group: Sequence[_Standing], material: Material, *, kind: str, key: str
) -> bool:
    """Queue one message to one person; False where it was queued before."""
    seat = group[0].seat
    message_id = _message_id(material, kind, key)
    if outbox.is_queued(message_id):
        return False
    message = outbox.new_message(
        _letter(group, material, kind),
        addressee(seat.participant, seat.delegate),
        kind=kind,
        message_id=message_id,
    )
    message.event_id = material.event.id
    outbox.queue(message)
    return True


def _message_id(material: Material, kind: str, key: str) -> str:
    return outbox.message_id_of(kind, f"{material.event.uid}:{key}")


def _letter(group: Sequence[_Standing], material: Material, kind: str) -> Letter:
    participant = group[0].seat.participant
    with in_language(participant.language):
        name = group[0].seat.delegate.name or _("deelnemer")
        reader = Reader(name=name, url=personal_links.personal_url(participant))
        meetings = tuple(
            Planned(
                other=material.names.get(place.seat.other, _("de andere groep")),
                at=place.seat.at,
            )
            for place in group
        )
        writer = outbox.writer_of(material.event)
        if kind == QUESTION:
            return question(writer, reader, meetings=meetings)
        return reminder(writer, reader, meetings=meetings)
