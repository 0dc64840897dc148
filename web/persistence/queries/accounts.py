"""Finding organisers, their sign-in links and their sessions."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from web.persistence.database import db
from web.persistence.rows import (
    EventOrganiserRow,
    OrganiserRow,
    OrganiserSessionRow,
    SignInTokenRow,
)


def find_organiser_by_email(email: str) -> OrganiserRow | None:
    """Find an organiser by an e-mail address in lower case."""
    return db.session.scalar(select(OrganiserRow).where(OrganiserRow.email == email))


def find_sign_in_token(token_hash: str) -> SignInTokenRow | None:
    """Find a sign-in link with its organiser."""
    return db.session.scalar(
        select(SignInTokenRow)
        .where(SignInTokenRow.token_hash == token_hash)
        .options(joinedload(SignInTokenRow.organiser))
    )


def list_unused_tokens(organiser_id: int) -> tuple[SignInTokenRow, ...]:
    """List the sign-in links of an organiser that nobody has used yet."""
    return tuple(
        db.session.scalars(
            select(SignInTokenRow).where(
                SignInTokenRow.organiser_id == organiser_id,
                SignInTokenRow.used_at.is_(None),
            )
        )
    )


def find_open_session(token_hash: str, now: datetime) -> OrganiserSessionRow | None:
    """Find a session that has neither ended nor run out, with its organiser."""
    return db.session.scalar(
        select(OrganiserSessionRow)
        .where(
            OrganiserSessionRow.token_hash == token_hash,
            OrganiserSessionRow.ended_at.is_(None),
            OrganiserSessionRow.expires_at > now,
        )
        .options(joinedload(OrganiserSessionRow.organiser))
    )


def is_organiser_of(organiser_id: int, event_id: int) -> bool:
    """Tell whether somebody organises an event."""
    return bool(
        db.session.scalar(
            select(
                exists().where(
                    EventOrganiserRow.organiser_id == organiser_id,
                    EventOrganiserRow.event_id == event_id,
                )
            )
        )
    )
