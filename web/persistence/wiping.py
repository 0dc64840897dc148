"""Wiping what was deleted from the files of the database."""

import sqlite3
from contextlib import closing
from typing import Final

from flask import current_app

from web import current
from web.persistence.database import database_write_lock

_PATIENCE: Final = 2.0
"""Seconds to wait for readers that still look at an older state."""


def wipe_deleted() -> bool:
    """Let no file hold what was deleted, and say whether that worked at once.

    SQLite overwrites deleted rows (``secure_delete``), but its write-ahead log still
    has the pages as they were until it is emptied. PostgreSQL keeps dead rows until
    its own vacuum.
    """
    path = current.settings().database_path
    if path is None:
        return True
    with (
        database_write_lock(current_app).held(),
        closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection,
    ):
        is_busy, *_sizes = connection.execute(
            "PRAGMA wal_checkpoint(TRUNCATE)"
        ).fetchone()
    return not is_busy
