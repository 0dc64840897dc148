"""Tests of the ways through the pages that are walked least."""

import io

import pytest
from flask import Flask

from tests.factories import a_programme_row
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME
from tests.web.pages import read_page
from web.persistence.queries import setup
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction

BLOCK = {
    "name": "nacht",
    "day": "2026-03-29",
    "start": "2:30",
    "rounds": "2",
    "minutes": "20",
    "pause": "5",
    "tables": "2",
}


def the_event() -> EventRow:
    found = setup.find_event_by_slug("netwerkbeurs")
    assert found is not None
    return found


@pytest.mark.parametrize("path", ["/organisatie/nieuw", f"{HOME}/opzet/dagdeel"])
def test_an_empty_form_is_shown(roos: FormClient, path: str) -> None:
    page = read_page(roos.get(path))

    assert page.errors == []
    assert page.one("name") == ""


def test_a_block_cannot_begin_when_the_clock_skips(roos: FormClient) -> None:
    answer = roos.submit(f"{HOME}/opzet/dagdeel", BLOCK)

    assert answer.status_code == 422
    assert "Deze tijd bestaat die nacht niet" in answer.text


def test_a_block_needs_a_day_that_exists(roos: FormClient) -> None:
    answer = roos.submit(f"{HOME}/opzet/dagdeel", {**BLOCK, "day": "2026-02-30"})

    assert "Deze datum bestaat niet." in answer.text


def test_a_day_that_is_no_day_is_refused(roos: FormClient) -> None:
    answer = roos.submit(f"{HOME}/opzet/dagdeel", {**BLOCK, "day": "morgen"})

    assert "Deze datum bestaat niet." in answer.text


def test_registration_does_not_open_without_times(app: Flask, roos: FormClient) -> None:
    with app.app_context(), transaction():
        event = the_event()
        event.blocks.clear()
        event.state = "draft"

    answer = roos.submit(f"{HOME}/opzet/aanmelding", {"stand": "open"})

    assert "Maak eerst een dagdeel met tijden." in roos.get(str(answer.location)).text


def test_a_released_table_cannot_go(app: Flask, roos: FormClient) -> None:
    with app.app_context(), transaction():
        programme = a_programme_row(the_event(), state="released")
        programme.meetings[0].table = "A-2"
    path = f"{HOME}/opzet/dagdeel/A"
    form = read_page(roos.get(path))
    typed = {name: values[0] for name, values in form.fields.items()}

    answer = roos.submit(path, typed | {"tables": "1"})

    assert "Aan 1 tafel die zo verdwijnt, zijn al gesprekken" in answer.text


def test_a_sheet_cannot_take_released_times(app: Flask, roos: FormClient) -> None:
    with app.app_context(), transaction():
        a_programme_row(the_event(), state="released")
    sheet = (
        "slot,start_local,end_local,tables\nA1,2026-12-01T18:45,2026-12-01T19:05,4\n"
    )

    answer = roos.submit(
        f"{HOME}/opzet/bestand",
        {"bestand": (io.BytesIO(sheet.encode()), "tijden.csv")},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 422
    assert "Op 1 tijd die zo verdwijnt, zijn al gesprekken" in answer.text


def test_without_a_sheet_nothing_changes(roos: FormClient) -> None:
    answer = roos.submit(f"{HOME}/opzet/bestand")

    assert answer.status_code == 422
    assert "Het bestand is leeg." in answer.text


@pytest.mark.parametrize(
    ("unmet", "why"),
    [
        ([], "Wij vonden niemand die past"),
        (
            [
                {
                    "a": "W001",
                    "b": "W002",
                    "value": 9,
                    "reason": "no_table",
                    "would_help": ["A1"],
                }
            ],
            "Er is geen tafel vrij die past bij dit gesprek.",
        ),
    ],
)
def test_who_is_left_out_is_told_why(
    app: Flask, roos: FormClient, unmet: list[dict[str, object]], why: str
) -> None:
    with app.app_context(), transaction():
        a_programme_row(the_event(), ()).unmet = unmet

    page = read_page(roos.get(f"{HOME}/plannen"))

    assert why in page.text
