"""Somebody finds whom to meet by a misspelt word, and meets them."""

import re
from datetime import date

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from matcher.planning import plan_event
from solver.limits import Limits
from tests.factories import a_participant_row, an_event_row
from tests.journeys.conftest import Live
from tests.journeys.pages import Watch, faults_of
from web.persistence.loading import event_value, participant_value, slot_codes
from web.persistence.queries import roster, setup
from web.persistence.transaction import transaction
from web.services.personal_links import LinkPurpose, issue

pytestmark = pytest.mark.journey

SLUG = "marktplaats"
OTHERS = (
    ("W002", "Naaiatelier De Draad", [("materialen", "vijf naaimachines te leen")]),
    ("W003", "جمعية النور \N{EN DASH} Vrouwenkring Nour", [("kennis", "taalles")]),
    ("W004", "Bibliotheek", [("ruimte", "een zaaltje op dinsdag")]),
)


@pytest.fixture(scope="module")
def own(live: Live) -> str:
    """Give the path of somebody's pages; three others can be looked through."""
    with live.app.app_context(), transaction():
        event = an_event_row(SLUG, slots=3)
        event.answers_until = date(2026, 10, 8)
        for code, name, offers in OTHERS:
            row = a_participant_row(
                event,
                code,
                name=name,
                kind="formal",
                offers=offers,
                asks=(),
                themes=(),
                target_groups=(),
                delegates=(name,),
                contact=None,
            )
            row.in_marketplace = True
        return f"/mijn/{issue(a_participant_row(event), LinkPurpose.PERSONAL)}/"


def _partners(app: Flask) -> set[str]:
    """Plan the event and give whom W001 meets."""
    with app.app_context():
        event = setup.find_event_by_slug(SLUG)
        assert event is not None
        slots = slot_codes(event)
        people = [
            participant_value(r, slots) for r in roster.list_participants(event.id)
        ]
        plan = plan_event(event_value(event), people, limits=Limits(seconds=3))
    pairs = ({m.a, m.b} for m in plan.programme.meetings)
    return {other for pair in pairs if "W001" in pair for other in pair - {"W001"}}


def test_misspelt_search_leads_to_a_mark_and_a_meeting(
    page: Page, live: Live, watch: Watch, own: str
) -> None:
    page.goto(f"{live.url}{own}")
    page.get_by_role("link", name="Bekijk iedereen").click()
    faults = faults_of(page)
    page.get_by_label("Wat zoekt u?").fill("naaimasjine")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.locator("article")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Wil ik ontmoeten.*Draad")).click()
    expect(page.get_by_text("U wilt hen ontmoeten")).to_be_visible()
    page.get_by_role("link", name="Toon weer iedereen").click()
    page.get_by_role("button", name=re.compile("Liever niet.*Bibliotheek")).click()
    page.get_by_role("link", name="Mijn keuzes").click()

    wanted = page.get_by_role("region", name="Wie u wilt ontmoeten")
    expect(wanted.get_by_text("Naaiatelier De Draad").first).to_be_visible()
    faults += faults_of(page)
    met = _partners(live.app)
    assert ("W002" in met, "W004" in met) == (True, False)
    assert faults == []
    assert (watch.requests, watch.complaints) == ([], [])


def test_marketplace_has_no_faults_from_right_to_left_or_in_the_dark(
    browser: Browser, live: Live, own: str
) -> None:
    with live.app.app_context(), transaction():
        event = setup.find_event_by_slug(SLUG)
        assert event is not None
        roster.get_by_code(event.id, "W001").language = "ar"
    context = browser.new_context(locale="ar", color_scheme="dark")
    page = context.new_page()
    faults = []
    for path in ("ontmoeten", "ontmoeten?zoek=xyz", "ontmoeten/past"):
        page.goto(f"{live.url}{own}{path}")
        faults += faults_of(page)
    direction = page.locator("html").get_attribute("dir")
    context.close()

    assert (direction, faults) == ("rtl", [])
