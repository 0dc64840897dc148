"""Copies of the whole installation, and the way back."""

from dataclasses import dataclass
from pathlib import Path

from web import current
from web.persistence.backup import check_copy, copy_database, replace_database
from web.refusals import NotAFileDatabase


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupDone:
    """A finished and checked copy."""

    path: Path
    size: int
    """In bytes."""
    revision: str
    """The version of its schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreDone:
    """A restored database, and where the one before it is kept."""

    revision: str
    aside: Path | None


def back_up(target: Path | None = None) -> BackupDone:
    """Copy the database while it is in use, and read the copy back.

    Args:
        target: the file to write; without one a dated file in ``backups`` of the
            data directory.

    Raises:
        NotAFileDatabase: the database is no SQLite file.
        FileExistsError: the target is there already.
        OSError: it cannot be written.
    """
    path = target or _dated(current.settings().data_dir / "backups")
    path.parent.mkdir(parents=True, exist_ok=True)
    size = copy_database(_database(), path)
    return BackupDone(path=path, size=size, revision=check_copy(path))


def check_backup(source: Path) -> str:
    """Read a whole backup and return the version of its schema.

    Raises:
        BackupUnusable: it is damaged or no backup of ours.
    """
    return check_copy(source)


def restore(source: Path) -> RestoreDone:
    """Put a backup in the place of the database; the present one is kept aside.

    Nothing may be running: neither `trefpunt serve` nor a worker.

    Raises:
        BackupUnusable: the backup is damaged or no backup of ours.
        NotAFileDatabase: the database is no SQLite file.
    """
    revision = check_copy(source)
    database = _database()
    aside = _dated(database.parent, prefix=f"{database.stem}-before-restore")
    was_there = database.exists()
    replace_database(source, database, aside)
    return RestoreDone(revision=revision, aside=aside if was_there else None)


def _database() -> Path:
    path = current.settings().database_path
    if path is None:
        raise NotAFileDatabase
    return path


def _dated(folder: Path, prefix: str = "trefpunt") -> Path:
    moment = current.clock().now()
    return folder / f"{prefix}-{moment:%Y%m%dT%H%M%SZ}.sqlite"
