"""What we read in the texts of a participant: shown, never ticked, never stored."""

from collections.abc import Callable

import pytest

from tests.web.conftest import FormClient
from tests.web.pages import read_page
from tests.web.participant.conftest import Visit
from web.persistence.rows import ParticipantRow

Stored = Callable[[], ParticipantRow]
SUGGESTED = "Past dit bij u?"


def test_looking_before_there_is_a_link_stores_nobody(
    client: FormClient, event: str
) -> None:
    response = client.submit(
        f"/{event}/meedoen",
        {"name": "De Brug", "description": "Taalles voor moeders", "kijk": "1"},
    )

    page = read_page(response)
    assert (response.status_code, page.heading) == (200, "Wie bent u?")
    assert page.one("description") == "Taalles voor moeders"
    assert page.errors == []
    assert SUGGESTED in page.text
    assert "target_groups" not in page.fields


def test_looking_at_who_one_is_keeps_what_was_stored(
    visit: Visit, stored: Stored
) -> None:
    response = visit.send(
        "wie",
        {"name": "", "description": "Rouwgroep", "target_groups": ["ouderen"]}
        | {"kijk": "1"},
    )

    page = read_page(response)
    assert (response.status_code, page.errors) == (200, [])
    assert page.fields["target_groups"] == ["ouderen"]
    assert SUGGESTED in page.text
    assert (stored().name, stored().description) == ("Buurthuis De Meent", "")


def test_looking_at_asks_shows_hint_and_themes_and_stores_nothing(
    visit: Visit, stored: Stored
) -> None:
    response = visit.send(
        "zoekt",
        {
            "vraag-1-text": "Hulp gezocht",
            "vraag-2-text": "Fietsles voor vrouwen",
            "vraag-2-kind": "training",
            "kijk": "1",
        },
    )

    page = read_page(response)
    assert (response.status_code, page.errors) == (200, [])
    assert page.text.count("Schrijf er nog bij: wat u precies zoekt") == 2
    assert f"{SUGGESTED} Sport en bewegen" in page.text
    assert "themes" not in page.fields
    assert stored().asks == []


def test_asks_step_suggests_by_the_offers_that_were_saved(visit: Visit) -> None:
    before = visit.open("zoekt").text
    visit.send("aanbod", {"aanbod-1-text": "Taalles", "aanbod-1-kind": "training"})

    after = visit.open("zoekt").text

    assert SUGGESTED not in before
    assert f"{SUGGESTED} Taal, Nieuwkomers en inburgering" in after


def test_suggestions_are_not_repeated_once_all_are_ticked(visit: Visit) -> None:
    visit.send("aanbod", {"aanbod-1-text": "Zwemles", "aanbod-1-kind": "training"})
    visit.send("zoekt", {"themes": ["sport"]})

    page = visit.open("zoekt")

    assert page.fields["themes"] == ["sport"]
    assert SUGGESTED not in page.text


def test_last_step_says_what_could_still_be_told(ready: Visit) -> None:
    text = ready.open("controle").text

    assert "Vraag 1: Schrijf er nog bij: hoeveel en wanneer." in text
    assert f"{SUGGESTED} Eten" in text


def test_last_step_is_silent_where_all_is_told(ready: Visit) -> None:
    ready.send(
        "zoekt",
        {
            "vraag-1-text": "Zaal voor 40 mensen op zaterdag",
            "vraag-1-kind": "ruimte",
            "themes": ["voedsel"],
        },
    )

    text = ready.open("controle").text

    assert "Schrijf er nog bij" not in text
    assert SUGGESTED not in text


@pytest.mark.parametrize(
    ("money", "is_hinted"), [("uit", True), ("informatie", True), ("aan", False)]
)
def test_ask_for_money_is_met_kindly(
    visit: Visit, change_event: Callable[..., None], money: str, *, is_hinted: bool
) -> None:
    change_event(rules={"money": money})

    response = visit.send(
        "zoekt",
        {
            "vraag-1-text": "25.000 euro voor een bus",
            "vraag-1-kind": "financiering",
            "kijk": "1",
        },
    )

    assert ("Hier gaat het niet om geld." in response.text) is is_hinted


def test_closed_registration_offers_no_looking(
    registered: Visit, change_event: Callable[..., None]
) -> None:
    change_event(state="closed")

    assert "Laat zien wat past" not in registered.open("zoekt").text
