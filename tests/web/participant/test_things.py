"""What somebody offers and seeks: one thing in a box, added and taken away."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.web.pages import read_page
from tests.web.participant.conftest import Visit
from web.persistence.database import db
from web.persistence.rows import OfferRow, ParticipantRow
from web.persistence.transaction import transaction

Stored = Callable[[], ParticipantRow]


def test_offers_are_saved_in_their_order_and_lead_to_the_asks(
    visit: Visit, stored: Stored
) -> None:
    response = visit.send(
        "aanbod",
        {
            "aanbod-1-text": " Wij koken \r\n voor 60 mensen ",
            "aanbod-1-kind": "menskracht",
            "aanbod-2-text": "",
            "aanbod-3-text": "Meelezen",
            "aanbod-3-kind": "meedenken",
        },
    )

    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"{visit.base}zoekt",
    )
    assert [(o.kind, o.text) for o in stored().offers] == [
        ("menskracht", "Wij koken \n voor 60 mensen"),
        ("meedenken", "Meelezen"),
    ]


@pytest.mark.parametrize(
    ("step", "next_step"), [("aanbod", "zoekt"), ("zoekt", "tijden")]
)
def test_nothing_is_an_answer_too(visit: Visit, step: str, next_step: str) -> None:
    response = visit.send(step, {"later": "1"})

    assert response.headers["Location"] == f"{visit.base}{next_step}"


def test_offer_without_a_kind_and_kind_without_an_offer_are_refused_and_kept(
    visit: Visit, stored: Stored
) -> None:
    response = visit.send(
        "aanbod",
        {"aanbod-1-text": "koken", "aanbod-2-text": "", "aanbod-2-kind": "bereik"},
    )

    page = read_page(response)
    assert response.status_code == 422
    assert page.title.startswith("Fout: Wat kunt u bieden?")
    assert page.errors == [
        (
            "Kies bij aanbod 1 waar het bij hoort. Past het nergens? "
            "Kies dan wat er het meest op lijkt."
        ),
        "Schrijf bij aanbod 2 wat u kunt bieden, of haal het weg.",
    ]
    assert page.ids >= {"aanbod-1-kind-0", "aanbod-2-text"}
    assert page.one("aanbod-1-text") == "koken"
    assert page.one("aanbod-2-kind") == "bereik"
    assert stored().offers == []


def test_one_more_saves_what_is_there_and_shows_an_empty_box(
    visit: Visit, stored: Stored
) -> None:
    response = visit.send(
        "aanbod", {"aanbod-1-text": "koken", "aanbod-1-kind": "kennis", "nog": "1"}
    )

    assert response.headers["Location"] == f"{visit.base}aanbod?nog=1#nieuw"
    page = visit.open("aanbod?nog=1")
    assert page.one("aanbod-1-text") == "koken"
    assert page.one("aanbod-2-text") == ""
    assert "nieuw" in page.ids
    assert len(stored().offers) == 1


def test_taking_one_away_keeps_the_others(visit: Visit, stored: Stored) -> None:
    things = {
        "aanbod-1-text": "koken",
        "aanbod-1-kind": "kennis",
        "aanbod-2-text": "lezen",
        "aanbod-2-kind": "meedenken",
    }

    response = visit.send("aanbod", {**things, "weg": "1"})

    assert response.headers["Location"] == f"{visit.base}aanbod"
    assert [(o.kind, o.text) for o in stored().offers] == [("meedenken", "lezen")]


def test_six_is_the_most(visit: Visit, stored: Stored) -> None:
    things = {}
    for number in range(1, 9):
        things[f"aanbod-{number}-text"] = f"ding {number}"
        things[f"aanbod-{number}-kind"] = "kennis"

    visit.send("aanbod", things)

    assert len(stored().offers) == 6
    assert "Nog iets bieden" not in visit.open("aanbod?nog=1").text
    assert "aanbod-7-text" not in visit.open("aanbod?nog=1").fields


def test_asks_themes_and_wishes_are_saved_together(
    visit: Visit, stored: Stored
) -> None:
    visit.send(
        "zoekt",
        {
            "vraag-1-text": "3 naaimachines",
            "vraag-1-kind": "materialen",
            "themes": ["taal", "armoede", "nep"],
            "wishes": "De bibliotheek",
        },
    )

    row = stored()
    assert [(a.kind, a.text) for a in row.asks] == [("materialen", "3 naaimachines")]
    assert row.themes == ["armoede", "taal"]
    assert row.wishes == "De bibliotheek"
    page = visit.open("zoekt")
    assert page.fields["themes"] == ["armoede", "taal"]
    assert page.one("wishes") == "De bibliotheek"


def test_wish_that_is_too_long_is_refused_beside_a_wrong_ask(visit: Visit) -> None:
    response = visit.send("zoekt", {"vraag-1-text": "zaal", "wishes": "x" * 2001})

    assert len(read_page(response).errors) == 2
    assert response.status_code == 422


@pytest.mark.parametrize(("money", "times"), [("uit", 0), ("aan", 1)])
def test_money_is_a_kind_only_where_the_event_allows_it(
    visit: Visit,
    change_event: Callable[..., None],
    money: str,
    times: int,
) -> None:
    change_event(rules={"money": money})

    assert visit.open("zoekt").text.count("Geld of uitleg over geld") == times


def test_more_than_one_can_add_is_kept_after_a_merge(
    app: Flask, registered: Visit, stored: Stored
) -> None:
    with app.app_context(), transaction():
        db.session.query(ParticipantRow).one().offers = [
            OfferRow(position=n, kind="menskracht", text=f"koken {n}")
            for n in range(11)
        ]
    shown = registered.open("aanbod").fields

    registered.send(
        "aanbod",
        {name: values[0] for name, values in shown.items() if "aanbod" in name},
    )

    assert [o.text for o in stored().offers] == [f"koken {n}" for n in range(11)]
