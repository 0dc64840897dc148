"""Copies of a SQLite database, taken while it is in use, and checked."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from web.refusals import BackupUnusable


def copy_database(source: Path, target: Path) -> int:
    """Write a consistent copy while others read and write; return its bytes.

    ``VACUUM INTO`` reads one snapshot and never blocks a writer in WAL mode. The
    copy gets its name only when it is whole.

    Raises:
        FileExistsError: the target is there already.
    """
    if target.exists():
        raise FileExistsError(target)
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", (str(unfinished),))
    unfinished.rename(target)
    return target.stat().st_size


def check_copy(path: Path) -> str:
    """Read a whole copy and return the revision of its schema.

    Raises:
        BackupUnusable: it is no database, is damaged, or is not one of ours.
    """
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            answer = connection.execute("PRAGMA integrity_check").fetchone()
            if answer != ("ok",):
                raise BackupUnusable(path, "the database in it is damaged")
            row = connection.execute(
                "SELECT version_num FROM alembic_version"
            ).fetchone()
    except sqlite3.Error:
        raise BackupUnusable(path, "it is not a backup of Trefpunt") from None
    if row is None:
        raise BackupUnusable(path, "its schema has no version")
    return str(row[0])


def replace_database(source: Path, target: Path, aside: Path) -> None:
    """Put a copy in the place of the database, which is kept aside whole.

    Nobody may have the database open. The WAL goes aside with it: left behind, it
    would be applied to the copy.
    """
    for suffix in ("", "-wal", "-shm"):
        present = target.with_name(target.name + suffix)
        if present.exists():
            present.rename(aside.with_name(aside.name + suffix))
    unfinished = target.with_name(target.name + ".part")
    shutil.copyfile(source, unfinished)
    unfinished.rename(target)
