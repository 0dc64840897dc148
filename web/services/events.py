"""Making an event and changing what it is: name, dates, help, rules, state."""

import re
import unicodedata
import uuid
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from matcher.event import Rules
from web import current
from web.persistence.database import db
from web.persistence.loading import rules_fields, rules_value
from web.persistence.queries import participants, setup
from web.persistence.rows import EventOrganiserRow, EventRow
from web.persistence.transaction import transaction
from web.services import accounts, audit, blocks
from web.services.outcomes import Overtaken, Saved, mark_of
from web.services.timetable import ClockDoubt, Timing, WhichTime, lay_out

ZONE = "Europe/Amsterdam"
DEFAULT_LANGUAGE = "nl"
"""What every participant can be written to in."""
_RESERVED = frozenset(
    {
        "agenda",
        "api",
        "healthz",
        "helpt",
        "inloggen",
        "mijn",
        "organisatie",
        "privacy",
        "readyz",
        "static",
        "taal",
        "toegankelijkheid",
        "uitloggen",
    }
)
"""First parts of addresses that pages already have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What is enough to begin: a name, a date and a number of tables."""

    name: str
    day: date
    tables: int
    place: str = ""
    start: time = time(19, 0)
    rounds: int = 6
    minutes: int = 20
    pause: int = 5
    which: WhichTime = WhichTime.UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What participants read about the event."""

    name: str
    intro: str
    answers_until: date | None
    help_name: str
    help_phone: str
    help_email: str
    help_visit: str
    keep_days: int = 90
    """Days after the last slot until all about participants is erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMade:
    """An event was made; this is its name in addresses."""

    event_id: int
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSummary:
    """An event in a list."""

    slug: str
    name: str
    state: str
    days: tuple[date, ...]
    registered: int


