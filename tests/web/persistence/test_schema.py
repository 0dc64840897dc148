"""Migrations: up and down, with data, on both databases; half of one never stays."""

import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import func, inspect, select

from tests.factories import (
    a_participant_row,
    a_programme_row,
    an_event_row,
    an_organiser_row,
)
from tests.web.conftest import MakeApp, settings_for
from web.persistence import schema
from web.persistence.database import db
from web.persistence.model import Model
from web.persistence.rows import AvailabilityRow, EventRow, JobRow, MeetingRow
from web.persistence.schema import (
    alembic_config,
    current_revision,
    downgrade_schema,
    head_revision,
    is_at_head,
    upgrade_schema,
)
from web.persistence.transaction import transaction

BROKEN = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO nowhere VALUES (1)")


def downgrade() -> None:
    op.drop_table("half")
"""

ADDED = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("event", recreate="always") as event:
        event.add_column(sa.Column("added", sa.String(), server_default="yes"))


def downgrade() -> None:
    with op.batch_alter_table("event", recreate="always") as event:
        event.drop_column("added")
"""


def tables(app: Flask) -> set[str]:
    with app.app_context():
        return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def differences(app: Flask) -> list[object]:
    """List how the database differs from the rows of the code."""
    with app.app_context(), db.engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(found, Model.metadata))


def fill() -> None:
    """Store something of everything that hangs together."""
    with transaction():
        event = an_event_row(blocks=2)
        an_organiser_row(of=[event])
        a_participant_row(event)
        a_programme_row(event)
        db.session.add(
            JobRow(
                kind="plan",
                run_after=event.created_at,
                event_id=1,
                created_at=event.created_at,
            )
        )


def counts() -> list[int]:
    kinds = (EventRow, AvailabilityRow, MeetingRow, JobRow)
    return [
        db.session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds
    ]


@pytest.fixture
def more_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of our migrations to which a test adds one."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder)
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    return folder / "versions" / "9999_more.py"


def test_newest_migration_makes_what_the_rows_say(each_app: Flask) -> None:
    assert differences(each_app) == []


def test_every_migration_goes_down_and_up_again(each_app: Flask) -> None:
    with each_app.app_context():
        fill()

    downgrade_schema(each_app, "base")
    emptied = tables(each_app)
    upgrade_schema(each_app)

    assert emptied == set()
    assert differences(each_app) == []
    with each_app.app_context():
        fill()
        assert counts() == [1, 6, 1, 1]


def test_fresh_database_is_brought_to_the_newest_schema(
    tmp_path: Path, make_app: MakeApp
) -> None:
    app = make_app(settings_for(tmp_path))
    with app.app_context():
        before = (current_revision(), is_at_head())

    upgrade_schema(app)

    with app.app_context():
        assert before == (None, False)
        assert (current_revision(), is_at_head()) == (head_revision(), True)


def test_schema_at_head_is_left_alone(app: Flask, more_migrations: Path) -> None:
    with app.app_context():
        fill()

    upgrade_schema(app)

    with app.app_context():
        assert counts() == [1, 6, 1, 1]
    assert not more_migrations.exists()


def test_rebuilding_a_table_deletes_nothing_that_points_at_it(
    app: Flask, more_migrations: Path
) -> None:
    with app.app_context():
        fill()
        more_migrations.write_text(ADDED.format(head=head_revision()))

    upgrade_schema(app)

    with app.app_context():
        assert counts() == [1, 6, 1, 1]
        assert current_revision() == "9999"


def test_migration_that_fails_halfway_leaves_the_old_schema(
    each_app: Flask, more_migrations: Path
) -> None:
    with each_app.app_context():
        fill()
        head = head_revision()
        more_migrations.write_text(BROKEN.format(head=head))
    before = tables(each_app)

    with pytest.raises(Exception, match="nowhere"):
        upgrade_schema(each_app)

    assert tables(each_app) == before
    with each_app.app_context():
        assert current_revision() == head
        assert counts() == [1, 6, 1, 1]


def test_new_migration_writes_our_column_types_as_plain_ones(
    app: Flask, more_migrations: Path
) -> None:
    downgrade_schema(app, "base")
    for file in more_migrations.parent.glob("*.py"):
        file.unlink()
    with app.app_context():
        command.revision(alembic_config(), "all", autogenerate=True, rev_id="9999")

    (written,) = more_migrations.parent.glob("*.py")
    assert "web." not in written.read_text()
    assert "sa.DateTime(timezone=True)" in written.read_text()
