import pytest

from matcher.disclosure import (
    SENSITIVE_CODES,
    keeps_address_secret,
    mask_contacts,
    may_know_code,
    shown_text,
)
from matcher.vocabulary import VOCABULARY
from tests.builders import a_participant


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Taalles, bel 06-1234 5678", "Taalles, bel …"),
        ("Bel +31 (0)6 12 34 56 78 na zes uur", "Bel … na zes uur"),
        ("0031612345678", "…"),
        ("Zaal: (020) 123 45 67.", "Zaal: …."),
        ("06.12.34.56.78", "…"),
        ("app 612345678", "app …"),
        ("+48 601 234 567", "…"),
        ("Mail naar an.de.groot@voorbeeld.nl!", "Mail naar …!"),
        ("noor @ example . org", "…"),
        ("https://wa.me/31612345678 of t.me/groep", "… of …"),
        ("volg @buurthuis_oost", "volg …"),
    ],
)
def test_contact_details_in_an_offer_are_masked(typed: str, shown: str) -> None:
    assert mask_contacts(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "40 stoelen, 12 tafels en € 25.000",
        "Zaterdag 09.00-12.00 en 13.00-17.00 uur",
        "Van 01-10-2026 tot 31-12-2026, 19.30 uur",
        "Maat 92 t/m 164, 10 stuks",
        "Radio Diep / De Waterlander: 2 microfoons",
        "500 folders (A5) in 3 talen",
        "KVK 12345678",
    ],
)
def test_other_numbers_stay_as_they_were_written(typed: str) -> None:
    assert mask_contacts(typed) == typed


@pytest.mark.parametrize(
    "told",
    ["Geheim adres", "Onze plek is niet openbaar", "the address is secret, please"],
)
def test_street_is_masked_where_the_address_is_secret(told: str) -> None:
    text = "Kamer aan de Lange Kerkstraat 12b, 1234 AB Waterlede"
    hiding = a_participant(description=told)

    assert keeps_address_secret(hiding)
    assert shown_text(text, hiding) == "Kamer aan de Lange …, … Waterlede"
    assert shown_text(text, a_participant()) == text


def test_sensitive_codes_are_codes_of_the_vocabulary() -> None:
    known = {*VOCABULARY.codes("theme"), *VOCABULARY.codes("target_group")}

    assert known > SENSITIVE_CODES


def test_sensitive_code_is_told_only_with_consent() -> None:
    assert not may_know_code(a_participant(), "lhbtqia")
    assert may_know_code(a_participant(consents="target_groups"), "lhbtqia")
    assert may_know_code(a_participant(), "ouderen")
