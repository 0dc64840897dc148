"""The database handle: the libraries it stands on, its lock, its complaints."""

import logging
import sqlite3
import threading
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import psycopg
import pytest
import sqlalchemy
from flask import Flask
from sqlalchemy import event, text

from tests.web.conftest import MakeApp
from web import current
from web.config import Settings
from web.extensions.logs import init_logs
from web.persistence import write_lock
from web.persistence.database import database_write_lock, db
from web.persistence.faults import refusal_of
from web.persistence.model import Model
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction
from web.persistence.write_lock import FileWriteLock
from web.refusals import StorageUnavailable


def test_flask_sqlalchemy_works_with_this_sqlalchemy_on_a_plain_base() -> None:
    """What breaks with SQLAlchemy 2.1 is dataclass bases, which ours is not."""
    assert version("flask-sqlalchemy").startswith("3.1.")
    assert sqlalchemy.__version__.startswith(("2.0.", "2.1."))
    assert not hasattr(Model, "__dataclass_fields__")
    assert db.metadata is Model.metadata
    assert EventRow.metadata is Model.metadata
    assert not issubclass(EventRow, db.Model)


def test_writing_begins_immediately_and_reading_does_not(app: Flask) -> None:
    begun: list[str] = []

    with app.app_context():
        event.listen(
            db.engine,
            "before_cursor_execute",
            lambda *given: begun.append(given[2]) if "BEGIN" in given[2] else None,
        )
        db.session.execute(text("SELECT 1"))
        with transaction():
            pass

    assert begun == ["BEGIN", "BEGIN IMMEDIATE"]


def test_postgresql_has_no_lock_file(each_app: Flask, each_settings: Settings) -> None:
    with each_app.app_context(), database_write_lock(each_app).held():
        locks = list(each_settings.data_dir.glob("*.lock"))

    assert len(locks) == (1 if each_settings.is_sqlite else 0)


def test_writer_that_does_not_end_holds_nobody_up_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_lock, "PATIENCE_SECONDS", 0.05)
    lock = FileWriteLock(tmp_path / "lock")
    refused: list[Exception] = []

    def wait_in_vain() -> None:
        try:
            with lock.held():
                pytest.fail("two writers at a time")
        except StorageUnavailable as fault:
            refused.append(fault)

    with lock.held():
        other = threading.Thread(target=wait_in_vain)
        other.start()
        other.join()

    assert len(refused) == 1
    with lock.held():
        pass


def test_lock_is_held_between_processes(tmp_path: Path) -> None:
    """Two locks on one file behave as those of two processes do."""
    first, second = FileWriteLock(tmp_path / "lock"), FileWriteLock(tmp_path / "lock")
    order: list[str] = []

    def write() -> None:
        with second.held():
            order.append("second")

    with first.held():
        other = threading.Thread(target=write)
        other.start()
        other.join(timeout=0.2)
        order.append("first")
    other.join()

    assert order == ["first", "second"]


def test_connection_that_is_lost_is_made_again(each_app: Flask) -> None:
    with each_app.app_context():
        db.session.execute(text("SELECT 1"))
        is_server = db.engine.dialect.name == "postgresql"
        db.session.rollback()
        if is_server:
            with psycopg.connect(
                current.settings().database_url.replace("+psycopg", ""), autocommit=True
            ) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )

        assert db.session.scalar(text("SELECT 1")) == 1


def test_server_that_is_away_is_a_refusal(
    settings: Settings, make_app: MakeApp
) -> None:
    away = replace(
        settings, database_url="postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    )
    app = make_app(away)

    with app.app_context(), pytest.raises(StorageUnavailable):
        db.session.execute(text("SELECT 1"))


@pytest.mark.parametrize(
    "fault",
    [
        sqlite3.ProgrammingError("Cannot operate on a closed database."),
        psycopg.errors.NotNullViolation("null"),
        ValueError("not of a driver"),
        None,
    ],
)
def test_fault_of_ours_is_no_refusal(fault: Exception | None) -> None:
    assert refusal_of(fault) is None


def test_log_is_set_up_once() -> None:
    init_logs()
    before = list(logging.getLogger().handlers)

    init_logs()

    assert logging.getLogger().handlers == before
