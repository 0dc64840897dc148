"""How Alembic runs our migrations: in one transaction each, also on SQLite."""

from typing import Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from web.persistence import rows
from web.persistence.columns import Instant
from web.persistence.database import WRITING, database_write_lock, db


def render_type(kind: str, item: object, context: object) -> str | Literal[False]:
    """Write our column type as what it is in the database: migrations stand alone."""
    del context
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def run_migrations(connection: Connection) -> None:
    """Run each migration in a transaction of its own, its DDL included."""
    context.configure(
        connection=connection,
        # Reading the name loads the tables of every subject.
        target_metadata=rows.EventRow.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_type,
        transactional_ddl=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def migrate() -> None:
    """Migrate the database of the running application."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    with database_write_lock(current_app).held(), db.engine.connect() as connection:
        writing = connection.execution_options(**{WRITING: True})
        if is_sqlite:
            # Alembic rebuilds a table by dropping it, and dropping with foreign keys
            # on would delete what points at it. It cannot be set in a transaction.
            switch_foreign_keys(writing, on=False)
        try:
            run_migrations(writing)
        finally:
            if is_sqlite:
                switch_foreign_keys(writing, on=True)


def switch_foreign_keys(connection: Connection, *, on: bool) -> None:
    """Set whether this SQLite connection enforces foreign keys."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")
    cursor.close()


migrate()
