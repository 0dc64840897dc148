"""The pages of organisers, looked at in a real browser."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Live
from tests.journeys.organisers import (
    OrganisedEvent,
    a_sign_in_path,
    an_organised_event,
    release_it,
    start_search,
)
from tests.journeys.pages import ORGANISER_TARGET, Watch, faults_of

pytestmark = pytest.mark.journey


def sign_in(page: Page, live: Live, event: OrganisedEvent) -> list[str]:
    """Sign in by a link; give the faults of the page with the button."""
    page.goto(live.url + a_sign_in_path(live.app, event))
    faults = faults_of(page, smallest=ORGANISER_TARGET)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_title("Je evenementen \u2013 Trefpunt")
    return faults


def without_scripts(browser: Browser) -> BrowserContext:
    """Give a phone on which no script runs."""
    return browser.new_context(
        locale="nl-NL",
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
    )


def look_at(page: Page, live: Live, *paths: str) -> list[str]:
    """Go to pages and give what is wrong with them."""
    faults = []
    for path in paths:
        page.goto(live.url + path)
        faults += faults_of(page, smallest=ORGANISER_TARGET)
    return faults


def test_pages_before_an_event_have_no_faults(
    page: Page, live: Live, watch: Watch
) -> None:
    event = an_organised_event(live.app)
    faults = look_at(page, live, "/inloggen", "/inloggen/onbekend")
    faults += sign_in(page, live, event)
    faults += look_at(page, live, "/organisatie/", "/organisatie/nieuw")
    page.get_by_role("button", name="Maak het evenement").click()
    faults += faults_of(page, smallest=ORGANISER_TARGET)

    expect(page).to_have_title("Fout: Maak een evenement \u2013 Trefpunt")
    assert faults == []
    assert (watch.requests, watch.complaints) == ([], [])


def test_pages_of_an_event_have_no_faults(page: Page, live: Live, watch: Watch) -> None:
    event = an_organised_event(live.app)
    sign_in(page, live, event)

    faults = look_at(
        page,
        live,
        f"{event.path}/deelnemers",
        f"{event.path}/deelnemers?zoek=niemand",
        f"{event.path}/deelnemers/W001",
        f"{event.path}/deelnemers/W007",
        f"{event.path}/deelnemers/importeren",
        f"{event.path}/dubbel",
        f"{event.path}/dubbel/W006/W007",
        f"{event.path}/groepsaanbod",
        f"{event.path}/opzet",
        f"{event.path}/opzet/dagdeel",
        f"{event.path}/opzet/dagdeel/A",
        f"{event.path}/plannen",
        f"{event.path}/bord",
        f"{event.path}/bord?gesprek=W001%2BW002",
        f"{event.path}/programma/W001",
        f"{event.path}/programma/W007",
        f"{event.path}/vrijgeven",
        f"{event.path}/berichten",
        f"{event.path}/doorgeven",
        f"{event.path}/deelnemers/bestanden",
    )

    assert faults == []
    assert (watch.requests, watch.complaints) == ([], [])


def test_sliders_are_moved_by_keyboard_saved_and_put_back(
    page: Page, live: Live, watch: Watch
) -> None:
    event = an_organised_event(live.app)
    sign_in(page, live, event)
    page.goto(f"{live.url}{event.path}/opzet")
    page.get_by_role("link", name="Verander de regels").click()
    slider = page.get_by_role("slider", name="Nieuwe contacten tellen meer")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "veel meer")
    faults = faults_of(page, smallest=ORGANISER_TARGET)
    page.get_by_role("button", name="Bewaar de regels").click()

    expect(page.get_by_text("Bewaard. De regels gelden")).to_be_visible()
    expect(slider).to_have_value("2")
    page.get_by_role("link", name="Bekijk wat deelnemers lezen").click()
    expect(page.get_by_role("main")).to_contain_text(
        "Nieuwe contacten: dat telt op deze beurs veel meer dan gewoon."
    )
    page.go_back()
    page.get_by_text("Elk onderdeel apart instellen").click()
    page.get_by_label("U werkt aan dezelfde onderwerpen.").fill("2")
    page.get_by_role("button", name="Bewaar de regels").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Kies een getal van 0 tot en met 1"
    )
    faults += faults_of(page, smallest=ORGANISER_TARGET)
    page.get_by_role("button", name="Zet alle regels terug").click()
    expect(slider).to_have_value("0")

    assert faults == []
    assert (watch.requests, watch.complaints) == ([], [])


def test_sliders_work_without_scripts(browser: Browser, live: Live) -> None:
    event = an_organised_event(live.app)
    context = without_scripts(browser)
    page = context.new_page()
    page.goto(live.url + a_sign_in_path(live.app, event))
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{live.url}{event.path}/opzet/regels")
    slider = page.get_by_role("slider", name="Wie mensen willen ontmoeten")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Bewaar de regels").click()

    expect(slider).to_have_value("-1")
    expect(page.get_by_role("main")).to_contain_text("Bewaard: iets minder")
    context.close()


def test_released_event_has_no_faults(page: Page, live: Live, watch: Watch) -> None:
    event = an_organised_event(live.app)
    release_it(live.app, event)
    sign_in(page, live, event)
    faults = look_at(
        page,
        live,
        f"{event.path}/vrijgeven",
        f"{event.path}/berichten",
        event.path + "/bord",
    )
    page.goto(f"{live.url}{event.path}/berichten")
    page.locator("main table a").first.click()
    faults += faults_of(page, smallest=ORGANISER_TARGET)

    assert faults == []
    assert (watch.requests, watch.complaints) == ([], [])


def test_running_search_has_no_faults(page: Page, live: Live, watch: Watch) -> None:
    event = an_organised_event(live.app)
    start_search(live.app, event)
    sign_in(page, live, event)

    faults = look_at(page, live, f"{event.path}/plannen")

    expect(page.locator("[data-part=sentence]")).to_contain_text(
        "Gevonden: 232 gesprekken, samen 8.432 punten."
    )
    assert faults == []
    assert (watch.requests, watch.complaints) == ([], [])


def test_search_page_follows_by_itself_and_ends(page: Page, live: Live) -> None:
    event = an_organised_event(live.app)
    start_search(live.app, event)
    sign_in(page, live, event)
    page.goto(f"{live.url}{event.path}/plannen")

    other = page.context.new_page()
    other.goto(f"{live.url}{event.path}/plannen")
    other.get_by_role("button", name="Stop en gooi weg").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Plannen", timeout=8000)


@pytest.mark.parametrize("path", ["bord?gesprek=W001%2BW002", "deelnemers", "plannen"])
def test_dark_screen_has_no_faults(browser: Browser, live: Live, path: str) -> None:
    event = an_organised_event(live.app)
    context = browser.new_context(locale="nl-NL", color_scheme="dark")
    page = context.new_page()
    sign_in(page, live, event)
    page.goto(f"{live.url}{event.path}/{path}")

    assert faults_of(page, smallest=ORGANISER_TARGET) == []
    context.close()


def test_board_works_without_scripts(browser: Browser, live: Live) -> None:
    event = an_organised_event(live.app)
    context = without_scripts(browser)
    page = context.new_page()
    page.goto(live.url + a_sign_in_path(live.app, event))
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{live.url}{event.path}/bord")

    page.locator("a.cell:visible").first.click()

    panel = page.locator("#gekozen")
    expect(panel.get_by_role("heading", level=2)).to_have_text("Gekozen gesprek")
    expect(panel).to_contain_text("Mehari")
    context.close()
