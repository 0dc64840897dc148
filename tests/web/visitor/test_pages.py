"""The pages that anybody may read."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.clocks import FixedClock
from tests.factories import an_event_row
from tests.web.conftest import FormClient
from tests.web.pages import read_page
from web.persistence.transaction import transaction
from web.wording.weights import WEIGHT_WORDS


@pytest.fixture
def event(app: Flask) -> str:
    """The slug of an open event."""
    with app.app_context(), transaction():
        row = an_event_row(blocks=2)
        row.answers_until = date(2026, 10, 8)
        row.help_visit = "Stationsplein 4"
        row.intro = "Voor <b>heel</b> Waterlede."
    return "netwerkbeurs"


def test_front_door_without_events_says_so(client: FlaskClient) -> None:
    response = client.get("/")

    page = read_page(response)
    assert response.status_code == 200
    assert "Er is nu geen beurs waarvoor u zich kunt aanmelden." in page.text
    assert "/inloggen" in page.links


def test_front_door_with_one_event_leads_to_it(client: FlaskClient, event: str) -> None:
    assert client.get("/").headers["Location"] == f"/{event}/"


@pytest.mark.usefixtures("event")
def test_front_door_lists_events_that_are_no_drafts(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context(), transaction():
        an_event_row("oud", name="Vorige beurs", state="closed", blocks=0)
        an_event_row("nieuw", name="Geheime beurs", state="draft")

    page = read_page(client.get("/"))

    assert (
        "Netwerkbeurs Waterlede 22 en 29 oktober 2026 Lees meer en doe mee" in page.text
    )
    assert "Vorige beurs" in page.text
    assert "Geheime beurs" not in page.text


def test_event_page_says_what_when_where_and_who_helps(
    client: FlaskClient, event: str
) -> None:
    page = read_page(client.get(f"/{event}/"))

    assert page.title == "Ontmoet elkaar \N{EN DASH} Netwerkbeurs Waterlede"
    assert page.heading == "Ontmoet elkaar.Wij plannen de gesprekken."
    for words in (
        "gesprekken van 20 minuten",
        "Voor <b>heel</b> Waterlede.",
        "Meld u aan tot en met donderdag 8 oktober.",
        "Donderdagavond 22 oktober 18.45 tot 19.55 uur Stadhuis, raadzaal",
        "Samira vult alles samen met u in.",
        "Kom langs: Stationsplein 4",
    ):
        assert words in page.text or words.replace(" ", "") in page.text.replace(
            " ", ""
        )
    assert {
        f"/{event}/meedoen",
        f"/{event}/zo-werkt-het",
        "tel:06-00000000",
        "mailto:hulp@voorbeeld.nl",
        "/netwerkbeurs/uw-gegevens",
        "/toegankelijkheid",
    } <= set(page.links)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", "U kunt zich nog niet aanmelden."),
        ("closed", "Aanmelden kan niet meer."),
    ],
)
def test_event_that_is_not_open_says_so_and_offers_no_button(
    app: Flask, client: FlaskClient, state: str, words: str
) -> None:
    with app.app_context(), transaction():
        an_event_row(state=state)

    page = read_page(client.get("/netwerkbeurs/"))

    assert words in page.text
    assert "/netwerkbeurs/meedoen" not in page.links


def test_event_whose_last_day_is_over_says_which_day_that_was(
    client: FlaskClient, event: str, clock: FixedClock
) -> None:
    clock.move(days=60)

    page = read_page(client.get(f"/{event}/"))

    assert "Dat kon tot en met donderdag 8 oktober." in page.text
    assert f"/{event}/meedoen" not in page.links


def test_event_with_nothing_but_a_name_has_a_page(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context(), transaction():
        row = an_event_row(blocks=0)
        row.help_name = row.help_phone = row.help_email = ""

    page = read_page(client.get("/netwerkbeurs/"))

    assert "Wanneer en waar?" not in page.text
    assert "Hulp nodig?" not in page.text
    assert "/netwerkbeurs/meedoen" in page.links


@pytest.mark.parametrize(
    ("money", "words"),
    [
        ("uit", "Wel om kennis, spullen, ruimte en hulp."),
        ("informatie", "U kunt wel vragen waar u geld kunt aanvragen, en hoe."),
        ("aan", "Bij elk gesprek schrijven wij waarom het past."),
    ],
)
def test_rules_of_matching_are_published_in_words(
    app: Flask, client: FlaskClient, money: str, words: str
) -> None:
    with app.app_context(), transaction():
        an_event_row(
            rules={"guaranteed": 2, "most": 5, "longest_run": 3, "money": money}
        )

    page = read_page(client.get("/netwerkbeurs/zo-werkt-het"))

    assert "Iedereen krijgt eerst 2 goede gesprekken, als dat kan." in page.text
    assert "Niemand krijgt meer dan 5 gesprekken." in page.text
    assert "Na 3 gesprekken achter elkaar is er een pauze." in page.text
    assert words in page.text


def test_what_counts_differently_at_an_event_is_published_in_words(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context(), transaction():
        an_event_row(
            rules={
                "emphasis": {"new_contacts": 2},
                "own_weights": {"theme": 0.1},
                "one_way_share": 0.2,
                "most_of_person": 4,
            }
        )

    page = read_page(client.get("/netwerkbeurs/zo-werkt-het"))

    for sentence in (
        "Nieuwe contacten: dat telt op deze beurs veel meer dan gewoon.",
        "U werkt aan dezelfde onderwerpen. Telt op deze beurs minder dan gewoon.",
        "Dat mag in hoogstens 20% van de gesprekken.",
        "U heeft voor alle groepen samen niet meer dan 4 gesprekken.",
        "Dan vragen wij eerst de organisatie om te schuiven",
    ):
        assert sentence in page.text
    assert page.heading == "Zo maken wij de gesprekken"


def test_every_weight_is_published(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), transaction():
        an_event_row(rules={"use_wishes": False})

    page = read_page(client.get("/netwerkbeurs/zo-werkt-het"))

    assert [
        words for words in map(str, WEIGHT_WORDS.values()) if words not in page.text
    ] == []
    assert "Op deze beurs telt niet mee wie u wilt ontmoeten." in page.text
    assert "Alles telt zoals het gewoon telt." in page.text


def test_change_of_one_part_alone_is_pointed_at(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context(), transaction():
        an_event_row(rules={"own_weights": {"theme": 0.5}})

    page = read_page(client.get("/netwerkbeurs/zo-werkt-het"))

    assert "Dat staat hieronder bij het onderdeel." in page.text


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/privacy", "Wat wij met uw gegevens doen"),
        ("/toegankelijkheid", "Is deze site goed te gebruiken?"),
    ],
)
def test_standing_pages_are_there(client: FlaskClient, path: str, heading: str) -> None:
    page = read_page(client.get(path))

    assert page.heading == heading
    assert page.title == f"{heading} \N{EN DASH} Trefpunt"


def test_unknown_page_says_what_to_do(client: FlaskClient) -> None:
    response = client.get("/bestaat/niet/echt")

    page = read_page(response)
    assert response.status_code == 404
    assert page.heading == "Deze pagina is er niet"
    assert "Controleer het adres of de link." in page.text


def test_language_choice_stays_for_the_next_page(client: FormClient) -> None:
    response = client.submit("/taal", {"taal": "en", "terug": "/privacy"})

    assert response.headers["Location"] == "/privacy"
    assert '<html lang="en"' in client.get("/privacy").text
    assert '<html lang="nl"' in client.get("/privacy?taal=nl").text
    assert '<html lang="en"' in client.get("/privacy").text


@pytest.mark.parametrize(
    "back", ["//elders.nl", "https://elders.nl", "/\\elders.nl", ""]
)
def test_language_choice_leads_to_no_other_site(client: FormClient, back: str) -> None:
    response = client.submit("/taal", {"taal": "xx", "terug": back})

    assert response.headers["Location"] == "/"
    assert '<html lang="nl"' in client.get("/privacy").text


def test_browser_language_counts_where_nothing_was_chosen(client: FlaskClient) -> None:
    english = client.get("/privacy", headers={"Accept-Language": "en-GB, nl;q=0.5"})
    turkish = client.get("/privacy", headers={"Accept-Language": "tr"})
    frisian = client.get("/privacy", headers={"Accept-Language": "fy"})

    assert '<html lang="en"' in english.text
    assert '<html lang="tr"' in turkish.text
    assert '<html lang="nl"' in frisian.text
