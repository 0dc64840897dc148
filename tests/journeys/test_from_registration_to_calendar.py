"""From the first answer of a group to an entry in its calendar."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.factories import a_participant_row, a_programme_row
from tests.journeys.conftest import Live
from tests.journeys.events import an_open_event
from tests.journeys.pages import Watch
from tests.journeys.walks import choose, press, register
from web.persistence.database import db
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction
from web.services.releases import release

pytestmark = pytest.mark.journey


def _plan(app: Flask, slug: str) -> int:
    """Let the new participant meet a housing association; give the event's key."""
    with app.app_context(), transaction():
        event = db.session.query(EventRow).filter_by(slug=slug).one()
        a_participant_row(
            event,
            "W002",
            name="Woningcorporatie Waterwonen",
            delegates=("Gert-Jan",),
            contact="gertjan@voorbeeld.nl",
        )
        a_programme_row(event, (("P001", "W002"),))
        return event.id


def test_group_registers_and_takes_its_meeting_to_a_calendar(
    page: Page, live: Live, watch: Watch
) -> None:
    slug = an_open_event(live.app)
    register(page, live.url, slug)
    own = page.get_by_role("link", name="Naar mijn aanmelding").get_attribute("href")
    event_id = _plan(live.app, slug)
    with live.app.app_context():
        release(event_id, version=1, by="samira@voorbeeld.nl", known=0)

    page.goto(f"{live.url}{own}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn gesprekken")
    expect(page.get_by_text("U praat met Gert-Jan.")).to_be_visible()
    expect(page.get_by_text("Zij bieden u")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Zet in mijn agenda").click()
    content = Path(download.value.path()).read_bytes()

    assert download.value.suggested_filename == "gesprek.ics"
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"DTSTART;TZID=Europe/Amsterdam:20261022T184500\r\n" in content
    assert b"Waterwonen" not in content
    assert (watch.requests, watch.complaints) == ([], [])


def test_changed_answer_is_kept_when_the_way_back_is_taken(
    page: Page, live: Live
) -> None:
    slug = an_open_event(live.app)
    register(page, live.url, slug)
    own = page.get_by_role("link", name="Naar mijn aanmelding").get_attribute("href")
    page.goto(f"{live.url}{own}tijden")

    choose(page, "Ja, de hele avond")
    press(page, "Bewaar mijn tijden")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Wanneer kunt u?")
    page.go_back()
    page.reload()

    first = page.locator("fieldset.block").first
    expect(first.get_by_label("Ja, de hele avond")).to_be_checked()
