"""Who comes, in which languages, and how to reach them."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.factories import a_programme_row
from tests.web.pages import read_page
from tests.web.participant.conftest import PEOPLE, Visit, get_event
from web.persistence.queries import participants
from web.persistence.rows import ParticipantRow
from web.persistence.transaction import transaction

Stored = Callable[[], ParticipantRow]
SECOND = {"persoon-2-name": "Selam", "persoon-2-contact": "06 0000 9491"}


def test_people_languages_and_channels_are_saved(visit: Visit, stored: Stored) -> None:
    response = visit.send(
        "personen",
        {
            **PEOPLE,
            **SECOND,
            "second_channel": "whatsapp",
            "third_channel": "telefoon",
            "calling": "Rim, na zes uur",
            "go_between": "Hanan, 06 0000 1111",
            "speaks_for": "De moeders. Niet de jongeren.",
        },
    )

    assert response.headers["Location"] == f"{visit.base}nodig"
    row = stored()
    assert [(d.code, d.name, d.role, d.contact) for d in row.delegates] == [
        ("P001.1", "Mehari", "voorzitter", "mehari@voorbeeld.nl"),
        ("P001.2", "Selam", "", "06 0000 9491"),
    ]
    assert row.languages == [
        {"code": "nl", "level": "A2"},
        {"code": "ti", "level": ""},
    ]
    assert row.channels == ["email", "whatsapp", "telefoon"]
    assert (row.calling, row.go_between, row.speaks_for) == (
        "Rim, na zes uur",
        "Hanan, 06 0000 1111",
        "De moeders. Niet de jongeren.",
    )


def test_saved_answers_fill_the_form_again(visit: Visit) -> None:
    visit.send("personen", {**PEOPLE, **SECOND})

    page = visit.open("personen")

    expected = {
        "persoon-1-name": ["Mehari"],
        "persoon-1-contact": ["mehari@voorbeeld.nl"],
        "persoon-2-name": ["Selam"],
        "persoon-2-code": ["P001.2"],
        "dutch": ["A2"],
        "languages": ["ti"],
        "channel": ["email"],
        "second_channel": [""],
    }
    assert {name: page.fields[name] for name in expected} == expected


def test_no_dutch_is_an_answer(visit: Visit, stored: Stored) -> None:
    visit.send("personen", {**PEOPLE, "dutch": "geen"})

    assert stored().languages == [{"code": "ti", "level": ""}]
    assert visit.open("personen").one("dutch") == "geen"


def test_what_the_form_does_not_show_is_kept(
    app: Flask, registered: Visit, stored: Stored
) -> None:
    with app.app_context(), transaction():
        row = get_event("netwerkbeurs")
        participant = _only_participant(row.id)
        participant.languages = [
            {"code": "nl", "level": ""},
            {"code": "en", "level": "B1"},
        ]
        participant.channels = ["whatsapp", "telefoon", "post", "sms"]
        participant.delegates[0].contact = "0600000000"

    page = registered.open("personen")
    sent = {
        name: page.fields[name]
        for name in page.fields
        if name not in {"csrf_token", "terug", "versie"}
    }
    registered.send("personen", {**sent, "persoon-1-role": "voorzitter"})

    row_after = stored()
    assert row_after.delegates[0].role == "voorzitter"
    assert row_after.languages == [
        {"code": "nl", "level": ""},
        {"code": "en", "level": "B1"},
    ]
    assert row_after.channels == ["whatsapp", "telefoon", "post", "sms"]


def test_one_more_person_and_one_less_store_nothing_yet(
    visit: Visit, stored: Stored
) -> None:
    more = visit.send("personen", {**PEOPLE, "nog": "1"})
    less = visit.send("personen", {**PEOPLE, **SECOND, "weg": "1"})

    page = read_page(more)
    assert more.status_code == 200
    assert page.one("persoon-1-name") == "Mehari"
    assert page.one("persoon-2-name") == ""
    assert page.one("dutch") == "A2"
    assert read_page(less).one("persoon-1-name") == "Selam"
    assert stored().delegates == []


def test_three_people_are_the_most(visit: Visit, stored: Stored) -> None:
    people = {f"persoon-{n}-name": f"Naam {n}" for n in range(1, 6)}

    visit.send("personen", {**PEOPLE, **people})

    assert [d.name for d in stored().delegates] == ["Naam 1", "Naam 2", "Naam 3"]
    assert "Er komt nog iemand" not in visit.open("personen").text


def test_who_stays_keeps_the_code_and_a_code_in_use_is_never_given_again(
    app: Flask, visit: Visit, stored: Stored
) -> None:
    visit.send("personen", {**PEOPLE, **SECOND})
    with app.app_context(), transaction():
        programme = a_programme_row(get_event("netwerkbeurs"), (("P001", "W009"),))
        programme.meetings[0].delegate_a = "P001.2"
    page = visit.open("personen")
    visit.send("personen", {**PEOPLE, "persoon-1-code": page.one("persoon-1-code")})

    visit.send(
        "personen",
        {**PEOPLE, **SECOND, "persoon-1-code": "P001.1", "persoon-2-code": ""},
    )

    assert [d.code for d in stored().delegates] == ["P001.1", "P001.3"]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"persoon-1-name": ""}, "Schrijf de voornaam van wie er komt."),
        (
            {"persoon-2-role": "lid"},
            "Schrijf de voornaam van persoon 2, of haal deze persoon weg.",
        ),
        (
            {"persoon-1-contact": "mehari@"},
            (
                "Het e-mailadres is niet compleet. Schrijf het zo: naam@voorbeeld.nl. "
                "Geen e-mail? Schrijf dan een telefoonnummer."
            ),
        ),
        (
            {"persoon-1-contact": "bel maar"},
            (
                "Dit is geen e-mailadres en geen telefoonnummer. Schrijf het zo: "
                "06 12 34 56 78. Heeft u geen van beide? Laat het vak dan leeg."
            ),
        ),
        ({"dutch": ""}, "Kies hoe goed u Nederlands spreekt."),
        (
            {"channel": "duif", "persoon-1-contact": ""},
            "Kies hoe wij u het beste kunnen bereiken.",
        ),
        (
            {"persoon-1-contact": "06 12 34 56 78"},
            (
                "U koos e-mail. Schrijf hierboven ook een e-mailadres, of kies een "
                "andere manier."
            ),
        ),
        (
            {"channel": "whatsapp"},
            "Schrijf hierboven ook een telefoonnummer, of kies een andere manier.",
        ),
    ],
)
def test_refused_answers_say_what_to_do_and_keep_the_rest(
    visit: Visit, stored: Stored, changed: dict[str, str], error: str
) -> None:
    data = {**PEOPLE, "persoon-2-name": "", **changed}

    response = visit.send("personen", data)

    page = read_page(response)
    assert response.status_code == 422
    assert error in page.errors
    assert page.title.startswith("Fout: Wie komt er?")
    assert page.one("persoon-1-role") == "voorzitter"
    assert page.fields["languages"] == ["ti"]
    assert stored().delegates == []


@pytest.mark.parametrize("channel", ["langskomen", "post", "tussenpersoon"])
def test_without_any_contact_one_can_take_part(
    visit: Visit, stored: Stored, channel: str
) -> None:
    visit.send("personen", {**PEOPLE, "persoon-1-contact": "", "channel": channel})

    row = stored()
    assert (row.delegates[0].contact, row.channels) == (None, [channel])


@pytest.mark.parametrize(
    ("contact", "channel"),
    [("mehari@voorbeeld.nl", "email"), ("06 12 34 56 78", "telefoon")],
)
def test_who_chooses_no_channel_is_reached_by_the_contact(
    visit: Visit, stored: Stored, contact: str, channel: str
) -> None:
    visit.send("personen", {**PEOPLE, "persoon-1-contact": contact, "channel": ""})

    assert stored().channels == [channel]


def test_a_channel_chosen_twice_counts_once(visit: Visit, stored: Stored) -> None:
    twice = {"channel": "", "second_channel": "email", "third_channel": "email"}

    visit.send("personen", {**PEOPLE, **twice})

    assert stored().channels == ["email"]


def _only_participant(event_id: int) -> ParticipantRow:
    (code,) = participants.list_codes(event_id)
    (row,) = participants.list_by_code(event_id, frozenset({code}))
    return row
