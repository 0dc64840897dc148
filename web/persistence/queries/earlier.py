"""Reading the events that the organisers of an event held before."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from web.persistence.database import db
from web.persistence.rows import (
    EventOrganiserRow,
    ParticipantRow,
    ProgrammeRow,
    SlotRow,
)


def find_start(event_id: int) -> datetime | None:
    """Find when the first slot of an event begins; None without slots."""
    return db.session.scalar(
        select(func.min(SlotRow.starts_at)).where(SlotRow.event_id == event_id)
    )


def list_ends_before(
    event_id: int, start: datetime
) -> tuple[tuple[int, datetime], ...]:
    """List the events of the same organisers that end before a moment, and when.

    An event is of the same organisers if somebody organises both.
    """
    own = select(EventOrganiserRow.organiser_id).where(
        EventOrganiserRow.event_id == event_id
    )
    shared = select(EventOrganiserRow.event_id).where(
        EventOrganiserRow.organiser_id.in_(own), EventOrganiserRow.event_id != event_id
    )
    last = func.max(SlotRow.ends_at)
    rows = db.session.execute(
        select(SlotRow.event_id, last)
        .where(SlotRow.event_id.in_(shared))
        .group_by(SlotRow.event_id)
        .having(last <= start)
        .order_by(last)
    )
    return tuple((found, ended) for found, ended in rows)


def list_released(event_ids: list[int]) -> dict[int, ProgrammeRow]:
    """List the newest released programmes with their meetings, by event."""
    rows = db.session.scalars(
        select(ProgrammeRow)
        .where(ProgrammeRow.event_id.in_(event_ids), ProgrammeRow.state == "released")
        .order_by(ProgrammeRow.version)
        .options(selectinload(ProgrammeRow.meetings))
    )
    return {row.event_id: row for row in rows}


def list_people(event_ids: list[int]) -> tuple[ParticipantRow, ...]:
    """List the participants of events with the people they sent."""
    return tuple(
        db.session.scalars(
            select(ParticipantRow)
            .where(ParticipantRow.event_id.in_(event_ids))
            .options(selectinload(ParticipantRow.delegates))
            .order_by(ParticipantRow.id)
        )
    )
