"""How often something may be tried, counted in the database.

A count in the memory of one process would let another process through.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from web import current
from web.persistence.database import db
from web.persistence.queries import rates
from web.persistence.rows import RateRow

_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most so many tries in a window of so many minutes."""

    name: str
    tries: int
    minutes: int


def allows(rate: Rate, subject: str) -> bool:
    """Count one try of a subject and say whether it is within the rate.

    Called inside the transaction of what is tried. The subject, an address or
    an IP number, is stored hashed: a count needs no names.
    """
    now = current.clock().now()
    start = _window_start(now, rate.minutes)
    digest = hashlib.sha256(f"{rate.name}:{subject}".encode()).hexdigest()
    bucket = f"{rate.name}:{digest}"
    row = rates.find_rate(bucket, start)
    if row is None:
        rates.remove_rates_before(now - _KEPT)
        row = RateRow(bucket=bucket, window_start=start, count=0)
        db.session.add(row)
    row.count += 1
    return row.count <= rate.tries


def _window_start(now: datetime, minutes: int) -> datetime:
    """Round a moment down to the beginning of its window."""
    seconds = minutes * 60
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, tz=UTC)
