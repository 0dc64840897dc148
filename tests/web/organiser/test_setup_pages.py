"""Tests of the pages about times, tables, help and rules."""

import io

import pytest
from flask import Flask

from tests.factories import a_programme_row
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME
from tests.web.pages import read_page
from tests.web.query_count import counted_queries
from web.persistence.queries import setup
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction

FACTS = {
    "name": "Netwerkbeurs Waterlede",
    "intro": "Kom erbij.",
    "answers_until": "2026-10-08",
    "help_name": "Roos",
    "help_phone": "06-1",
    "help_email": "roos@example.org",
    "help_visit": "Stadhuis",
    "keep_days": "60",
}
BLOCK = {
    "name": "zaterdagmiddag",
    "place": "Buurthuis",
    "day": "24-10-2026",
    "start": "13.30",
    "rounds": "4",
    "minutes": "15",
    "pause": "5",
    "tables": "3",
    "step_free": "1, 3",
    "quiet": "2-3",
}


def seen_on(client: FormClient, path: str, action: str) -> str:
    """Give the mark that the form with this action carries."""
    page = client.get(path).text
    form = page.split(f'action="{action}"', 1)[1]
    return form.split('name="seen" value="', 1)[1].split('"', 1)[0]


def the_event() -> EventRow:
    found = setup.find_event_by_slug("netwerkbeurs")
    assert found is not None
    return found


def test_an_event_is_made_from_three_answers(roos: FormClient) -> None:
    answer = roos.submit(
        "/organisatie/nieuw",
        {"name": "Beurs", "day": "2026-10-22", "tables": "4", "start": "18:45"},
    )

    assert answer.location == "/organisatie/beurs/opzet"
    assert "6 gesprekken na elkaar" in roos.get(str(answer.location)).text


def test_a_refused_event_keeps_what_was_typed(roos: FormClient) -> None:
    answer = roos.submit(
        "/organisatie/nieuw",
        {"name": "Beurs", "day": "32-10-2026", "tables": "0", "start": "25.00"},
    )

    page = read_page(answer)
    assert answer.status_code == 422
    assert page.title.startswith("Fout:")
    assert (page.one("name"), page.one("day"), page.one("start")) == (
        "Beurs",
        "32-10-2026",
        "25.00",
    )
    assert page.errors == [
        "Deze datum bestaat niet. Schrijf hem zo: 22-10-2026.",
        "Kies een getal van 1 tot en met 500.",
        "Deze tijd bestaat niet. Schrijf hem zo: 18.45.",
    ]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-03-29", "Deze tijd bestaat die nacht niet"),
        ("2026-10-25", "Deze tijd komt die nacht twee keer"),
    ],
)
def test_a_doubtful_time_is_explained(
    roos: FormClient, day: str, sentence: str
) -> None:
    answer = roos.submit(
        "/organisatie/nieuw",
        {"name": "Nacht", "day": day, "tables": "4", "start": "2u30"},
    )

    assert answer.status_code == 422
    assert sentence in answer.text


def test_facts_are_saved(app: Flask, roos: FormClient) -> None:
    seen = seen_on(roos, f"{HOME}/opzet", f"{HOME}/opzet/lezen")

    answer = roos.submit(f"{HOME}/opzet/lezen", {**FACTS, "seen": seen})

    assert answer.status_code == 303
    with app.app_context():
        assert the_event().help_visit == "Stadhuis"
        assert the_event().keep_days == 60


def test_two_tabs_meet_on_a_page_with_both_versions(
    app: Flask, roos: FormClient
) -> None:
    seen = seen_on(roos, f"{HOME}/opzet", f"{HOME}/opzet/lezen")
    roos.submit(f"{HOME}/opzet/lezen", {**FACTS, "intro": "Eerste tab", "seen": seen})

    second = roos.submit(
        f"{HOME}/opzet/lezen", {**FACTS, "intro": "Tweede <tab>", "seen": seen}
    )
    page = read_page(second)
    kept = roos.submit(
        f"{HOME}/opzet/lezen", {name: page.one(name) for name in [*FACTS, "seen"]}
    )

    assert second.status_code == 409
    assert "Eerste tab" in second.text
    assert page.one("intro") == "Tweede <tab>"
    assert kept.status_code == 303
    with app.app_context():
        assert the_event().intro == "Tweede <tab>"


def test_facts_that_cannot_be_are_refused_and_kept(roos: FormClient) -> None:
    answer = roos.submit(f"{HOME}/opzet/lezen", {**FACTS, "name": "x" * 121})

    assert answer.status_code == 422
    assert "Maak deze tekst korter. Er passen 120 tekens." in answer.text
    assert read_page(answer).one("name") == "x" * 121


def test_registration_opens_and_closes(app: Flask, roos: FormClient) -> None:
    roos.submit(f"{HOME}/opzet/aanmelding", {"stand": "closed"})
    closed = roos.get(f"{HOME}/opzet").text
    roos.submit(f"{HOME}/opzet/aanmelding", {"stand": "open"})

    assert "Open de aanmelding" in closed
    with app.app_context():
        assert the_event().state == "open"