class Registration(StrEnum):
    """What an organiser can make of registration."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTimesYet:
    """Registration cannot open: there is no time to choose from."""


def create_event(new: NewEvent, *, by: str) -> EventMade | ClockDoubt:
    """Make an event with one block, organised by whoever has this address.

    Gives the doubt about the first time when the clock changes then.
    """
    spans = lay_out(
        Timing(
            day=new.day,
            start=new.start,
            rounds=new.rounds,
            minutes=new.minutes,
            pause=new.pause,
            which=new.which,
        ),
        ZoneInfo(ZONE),
    )
    if isinstance(spans, ClockDoubt):
        return spans
    with transaction():
        event = EventRow(
            uid=str(uuid.uuid4()),
            slug=_free_slug(new.name),
            name=new.name,
            timezone=ZONE,
            created_at=current.clock().now(),
        )
        db.session.add(event)
        organiser = accounts.get_or_add_organiser(by)
        db.session.flush()
        blocks.add_first_block(event, spans, place=new.place, tables=new.tables)
        db.session.add(EventOrganiserRow(event_id=event.id, organiser_id=organiser.id))
        audit.record("event.create", by=by, event_id=event.id)
        return EventMade(event_id=event.id, slug=event.slug)


def add_organiser(event_id: int, *, email: str, by: str) -> None:
    """Let somebody organise an event too, with equal rights."""
    with transaction():
        event = setup.get_event(event_id)
        organiser = accounts.get_or_add_organiser(email)
        if not accounts.is_organiser_of(organiser.id, event.id):
            db.session.add(
                EventOrganiserRow(event_id=event.id, organiser_id=organiser.id)
            )
            audit.record("organiser.add", by=by, event_id=event.id)


def save_facts(
    event_id: int, facts: EventFacts, *, seen: str, by: str
) -> Saved | Overtaken:
    """Change what participants read about the event."""
    with transaction():
        event = setup.get_event(event_id)
        if mark_of(facts_of(event)) != seen:
            return Overtaken(revision=event.revision)
        for field in fields(facts):
            setattr(event, field.name, getattr(facts, field.name))
        event.revision += 1
        audit.record("event.change", by=by, event_id=event.id)
        return Saved(revision=event.revision)


def save_rules(event_id: int, rules: Rules, *, seen: str, by: str) -> Saved | Overtaken:
    """Change the rules of matching; what equals the default is not stored."""
    with transaction():
        event = setup.get_event(event_id)
        if mark_of(rules_of(event)) != seen:
            return Overtaken(revision=event.revision)
        event.rules = rules_fields(rules)
        event.revision += 1
        audit.record("rules.change", by=by, event_id=event.id, detail=event.rules)
        return Saved(revision=event.revision)


def save_withheld_languages(
    event_id: int, codes: Collection[str], *, seen: str, by: str
) -> Saved | Overtaken:
    """Choose the languages in which participants do not get an event.

    Who read it in one of these gets pages and messages in Dutch from now on.
    """
    with transaction():
        event = setup.get_event(event_id)
        if mark_of(withheld_languages_of(event)) != seen:
            return Overtaken(revision=event.revision)
        event.withheld_languages = sorted(codes)
        for reader in participants.list_readers_of(event.id, codes):
            reader.language = DEFAULT_LANGUAGE
        event.revision += 1
        audit.record(
            "languages.change",
            by=by,
            event_id=event.id,
            detail={"withheld": event.withheld_languages},
        )
        return Saved(revision=event.revision)


def reset_rules(event_id: int, *, by: str) -> None:
    """Give an event the rules that every event begins with."""
    with transaction():
        event = setup.get_event(event_id)
        event.rules = {}
        event.revision += 1
        audit.record("rules.reset", by=by, event_id=event.id)


def set_marketplace(event_id: int, *, is_open: bool, by: str) -> Saved:
    """Let participants look through what others offer and ask, or no longer."""
    with transaction():
        event = setup.get_event(event_id)
        event.marketplace = is_open
        event.revision += 1
        audit.record(
            "marketplace.open" if is_open else "marketplace.close",
            by=by,
            event_id=event.id,
        )
        return Saved(revision=event.revision)


def set_registration(
    event_id: int, registration: Registration, *, by: str
) -> Saved | NoTimesYet:
    """Open or close registration."""
    with transaction():
        event = setup.get_event(event_id)
        has_times = any(block.slots for block in event.blocks)
        if registration is Registration.OPEN and not has_times:
            return NoTimesYet()
        event.state = registration
        event.revision += 1
        audit.record(f"registration.{registration}", by=by, event_id=event.id)
        return Saved(revision=event.revision)


def find_by_slug(slug: str) -> EventRow | None:
    """Find an event by its name in addresses, for the command line."""
    return setup.find_event_by_slug(slug)


def get_organised(slug: str, *, organiser_id: int) -> EventRow:
    """Give an event to one who organises it.

    Raises:
        NotFound: There is no such event, or it is somebody else's.
    """
    return setup.get_organised_event(slug, organiser_id)


def list_organised(organiser_id: int) -> tuple[EventSummary, ...]:
    """List the events that somebody organises, newest first."""
    rows = setup.list_events_of(organiser_id)
    counts = setup.count_registered([row.id for row in rows])
    return tuple(_summary(row, counts.get(row.id, 0)) for row in rows)


def list_all() -> tuple[EventSummary, ...]:
    """List all events, newest first, for the command line."""
    rows = setup.list_events()
    counts = setup.count_registered([row.id for row in rows])
    return tuple(_summary(row, counts.get(row.id, 0)) for row in rows)


def facts_of(event: EventRow) -> EventFacts:
    """Read what participants read about an event."""
    return EventFacts(
        **{field.name: getattr(event, field.name) for field in fields(EventFacts)}
    )


def withheld_languages_of(event: EventRow) -> tuple[str, ...]:
    """List the languages in which participants do not get an event, by code."""
    return tuple(event.withheld_languages)


def rules_of(event: EventRow) -> Rules:
    """Read the rules an event has, defaults filled in."""
    return rules_value(event.rules)


def _summary(row: EventRow, registered: int) -> EventSummary:
    """Sum an event up in a line."""
    zone = ZoneInfo(row.timezone)
    starts = (slot.starts_at for block in row.blocks for slot in block.slots)
    return EventSummary(
        slug=row.slug,
        name=row.name,
        state=row.state,
        days=tuple(sorted({start.astimezone(zone).date() for start in starts})),
        registered=registered,
    )


def _free_slug(name: str) -> str:
    """Make a name for addresses that no event and no page has."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    stem = "-".join(words)[:48].strip("-") or "evenement"
    taken = _RESERVED | set(setup.list_slugs())
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
