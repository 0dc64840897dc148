"""Finding what was agreed, and the codes that show who asks."""

from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import contains_eager

from web.persistence.database import db
from web.persistence.rows import (
    BehalfConsentRow,
    ConfirmationCodeRow,
    ContactConsentRow,
    HelpedGroupRow,
    HelperRow,
    ParticipantRow,
)
from web.refusals import NotFound


def find_open_code(participant_id: int, now: datetime) -> ConfirmationCodeRow | None:
    """Find the newest code of a participant that can still be typed."""
    return db.session.scalar(
        select(ConfirmationCodeRow)
        .where(
            ConfirmationCodeRow.participant_id == participant_id,
            ConfirmationCodeRow.used_at.is_(None),
            ConfirmationCodeRow.expires_at > now,
        )
        .order_by(ConfirmationCodeRow.id.desc())
        .limit(1)
    )


def remove_codes(participant_id: int) -> None:
    """Remove the codes of a participant: a new one takes their place."""
    db.session.execute(
        delete(ConfirmationCodeRow).where(
            ConfirmationCodeRow.participant_id == participant_id
        )
    )


def find_consent(participant_id: int) -> BehalfConsentRow | None:
    """Find the newest consent that a group gave to fill in for it."""
    return db.session.scalar(
        select(BehalfConsentRow)
        .where(BehalfConsentRow.participant_id == participant_id)
        .order_by(BehalfConsentRow.id.desc())
        .limit(1)
    )


def list_helpers(event_id: int) -> tuple[HelperRow, ...]:
    """List the helpers of an event, the oldest first."""
    return tuple(
        db.session.scalars(
            select(HelperRow)
            .where(HelperRow.event_id == event_id)
            .order_by(HelperRow.id)
        )
    )


def get_helper(event_id: int, code: str) -> HelperRow:
    """Get a helper of an event by its code.

    Raises:
        NotFound: The event has no such helper.
    """
    row = db.session.scalar(
        select(HelperRow).where(HelperRow.event_id == event_id, HelperRow.code == code)
    )
    if row is None:
        raise NotFound("helper", code)
    return row


def find_helper_by_token(token_hash: str) -> HelperRow | None:
    """Find a helper by the hash of the token of its link, ended or not."""
    return db.session.scalar(
        select(HelperRow).where(HelperRow.token_hash == token_hash)
    )


def find_helped(helper_id: int, participant_id: int) -> HelpedGroupRow | None:
    """Find how a helper and a group stand."""
    return db.session.get(HelpedGroupRow, (helper_id, participant_id))


def list_helped_by(helper_id: int) -> tuple[HelpedGroupRow, ...]:
    """List the groups of a helper by name, whatever they said."""
    return tuple(
        db.session.scalars(
            select(HelpedGroupRow)
            .join(HelpedGroupRow.participant)
            .where(HelpedGroupRow.helper_id == helper_id)
            .options(contains_eager(HelpedGroupRow.participant))
            .order_by(func.lower(ParticipantRow.name), ParticipantRow.code)
        )
    )


def list_helpers_of(participant_id: int) -> tuple[HelpedGroupRow, ...]:
    """List the helpers that a group was asked about or has, that still help."""
    return tuple(
        db.session.scalars(
            select(HelpedGroupRow)
            .join(HelpedGroupRow.helper)
            .where(
                HelpedGroupRow.participant_id == participant_id,
                HelpedGroupRow.state != "ended",
                HelperRow.ended_at.is_(None),
            )
            .options(contains_eager(HelpedGroupRow.helper))
            .order_by(HelperRow.id)
        )
    )


def find_contact_consent(
    participant_id: int, other_id: int
) -> ContactConsentRow | None:
    """Find what a participant said about one it met."""
    return db.session.get(ContactConsentRow, (participant_id, other_id))


def list_contact_consents(participant_id: int) -> tuple[ContactConsentRow, ...]:
    """List what a participant said about others, and what they said about it."""
    return tuple(
        db.session.scalars(
            select(ContactConsentRow).where(
                or_(
                    ContactConsentRow.participant_id == participant_id,
                    ContactConsentRow.other_id == participant_id,
                )
            )
        )
    )
