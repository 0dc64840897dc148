"""Finding what was agreed, and the codes that show who asks."""

from datetime import datetime

from sqlalchemy import delete, select

from web.persistence.database import db
from web.persistence.rows import ConfirmationCodeRow


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
