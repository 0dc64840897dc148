"""A group takes part on a phone, from the front door to the last page."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import Live
from tests.journeys.events import an_open_event
from tests.journeys.pages import Watch, faults_of
from tests.journeys.walks import choose, heading, press, register
from web.persistence.database import db
from web.persistence.rows import EventRow, ParticipantRow

pytestmark = pytest.mark.journey


def _participant(live: Live, slug: str) -> ParticipantRow:
    with live.app.app_context():
        event = db.session.query(EventRow).filter_by(slug=slug).one()
        row = db.session.query(ParticipantRow).filter_by(event_id=event.id).one()
        for name in ("offers", "asks", "delegates", "availability"):
            getattr(row, name)
        assert isinstance(row, ParticipantRow)
        return row


def _assert_registered(row: ParticipantRow) -> None:
    assert row.state == "registered"
    assert row.name == "Vrouwenkring Nour \N{EN DASH} جمعية النور"
    assert [(o.kind, o.text) for o in row.offers] == [
        ("menskracht", "Koken voor 60 mensen"),
        ("meedenken", "Meelezen in het Arabisch"),
    ]
    assert [(a.kind, a.text) for a in row.asks] == [
        ("materialen", "Drie naaimachines die nog werken")
    ]
    assert sorted(given.answer for given in row.availability) == [
        "if_needed",
        *["yes"] * 4,
    ]
    assert [(d.name, d.contact) for d in row.delegates] == [("Rim", "06 0000 4635")]
    assert row.channels == ["whatsapp"]


def test_group_registers_on_a_phone(page: Page, live: Live, watch: Watch) -> None:
    slug = an_open_event(live.app)

    register(page, live.url, slug)

    _assert_registered(_participant(live, slug))
    assert (watch.requests, watch.complaints) == ([], [])


@dataclass
class Thumb:
    """A thumb on a phone: it counts its taps, and types only where the cursor is."""

    page: Page
    taps: int = 0

    def tap(self, target: Locator) -> None:
        target.tap()
        self.taps += 1

    def press(self, text: str) -> None:
        button = self.page.get_by_role("button", name=text, exact=True)
        self.tap(button.locator("visible=true").last)

    def choose(self, text: str) -> None:
        self.tap(self.page.locator("label.tile:visible", has_text=text).first)

    def type(self, label: str, text: str) -> None:
        expect(self.page.get_by_label(label)).to_be_focused()
        self.page.keyboard.type(text)


def test_first_registration_takes_twelve_taps(page: Page, live: Live) -> None:
    slug = an_open_event(live.app)
    thumb = Thumb(page)
    page.goto(f"{live.url}/{slug}/")

    thumb.tap(page.get_by_role("link", name="Meedoen"))
    thumb.type("Hoe heet uw groep", "Vrouwenkring Nour")
    thumb.choose("Een groep van bewoners")
    thumb.press("Bewaar en ga verder")
    thumb.type("1. Wat kunt u bieden?", "Koken voor 60 mensen")
    thumb.choose("Mensen en handen")
    thumb.press("Bewaar en ga verder")
    thumb.type("1. Wat zoekt u?", "Drie naaimachines die nog werken")
    thumb.choose("Spullen of vervoer")
    thumb.press("Bewaar en ga verder")
    thumb.choose("Ja, de hele avond")
    thumb.press("Bewaar mijn tijden")
    thumb.type("Voornaam", "Rim")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    thumb.type("E-mailadres of telefoonnummer", "06 0000 4635")
    thumb.choose("Korte gesprekjes")
    thumb.press("Bewaar en ga verder")
    thumb.press("Ja, wij doen mee")

    heading(page, "Bedankt, u doet mee")
    row = _participant(live, slug)
    assert (row.state, row.channels, thumb.taps) == ("registered", ["telefoon"], 12)


def test_everything_works_without_javascript(browser: Browser, live: Live) -> None:
    slug = an_open_event(live.app)
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        locale="nl-NL",
        java_script_enabled=False,
    )

    register(context.new_page(), live.url, slug)

    _assert_registered(_participant(live, slug))
    context.close()


def test_enter_in_a_field_saves_and_takes_nothing_away(page: Page, live: Live) -> None:
    slug = an_open_event(live.app)
    register(page, live.url, slug)
    own = page.get_by_role("link", name="Naar mijn aanmelding").get_attribute("href")
    page.goto(f"{live.url}{own}personen")

    page.get_by_label("Voornaam").fill("Hadeel")
    page.get_by_label("Voornaam").press("Enter")

    heading(page, "Mijn aanmelding")
    assert [d.name for d in _participant(live, slug).delegates] == ["Hadeel"]


def test_refused_step_puts_the_focus_on_what_is_wrong(page: Page, live: Live) -> None:
    slug = an_open_event(live.app)
    page.goto(f"{live.url}/{slug}/meedoen")

    press(page, "Bewaar en ga verder")

    expect(page.locator("#fouten")).to_be_focused()
    assert page.title().startswith("Fout: Wie bent u?")
    page.get_by_role("link", name="Schrijf hoe uw groep").click()
    expect(page.get_by_label("Hoe heet uw groep")).to_be_focused()


def test_what_was_typed_without_internet_is_kept_until_it_is_saved(
    page: Page, live: Live
) -> None:
    slug = an_open_event(live.app)
    page.goto(f"{live.url}/{slug}/meedoen")
    page.get_by_label("Hoe heet uw groep").fill("Buurthuis")
    choose(page, "Een groep van bewoners")
    page.context.set_offline(True)
    press(page, "Bewaar en ga verder")
    expect(page.get_by_text("Geen internet.")).to_be_visible()
    page.context.set_offline(False)
    page.reload()

    expect(page.get_by_text("stond nog op deze telefoon")).to_be_visible()
    expect(page.get_by_label("Hoe heet uw groep")).to_have_value("Buurthuis")
    press(page, "Bewaar en ga verder")

    heading(page, "Wat kunt u bieden?")
    assert _participant(live, slug).kind == "informal"
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_two_presses_make_one_participant(page: Page, live: Live) -> None:
    slug = an_open_event(live.app)
    page.goto(f"{live.url}/{slug}/meedoen")
    page.get_by_label("Hoe heet uw groep").fill("Buurthuis")
    choose(page, "Een groep van bewoners")

    page.locator("button.button--primary").dblclick()

    heading(page, "Wat kunt u bieden?")
    assert _participant(live, slug).code == "P001"


def test_pages_of_the_registration_have_no_faults(page: Page, live: Live) -> None:
    slug = an_open_event(live.app)
    faults = []
    page.goto(f"{live.url}/{slug}/meedoen")
    faults += faults_of(page)
    press(page, "Bewaar en ga verder")
    faults += faults_of(page)
    page.get_by_label("Hoe heet uw groep").fill("Buurthuis " * 20)
    choose(page, "Een organisatie met medewerkers")
    page.get_by_text("Voor wie bent u er?").first.click()
    faults += faults_of(page)
    press(page, "Bewaar en ga verder")
    own = page.url.partition("aanbod")[0]
    for step in ("aanbod", "zoekt", "tijden", "personen", "nodig"):
        page.goto(own + step)
        for fold in page.locator("details.fold > summary").all():
            fold.click()
        faults += faults_of(page)
        if page.locator("textarea").count():
            page.locator("textarea").first.fill("x" * 60)
        page.locator("button.button--primary").last.click()
        page.locator("#fouten").wait_for()
        faults += faults_of(page)
    page.goto(f"{own}controle")
    press(page, "Ja, wij doen mee")
    faults += faults_of(page)

    assert faults == []
