"""The record of what organisers changed: who, when, what."""

from collections.abc import Mapping

from web import current
from web.persistence.database import db
from web.persistence.rows import AuditRow


def record(
    action: str,
    *,
    by: str,
    event_id: int | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write down one change, in the transaction that makes it.

    Args:
        action: What was done, as ``noun.verb``: ``event.create``.
        by: The organiser's e-mail address, or ``command line``.
        event_id: The event it belongs to.
        detail: Codes and numbers, never names or contact details: the record
            outlives the people in it.
    """
    db.session.add(
        AuditRow(
            event_id=event_id,
            actor=by,
            action=action,
            detail=dict(detail or {}),
            at=current.clock().now(),
        )
    )
