"""How the installation does: its database, its worker, its outbox."""

from datetime import datetime

from sqlalchemy import func, select, text

from web.persistence.database import db
from web.persistence.rows import MessageRow, WorkerRow

CONNECTION_SETTINGS = ("journal_mode", "synchronous", "foreign_keys")
"""What `web.persistence.database` sets on every SQLite connection."""


def is_database_answering() -> bool:
    """Ask the database the shortest question there is."""
    return bool(db.session.scalar(text("SELECT 1")) == 1)


def find_last_worker_sign() -> datetime | None:
    """Find when any worker last showed that it lives."""
    return db.session.scalar(select(func.max(WorkerRow.seen_at)))


def find_oldest_due_message(now: datetime) -> datetime | None:
    """Find since when the longest waiting e-mail could have been sent."""
    return db.session.scalar(
        select(func.min(MessageRow.next_attempt_at)).where(
            MessageRow.state == "queued",
            MessageRow.channel == "email",
            MessageRow.next_attempt_at <= now,
        )
    )


def sqlite_settings() -> dict[str, str]:
    """Read back how a SQLite connection is set; empty for other databases."""
    if db.engine.dialect.name != "sqlite":
        return {}
    return {
        name: str(db.session.scalar(text(f"PRAGMA {name}")))
        for name in CONNECTION_SETTINGS
    }
