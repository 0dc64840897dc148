"""What an organiser chose that calendars show of meetings."""

from dataclasses import dataclass

from web.persistence.queries import setup
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction
from web.services import audit
from web.services.outcomes import Overtaken, Saved, mark_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChoice:
    """What an entry shows, and when it rings."""

    names: bool
    """Whether a title tells with whom somebody talks."""
    alarm: int
    """Minutes before the meeting; 0 for no ringing."""


def choice_of(event: EventRow) -> CalendarChoice:
    """Read what was chosen for an event."""
    return CalendarChoice(names=event.calendar_names, alarm=event.calendar_alarm)


def save_choice(
    event_id: int, choice: CalendarChoice, *, seen: str, by: str
) -> Saved | Overtaken:
    """Choose for what is sent from now on; what was sent stays as it is."""
    with transaction():
        event = setup.get_event(event_id)
        if mark_of(choice_of(event)) != seen:
            return Overtaken(revision=event.revision)
        event.calendar_names = choice.names
        event.calendar_alarm = choice.alarm
        event.revision += 1
        audit.record("calendar.change", by=by, event_id=event.id)
        return Saved(revision=event.revision)
