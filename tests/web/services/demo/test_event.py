from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.clocks import FixedClock
from web.persistence.queries import roster, setup
from web.services import events
from web.services.demo.event import (
    ORGANISER,
    SLUG,
    DemoData,
    DemoDataUnusable,
    find_demo,
    forget_demo,
    prepare_demo,
    show_participant,
    sign_in_url,
)
from web.services.events import EventMade, NewEvent
from web.services.timetable import ClockDoubt

FOLDER = Path(__file__).parents[4] / "demo"
ROWS = 12
"""Participants to test with; the rest tells nothing new and takes time."""


def demo_data(rows: int = ROWS) -> DemoData:
    organisations = (FOLDER / "organisations.csv").read_text(encoding="utf-8")
    return DemoData(
        organisations="\nW".join(organisations.split("\nW")[: rows + 1]).encode(),
        slots=(FOLDER / "slots.csv").read_text(encoding="utf-8"),
    )


def test_the_demo_is_an_open_event_in_the_future(app: Flask, clock: FixedClock):
    with app.app_context():
        made = prepare_demo(demo_data())

        event = setup.get_event(made.event_id)
        starts = [slot.starts_at for block in event.blocks for slot in block.slots]
        assert (made.slug, made.participants, made.newest) == (SLUG, ROWS, 0)
        assert (event.state, len(event.blocks), len(starts)) == ("open", 3, 18)
        assert min(starts) > clock.now()
        assert event.answers_until == min(starts).date() - timedelta(days=7)
        assert find_demo() == made


def test_preparing_again_changes_nothing(app: Flask):
    with app.app_context():
        first = prepare_demo(demo_data())
        url = show_participant(first.event_id).url

        again = prepare_demo(demo_data())

        assert again == first
        assert show_participant(first.event_id).url == url


def test_a_demo_that_was_stopped_goes_on(app: Flask, monkeypatch: pytest.MonkeyPatch):
    with app.app_context():
        with monkeypatch.context() as stopped:

            def stop(*_: object, **__: object) -> None:
                raise KeyboardInterrupt

            stopped.setattr("web.services.demo.event._import", stop)
            with pytest.raises(KeyboardInterrupt):
                prepare_demo(demo_data())

        assert prepare_demo(demo_data()).participants == ROWS


def test_forgetting_the_demo_leaves_other_events(app: Flask):
    with app.app_context():
        made = prepare_demo(demo_data())
        other = events.create_event(
            NewEvent(name="Eigen beurs", day=date(2027, 3, 1), tables=3), by=ORGANISER
        )

        assert (forget_demo(), forget_demo()) == (True, False)

        assert find_demo() is None
        assert roster.list_participants(made.event_id) == ()
        assert isinstance(other, EventMade)
        assert setup.get_event(other.event_id).name == "Eigen beurs"


def test_links_open_the_pages_of_organiser_and_participant(app: Flask):
    with app.app_context():
        made = prepare_demo(demo_data())

        page = show_participant(made.event_id)

        assert page.name.startswith("Stichting Habesha Brug Waterlede")
        assert page.url.startswith("http://127.0.0.1:8000/mijn/")
        assert sign_in_url().startswith("http://127.0.0.1:8000/inloggen/")


@pytest.mark.parametrize(
    "broken",
    [
        DemoData(organisations=b"", slots=demo_data().slots),
        DemoData(
            organisations=demo_data().organisations,
            slots="start_local,end_local\n2026-10-22T18:45,2026-10-22T19:05\n",
        ),
    ],
)
def test_broken_data_is_refused(app: Flask, broken: DemoData):
    with app.app_context(), pytest.raises(DemoDataUnusable):
        prepare_demo(broken)


def test_a_first_time_that_does_not_exist_is_refused(
    app: Flask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(events, "create_event", lambda *_, **__: next(iter(ClockDoubt)))

    with app.app_context(), pytest.raises(DemoDataUnusable):
        prepare_demo(demo_data())
