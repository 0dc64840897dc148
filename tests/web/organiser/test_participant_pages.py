"""Tests of the pages about who takes part, and of bringing them in."""

import io
import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.factories import a_participant_row
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME
from tests.web.pages import read_page
from tests.web.query_count import counted_queries
from web.persistence.queries import roster, setup
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction

SHEET = "id,organisation,kind,delegates,availability\n"


def the_event() -> EventRow:
    found = setup.find_event_by_slug("netwerkbeurs")
    assert found is not None
    return found


def upload(client: FormClient, text: str, name: str = "lijst.csv") -> TestResponse:
    return client.submit(
        f"{HOME}/deelnemers/importeren",
        {"bestand": (io.BytesIO(text.encode()), name)},
        content_type="multipart/form-data",
    )


def test_an_empty_event_says_how_to_begin(roos: FormClient) -> None:
    roos.submit(
        "/organisatie/nieuw",
        {"name": "Leeg", "day": "2026-10-22", "tables": "2", "start": "19:00"},
    )

    page = roos.get("/organisatie/leeg/deelnemers")

    assert "Er zijn nog geen deelnemers." in page.text


def test_the_overview_counts_both_sides_and_says_what_to_do(
    app: Flask, roos: FormClient
) -> None:
    with app.app_context(), transaction():
        a_participant_row(the_event(), "W003", slots=[], contact="06-12345678")

    page = roos.get(f"{HOME}/deelnemers")

    text = read_page(page).text
    assert "<dt>deelnemers</dt><dd>3</dd>" in page.text
    assert "Vraag 1 deelnemer om tijden" in text
    assert "1 deelnemer heeft geen e-mail" in text


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ("zoek=nour", "Vrouwenkring Nour", "ROC Diepland"),
        ("zoek=bram", "ROC Diepland", "Vrouwenkring Nour"),
        ("kant=other", "ROC Diepland", "Vrouwenkring Nour"),
        ("stand=zonder-tijden", "Niemand past bij deze keuze", "ROC Diepland"),
        ("kant=x&stand=y&doelgroepen=alle", "Vrouwenkring Nour", "Niemand past"),
    ],
)
def test_the_list_can_be_searched(
    roos: FormClient, query: str, found: str, missing: str
) -> None:
    text = roos.get(f"{HOME}/deelnemers?{query}").text.split('id="lijst"')[1]

    assert found in text
    assert missing not in text.split('id="doen"')[0]


def test_the_page_of_a_participant_escapes_what_was_typed(
    app: Flask, roos: FormClient
) -> None:
    hostile = "<script>alert(1)</script>{{7*7}}\u202e"
    with app.app_context(), transaction():
        a_participant_row(the_event(), "W003", name=hostile, wishes=hostile)

    page = roos.get(f"{HOME}/deelnemers/W003")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page.text


@pytest.mark.parametrize(
    ("shows_wishes", "shows_target_groups", "answers"),
    [
        (False, False, ("Nee (alleen als", "Nee (niets over")),
        (True, False, ("Ja", "Nee (niets over")),
        (False, True, ("Nee (alleen als", "Ja")),
        (True, True, ("Ja", "Ja")),
    ],
)
def test_the_page_of_a_participant_tells_what_was_agreed(
    app: Flask,
    roos: FormClient,
    *,
    shows_wishes: bool,
    shows_target_groups: bool,
    answers: tuple[str, str],
) -> None:
    with app.app_context(), transaction():
        row = a_participant_row(the_event(), "W003")
        row.shows_wishes = shows_wishes
        row.shows_target_groups = shows_target_groups

    page = roos.get(f"{HOME}/deelnemers/W003")

    told = read_page(page).text.split("Wat mogen wij vertellen?")[1]
    _, wish, groups = told.split("?", 2)
    assert wish.strip().startswith(answers[0])
    assert groups.strip().startswith(answers[1])
    assert 'href="#link"' in page.text
    assert 'id="link"' in page.text


def test_a_link_is_made_and_made_anew(roos: FormClient) -> None:
    before = roos.get(f"{HOME}/deelnemers/W001").text
    roos.submit(f"{HOME}/deelnemers/W001/link")
    first = link_on(roos)
    roos.submit(f"{HOME}/deelnemers/W001/link")
    second = link_on(roos)

    assert "Er is nu geen link die werkt" in before
    assert first != second
    path = first.partition("/mijn/")[2]
    assert roos.get(f"/mijn/{path}").status_code == 410
    assert roos.get(f"/mijn/{second.partition('/mijn/')[2]}").status_code in {200, 302}


def link_on(client: FormClient) -> str:
    """Give the personal link that the page of the participant shows."""
    text = client.get(f"{HOME}/deelnemers/W001").text
    return text.split('id="persoonlijke-link" value="', 1)[1].split('"', 1)[0]


def test_a_participant_is_withdrawn_and_comes_back(roos: FormClient) -> None:
    roos.submit(f"{HOME}/deelnemers/W001/afmelden")
    withdrawn = roos.get(f"{HOME}/deelnemers/W001").text
    roos.submit(f"{HOME}/deelnemers/W001/weer-mee")
    back = roos.get(f"{HOME}/deelnemers/W001").text

    assert "Laat weer meedoen" in withdrawn
    assert "Meld af" in back


def preview(client: FormClient, text: str) -> TestResponse:
    """Send a file and open the page that says what it will do."""
    return client.get(upload(client, text).location)


def confirm(client: FormClient, shown: TestResponse, **chosen: str) -> TestResponse:
    seen = re.search(r'name="gezien" value="(\w+)"', shown.text)
    assert seen is not None
    return client.submit(shown.request.path, {"gezien": seen[1], **chosen})


