# ruff: noqa: PT012 -- a transaction that is undone needs a block to undo
"""The transaction: all or nothing, one writer at a time, never while reading."""

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from tests.factories import an_event_row, an_organiser_row
from tests.web.conftest import MakeApp
from web.config import Settings
from web.persistence.database import db
from web.persistence.rows import EventOrganiserRow, EventRow, OrganiserRow
from web.persistence.transaction import (
    TransactionMisused,
    after_commit,
    is_in_transaction,
    transaction,
)
from web.refusals import DuplicateValue, MissingReference, StorageUnavailable


def names(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(OrganiserRow.name)))


def test_transaction_stores_what_was_written(each_app: Flask) -> None:
    with each_app.app_context(), transaction():
        an_organiser_row(name="Samira")

    assert names(each_app) == ["Samira"]


def test_transaction_undoes_everything_on_an_exception(each_app: Flask) -> None:
    with each_app.app_context(), pytest.raises(ZeroDivisionError), transaction():
        an_organiser_row(name="Samira")
        _ = 1 / 0

    assert names(each_app) == []


def test_transaction_inside_another_is_refused(each_app: Flask) -> None:
    with (
        each_app.app_context(),
        pytest.raises(TransactionMisused, match="inside"),
        transaction(),
        transaction(),
    ):
        pytest.fail("the inner block ran")


def test_transaction_after_unsaved_changes_is_refused(each_app: Flask) -> None:
    with each_app.app_context():
        db.session.add(EventRow(slug="x"))

        with pytest.raises(TransactionMisused, match="before"), transaction():
            pytest.fail("the block ran")


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_transaction_while_reading_is_refused(app: Flask, method: str) -> None:
    with (
        app.test_request_context("/", method=method),
        pytest.raises(TransactionMisused, match=method),
        transaction(),
    ):
        pytest.fail("the block ran")


def test_transaction_during_a_post_is_allowed(app: Flask) -> None:
    with app.test_request_context("/", method="POST"), transaction():
        an_organiser_row(name="Samira")

    assert names(app) == ["Samira"]


def test_rows_read_before_are_read_again_inside(each_app: Flask) -> None:
    with each_app.app_context(), transaction():
        an_organiser_row(name="Samira")
    with each_app.app_context():
        mine = db.session.scalars(select(OrganiserRow)).one()
        other = threading.Thread(target=rename, args=(each_app, "Fatma"))
        other.start()
        other.join()

        with transaction():
            seen = mine.name

    assert seen == "Fatma"


def rename(app: Flask, name: str) -> None:
    with app.app_context(), transaction():
        db.session.scalars(select(OrganiserRow)).one().name = name


def test_reading_holds_up_no_writer(each_app: Flask) -> None:
    with each_app.app_context(), transaction():
        an_organiser_row(name="Samira")
    with each_app.app_context():
        db.session.scalars(select(OrganiserRow)).one()

        other = threading.Thread(target=rename, args=(each_app, "Fatma"))
        other.start()
        other.join(timeout=5)

        assert not other.is_alive()


def test_hooks_run_after_the_commit(each_app: Flask) -> None:
    seen: list[object] = []

    def look() -> None:
        seen.append((is_in_transaction(), names(each_app)))

    with each_app.app_context(), transaction():
        an_organiser_row(name="Samira")
        after_commit(look)

    assert seen == [(False, ["Samira"])]


def test_hooks_of_an_undone_transaction_do_not_run(each_app: Flask) -> None:
    seen: list[str] = []

    with each_app.app_context(), pytest.raises(ZeroDivisionError), transaction():
        after_commit(lambda: seen.append("ran"))
        _ = 1 / 0

    assert seen == []


def test_hook_outside_a_transaction_is_refused(app: Flask) -> None:
    with app.app_context(), pytest.raises(TransactionMisused, match="needs"):
        after_commit(lambda: None)


def test_second_row_with_a_unique_value_is_a_duplicate(each_app: Flask) -> None:
    with each_app.app_context(), transaction():
        an_event_row("beurs")

    with (
        each_app.app_context(),
        pytest.raises(DuplicateValue) as refused,
        transaction(),
    ):
        event = an_event_row("markt")
        event.slug = "beurs"

    assert (refused.value.table, refused.value.columns) == ("event", ("slug",))


def test_values_unique_together_are_named_together(each_app: Flask) -> None:
    with (
        each_app.app_context(),
        pytest.raises(DuplicateValue) as refused,
        transaction(),
    ):
        event = an_event_row(blocks=2)
        event.blocks[1].code = event.blocks[0].code

    assert (refused.value.table, refused.value.columns) == (
        "block",
        ("event_id", "code"),
    )


def test_row_that_points_at_nothing_is_refused(each_app: Flask) -> None:
    with each_app.app_context(), pytest.raises(MissingReference), transaction():
        db.session.add(EventOrganiserRow(event_id=999, organiser_id=999))


def test_missing_value_stays_a_programming_error(each_app: Flask) -> None:
    with (
        each_app.app_context(),
        pytest.raises(Exception, match=r"(?i)not.null"),
        transaction(),
    ):
        db.session.add(EventRow())


def test_parallel_read_check_write_loses_nothing(
    each_settings: Settings, make_app: MakeApp
) -> None:
    """Two applications stand for two processes; each counts up in turns."""
    apps = [make_app(each_settings), make_app(each_settings)]
    with apps[0].app_context(), transaction():
        an_organiser_row(name="0")

    def count_up(app: Flask) -> None:
        for _ in range(10):
            with app.app_context():
                # Reading first is what makes a deferred BEGIN fail at once.
                db.session.scalars(select(OrganiserRow)).all()
                with transaction():
                    row = db.session.scalars(select(OrganiserRow)).one()
                    row.name = str(int(row.name) + 1)

    threads = [
        threading.Thread(target=count_up, args=(app,)) for app in apps for _ in (1, 2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert names(apps[0]) == ["40"]


def test_sqlite_is_set_up_to_lose_nothing(app: Flask) -> None:
    with app.app_context():
        found = {
            setting: db.session.execute(text(f"PRAGMA {setting}")).scalar_one()
            for setting in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
            )
        }

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_database_out_of_reach_is_a_refusal(
    settings: Settings, make_app: MakeApp
) -> None:
    app = make_app(settings)
    path = settings.database_path
    assert path is not None
    path.unlink()
    path.mkdir()

    with app.app_context(), pytest.raises(StorageUnavailable):
        db.session.execute(select(func.count()).select_from(OrganiserRow))
