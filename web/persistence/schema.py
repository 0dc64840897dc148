"""The version of the schema: what the database has, what the code needs."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from web.persistence.database import db

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def upgrade_schema(app: Flask) -> None:
    """Bring the database to the schema that the code needs, losing nothing."""
    with app.app_context():
        if not is_at_head():
            command.upgrade(alembic_config(), "head")


def downgrade_schema(app: Flask, revision: str) -> None:
    """Take the database back to an older schema; ``base`` empties it."""
    with app.app_context():
        command.downgrade(alembic_config(), revision)


def alembic_config() -> Config:
    """Tell Alembic where our migrations are."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def head_revision() -> str:
    """Name the newest migration."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def current_revision() -> str | None:
    """Name the migration the database is at; None for an empty database."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_at_head() -> bool:
    """Tell whether the database has the schema that the code needs."""
    return current_revision() == head_revision()
