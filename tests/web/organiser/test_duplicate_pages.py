"""The pages on which an organiser decides who is the same."""

import pytest
from flask import Flask

from tests.factories import a_participant_row, a_programme_row
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME
from tests.web.pages import read_page
from web.persistence.queries import setup
from web.persistence.transaction import transaction

PAIR = f"{HOME}/dubbel/W001/W003"


@pytest.fixture(autouse=True)
def twice(app: Flask, roos: FormClient) -> None:
    """The group that is there registers once more, with a person of the school."""
    del roos
    with app.app_context(), transaction():
        event = setup.find_event_by_slug("netwerkbeurs")
        assert event is not None
        a_participant_row(
            event,
            "W003",
            name="vrouwenkring nour",
            delegates=["Bram"],
            asks=[("training", "Taalles <b>op dinsdag</b>")],
        )


def test_questions_are_asked_and_lead_to_a_comparison(roos: FormClient) -> None:
    overview = roos.get(f"{HOME}/deelnemers")
    page = roos.get(f"{HOME}/dubbel")

    assert "/dubbel/W001/W003" in overview.text
    assert "De namen zijn bijna hetzelfde." in page.text
    assert "Zelfde persoon" in page.text
    assert "/dubbel/W001/W003" in page.text


def test_comparison_shows_both_and_what_they_become(roos: FormClient) -> None:
    page = roos.get(PAIR)

    text = read_page(page).text
    assert "Zelfde groep: voeg samen" in text
    assert text.count("Taalles <b>op dinsdag</b>") == 2
    assert "<b>op dinsdag" not in page.text


def test_merging_leads_to_the_one_that_is_kept(roos: FormClient) -> None:
    answer = roos.submit(f"{PAIR}/samen")
    kept = roos.get(answer.headers["Location"])
    old = roos.get(f"{HOME}/deelnemers/W003")

    assert answer.status_code == 303
    assert "beide links werken" in kept.text
    assert "Taalles" in kept.text
    assert "Hier zit ook" in kept.text
    assert "Deze aanmelding is samengevoegd." in old.text
    assert "Meld af" not in old.text
    assert roos.submit(f"{PAIR}/samen").status_code == 404


def test_merged_registration_is_not_in_the_list(roos: FormClient) -> None:
    roos.submit(f"{PAIR}/samen")

    shown = roos.get(f"{HOME}/deelnemers").text
    assert shown.count("/deelnemers/W003") == 0
    assert "samengevoegd" in roos.get(f"{HOME}/dubbel").text


def test_two_groups_are_remembered_and_can_be_asked_again(roos: FormClient) -> None:
    roos.submit(f"{PAIR}/apart")
    told = roos.get(f"{HOME}/dubbel").text
    roos.submit(
        f"{HOME}/dubbel/opnieuw", {"over": "group", "een": "W001", "twee": "W003"}
    )

    assert "Trefpunt ziet geen groep die er twee keer staat." in told
    assert "Vergelijk en beslis" in roos.get(f"{HOME}/dubbel").text


def test_person_is_decided_once(roos: FormClient) -> None:
    sent = {"een": "W002.1", "twee": "W003.1", "oordeel": "same"}
    nothing = roos.submit(f"{HOME}/dubbel/personen", {**sent, "oordeel": ""})
    before = roos.get(f"{HOME}/dubbel").text
    roos.submit(f"{HOME}/dubbel/personen", sent)
    after = roos.get(f"{HOME}/dubbel").text

    assert nothing.status_code == 303
    assert "Kies of het dezelfde persoon is." in before
    assert "zelfde persoon" in after.partition("Dit besliste je al")[2]
    assert (
        roos.submit(f"{HOME}/dubbel/personen", {**sent, "een": "W009.1"}).status_code
        == 404
    )


def test_two_can_be_chosen_by_hand(roos: FormClient) -> None:
    chosen = roos.get(f"{HOME}/dubbel/kies?een=W002&twee=W003")
    same = roos.get(f"{HOME}/dubbel/kies?een=W002&twee=W002", follow_redirects=True)

    assert chosen.headers["Location"].endswith("/dubbel/W002/W003")
    assert "Kies twee verschillende aanmeldingen." in same.text


def test_two_that_were_told_of_meetings_are_explained(
    app: Flask, roos: FormClient
) -> None:
    with app.app_context(), transaction():
        event = setup.find_event_by_slug("netwerkbeurs")
        assert event is not None
        a_programme_row(event, (("W001", "W002"), ("W002", "W003")), state="released")

    answer = roos.submit(f"{PAIR}/samen")

    assert answer.status_code == 409
    assert "Samenvoegen kan nu niet." in answer.text
    assert "Zelfde groep: voeg samen" not in answer.text