@pytest.mark.parametrize(
    ("kind", "mimetype"),
    [
        ("deelnemers.csv", "text/csv"),
        ("sociale-kaart.csv", "text/csv"),
        ("sociale-kaart-hsds.json", "application/json"),
        ("sociale-kaart-hsds.zip", "application/zip"),
    ],
)
def test_files_are_taken_away_and_kept_nowhere(
    roos: FormClient, kind: str, mimetype: str
) -> None:
    answer = roos.get(f"{HOME}/deelnemers/bestanden/{kind}")

    assert answer.mimetype == mimetype
    assert answer.headers["Cache-Control"] == "no-store"
    assert f"netwerkbeurs-{kind}" in answer.headers["Content-Disposition"]


def test_a_file_that_is_not_there_is_not_found(roos: FormClient) -> None:
    assert roos.get(f"{HOME}/deelnemers/bestanden/alles.doc").status_code == 404


def test_the_page_of_files_says_who_is_in_the_directory(roos: FormClient) -> None:
    before = roos.get(f"{HOME}/deelnemers/bestanden")
    roos.submit(
        f"{HOME}/deelnemers/W001/sociale-kaart", {"antwoord": "ja", "hoe": "telefoon"}
    )

    after = roos.get(f"{HOME}/deelnemers/bestanden")

    assert "0 deelnemers willen in het overzicht staan." in before.text
    assert "1 deelnemer wil in het overzicht staan." in after.text
    assert "jullie schreven het op" in roos.get(f"{HOME}/deelnemers/W001").text


def test_a_yes_needs_how_it_was_heard(roos: FormClient) -> None:
    path = f"{HOME}/deelnemers/W001/sociale-kaart"

    refused = roos.submit(path, {"antwoord": "ja", "hoe": " "})
    no = roos.submit(path, {"antwoord": "nee"})

    assert refused.status_code == 422
    assert "Schrijf op hoe je het ja hoorde." in refused.text
    assert no.status_code == 303


def test_an_import_shows_each_row_before_anything_is_written(roos: FormClient) -> None:
    shown = preview(roos, f"{SHEET}W009,Tok,informal,Piet <geen>,A1\n,Niets,x,,\n")

    page = read_page(shown)
    assert page.heading == "Kijk na wat er gebeurt"
    assert "<dt>nieuw</dt><dd>1</dd>" in shown.text
    assert "De code ontbreekt." in page.text
    assert roos.get(f"{HOME}/deelnemers/W009").status_code == 404


def test_an_import_writes_what_was_shown_once_it_is_confirmed(
    roos: FormClient,
) -> None:
    shown = preview(
        roos, f"{SHEET}W009,Tok,informal,Piet <geen>,A1\nW010,Weg,informal,An,A1\n"
    )

    done = confirm(roos, shown, overslaan="W010")

    assert done.status_code == 303
    assert "Ingelezen: 1 nieuwe." in roos.get(f"{HOME}/deelnemers").text
    assert "Tok" in roos.get(f"{HOME}/deelnemers/W009").text
    assert roos.get(f"{HOME}/deelnemers/W010").status_code == 404
    assert confirm(roos, shown).status_code == 404


def test_a_change_meanwhile_is_shown_before_anything_is_written(
    app: Flask, roos: FormClient
) -> None:
    shown = preview(
        roos, f"{SHEET}W001,Nour Nieuw,informal,An,A1\nW011,Tok,informal,An,A1\n"
    )
    with app.app_context(), transaction():
        roster.get_by_code(the_event().id, "W001").area = "Elders"

    again = confirm(roos, shown, overslaan="W011")

    assert again.status_code == 409
    assert "Er is niets opgeslagen." in again.text
    assert 'value="W011" checked' in again.text
    assert roos.get(f"{HOME}/deelnemers/W011").status_code == 404
    assert confirm(roos, again).status_code == 303
    assert "Nour Nieuw" in roos.get(f"{HOME}/deelnemers/W001").text


def test_a_file_can_be_thrown_away(roos: FormClient) -> None:
    shown = preview(roos, f"{SHEET}W009,Tok,informal,Piet <geen>,A1\n")

    gone = roos.submit(f"{shown.request.path}/weg")

    assert gone.status_code == 303
    assert roos.get(shown.request.path).status_code == 404


def test_without_a_file_nothing_is_read(roos: FormClient) -> None:
    answer = roos.submit(f"{HOME}/deelnemers/importeren")

    assert answer.status_code == 422
    assert "Kies eerst een bestand" in answer.text


def test_an_unusable_file_is_explained(roos: FormClient) -> None:
    shown = roos.get(f"{HOME}/deelnemers/importeren")
    answer = upload(roos, "PK\x03\x04 no zip", "lijst.xlsx")

    assert shown.status_code == 200
    assert answer.status_code == 422
    assert "Dit bestand kunnen wij niet lezen." in answer.text
    assert read_page(answer).title.startswith("Fout:")


def test_more_participants_ask_no_more_queries(app: Flask, roos: FormClient) -> None:
    counts = []
    for first, last in ((3, 4), (4, 31)):
        with app.app_context(), transaction():
            for number in range(first, last):
                a_participant_row(the_event(), f"W{number:03d}", name=f"Groep {number}")
        roos.get(f"{HOME}/deelnemers")
        with counted_queries(app) as asked:
            roos.get(f"{HOME}/deelnemers")
        counts.append(len(asked))

    assert counts[0] == counts[1]
