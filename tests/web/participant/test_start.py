"""Beginning to take part: one draft for one form, whoever presses twice."""

import re
from collections.abc import Callable
from datetime import date

from flask import Flask

from tests.clocks import FixedClock
from tests.web.conftest import FormClient
from tests.web.pages import read_page
from web.persistence.database import db
from web.persistence.rows import ParticipantRow, PersonalLinkRow

ABOUT = {"sleutel": "een", "name": "Buurthuis", "kind": "informal"}


def test_start_page_asks_who_you_are_and_carries_a_random_key(
    client: FormClient, event: str
) -> None:
    first = read_page(client.get(f"/{event}/meedoen"))
    second = read_page(client.get(f"/{event}/meedoen"))

    assert first.heading == "Wie bent u?"
    assert first.title == "Wie bent u? Stap 1 van 7 \N{EN DASH} Netwerkbeurs Waterlede"
    assert len(first.one("sleutel")) >= 22
    assert first.one("sleutel") != second.one("sleutel")
    assert "formeel" not in first.text.lower()


def test_first_answers_make_a_draft_with_a_link(
    client: FormClient, event: str, stored: Callable[[], ParticipantRow]
) -> None:
    response = client.submit(
        f"/{event}/meedoen",
        {**ABOUT, "area": "Oost", "target_groups": ["ouders", "gezinnen", "nep"]},
    )

    assert response.status_code == 303
    location = response.headers["Location"]
    assert re.fullmatch(r"/mijn/[\w-]{32}/aanbod\?welkom=1", location)
    row = stored()
    assert (row.code, row.state, row.name, row.kind, row.area) == (
        "P001",
        "draft",
        "Buurthuis",
        "informal",
        "Oost",
    )
    assert row.target_groups == ["ouders", "gezinnen"]
    assert client.get(location).status_code == 200


def test_tokens_are_stored_hashed_only(
    app: Flask, client: FormClient, event: str
) -> None:
    response = client.submit(f"/{event}/meedoen", ABOUT)

    token = response.headers["Location"].split("/")[2]
    with app.app_context():
        links = db.session.query(PersonalLinkRow).all()
    assert sorted(link.purpose for link in links) == ["feed", "personal"]
    assert all(token not in (link.nonce, link.token_hash) for link in links)


def test_same_form_twice_leads_to_the_same_draft_with_the_last_answers(
    client: FormClient, event: str, stored: Callable[[], ParticipantRow]
) -> None:
    first = client.submit(f"/{event}/meedoen", ABOUT)
    second = client.submit(f"/{event}/meedoen", {**ABOUT, "name": "Buurthuis Oost"})

    assert second.headers["Location"] == first.headers["Location"]
    assert stored().name == "Buurthuis Oost"


def test_other_forms_make_other_participants_with_the_next_code(
    app: Flask, client: FormClient, event: str
) -> None:
    for key in ("een", "twee", ""):
        client.submit(f"/{event}/meedoen", {**ABOUT, "sleutel": key})

    with app.app_context():
        codes = [row.code for row in db.session.query(ParticipantRow).all()]
    assert sorted(codes) == ["P001", "P002", "P003"]


def test_refused_form_keeps_everything_and_names_each_error(
    client: FormClient, event: str
) -> None:
    response = client.submit(
        f"/{event}/meedoen",
        {"sleutel": "een", "kind": "bogus", "area": "Oost", "description": "Wij koken"},
    )

    page = read_page(response)
    assert response.status_code == 422
    assert (
        page.title
        == "Fout: Wie bent u? Stap 1 van 7 \N{EN DASH} Netwerkbeurs Waterlede"
    )
    assert page.errors == [
        "Schrijf hoe uw groep of organisatie heet.",
        "Kies wat het best bij u past. Twijfelt u? Kies het eerste.",
    ]
    assert {link for link in page.links if link.startswith("#")} >= {"#name", "#kind-0"}
    assert page.ids >= {"name", "kind-0", "name-fout", "kind-fout"}
    assert page.one("area") == "Oost"
    assert page.one("description") == "Wij koken"
    assert page.one("sleutel") == "een"


def test_too_long_text_is_kept_and_its_length_told(
    client: FormClient, event: str
) -> None:
    text = "a" * 10_000

    response = client.submit(f"/{event}/meedoen", {**ABOUT, "description": text})

    page = read_page(response)
    assert response.status_code == 422
    assert page.errors == [
        "Maak deze tekst korter. Er passen 4000 tekens. U schreef er 10000."
    ]
    assert page.one("description") == text


def test_start_leads_to_the_event_when_it_is_over(
    client: FormClient, event: str, clock: FixedClock
) -> None:
    clock.move(days=60)

    response = client.get(f"/{event}/meedoen")

    assert response.status_code == 302
    assert response.headers["Location"] == f"/{event}/"


def test_last_day_still_counts_in_the_zone_of_the_event(
    client: FormClient,
    event: str,
    change_event: Callable[..., None],
    clock: FixedClock,
) -> None:
    change_event(answers_until=date(2026, 9, 1))

    clock.move(hours=9, minutes=59)  # 23.59 in Amsterdam
    assert client.submit(f"/{event}/meedoen", ABOUT).status_code == 303
    clock.move(minutes=1)
    late = client.submit(f"/{event}/meedoen", {**ABOUT, "sleutel": "twee"})

    assert late.status_code == 403
    page = read_page(late)
    assert page.one("name") == "Buurthuis"
    assert "Aanmelden kan nu niet meer" in page.text


def test_many_registrations_from_one_place_are_slowed_down_and_kept_on_the_page(
    client: FormClient, event: str
) -> None:
    statuses = [
        client.submit(f"/{event}/meedoen", {**ABOUT, "sleutel": str(n)}).status_code
        for n in range(61)
    ]
    last = client.submit(f"/{event}/meedoen", {**ABOUT, "sleutel": "laatste"})

    assert statuses == [303] * 60 + [429]
    assert read_page(last).one("name") == "Buurthuis"
    assert last.status_code == 429


def test_unknown_event_is_not_found(client: FormClient) -> None:
    assert client.get("/nergens/meedoen").status_code == 404
    assert client.submit("/nergens/meedoen", ABOUT).status_code == 404
