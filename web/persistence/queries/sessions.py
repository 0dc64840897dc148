"""Reading sessions of one offer for several groups."""

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from web.persistence.database import db
from web.persistence.rows import GroupSessionRow, SessionPlaceRow


def list_sessions(event_id: int) -> tuple[GroupSessionRow, ...]:
    """List the sessions of an event with who is invited, oldest first."""
    return tuple(
        db.session.scalars(
            select(GroupSessionRow)
            .where(GroupSessionRow.event_id == event_id)
            .options(selectinload(GroupSessionRow.invited))
            .order_by(GroupSessionRow.id)
        )
    )


def find_session(event_id: int, giver: str, offer: str) -> GroupSessionRow | None:
    """Find the session of one offer."""
    return db.session.scalar(
        select(GroupSessionRow)
        .where(
            GroupSessionRow.event_id == event_id,
            GroupSessionRow.giver == giver,
            GroupSessionRow.offer == offer,
        )
        .options(selectinload(GroupSessionRow.invited))
    )


def list_places_of(event_id: int, code: str) -> tuple[SessionPlaceRow, ...]:
    """List the invitations of somebody to sessions of an event."""
    return tuple(
        db.session.scalars(
            select(SessionPlaceRow)
            .join(GroupSessionRow, GroupSessionRow.id == SessionPlaceRow.session_id)
            .where(
                GroupSessionRow.event_id == event_id,
                SessionPlaceRow.participant == code,
            )
        )
    )


def list_sessions_of(event_id: int, code: str) -> tuple[GroupSessionRow, ...]:
    """List the sessions that somebody gives or is invited to."""
    invited = select(SessionPlaceRow.session_id).where(
        SessionPlaceRow.participant == code
    )
    return tuple(
        db.session.scalars(
            select(GroupSessionRow)
            .where(
                GroupSessionRow.event_id == event_id,
                or_(GroupSessionRow.giver == code, GroupSessionRow.id.in_(invited)),
            )
            .options(selectinload(GroupSessionRow.invited))
            .order_by(GroupSessionRow.id)
        )
    )
