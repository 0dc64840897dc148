"""Counting tries, over all processes."""

from datetime import datetime

from sqlalchemy import delete, select

from web.persistence.database import db
from web.persistence.rows import RateRow


def find_rate(bucket: str, window_start: datetime) -> RateRow | None:
    """Find the count of a bucket in one window."""
    return db.session.scalar(
        select(RateRow).where(
            RateRow.bucket == bucket, RateRow.window_start == window_start
        )
    )


def remove_rates_before(moment: datetime) -> None:
    """Forget counts of windows that began before a moment."""
    db.session.execute(delete(RateRow).where(RateRow.window_start < moment))
