"""Earlier events: those of the same organisers, and only what people were told."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories import (
    a_participant_row,
    a_programme_row,
    an_event_row,
    an_organiser_row,
)
from web.persistence.database import db
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction
from web.services.earlier_events import read_earlier


def _held(slug: str, *, days: int, state: str = "released") -> EventRow:
    """Make an event of two participants, so many days before the usual ones."""
    event = an_event_row(slug)
    for block in event.blocks:
        for slot in block.slots:
            slot.starts_at -= timedelta(days=days)
            slot.ends_at -= timedelta(days=days)
    a_participant_row(event, "W001", name="De Brug")
    a_participant_row(event, "W002", name="Fonds", kind="fund")
    a_programme_row(event, state=state)
    return event


def test_told_meetings_of_events_before_are_read_oldest_first(each_app: Flask) -> None:
    with each_app.app_context():
        with transaction():
            now = _held("nu", days=0)
            events = [_held("vorig", days=30), _held("oud", days=300), now]
            an_organiser_row(of=events)
            an_organiser_row("ander@voorbeeld.nl", of=[_held("vreemd", days=20)])
            later = _held("later", days=-30)
            draft = _held("concept", days=10, state="draft")
            an_organiser_row("derde@voorbeeld.nl", of=[now, later, draft])

        found = read_earlier(now.id)

        assert [event.days_ago for event in found] == [299, 29]
        assert [(p.id, p.name, p.kind) for p in found[0].participants] == [
            ("W001", "De Brug", "informal"),
            ("W002", "Fonds", "fund"),
        ]
        assert found[0].participants[0].delegates[0].contact == "fatma@voorbeeld.nl"
        assert [m.id for m in found[0].meetings] == ["W001+W002"]


@pytest.mark.parametrize("slots", [0, 1])
def test_event_without_times_or_without_others_has_nothing_before(
    app: Flask, slots: int
) -> None:
    with app.app_context():
        with transaction():
            event = an_event_row(slots=slots)
            an_organiser_row(of=[event])

        assert read_earlier(event.id) == ()


def test_newest_told_version_counts(app: Flask) -> None:
    with app.app_context():
        with transaction():
            now, before = _held("nu", days=0), _held("vorig", days=30)
            a_programme_row(before, (), version=2, state="released")
            a_programme_row(before, version=3)
            an_organiser_row(of=[now, before])
        now_id = now.id
        db.session.expunge_all()

        (found,) = read_earlier(now_id)

        assert found.meetings == ()
