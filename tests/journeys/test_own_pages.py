"""The pages of visitors and participants, looked at in a real browser."""

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Live
from tests.journeys.events import a_planned_participant, an_open_event
from tests.journeys.pages import Watch, faults_of, overflows_of
from web.wording.languages import LANGUAGES

pytestmark = pytest.mark.journey

OWN_PAGES = ("gesprekken", "personen", "tijden", "controle")


def test_visitor_pages_have_no_faults(page: Page, live: Live, watch: Watch) -> None:
    slug = an_open_event(live.app)
    an_open_event(live.app)
    faults = []
    for path in (
        "/",
        f"/{slug}/",
        f"/{slug}/zo-werkt-het",
        "/privacy",
        "/toegankelijkheid",
        "/mijn/onbekend/",
        "/bestaat/niet",
    ):
        page.goto(live.url + path)
        faults += faults_of(page)

    assert faults == []
    assert (watch.requests, watch.complaints) == ([], [])


def test_own_pages_have_no_faults(page: Page, live: Live, watch: Watch) -> None:
    own = a_planned_participant(live.app)
    faults = []
    for path in ("gesprekken", "?antwoorden=1", "personen", "zoekt", "klaar"):
        page.goto(live.url + own + path)
        faults += faults_of(page)

    assert faults == []
    assert (watch.requests, watch.complaints) == ([], [])


def test_pages_in_arabic_have_no_faults(page: Page, live: Live, watch: Watch) -> None:
    own = a_planned_participant(live.app)
    faults = []
    for path in (f"/{an_open_event(live.app)}/", *(own + p for p in OWN_PAGES)):
        page.goto(f"{live.url}{path}?taal=ar")
        assert page.locator("html").get_attribute("dir") == "rtl"
        faults += faults_of(page)

    assert faults == []
    assert (watch.requests, watch.complaints) == ([], [])


def test_longer_words_and_other_scripts_fit_on_the_narrowest_phone(
    page: Page, live: Live
) -> None:
    own = a_planned_participant(live.app)
    event = f"/{an_open_event(live.app)}/"
    faults = [
        f"{path} {known.code} {fault}"
        for known in LANGUAGES
        for path in (event, *(own + p for p in OWN_PAGES))
        if page.goto(f"{live.url}{path}?taal={known.code}")
        for fault in overflows_of(page)
    ]

    assert faults == []


@pytest.mark.parametrize("path", ["gesprekken", "tijden", "aanbod"])
def test_dark_screen_has_no_faults(browser: Browser, live: Live, path: str) -> None:
    own = a_planned_participant(live.app)
    context = browser.new_context(locale="nl-NL", color_scheme="dark")
    page = context.new_page()
    page.goto(live.url + own + path)

    assert faults_of(page) == []
    context.close()


def test_language_menu_opens_closes_and_keeps_the_page(page: Page, live: Live) -> None:
    page.goto(f"{live.url}/privacy")
    menu = page.locator("#taal > summary")

    menu.click()
    faults = faults_of(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="English")).to_be_hidden()
    menu.click()
    page.get_by_role("button", name="English").click()

    page.wait_for_url(f"{live.url}/privacy")
    assert page.locator("html").get_attribute("lang") == "en"
    assert faults == []


def test_keyboard_walks_through_the_times_in_reading_order(
    page: Page, live: Live
) -> None:
    own = a_planned_participant(live.app)
    page.goto(f"{live.url}{own}tijden")
    places = []
    for _step in range(8):
        page.keyboard.press("Tab")
        places.append(
            page.evaluate(
                "document.activeElement.getBoundingClientRect().top + scrollY"
            )
        )

    # The skip link stands above the page; everything after it goes down.
    assert all(before <= after + 60 for before, after in pairwise(places[1:]))


def test_meetings_on_paper_show_every_meeting_and_no_buttons(
    page: Page, live: Live
) -> None:
    own = a_planned_participant(live.app)
    page.goto(f"{live.url}{own}gesprekken")
    expect(page.get_by_role("button", name="Druk af")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator("article.meeting")).to_have_count(2)
    for selector in ("header", "footer", "#agenda", ".meeting .actions"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.get_by_text("Woningcorporatie Waterwonen").first).to_be_visible()
