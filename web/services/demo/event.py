"""The demo event in the application's own database, made by the usual services.

Every step looks first at what is there, so that a demo that was stopped goes on
where it was, and one that is ready is left as it is.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from web import current
from web.persistence.database import db
from web.persistence.queries import roster, setup, versions
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction
from web.services import accounts, events, imports, personal_links
from web.services.demo.dates import first_day, move_slots
from web.services.events import EventFacts, NewEvent, Registration
from web.services.outcomes import mark_of

NAME = "Netwerkbeurs Waterlede"
SLUG = "netwerkbeurs-waterlede"
ORGANISER = "roos@example.org"
ORGANISER_NAME = "Roos"
SHOWN_PARTICIPANT = "W001"
"""Whose personal page the demo shows, if it has meetings."""
_ANSWERS_END = timedelta(days=7)
"""Registration ends this long before the first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoData:
    """The two sheets of the demo, as they stand in the ``demo`` folder."""

    organisations: bytes
    slots: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoEvent:
    """How far the demo is."""

    event_id: int
    slug: str
    participants: int
    newest: int
    """The newest version of the programme; 0 when nothing was planned yet."""
    released: int
    """The version that participants know; 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A participant's own page, to look at."""

    name: str
    url: str


class DemoDataUnusable(Exception):
    """The sheets of the demo are not what they should be."""


def find_demo() -> DemoEvent | None:
    """Find the demo event, if it was made before."""
    event = setup.find_event_by_slug(SLUG)
    return None if event is None else _state(event)


def prepare_demo(data: DemoData) -> DemoEvent:
    """Make the event with its days, its participants and its organiser.

    Raises:
        DemoDataUnusable: the sheets cannot be read.
    """
    event = setup.find_event_by_slug(SLUG)
    event_id = _make_event(data) if event is None else event.id
    if not roster.list_participants(event_id):
        _import(event_id, data)
    return _state(setup.get_event(event_id))


def forget_demo() -> bool:
    """Remove the demo event with everything of it; other events stay.

    Returns:
        Whether there was one.
    """
    with transaction():
        event = setup.find_event_by_slug(SLUG)
        if event is not None:
            db.session.delete(event)
    return event is not None


def sign_in_url() -> str:
    """Make a new link with which the organiser of the demo signs in."""
    return accounts.sign_in_url(accounts.print_link(ORGANISER, name=ORGANISER_NAME))


def show_participant(event_id: int) -> ShownPage:
    """Give the personal page of the participant whom the demo shows."""
    with transaction():
        row = roster.get_by_code(event_id, SHOWN_PARTICIPANT)
        return ShownPage(name=row.name, url=personal_links.personal_url(row))


def _state(event: EventRow) -> DemoEvent:
    lines = versions.list_versions(event.id)
    released = [line.version for line in lines if line.state == "released"]
    return DemoEvent(
        event_id=event.id,
        slug=event.slug,
        participants=len(roster.list_participants(event.id)),
        newest=max((line.version for line in lines), default=0),
        released=max(released, default=0),
    )


def _make_event(data: DemoData) -> int:
    """Make the event and open it for registration."""
    slots = move_slots(data.slots, current.clock().now())
    first = first_day(slots)
    made = events.create_event(NewEvent(name=NAME, day=first, tables=1), by=ORGANISER)
    if not isinstance(made, events.EventMade):
        raise DemoDataUnusable("slots.csv begins at a time that does not exist")
    outcome = imports.import_blocks(
        made.event_id, data=slots.encode(), filename="slots.csv", by=ORGANISER
    )
    if not isinstance(outcome, imports.BlocksImported):
        raise DemoDataUnusable("slots.csv")
    event = setup.get_event(made.event_id)
    events.save_facts(
        made.event_id,
        _facts(first),
        seen=mark_of(events.facts_of(event)),
        by=ORGANISER,
    )
    events.set_registration(made.event_id, Registration.OPEN, by=ORGANISER)
    return made.event_id


def _import(event_id: int, data: DemoData) -> None:
    outcome = imports.import_participants(
        event_id, data=data.organisations, filename="organisations.csv", by=ORGANISER
    )
    if not isinstance(outcome, imports.ImportDone):
        raise DemoDataUnusable("organisations.csv")


def _facts(first: date) -> EventFacts:
    """Tell participants what the demo is; names and numbers are invented."""
    return EventFacts(
        name=NAME,
        intro=(
            "Groepen van bewoners en organisaties ontmoeten elkaar. U vertelt wat u "
            "kunt bieden en wat u zoekt. Wij plannen de gesprekken."
        ),
        answers_until=first - _ANSWERS_END,
        help_name=ORGANISER_NAME,
        help_phone="06 0000 0000",
        help_email=ORGANISER,
        help_visit="Stadhuis Waterlede, Stationsplein 4, elke dinsdagochtend",
    )