def test_a_block_is_added_with_its_tables(app: Flask, roos: FormClient) -> None:
    answer = roos.submit(f"{HOME}/opzet/dagdeel", BLOCK)

    assert answer.status_code == 303
    with app.app_context():
        block = the_event().blocks[2]
        assert [slot.starts_at.strftime("%H:%M") for slot in block.slots] == [
            "11:30",
            "11:50",
            "12:10",
            "12:30",
        ]
        assert [table.features for table in block.tables] == [
            ["step_free"],
            ["quiet"],
            ["quiet", "step_free"],
        ]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("day", "2026-10-22", "Dan is blok A ook bezig"),
        ("quiet", "9", "Er is geen tafel 9."),
        ("quiet", "veel", "Schrijf alleen nummers van tafels"),
        ("name", " ", "Geef het dagdeel een naam"),
    ],
)
def test_a_block_that_cannot_be_is_explained(
    roos: FormClient, field: str, typed: str, sentence: str
) -> None:
    answer = roos.submit(
        f"{HOME}/opzet/dagdeel", {**BLOCK, "start": "18:45", field: typed}
    )

    assert answer.status_code == 422
    assert sentence in answer.text


def test_fewer_rounds_ask_before_answers_go(app: Flask, roos: FormClient) -> None:
    path = f"{HOME}/opzet/dagdeel/A"
    form = read_page(roos.get(path))
    typed = {name: values[0] for name, values in form.fields.items()} | {"rounds": "2"}

    asked = roos.submit(path, typed)
    page = read_page(asked)
    done = roos.submit(
        path,
        {n: values[0] for n, values in page.fields.items() if n != "csrf_token"},
    )

    assert asked.status_code == 409
    assert "wis de antwoorden van 2 deelnemers" in asked.text
    assert done.status_code == 303
    with app.app_context():
        assert len(the_event().blocks[0].slots) == 2


def test_a_released_time_cannot_go(app: Flask, roos: FormClient) -> None:
    with app.app_context(), transaction():
        a_programme_row(the_event(), state="released")
    path = f"{HOME}/opzet/dagdeel/A"
    form = read_page(roos.get(path))
    typed = {name: values[0] for name, values in form.fields.items()}

    answer = roos.submit(path, typed | {"start": "20:00"})
    removal = roos.submit(f"{path}/weg", {"seen": form.fields["seen"][0]})

    assert (answer.status_code, removal.status_code) == (422, 422)
    assert "zijn al gesprekken vrijgegeven" in answer.text


def test_a_block_changed_in_two_tabs_is_not_overwritten(roos: FormClient) -> None:
    path = f"{HOME}/opzet/dagdeel/A"
    form = read_page(roos.get(path))
    typed = {name: values[0] for name, values in form.fields.items()}

    roos.submit(path, typed | {"place": "Kerk"})
    second = roos.submit(path, typed | {"place": "School"})

    assert second.status_code == 409
    assert "Kerk" in second.text
    assert "School" in second.text


def test_a_block_goes_with_a_second_word(app: Flask, roos: FormClient) -> None:
    path = f"{HOME}/opzet/dagdeel/B"
    seen = read_page(roos.get(path)).fields["seen"][0]

    asked = roos.submit(f"{path}/weg", {"seen": seen})
    done = roos.submit(f"{path}/weg", {"seen": seen, "lost": "accept"})

    assert (asked.status_code, done.status_code) == (409, 303)
    assert "Er verdwijnen 3 tijden" in asked.text
    with app.app_context():
        assert [block.code for block in the_event().blocks] == ["A"]


def test_irregular_rounds_are_left_alone(app: Flask, roos: FormClient) -> None:
    with app.app_context(), transaction():
        slot = the_event().blocks[0].slots[1]
        slot.ends_at = slot.ends_at.replace(minute=slot.ends_at.minute + 1)
    path = f"{HOME}/opzet/dagdeel/A"
    form = read_page(roos.get(path))
    typed = {name: values[0] for name, values in form.fields.items()}

    answer = roos.submit(path, typed | {"place": "Kerk"})

    assert "day" not in typed
    assert answer.status_code == 303
    with app.app_context():
        assert len(the_event().blocks[0].slots) == 3


def test_an_unknown_block_is_not_found(roos: FormClient) -> None:
    assert roos.get(f"{HOME}/opzet/dagdeel/Z").status_code == 404


SHEET = "slot,start_local,end_local,tables\n"
GOOD = f"{SHEET}A1,2026-12-01T18:45,2026-12-01T19:05,4\n"


@pytest.mark.parametrize(
    ("text", "status", "sentence"),
    [
        ("", 422, "Het bestand is leeg"),
        ("a,b\n1,2\n", 422, "In het bestand ontbreekt"),
        (GOOD, 422, "Er is niets veranderd"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_explained(
    roos: FormClient, text: str, status: int, sentence: str
) -> None:
    answer = upload(roos, text)

    assert answer.status_code == status
    assert sentence in answer.text


def test_a_sheet_of_rounds_replaces_the_blocks(roos: FormClient) -> None:
    roos.submit(
        "/organisatie/nieuw",
        {"name": "Leeg", "day": "2026-10-22", "tables": "2", "start": "19:00"},
    )

    good = upload(roos, GOOD, home="/organisatie/leeg")
    odd = upload(roos, f"{GOOD}A2,gisteren,morgen,4\n", home="/organisatie/leeg")

    assert good.status_code == 303
    assert odd.status_code == 200
    assert "kunnen wij niet lezen" in odd.text


def upload(client: FormClient, text: str, home: str = HOME):
    return client.submit(
        f"{home}/opzet/bestand",
        {"bestand": (io.BytesIO(text.encode()), "tijden.csv")},
        content_type="multipart/form-data",
    )


def test_a_list_of_events_asks_a_fixed_number_of_queries(
    app: Flask, roos: FormClient
) -> None:
    counts = []
    for names in (["Een"], [f"Nog {n}" for n in range(5)]):
        for name in names:
            roos.submit(
                "/organisatie/nieuw",
                {"name": name, "day": "2026-10-22", "tables": "2", "start": "19:00"},
            )
        roos.get("/organisatie/")
        with counted_queries(app) as asked:
            roos.get("/organisatie/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
