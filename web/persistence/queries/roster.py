"""Reading the participants of an event together, in a fixed number of queries."""

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from web.persistence.database import db
from web.persistence.rows import ParticipantRow, SlotRow
from web.refusals import NotFound


def list_participants(event_id: int) -> tuple[ParticipantRow, ...]:
    """List all participants of an event with everything they told, by name."""
    return tuple(
        db.session.scalars(
            select(ParticipantRow)
            .where(ParticipantRow.event_id == event_id)
            .options(
                selectinload(ParticipantRow.offers),
                selectinload(ParticipantRow.asks),
                selectinload(ParticipantRow.delegates),
                selectinload(ParticipantRow.availability),
            )
            .order_by(func.lower(ParticipantRow.name), ParticipantRow.code)
        )
    )


def get_by_code(event_id: int, code: str) -> ParticipantRow:
    """Get a participant of an event by its code, with everything it told.

    Raises:
        NotFound: The event has no such participant.
    """
    row = db.session.scalar(
        select(ParticipantRow)
        .where(ParticipantRow.event_id == event_id, ParticipantRow.code == code)
        .options(
            selectinload(ParticipantRow.offers),
            selectinload(ParticipantRow.asks),
            selectinload(ParticipantRow.delegates),
            selectinload(ParticipantRow.availability),
        )
    )
    if row is None:
        raise NotFound("participant", code)
    return row


def list_with_things(
    event_id: int, codes: frozenset[str]
) -> tuple[ParticipantRow, ...]:
    """List participants by code, with their people and what they offer and ask."""
    return tuple(
        db.session.scalars(
            select(ParticipantRow)
            .where(ParticipantRow.event_id == event_id, ParticipantRow.code.in_(codes))
            .options(
                selectinload(ParticipantRow.offers),
                selectinload(ParticipantRow.asks),
                selectinload(ParticipantRow.delegates),
            )
        )
    )


def list_slots(event_id: int) -> tuple[SlotRow, ...]:
    """List the slots of an event in order of time."""
    return tuple(
        db.session.scalars(
            select(SlotRow)
            .where(SlotRow.event_id == event_id)
            .order_by(SlotRow.starts_at, SlotRow.code)
        )
    )
