"""Rows and values of the matcher say the same."""

from dataclasses import replace

import pytest
from flask import Flask

from matcher.emphasis import Emphasis
from matcher.event import MoneySetting, Rules
from matcher.participants import Answer
from matcher.programme import Programme
from matcher.reasons import Reason, ReasonKind
from tests.builders import a_meeting
from tests.factories import (
    a_participant_row,
    a_programme_row,
    an_event_row,
    an_interpreter_row,
)
from web.persistence.database import db
from web.persistence.loading import (
    event_value,
    participant_value,
    programme_value,
    reason_fields,
    reason_value,
    rules_fields,
    rules_value,
    slot_codes,
    store_meetings,
)
from web.persistence.rows import EventRow, ParticipantRow, ProgrammeRow
from web.persistence.transaction import transaction


def test_event_is_read_whole_and_in_its_own_zone(each_app: Flask) -> None:
    with each_app.app_context(), transaction():
        row = an_event_row(blocks=2, rules={"most": 4})
        row.blocks[0].tables[0].features = ["step_free"]
        row.blocks[0].tables[1].owner_code = "W001"
        an_interpreter_row(row, languages=("ti", "ar"))
        key = row.id

    with each_app.app_context():
        event = event_value(db.session.get_one(EventRow, key))

    first = event.blocks[0].slots[0]
    assert first.start.isoformat() == "2026-10-22T18:45:00+02:00"
    # The clock goes back between the two blocks.
    assert event.blocks[1].slots[0].start.isoformat() == "2026-10-29T17:45:00+01:00"
    assert [table.id for table in event.blocks[0].tables] == ["A-1", "A-2"]
    assert event.blocks[0].tables[0].features == {"step_free"}
    assert event.blocks[0].tables[1].owner == "W001"
    assert event.interpreters[0].languages == {"ti", "ar"}
    assert event.interpreters[0].slots == {"A1", "A2", "A3", "B1", "B2", "B3"}
    assert event.rules == Rules(most=4)


def test_participant_is_read_whole(each_app: Flask) -> None:
    with each_app.app_context(), transaction():
        event = an_event_row()
        row = a_participant_row(event, slots=("A1", "A3"), wishes="de bibliotheek")
        row.availability[1].answer = "if_needed"
        row.languages = [{"code": "nl", "level": "A2"}, {"code": "ti", "level": ""}]
        row.accessibility = ["step_free"]
        key = row.id

    with each_app.app_context():
        stored = db.session.get_one(ParticipantRow, key)
        codes = slot_codes(db.session.get_one(EventRow, stored.event_id))
        participant = participant_value(stored, codes)

    assert participant.id == "W001"
    assert participant.availability == {"A1": Answer.YES, "A3": Answer.IF_NEEDED}
    assert [(skill.code, skill.level) for skill in participant.languages] == [
        ("nl", "A2"),
        ("ti", None),
    ]
    assert participant.accessibility == {"step_free"}
    assert [(offer.kind, offer.text) for offer in participant.offers] == [
        ("menskracht", "zes vrijwilligers")
    ]
    assert [person.id for person in participant.delegates] == ["W001.1"]
    assert participant.wishes == "de bibliotheek"


def test_meetings_come_back_as_they_were_stored(each_app: Flask) -> None:
    reasons = (
        Reason(kind=ReasonKind.NAMED, weight=300, giver="W002", receiver="W001"),
        Reason(kind=ReasonKind.SHARED_THEME, weight=20, codes=("taal", "werk")),
    )
    meetings = (
        replace(a_meeting("W001", "W002"), reasons=reasons, value=320),
        replace(a_meeting("W001", "W003"), slot="A2", interpreter="T1"),
    )
    with each_app.app_context(), transaction():
        row = a_programme_row(an_event_row(), version=3)
        store_meetings(row, meetings)
        key = row.id

    with each_app.app_context():
        programme = programme_value(db.session.get_one(ProgrammeRow, key))

    assert programme == Programme(version=3, meetings=meetings)


@pytest.mark.parametrize("kind", ReasonKind)
def test_reason_comes_back_as_it_was_written(kind: ReasonKind) -> None:
    reason = Reason(
        kind=kind,
        weight=7,
        giver="W001",
        receiver="W002",
        offer="zaal",
        ask="ruimte",
        wish="de bieb",
        codes=("ruimte",),
    )

    assert reason_value(reason_fields(reason)) == reason


@pytest.mark.parametrize(
    "rules",
    [
        Rules(),
        Rules(guaranteed=2, longest_run=3, use_wishes=False),
        Rules(bonus=(9, 5), money=MoneySetting.OFF),
        Rules(emphasis={Emphasis.WISHES: -2}, own_weights={"theme": 0.5}),
    ],
)
def test_rules_come_back_as_they_were_written(rules: Rules) -> None:
    assert rules_value(rules_fields(rules)) == rules


def test_slider_or_weight_that_was_taken_away_is_forgotten() -> None:
    stored = {"emphasis": {"gone": 1, "wishes": 1}, "own_weights": {"gone": 0.5}}

    assert rules_value(stored) == Rules(emphasis={Emphasis.WISHES: 1})


def test_rules_as_they_come_are_not_stored() -> None:
    assert rules_fields(Rules()) == {}
