"""What somebody writes is read while they type, and stays theirs."""

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from tests.journeys.conftest import Live
from tests.journeys.events import an_open_event
from tests.journeys.pages import Watch, faults_of
from tests.journeys.walks import choose, heading, press
from web.persistence.database import db
from web.persistence.rows import EventRow, ParticipantRow

pytestmark = pytest.mark.journey

DESCRIPTION = "Wij helpen ouders met schulden en met brieven van de gemeente."


def _stored(live: Live, slug: str) -> ParticipantRow | None:
    with live.app.app_context():
        event = db.session.query(EventRow).filter_by(slug=slug).one()
        row = db.session.query(ParticipantRow).filter_by(event_id=event.id).first()
        assert row is None or isinstance(row, ParticipantRow)
        return row


def _tile(page: Page, text: str) -> Locator:
    return page.locator("#past-target_groups > fieldset label", has_text=text)


def _type_about(page: Page, live: Live, slug: str) -> None:
    page.goto(f"{live.url}/{slug}/meedoen")
    page.get_by_label("Hoe heet uw groep").fill("De Brug")
    choose(page, "Een groep van bewoners")
    page.get_by_label("Wat doet u?").fill(DESCRIPTION)


def test_typing_brings_suggestions_that_nobody_ticks_but_oneself(
    page: Page, live: Live, watch: Watch
) -> None:
    slug = an_open_event(live.app)
    _type_about(page, live, slug)

    expect(_tile(page, "Ouders")).to_be_visible()
    expect(page.locator("[data-heard]")).to_contain_text("Ouders")
    assert page.locator("#past-target_groups input:checked").count() == 0
    assert _stored(live, slug) is None
    expect(page.get_by_label("Wat doet u?")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#past-target_groups input").first).to_be_focused()
    page.keyboard.press("Space")
    press(page, "Bewaar en ga verder")
    heading(page, "Wat kunt u bieden?")

    row = _stored(live, slug)
    assert row is not None
    assert len(row.target_groups) == 1
    assert (watch.requests, watch.complaints) == ([], [])


def test_vague_ask_is_hinted_while_typing_and_may_stay(page: Page, live: Live) -> None:
    slug = an_open_event(live.app)
    _type_about(page, live, slug)
    press(page, "Bewaar en ga verder")
    heading(page, "Wat kunt u bieden?")
    press(page, "Ik weet het nog niet")
    heading(page, "Wat zoekt u?")
    choose(page, "Mensen en handen")

    page.get_by_label("1. Wat zoekt u?").fill("Hulp gezocht")

    expect(page.locator(".tip")).to_contain_text("Schrijf er nog bij: wat u precies")
    expect(
        page.locator("#past-themes > fieldset label", has_text="schulden")
    ).to_be_visible()
    faults = faults_of(page)
    press(page, "Bewaar en ga verder")
    heading(page, "Wanneer kunt u?")
    assert faults == []


def test_what_is_typed_goes_to_our_own_server_in_the_body_only(
    page: Page, live: Live
) -> None:
    slug = an_open_event(live.app)
    sent: list[Request] = []

    def note(request: Request) -> None:
        sent.append(request)

    page.on("request", note)

    _type_about(page, live, slug)

    expect(_tile(page, "Ouders")).to_be_visible()
    looks = [request for request in sent if request.resource_type == "fetch"]
    assert [(r.method, r.url) for r in looks] == [
        ("POST", f"{live.url}/{slug}/meedoen")
    ]
    assert [r.url for r in sent if "schulden" in r.url] == []


def test_without_javascript_a_button_shows_what_fits(
    browser: Browser, live: Live
) -> None:
    slug = an_open_event(live.app)
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        locale="nl-NL",
        java_script_enabled=False,
    )
    page = context.new_page()
    _type_about(page, live, slug)

    press(page, "Laat zien wat past")

    expect(_tile(page, "Ouders")).to_be_visible()
    expect(page.get_by_label("Wat doet u?")).to_have_value(DESCRIPTION)
    assert _stored(live, slug) is None
    _tile(page, "Ouders").click()
    press(page, "Bewaar en ga verder")
    heading(page, "Wat kunt u bieden?")
    row = _stored(live, slug)
    assert row is not None
    assert row.target_groups == ["ouders"]
    context.close()
