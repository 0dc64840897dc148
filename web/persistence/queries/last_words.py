"""What participants agreed to: the last word on each matter."""

from collections.abc import Mapping

from sqlalchemy import select

from web.persistence.database import db
from web.persistence.rows import ConsentRow, ParticipantRow

LastWords = Mapping[str, ConsentRow]
"""By what it is about."""


def list_last_words(event_id: int) -> Mapping[str, LastWords]:
    """List the last word of every participant of an event, by code."""
    found = db.session.execute(
        select(ParticipantRow.code, ConsentRow)
        .join(ConsentRow, ConsentRow.participant_id == ParticipantRow.id)
        .where(ParticipantRow.event_id == event_id)
        .order_by(ConsentRow.id)
    )
    last: dict[str, dict[str, ConsentRow]] = {}
    for code, row in found:
        last.setdefault(code, {})[row.about] = row
    return last


def find_last_word(participant_id: int, about: str) -> ConsentRow | None:
    """Find the last word of one participant about one matter."""
    return db.session.scalar(
        select(ConsentRow)
        .where(ConsentRow.participant_id == participant_id, ConsentRow.about == about)
        .order_by(ConsentRow.id.desc())
        .limit(1)
    )
