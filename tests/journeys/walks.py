"""What a participant does on the pages, step by step."""

from playwright.sync_api import Page, expect


def heading(page: Page, text: str) -> None:
    """Wait for the page with this heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def press(page: Page, text: str) -> None:
    """Press the last button with this text: forms have a hidden one for the Enter key."""
    page.get_by_role("button", name=text, exact=True).locator(
        "visible=true"
    ).last.click()


def choose(page: Page, text: str, number: int = 0) -> None:
    """Choose a tile by its text."""
    page.locator("label.tile:visible", has_text=text).nth(number).click()


def register(page: Page, url: str, slug: str) -> None:
    """Walk through every step, as somebody with a phone does."""
    page.goto(f"{url}/{slug}/")
    page.get_by_role("link", name="Meedoen").click()
    heading(page, "Wie bent u?")
    page.get_by_label("Hoe heet uw groep").fill(
        "Vrouwenkring Nour \N{EN DASH} جمعية النور"
    )
    choose(page, "Een groep van bewoners")
    press(page, "Bewaar en ga verder")
    heading(page, "Wat kunt u bieden?")
    page.get_by_label("1. Wat kunt u bieden?").fill("Koken voor 60 mensen")
    choose(page, "Mensen en handen")
    press(page, "Nog iets bieden")
    page.get_by_label("2. Wat kunt u bieden?").fill("Meelezen in het Arabisch")
    choose(page, "Meedenken", 1)
    press(page, "Bewaar en ga verder")
    heading(page, "Wat zoekt u?")
    page.get_by_label("1. Wat zoekt u?").fill("Drie naaimachines die nog werken")
    choose(page, "Spullen of vervoer")
    press(page, "Bewaar en ga verder")
    heading(page, "Wanneer kunt u?")
    choose(page, "Alleen deze tijden")
    page.locator("fieldset.slot:visible label.tile", has_text="Ja").first.click()
    page.locator("fieldset.slot:visible label.tile", has_text="Als het moet").nth(
        1
    ).click()
    choose(page, "Ja, de hele middag")
    press(page, "Bewaar mijn tijden")
    heading(page, "Wie komt er?")
    page.get_by_label("Voornaam").fill("Rim")
    page.get_by_label("E-mailadres of telefoonnummer").fill("06 0000 4635")
    choose(page, "Korte gesprekjes")
    choose(page, "WhatsApp")
    press(page, "Bewaar en ga verder")
    heading(page, "Wat heeft u nodig?")
    press(page, "Eerst alles nakijken")
    heading(page, "Klopt alles?")
    press(page, "Ja, wij doen mee")
    heading(page, "Bedankt, u doet mee")
