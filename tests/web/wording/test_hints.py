import pytest

from matcher.event import MoneySetting
from matcher.offers import Ask
from web.wording import in_language
from web.wording.hints import ask_hint

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (
            "menskracht",
            "Hulp gezocht",
            (
                "Schrijf er nog bij: wat u precies zoekt, voor wie, hoeveel en wanneer. "
                "Dan vinden wij eerder wie past."
            ),
        ),
        (
            "materialen",
            "naaimachines",
            "Schrijf er nog bij: hoeveel. Dan vinden wij eerder wie past.",
        ),
        ("materialen", "3 naaimachines", ""),
        ("", "", ""),
    ],
)
def test_hint_says_what_to_add(kind: str, text: str, sentence: str) -> None:
    assert ask_hint(Ask(kind=kind, text=text), MoneySetting.OFF) == sentence


def test_hint_about_money_says_what_else_to_ask() -> None:
    ask = Ask(kind="financiering", text="25.000 euro")

    hint = ask_hint(ask, MoneySetting.OFF)

    assert hint.startswith("Hier gaat het niet om geld. Schrijf waar u het voor nodig")


def test_hint_is_in_the_language_of_the_page() -> None:
    with in_language("en"):
        hint = ask_hint(Ask(kind="ruimte", text="zaal"), MoneySetting.OFF)

    assert hint == (
        "Add to it: how many and when. Then we are more likely to find who fits."
    )
