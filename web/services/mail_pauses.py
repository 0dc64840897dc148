"""Pausing what goes out, for one event or for the whole installation."""

from web import current
from web.extensions import bell
from web.persistence.database import db
from web.persistence.queries import messages
from web.persistence.rows import MailPauseRow
from web.persistence.transaction import after_commit, transaction
from web.services import audit


def is_paused(event_id: int | None) -> bool:
    """Tell whether nothing of an event goes out, because of itself or of all.

    Args:
        event_id: The event; None for the whole installation.
    """
    if messages.find_pause(None) is not None:
        return True
    return event_id is not None and messages.find_pause(event_id) is not None


def pause(event_id: int | None, *, by: str) -> None:
    """Let nothing go out from now on; a message that is being sent may still arrive.

    Args:
        event_id: The event; None for the whole installation.
        by: Who asks.
    """
    with transaction():
        if messages.find_pause(event_id) is not None:
            return
        now = current.clock().now()
        db.session.add(MailPauseRow(event_id=event_id, paused_at=now))
        audit.record("mail.pause", by=by, event_id=event_id)


def resume(event_id: int | None, *, by: str) -> None:
    """Let everything that waited go out again."""
    with transaction():
        row = messages.find_pause(event_id)
        if row is None:
            return
        db.session.delete(row)
        audit.record("mail.resume", by=by, event_id=event_id)
        after_commit(bell.ring)
