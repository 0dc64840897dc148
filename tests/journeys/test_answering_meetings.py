"""Answering meetings on a phone, and reading them without a connection."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.factories import a_participant_row, a_programme_row, an_event_row
from tests.journeys.conftest import Live
from tests.journeys.pages import Watch, faults_of
from tests.journeys.walks import heading
from web.persistence.database import db
from web.persistence.rows import EventRow, ParticipantRow
from web.persistence.transaction import transaction
from web.services import personal_links
from web.services.personal_links import LinkPurpose, issue
from web.services.releases import release

pytestmark = pytest.mark.journey

BY = "samira@voorbeeld.nl"


def _released(live: Live, slug: str, *, language: str = "nl") -> tuple[int, str]:
    """Release eight meetings of W001 and move two; give the event and the own path."""
    others = [f"W00{number}" for number in range(2, 10)]
    pairs = [("W001", code) for code in others]
    with live.app.app_context():
        with transaction():
            event = an_event_row(slug, slots=10, tables=2)
            own = a_participant_row(event, "W001", delegates=("Mehari",))
            own.language = language
            for number, code in enumerate(others):
                a_participant_row(
                    event,
                    code,
                    name=f"Wijkteam {number} \N{EN DASH} جمعية النور",
                    delegates=(f"Persoon {code}",),
                    contact=f"{code}@voorbeeld.nl",
                    offers=[("ruimte", "Een leeg pand, tijdelijk")],
                )
            a_programme_row(event, pairs)
            issue(own, LinkPurpose.FEED)
            path = f"/mijn/{issue(own, LinkPurpose.PERSONAL)}/"
            event_id = event.id
        release(event_id, version=1, by=BY, known=0)
        with transaction():
            event = db.session.get_one(EventRow, event_id)
            programme = a_programme_row(event, pairs, version=2)
            programme.meetings[1].table = "A-2"
        release(event_id, version=2, by=BY, known=1)
    return event_id, path


def test_meetings_are_answered_on_a_phone_and_read_without_internet(
    page: Page, phone: BrowserContext, live: Live, watch: Watch
) -> None:
    event_id, own = _released(live, "antwoorden")
    page.goto(f"{live.url}{own}gesprekken")
    faults = faults_of(page)

    page.locator("article.meeting").nth(0).get_by_role("button", name="Ik kom").click()
    expect(page.locator("article.meeting").nth(0)).to_contain_text("U komt")
    page.locator("article.meeting").nth(1).get_by_role(
        "button", name="Liever niet"
    ).click()
    expect(page.locator("article.meeting").nth(1)).to_contain_text(
        "U wilt dit gesprek liever niet"
    )
    page.locator("article.meeting").nth(2).get_by_role(
        "link", name="Ik kan niet op deze tijd"
    ).click()
    heading(page, "Een andere tijd")
    faults += faults_of(page)
    page.get_by_role("button", name="22.30 tot 22.50 uur").click()
    expect(page.locator("article.meeting").nth(2)).to_contain_text(
        "U vroeg een andere tijd"
    )
    faults += faults_of(page)

    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    expect(page.get_by_text("Er is geen internet")).to_be_hidden()
    phone.set_offline(True)
    page.reload()
    expect(page.get_by_text("Er is geen internet")).to_be_visible()
    expect(page.locator("article.meeting")).to_have_count(8)
    expect(page.locator("article.meeting").nth(0)).to_contain_text("U komt")
    faults += faults_of(page)
    phone.set_offline(False)

    with live.app.app_context(), transaction():
        row = (
            db.session.query(ParticipantRow)
            .filter_by(event_id=event_id, code="W001")
            .one()
        )
        personal_links.revoke_all(row)
    page.reload()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Mijn gesprekken")
    page.wait_for_function("caches.keys().then((names) => names.length === 0)")
    assert faults == []
    assert watch.requests == []


def test_meetings_read_from_right_to_left_and_in_the_dark(
    browser: Browser, live: Live
) -> None:
    _event, own = _released(live, "antwoorden-ar", language="ar")
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, color_scheme="dark"
    )
    page = context.new_page()
    faults = []
    for path in ("gesprekken", "gesprekken/kaarten"):
        page.goto(f"{live.url}{own}{path}")
        faults += faults_of(page)
    page.goto(f"{live.url}{own}gesprekken")
    page.locator("article.meeting").nth(0).locator("a.button").first.click()
    page.wait_for_url(re.compile("andere-tijd"))
    faults += faults_of(page)

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert faults == []
    context.close()


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_eight_meetings_print_on_one_sheet_and_the_cards_on_one_each(
    browser: Browser, live: Live, language: str
) -> None:
    _event, own = _released(live, f"papier-{language}", language=language)
    context = browser.new_context()
    page = context.new_page()
    pages = []
    for path in ("gesprekken", "gesprekken/kaarten"):
        page.goto(f"{live.url}{own}{path}")
        paper = page.pdf(prefer_css_page_size=True)
        pages.append(len(re.findall(rb"/Type\s*/Page\b", paper)))

    assert pages == [1, 8]
    context.close()
