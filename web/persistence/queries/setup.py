"""Events with their blocks, and what their times and tables are used for."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from web.persistence.database import db
from web.persistence.rows import (
    AvailabilityRow,
    BlockRow,
    EventOrganiserRow,
    EventRow,
    MeetingRow,
    OrganiserRow,
    ParticipantRow,
    ProgrammeRow,
    SlotRow,
)
from web.refusals import NotFound

_WHOLE = (
    selectinload(EventRow.blocks).selectinload(BlockRow.slots),
    selectinload(EventRow.blocks).selectinload(BlockRow.tables),
    selectinload(EventRow.interpreters),
)
"""Everything an organiser set up, in a fixed number of queries."""


def get_event(event_id: int) -> EventRow:
    """Get an event with its blocks, rounds, tables and interpreters.

    Raises:
        NotFound: There is no such event.
    """
    event = db.session.scalar(
        select(EventRow).where(EventRow.id == event_id).options(*_WHOLE)
    )
    if event is None:
        raise NotFound("event", event_id)
    return event


def find_event_by_slug(slug: str) -> EventRow | None:
    """Find an event by its name in addresses."""
    return db.session.scalar(select(EventRow).where(EventRow.slug == slug))


def get_organised_event(slug: str, organiser_id: int) -> EventRow:
    """Get an event, with its blocks, that somebody organises.

    Raises:
        NotFound: There is no such event, or somebody else organises it.
    """
    event = db.session.scalar(
        select(EventRow)
        .join(EventOrganiserRow, EventOrganiserRow.event_id == EventRow.id)
        .where(EventRow.slug == slug, EventOrganiserRow.organiser_id == organiser_id)
        .options(*_WHOLE)
    )
    if event is None:
        raise NotFound("event", slug)
    return event


def get_organising(event_id: int, organiser_id: int) -> EventOrganiserRow:
    """Get what one organiser has of one event.

    Raises:
        NotFound: They do not organise it.
    """
    row = db.session.get(EventOrganiserRow, (event_id, organiser_id))
    if row is None:
        raise NotFound("event", str(event_id))
    return row


def get_organising_by_feed(feed_hash: str) -> EventOrganiserRow:
    """Get whose calendar this is, with the organiser.

    Raises:
        NotFound: It is nobody's, or not any more.
    """
    row = db.session.scalar(
        select(EventOrganiserRow)
        .where(EventOrganiserRow.feed_hash == feed_hash)
        .options(joinedload(EventOrganiserRow.organiser))
    )
    if row is None:
        raise NotFound("feed", "")
    return row


def list_events_of(organiser_id: int) -> tuple[EventRow, ...]:
    """List the events that somebody organises, newest first, with their rounds."""
    return tuple(
        db.session.scalars(
            select(EventRow)
            .join(EventOrganiserRow, EventOrganiserRow.event_id == EventRow.id)
            .where(EventOrganiserRow.organiser_id == organiser_id)
            .options(selectinload(EventRow.blocks).selectinload(BlockRow.slots))
            .order_by(EventRow.created_at.desc(), EventRow.id.desc())
        )
    )


def list_events() -> tuple[EventRow, ...]:
    """List all events, newest first, with their rounds."""
    return tuple(
        db.session.scalars(
            select(EventRow)
            .options(selectinload(EventRow.blocks).selectinload(BlockRow.slots))
            .order_by(EventRow.created_at.desc(), EventRow.id.desc())
        )
    )


def count_registered(event_ids: Collection[int]) -> dict[int, int]:
    """Count the registered participants of each event."""
    rows = db.session.execute(
        select(ParticipantRow.event_id, func.count())
        .where(
            ParticipantRow.event_id.in_(event_ids),
            ParticipantRow.state == "registered",
        )
        .group_by(ParticipantRow.event_id)
    )
    return {row.event_id: row[1] for row in rows}


def list_organisers(event_id: int) -> tuple[OrganiserRow, ...]:
    """List who organises an event."""
    return tuple(
        db.session.scalars(
            select(OrganiserRow)
            .join(EventOrganiserRow, EventOrganiserRow.organiser_id == OrganiserRow.id)
            .where(EventOrganiserRow.event_id == event_id)
            .order_by(OrganiserRow.id)
        )
    )


def list_slugs() -> tuple[str, ...]:
    """List the names in addresses that are taken."""
    return tuple(db.session.scalars(select(EventRow.slug)))


def count_answers(slot_ids: Collection[int]) -> int:
    """Count the participants who said they can come in one of these slots."""
    return (
        db.session.scalar(
            select(func.count(func.distinct(AvailabilityRow.participant_id))).where(
                AvailabilityRow.slot_id.in_(slot_ids)
            )
        )
        or 0
    )


def list_planned_slots(event_id: int) -> frozenset[str]:
    """List the codes of slots in which any version has a meeting."""
    return _list_codes(event_id, MeetingRow.slot)


def list_released_slots(event_id: int) -> frozenset[str]:
    """List the codes of slots in which a released version has a meeting."""
    return _list_codes(event_id, MeetingRow.slot, ProgrammeRow.state == "released")


def list_released_tables(event_id: int) -> frozenset[str]:
    """List the codes of tables at which a released version has a meeting."""
    return _list_codes(event_id, MeetingRow.table, ProgrammeRow.state == "released")


def list_slot_codes(event_id: int) -> frozenset[str]:
    """List the codes of the slots an event has now."""
    return frozenset(
        db.session.scalars(select(SlotRow.code).where(SlotRow.event_id == event_id))
    )


def _list_codes(
    event_id: int, column: InstrumentedAttribute[str], *conditions: ColumnElement[bool]
) -> frozenset[str]:
    """List the different codes in a column of an event's meetings."""
    return frozenset(
        db.session.scalars(
            select(column)
            .join(ProgrammeRow, ProgrammeRow.id == MeetingRow.programme_id)
            .where(ProgrammeRow.event_id == event_id, *conditions)
            .distinct()
        )
    )
