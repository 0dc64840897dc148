"""Tests of the page on which an organiser sets how meetings are made."""

import pytest
from flask import Flask

from matcher.emphasis import Emphasis
from matcher.event import MoneySetting, Rules
from matcher.weights import WEIGHTS
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME
from tests.web.pages import ReadPage, read_page
from web.persistence.queries import setup
from web.services import events

PATH = f"{HOME}/opzet/regels"
RULES = {
    "guaranteed": "2",
    "most": "5",
    "longest_run": "",
    "most_of_person": "6",
    "earlier_counts": "1",
    "one_way_percent": "20",
    "even_sides": "0",
    "use_wishes": "1",
    "money": "uit",
    "emphasis_new_contacts": "2",
    "emphasis_wishes": "0",
    "weight_theme": "0,4",
}


def the_rules() -> Rules:
    found = setup.find_event_by_slug("netwerkbeurs")
    assert found is not None
    return events.rules_of(found)


def _page(roos: FormClient) -> ReadPage:
    return read_page(roos.get(PATH))


def _submit(roos: FormClient, **changes: str):
    return roos.submit(PATH, {**RULES, "seen": _page(roos).one("seen"), **changes})


def test_rules_sliders_and_weights_are_saved_and_shown(
    app: Flask, roos: FormClient
) -> None:
    answer = _submit(roos)

    assert (answer.status_code, answer.location) == (303, PATH)
    with app.app_context():
        assert the_rules() == Rules(
            guaranteed=2,
            most=5,
            most_of_person=6,
            earlier_counts=1.0,
            one_way_share=0.2,
            even_sides=False,
            money=MoneySetting.OFF,
            emphasis={Emphasis.NEW_CONTACTS: 2},
            own_weights={"theme": 0.4},
        )
    page = _page(roos)
    assert page.one("emphasis_new_contacts") == "2"
    assert page.one("emphasis_themes") == "0"
    assert page.one("weight_theme") == "0,4"
    assert "Bewaard: veel meer" in page.text


def test_saving_what_is_shown_changes_nothing(app: Flask, roos: FormClient) -> None:
    _submit(roos)
    with app.app_context():
        before = the_rules()
    page = _page(roos)
    again = {name: page.one(name) for name in RULES}

    roos.submit(PATH, {**again, "seen": page.one("seen")})

    with app.app_context():
        assert the_rules() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"most": "1"}, "Dit moet minstens zo veel zijn"),
        ({"most_of_person": "1"}, "Dit moet minstens zo veel zijn"),
        ({"one_way_percent": "101"}, "Kies een getal van 0 tot en met 100."),
        ({"emphasis_wishes": "3"}, "Kies een stand van de schuif."),
        ({"weight_theme": "1,5"}, "Kies een getal van 0 tot en met 1, of laat"),
        ({"weight_theme": "veel"}, "Kies een getal van 0 tot en met 1, of laat"),
        ({"weight_full_likeness": "0,1"}, "Kies een getal van 0,2 tot en met 1"),
        ({"money": "soms"}, "Kies een van de mogelijkheden."),
    ],
)
def test_rules_that_cannot_be_are_refused_and_kept(
    app: Flask, roos: FormClient, change: dict[str, str], told: str
) -> None:
    answer = _submit(roos, **change)

    assert answer.status_code == 422
    assert told in answer.text
    page = read_page(answer)
    assert page.one("guaranteed") == "2"
    for name, typed in change.items():
        # Tiles and sliders have no place for what is not on the page.
        if name not in {"money", "emphasis_wishes"}:
            assert page.one(name) == typed
    with app.app_context():
        assert the_rules() == Rules()


def test_rules_that_somebody_else_changed_are_shown_beside_ones_own(
    app: Flask, roos: FormClient
) -> None:
    seen = _page(roos).one("seen")
    _submit(roos)

    late = roos.submit(
        PATH, {**RULES, "even_sides": "1", "emphasis_wishes": "-1", "seen": seen}
    )
    kept = roos.submit(PATH, read_page(late).fields)

    assert late.status_code == 409
    assert "iets minder" in late.text
    assert kept.status_code == 303
    with app.app_context():
        rules = the_rules()
    assert (rules.even_sides, rules.emphasis[Emphasis.WISHES]) == (True, -1)


def test_one_button_brings_every_rule_back(app: Flask, roos: FormClient) -> None:
    before = roos.get(PATH).text
    _submit(roos)

    answer = roos.submit(f"{PATH}/terug", {})

    assert "Zet alle regels terug" not in before
    assert answer.status_code == 303
    with app.app_context():
        assert the_rules() == Rules()


def test_every_slider_and_every_weight_is_on_the_page(roos: FormClient) -> None:
    page = _page(roos)

    assert all(page.one(f"emphasis_{what}") == "0" for what in Emphasis)
    assert all(page.one(f"weight_{name}") == "" for name in WEIGHTS)


def test_setup_says_the_rules_in_short(roos: FormClient) -> None:
    _submit(roos)

    page = roos.get(f"{HOME}/opzet").text

    assert "Iedereen krijgt eerst 2 gesprekken." in page
    assert "Mensen vragen niet om geld." in page
