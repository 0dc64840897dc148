"""What organisers decided about registrations and people that look alike."""

from sqlalchemy import select

from web.persistence.database import db
from web.persistence.rows import DecisionRow, ParticipantRow, PersonalLinkRow, TableRow


def list_decisions(event_id: int) -> tuple[DecisionRow, ...]:
    """List all decisions of an event, the newest first."""
    return tuple(
        db.session.scalars(
            select(DecisionRow)
            .where(DecisionRow.event_id == event_id)
            .order_by(DecisionRow.decided_at.desc(), DecisionRow.id.desc())
        )
    )


def find_decision(event_id: int, about: str, a: str, b: str) -> DecisionRow | None:
    """Find what was decided about two, in any order."""
    first, last = sorted((a, b))
    return db.session.scalar(
        select(DecisionRow).where(
            DecisionRow.event_id == event_id,
            DecisionRow.about == about,
            DecisionRow.a == first,
            DecisionRow.b == last,
        )
    )


def list_merged_into(event_id: int, code: str) -> tuple[ParticipantRow, ...]:
    """List the registrations whose answers a participant holds, by code."""
    return tuple(
        db.session.scalars(
            select(ParticipantRow)
            .where(
                ParticipantRow.event_id == event_id,
                ParticipantRow.merged_into == code,
            )
            .order_by(ParticipantRow.code)
        )
    )


def list_all_links(participant_id: int) -> tuple[PersonalLinkRow, ...]:
    """List every link of a participant, also those that work no more."""
    return tuple(
        db.session.scalars(
            select(PersonalLinkRow).where(
                PersonalLinkRow.participant_id == participant_id
            )
        )
    )


def list_stands(event_id: int, code: str) -> tuple[TableRow, ...]:
    """List the tables that belong to a participant."""
    return tuple(
        db.session.scalars(
            select(TableRow).where(
                TableRow.event_id == event_id, TableRow.owner_code == code
            )
        )
    )
