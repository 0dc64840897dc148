"""Reads what a database driver complains of back into the refusal it means."""

import sqlite3

import psycopg
from sqlalchemy.schema import ColumnCollectionConstraint

from web.persistence.model import Model
from web.refusals import (
    DuplicateValue,
    MissingReference,
    StorageUnavailable,
    WebRefusal,
)

UNIQUE_PREFIX = "UNIQUE constraint failed: "
AWAY = (
    "SQLITE_BUSY",
    "SQLITE_CANTOPEN",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_LOCKED",
)
"""Beginnings of the names of what passes, or what an administrator can mend."""


def refusal_of(cause: BaseException | None) -> WebRefusal | None:
    """Say which refusal a driver's exception stands for.

    None for what is a programming error: a missing value, a table that is not
    there, SQL that cannot be read.
    """
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return StorageUnavailable(type(cause).__name__)
    if isinstance(cause, psycopg.errors.UniqueViolation):
        return _duplicate(cause.diag.table_name, cause.diag.constraint_name)
    if isinstance(cause, psycopg.errors.ForeignKeyViolation):
        return MissingReference(str(cause.diag.constraint_name))
    return None


def _of_sqlite(cause: sqlite3.Error) -> WebRefusal | None:
    # The driver's own complaints carry no name.
    name = getattr(cause, "sqlite_errorname", "")
    if name.startswith(AWAY):
        return StorageUnavailable(name)
    text = str(cause)
    if text.startswith(UNIQUE_PREFIX):
        places = [
            place.split(".") for place in text.removeprefix(UNIQUE_PREFIX).split(", ")
        ]
        return DuplicateValue(places[0][0], tuple(column for _, column in places))
    if text.startswith("FOREIGN KEY"):
        return MissingReference(text)
    return None


def _duplicate(table: str | None, constraint: str | None) -> DuplicateValue:
    """Find the columns of a constraint that PostgreSQL names."""
    name = table or ""
    for known in Model.metadata.tables[name].constraints:
        if isinstance(known, ColumnCollectionConstraint) and known.name == constraint:
            columns = tuple(column.name for column in known.columns)
            return DuplicateValue(name, columns)
    return DuplicateValue(name, (str(constraint),))
