"""Events as everybody may see them."""

from matcher.event import Rules
from web.persistence import loading
from web.persistence.queries import public_events
from web.persistence.rows import EventRow


def get_event(slug: str) -> EventRow:
    """Get an event by its name in addresses.

    Raises:
        NotFound: There is none.
    """
    return public_events.get_event_by_slug(slug)


def find_withheld_languages(slug: str) -> tuple[str, ...]:
    """List the languages an event is not offered in; none where there is no event."""
    return tuple(public_events.find_withheld_languages(slug))


def list_events() -> tuple[EventRow, ...]:
    """List the events that take part in public: open or over, the open ones first."""
    return public_events.list_public_events()


def rules_of(event: EventRow) -> Rules:
    """Give the rules by which the meetings of an event are made."""
    return loading.rules_value(event.rules)
