"""How long an event keeps what participants told, and letting it go in time.

The clock runs from the end of the last slot. Organisers are told two weeks before;
then everything about participants goes, and only numbers stay.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from web import current
from web.persistence.queries import erasing, roster, setup
from web.persistence.queries.participants import find_released_programme
from web.persistence.rows import EventRow
from web.persistence.transaction import after_commit, transaction
from web.persistence.wiping import wipe_deleted
from web.services import audit
from web.services.retention_notice import queue_retention_notice

KEEP_DAYS: Final = 90
"""Three months, in which people can still act on what they agreed."""
LEAST_DAYS: Final = 14
MOST_DAYS: Final = 730
WARNED_BEFORE: Final = timedelta(days=14)
TIME_TO_ACT: Final = timedelta(days=3)
"""Between warning and erasing at least, also where nobody could be warned in time."""
BY: Final = "retention clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How the clock of an event stands."""

    day: date
    """On which everything about participants goes."""
    keep_days: int
    is_near: bool
    """Whether organisers are being warned."""
    erased_at: datetime | None
    counts: dict[str, int]
    """What stays after it: numbers only."""


def retention_of(event: EventRow) -> Retention:
    """Tell how the clock of an event stands."""
    day = _day_of(event)
    return Retention(
        day=day,
        keep_days=event.keep_days,
        is_near=event.erased_at is None and _today(event) >= day - WARNED_BEFORE,
        erased_at=event.erased_at,
        counts={name: int(str(count)) for name, count in event.counts.items()},
    )


def run_due() -> int:
    """Warn of and erase what is due, and count the events erased; again is harmless."""
    waiting = [
        event.id
        for event in setup.list_events()
        if event.erased_at is None and _today(event) >= _day_of(event) - WARNED_BEFORE
    ]
    return sum(_run_one(event_id) for event_id in waiting)


def _run_one(event_id: int) -> bool:
    """Do what is due for one event; what is checked holds until the commit."""
    with transaction():
        event = setup.get_event(event_id)
        if event.erased_at is not None:
            return False
        if event.warned_at is None:
            _warn(event)
            return False
        may_go = current.clock().now() >= event.warned_at + TIME_TO_ACT
        if not may_go or _today(event) < _day_of(event):
            return False
        _erase(event)
        return True


def _warn(event: EventRow) -> None:
    event.warned_at = current.clock().now()
    day = max(_day_of(event), _today(event) + TIME_TO_ACT)
    for organiser in setup.list_organisers(event.id):
        queue_retention_notice(event, organiser, day=day)
    audit.record("retention.warn", by=BY, event_id=event.id)


def _erase(event: EventRow) -> None:
    event.counts = dict(_count(event))
    event.state = "closed"
    event.erased_at = current.clock().now()
    event.revision += 1
    erasing.remove_all_of_event(event.id)
    audit.record("retention.erase", by=BY, event_id=event.id, detail=dict(event.counts))
    after_commit(_wipe)


def _count(event: EventRow) -> Counter[str]:
    """Count what a report needs when nobody is known any more."""
    counts: Counter[str] = Counter()
    for row in roster.list_participants(event.id):
        if row.state == "registered":
            counts["informal" if row.kind == "informal" else "other"] += 1
            counts["people"] += len(row.delegates)
            counts["asks"] += len(row.asks)
            counts["offers"] += len(row.offers)
    released = find_released_programme(event.id)
    counts["meetings"] = len(released.meetings) if released else 0
    return counts


def _day_of(event: EventRow) -> date:
    """Give the day on which an event lets go, at the time of its own place."""
    ends = [slot.ends_at for block in event.blocks for slot in block.slots]
    last = max(ends, default=event.created_at)
    return last.astimezone(ZoneInfo(event.timezone)).date() + timedelta(
        days=event.keep_days
    )


def _today(event: EventRow) -> date:
    return current.clock().now().astimezone(ZoneInfo(event.timezone)).date()


def _wipe() -> None:
    wipe_deleted()
