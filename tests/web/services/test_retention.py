"""The clock that lets go of everything about participants, months after an event."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.clocks import FixedClock
from tests.factories import (
    a_participant_row,
    a_programme_row,
    an_event_row,
    an_interpreter_row,
    an_organiser_row,
)
from web.config import Settings
from web.persistence.database import db
from web.persistence.model import Model
from web.persistence.queries.erasing import GOES_WITH_EVENT, STAYS_WITH_EVENT
from web.persistence.rows import (
    AuditRow,
    EventRow,
    MessageRow,
    ParticipantRow,
    ProgrammeRow,
)
from web.persistence.transaction import transaction
from web.services import audit
from web.services.releases import release
from web.services.retention import retention_of, run_due

LAST_SLOT_ENDS = datetime(2026, 10, 22, 17, 55, tzinfo=UTC)
DAY = timedelta(days=1)
CANARIES = ("Zonnebloemkring", "kanarie@voorbeeld.nl", "sjoelbakken", "Selam")


@pytest.fixture(autouse=True)
def _context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def event_id() -> int:
    """An event with a released programme, and one that goes on a year later."""
    with transaction():
        event = an_event_row()
        an_organiser_row("roos@example.org", name="Roos", of=[event])
        a_participant_row(
            event,
            "W001",
            name="Zonnebloemkring",
            contact="kanarie@voorbeeld.nl",
            offers=[("materialen", "sjoelbakken")],
        )
        a_participant_row(event, "W002", name="Bibliotheek", kind="formal")
        a_programme_row(event)
        an_interpreter_row(event)
        event.blocks[0].tables[0].owner_code = "W001"
        audit.record("links.renew", by="x", event_id=event.id, detail={"code": "W001"})
        other = an_event_row("later")
        other.keep_days = 700
        a_participant_row(other, "W001", name="Blijvers")
        event_id = event.id
    release(event_id, version=1, by="x", known=0)
    return event_id


def _event(event_id: int) -> EventRow:
    db.session.rollback()
    return db.session.get_one(EventRow, event_id)


def _run(clock: FixedClock, after_last_slot: timedelta) -> int:
    clock.move(seconds=(LAST_SLOT_ENDS + after_last_slot - clock.now()).total_seconds())
    return run_due()


def test_nothing_happens_before_the_warning(event_id: int, clock: FixedClock) -> None:
    assert _run(clock, 75 * DAY) == 0
    assert _event(event_id).warned_at is None


def test_organisers_are_warned_once_two_weeks_before(
    event_id: int, clock: FixedClock
) -> None:
    _run(clock, 76 * DAY)
    _run(clock, 77 * DAY)

    (message,) = db.session.query(MessageRow).filter_by(kind="retention")
    assert message.recipient_address == "roos@example.org"
    assert "Op woensdag 20 januari wissen wij alles" in message.body
    assert retention_of(_event(event_id)).is_near


def test_everything_about_participants_goes_on_the_day_and_numbers_stay(
    event_id: int, clock: FixedClock, settings: Settings
) -> None:
    _run(clock, 76 * DAY)
    assert _run(clock, 89 * DAY) == 0
    assert _event(event_id).erased_at is None

    assert _run(clock, 90 * DAY) == 1

    event = _event(event_id)
    assert (event.erased_at, event.state) == (LAST_SLOT_ENDS + 90 * DAY, "closed")
    assert event.counts == {
        "informal": 1,
        "other": 1,
        "people": 2,
        "asks": 2,
        "offers": 2,
        "meetings": 1,
    }
    assert [row.name for row in db.session.query(ParticipantRow)] == ["Blijvers"]
    assert db.session.query(ProgrammeRow).count() == 0
    assert {row.action: row.detail for row in db.session.query(AuditRow)} == {
        "links.renew": {},
        "programme.release": {},
        "retention.warn": {},
        "retention.erase": event.counts,
    }
    content = b"".join(
        path.read_bytes() for path in Path(settings.data_dir).glob("trefpunt.sqlite*")
    )
    assert [canary for canary in CANARIES if canary.encode() in content] == []


def test_running_again_changes_nothing(event_id: int, clock: FixedClock) -> None:
    _run(clock, 76 * DAY)
    _run(clock, 90 * DAY)
    before = _event(event_id).revision

    assert _run(clock, 91 * DAY) == 0
    assert _event(event_id).revision == before


def test_who_could_not_be_warned_in_time_still_gets_days_to_act(
    event_id: int, clock: FixedClock
) -> None:
    assert _run(clock, 200 * DAY) == 0
    assert _run(clock, 202 * DAY) == 0
    assert _run(clock, 203 * DAY) == 1
    assert _event(event_id).erased_at is not None


def test_longer_term_puts_the_day_off(event_id: int, clock: FixedClock) -> None:
    with transaction():
        db.session.get_one(EventRow, event_id).keep_days = 120

    assert _run(clock, 100 * DAY) == 0
    assert not retention_of(_event(event_id)).is_near


def test_every_table_of_an_event_goes_or_was_chosen_to_stay() -> None:
    of_event = {
        table.name
        for table in Model.metadata.sorted_tables
        if "event_id" in table.columns
    }

    assert of_event >= STAYS_WITH_EVENT
    assert of_event == STAYS_WITH_EVENT | GOES_WITH_EVENT
