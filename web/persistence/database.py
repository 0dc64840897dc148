"""The database handle, and how connections behave on SQLite and PostgreSQL.

SQLite: WAL, an acknowledged commit survives a power cut (``synchronous=FULL``),
foreign keys on, what is deleted overwritten, and explicit ``BEGIN``: Python's driver would otherwise begin
where it likes and leave DDL outside transactions. A transaction that writes
takes ``BEGIN IMMEDIATE`` by the execution option `WRITING`, because one that
reads first and then writes fails at once when another wrote in between.
"""

from typing import Final, cast

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.pool import ConnectionPoolEntry

from web.config import Settings
from web.persistence.faults import refusal_of
from web.persistence.model import Model
from web.persistence.write_lock import DatabaseWriteLock, write_lock_for
from web.refusals import WebRefusal

WRITING: Final = "writing"
"""The execution option of a connection whose transaction writes."""

BUSY_MILLISECONDS: Final = 10_000
"""How long SQLite waits for processes outside our own lock, such as a backup."""

WRITE_LOCK: Final = "trefpunt-write-lock"

db = SQLAlchemy(model_class=Model)
"""Rows subclass `Model` itself, never ``db.Model``."""


def init_database(app: Flask, settings: Settings) -> None:
    """Connect the application to its database."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(settings)
    db.init_app(app)
    app.extensions[WRITE_LOCK] = write_lock_for(settings.database_path)
    with app.app_context():
        engine = db.engine
    event.listen(engine, "handle_error", _convert)
    if not event.contains(db.session, "after_flush", _note_write):
        event.listen(db.session, "after_flush", _note_write)
    if settings.is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)


def database_write_lock(app: Flask) -> DatabaseWriteLock:
    """Return the lock that every writing transaction of this database takes."""
    return cast(DatabaseWriteLock, app.extensions[WRITE_LOCK])


def _note_write(session: Session, context: UOWTransaction) -> None:
    del context
    session.info["wrote"] = True


def _engine_options(settings: Settings) -> dict[str, object]:
    # Parameters are what people typed; they must not reach the log.
    common: dict[str, object] = {"hide_parameters": True}
    if settings.is_sqlite:
        return common | {"connect_args": {"timeout": BUSY_MILLISECONDS / 1000}}
    return common | {
        "pool_pre_ping": True,
        "connect_args": {
            "options": "-c idle_in_transaction_session_timeout=60000 "
            "-c lock_timeout=30000 -c timezone=UTC",
        },
    }


def _prepare_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    # None hands BEGIN to us; see the module's docstring.
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_MILLISECONDS}",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


ADVISORY_LOCK: Final = 0x7265_6670
"""An arbitrary number that no other use of the same database takes."""


def _begin_postgresql(connection: Connection) -> None:
    # One writer at a time here too, so that what a service checks inside its
    # transaction still holds when it commits. Released by the commit itself.
    if connection.get_execution_options().get(WRITING):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")


def _convert(context: ExceptionContext) -> WebRefusal | None:
    """Turn what the driver complains of into what it means, where it means a thing."""
    if context.is_pre_ping:
        # The pool asks whether a connection still works, and makes a new one if not.
        return None
    return refusal_of(context.original_exception)
