"""Vectors of texts by the hash of the text."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from web.persistence.database import db
from web.persistence.rows import MeaningRow

_AT_ONCE = 500
"""Hashes in one question; databases take only so many."""


def find_meanings(digests: Sequence[str]) -> Mapping[str, MeaningRow]:
    """Find the rows that are there, by hash."""
    found: dict[str, MeaningRow] = {}
    for start in range(0, len(digests), _AT_ONCE):
        rows = db.session.scalars(
            select(MeaningRow).where(
                MeaningRow.digest.in_(digests[start : start + _AT_ONCE])
            )
        )
        found |= {row.digest: row for row in rows}
    return found


def remove_meanings_unused_since(moment: datetime) -> None:
    """Forget the vectors that no planning used since a moment."""
    db.session.execute(delete(MeaningRow).where(MeaningRow.used_at < moment))
