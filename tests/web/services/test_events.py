"""Tests of making events and changing what they are."""

from datetime import date, time

import pytest
from flask import Flask

from matcher.event import MoneySetting, Rules
from tests.factories import an_event_row, an_organiser_row
from web.persistence.database import db
from web.persistence.queries import setup
from web.persistence.rows import AuditRow
from web.persistence.transaction import transaction
from web.services import events
from web.services.events import (
    EventMade,
    EventSummary,
    NewEvent,
    NoTimesYet,
    Registration,
)
from web.services.outcomes import Overtaken, Saved, mark_of
from web.services.timetable import ClockDoubt, WhichTime

BY = "roos@example.org"


def a_new_event(name: str = "Netwerkbeurs Waterlede") -> NewEvent:
    return NewEvent(name=name, day=date(2026, 10, 22), tables=24)


def made(new: NewEvent) -> EventMade:
    outcome = events.create_event(new, by=BY)
    assert isinstance(outcome, EventMade)
    return outcome


def test_a_name_a_day_and_tables_make_an_event_with_six_rounds(app: Flask) -> None:
    with app.app_context():
        event = setup.get_event(made(a_new_event()).event_id)

        (block,) = event.blocks
        assert (event.slug, event.state, block.name) == (
            "netwerkbeurs-waterlede",
            "draft",
            "donderdagavond",
        )
        assert [slot.code for slot in block.slots] == [f"A{n}" for n in range(1, 7)]
        assert [t.name for t in block.tables] == [str(n) for n in range(1, 25)]


def test_who_makes_an_event_organises_it(app: Flask) -> None:
    with app.app_context():
        with transaction():
            organiser = an_organiser_row(BY)
        made(a_new_event())

        assert events.list_organised(organiser.id) == (
            EventSummary(
                slug="netwerkbeurs-waterlede",
                name="Netwerkbeurs Waterlede",
                state="draft",
                days=(date(2026, 10, 22),),
                registered=0,
            ),
        )
        assert events.list_all() == events.list_organised(organiser.id)


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["Beurs", "Beurs", "Beurs"], ["beurs", "beurs-2", "beurs-3"]),
        (["Organisatie"], ["organisatie-2"]),
        (["Ontmo\u00ebt & Groet!"], ["ontmoet-groet"]),
        (["\u12a4\u122d"], ["evenement"]),
    ],
)
def test_names_in_addresses_are_plain_and_free(
    app: Flask, names: list[str], slugs: list[str]
) -> None:
    with app.app_context():
        assert [made(a_new_event(name)).slug for name in names] == slugs


def test_an_event_cannot_begin_at_a_time_that_is_skipped(app: Flask) -> None:
    new = NewEvent(name="Nacht", day=date(2026, 3, 29), tables=1, start=time(2, 30))
    with app.app_context():
        assert events.create_event(new, by=BY) is ClockDoubt.SKIPPED
        assert setup.list_slugs() == ()


def test_an_event_can_begin_in_the_second_of_two_equal_hours(app: Flask) -> None:
    new = NewEvent(
        name="Nacht",
        day=date(2026, 10, 25),
        tables=1,
        start=time(2, 30),
        which=WhichTime.SECOND,
    )
    with app.app_context():
        event = setup.get_event(made(new).event_id)

        assert event.blocks[0].slots[0].starts_at.hour == 1


def test_facts_are_saved_and_written_down(app: Flask) -> None:
    with app.app_context():
        event_id = made(a_new_event()).event_id
        facts = events.facts_of(setup.get_event(event_id))
        changed = events.EventFacts(
            name="Beurs",
            intro="Kom erbij.",
            answers_until=date(2026, 10, 8),
            help_name="Roos",
            help_phone="06-1",
            help_email="roos@example.org",
            help_visit="Stadhuis",
        )

        outcome = events.save_facts(event_id, changed, seen=mark_of(facts), by=BY)

        event = setup.get_event(event_id)
        assert outcome == Saved(revision=2)
        assert events.facts_of(event) == changed
        actions = [(row.action, row.actor) for row in db.session.query(AuditRow)]
        assert actions == [("event.create", BY), ("event.change", BY)]


def test_facts_that_somebody_else_changed_stay(app: Flask) -> None:
    with app.app_context():
        event_id = made(a_new_event()).event_id
        facts = events.facts_of(setup.get_event(event_id))

        outcome = events.save_facts(event_id, facts, seen="older", by=BY)

        assert outcome == Overtaken(revision=1)


def test_only_rules_that_differ_from_the_default_are_stored(app: Flask) -> None:
    rules = Rules(guaranteed=1, most=4, longest_run=2, money=MoneySetting.OFF)
    with app.app_context():
        event_id = made(a_new_event()).event_id
        seen = mark_of(events.rules_of(setup.get_event(event_id)))

        events.save_rules(event_id, rules, seen=seen, by=BY)

        event = setup.get_event(event_id)
        assert event.rules == {"most": 4, "longest_run": 2, "money": "uit"}
        assert events.rules_of(event) == rules


def test_rules_that_the_page_does_not_show_are_kept(app: Flask) -> None:
    with app.app_context():
        with transaction():
            event_id = an_event_row(rules={"use_wishes": False}).id
        rules = events.rules_of(setup.get_event(event_id))

        events.save_rules(event_id, rules, seen=mark_of(rules), by=BY)
        overtaken = events.save_rules(event_id, rules, seen="older", by=BY)

        assert setup.get_event(event_id).rules == {"use_wishes": False}
        assert overtaken == Overtaken(revision=2)


def test_rules_go_back_to_those_that_every_event_begins_with(app: Flask) -> None:
    with app.app_context():
        with transaction():
            event_id = an_event_row(rules={"most": 4, "use_wishes": False}).id

        events.reset_rules(event_id, by=BY)

        assert setup.get_event(event_id).rules == {}


def test_registration_opens_and_closes(app: Flask) -> None:
    with app.app_context():
        event_id = made(a_new_event()).event_id

        states = []
        for wanted in Registration:
            events.set_registration(event_id, wanted, by=BY)
            states.append(setup.get_event(event_id).state)

        assert states == ["open", "closed"]


def test_registration_stays_closed_without_times(app: Flask) -> None:
    with app.app_context():
        with transaction():
            event_id = an_event_row(state="draft", blocks=0).id

        outcome = events.set_registration(event_id, Registration.OPEN, by=BY)

        assert outcome == NoTimesYet()
        assert setup.get_event(event_id).state == "draft"


def test_an_organiser_is_added_once(app: Flask) -> None:
    with app.app_context():
        event_id = made(a_new_event()).event_id

        events.add_organiser(event_id, email="Kim@Example.org", by=BY)
        events.add_organiser(event_id, email="kim@example.org", by=BY)

        added = db.session.query(AuditRow).filter_by(action="organiser.add").count()
        assert added == 1
