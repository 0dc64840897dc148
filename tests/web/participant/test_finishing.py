"""Checking everything, sending it, and what holds after that."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.clocks import FixedClock
from tests.web.pages import read_page
from tests.web.participant.conftest import PEOPLE, TIMES, Visit, get_event
from web.persistence.database import db
from web.persistence.loading import participant_value, slot_codes
from web.persistence.rows import MessageRow, ParticipantRow
from web.persistence.transaction import transaction

Stored = Callable[[], ParticipantRow]


def test_check_page_shows_every_answer_in_words(ready: Visit) -> None:
    page = ready.open("controle")

    assert page.heading == "Klopt alles?"
    for words in (
        "Buurthuis De Meent",
        "Een groep van bewoners of vrijwilligers",
        "koken (Mensen en handen)",
        "een zaal (Een plek of zaal)",
        "Donderdagavond 22 oktober Alle tijden, van 18.45 tot 19.55 uur",
        "Donderdagmiddag 29 oktober U komt niet",
        "Mehari, voorzitter, mehari@voorbeeld.nl",
        "Nederlands: korte gesprekjes",
        "Tigrinya",
        "E-mail",
    ):
        assert words in page.text
    for step in ("wie", "aanbod", "zoekt", "tijden", "personen"):
        assert f"{ready.base}{step}" in page.links


def test_single_times_and_no_time_are_worded(ready: Visit) -> None:
    ready.send(
        "tijden",
        {
            "blok-A-answer": "deels",
            "tijd-A1-answer": "ja",
            "tijd-A3-answer": "misschien",
        },
    )
    some = ready.open("controle").text
    ready.send("tijden", {"other_moment": "1"})

    assert "18.45 tot 19.05 uur 19.35 tot 19.55 uur, als het moet" in some
    assert (
        "Tijden Geen enkele keer. Ik wil een afspraak op een ander moment."
        in ready.open("controle").text
    )


def test_sending_makes_a_participant_that_can_be_planned(
    app: Flask, ready: Visit, stored: Stored, clock: FixedClock
) -> None:
    response = ready.client.submit(f"{ready.base}klaar")

    assert response.headers["Location"] == f"{ready.base}klaar"
    row = stored()
    assert (row.state, row.registered_at) == ("registered", clock.now())
    with app.app_context():
        event = get_event("netwerkbeurs")
        value = participant_value(db.session.merge(row, load=False), slot_codes(event))
    assert sorted(value.availability) == ["A1", "A2", "A3"]
    assert value.offers[0].text == "koken"
    thanks = ready.open("klaar")
    assert thanks.heading == "Bedankt, u doet mee"
    assert f"http://127.0.0.1:8000{ready.base}" in thanks.links
    assert "donderdag 8 oktober" in thanks.text


def test_sending_twice_changes_nothing(ready: Visit, stored: Stored) -> None:
    ready.client.submit(f"{ready.base}klaar")
    first = stored()

    ready.client.submit(f"{ready.base}klaar")

    assert stored().revision == first.revision


def test_link_is_queued_once_for_an_address_and_again_for_another(
    app: Flask, ready: Visit
) -> None:
    ready.client.submit(f"{ready.base}klaar")
    ready.client.submit(f"{ready.base}klaar")
    other = {**PEOPLE, "persoon-1-code": "P001.1", "persoon-1-contact": "m@andere.nl"}
    ready.send("personen", other)
    ready.client.submit(f"{ready.base}klaar")

    with app.app_context():
        rows = db.session.query(MessageRow).order_by(MessageRow.id).all()
    assert [(m.kind, m.channel, m.recipient_address) for m in rows] == [
        ("personal_link", "email", "mehari@voorbeeld.nl"),
        ("personal_link", "email", "m@andere.nl"),
    ]
    assert all(f"http://127.0.0.1:8000{ready.base}" in m.body for m in rows)


def test_without_e_mail_the_organiser_passes_the_link_on_once_it_is_sent(
    app: Flask, visit: Visit
) -> None:
    visit.send("aanbod", {"aanbod-1-text": "koken", "aanbod-1-kind": "kennis"})
    visit.send("tijden", TIMES)
    number = {"persoon-1-contact": "06 1234 5678", "channel": "whatsapp"}
    visit.send("personen", {**PEOPLE, **number})
    with app.app_context():
        before = db.session.query(MessageRow).count()
    visit.client.submit(f"{visit.base}klaar")

    with app.app_context():
        rows = db.session.query(MessageRow).all()
    assert before == 0
    assert [(m.state, m.channel) for m in rows] == [("by_hand", "whatsapp")]


def test_unfinished_registration_says_what_is_missing(
    visit: Visit, stored: Stored
) -> None:
    response = visit.client.submit(f"{visit.base}klaar")

    page = read_page(response)
    assert response.status_code == 422
    assert page.title.startswith("Fout: Klopt alles?")
    assert page.errors == [
        "Zeg nog wanneer u kunt. Zonder tijd plannen wij geen gesprek.",
        "Zeg nog wie er komt.",
    ]
    assert {"#deel-tijden", "#deel-personen"} <= set(page.links)
    assert {"deel-tijden", "deel-personen"} <= page.ids
    assert stored().state == "draft"
    assert visit.client.get(f"{visit.base}klaar").status_code == 302


def test_group_may_offer_nothing_and_an_organisation_is_asked_once(
    visit: Visit, stored: Stored
) -> None:
    visit.send("wie", {"name": "Gemeente", "kind": "government"})
    visit.send("tijden", TIMES)
    visit.send("personen", PEOPLE)

    asked = visit.client.submit(f"{visit.base}klaar")
    sent = visit.client.submit(f"{visit.base}klaar", {"zonder-aanbod": "1"})

    assert asked.status_code == 422
    assert read_page(asked).errors == [
        (
            "Uw organisatie biedt nog niets. Een gesprek is er voor allebei. "
            "Vertel wat u kunt bieden, of kies hieronder dat u later iets bedenkt."
        )
    ]
    assert "Wij bedenken later wat wij kunnen bieden" in read_page(asked).text
    assert sent.status_code == 303
    assert stored().state == "registered"


def test_answers_can_be_changed_afterwards(registered: Visit, stored: Stored) -> None:
    response = registered.send("wie", {"name": "Koffie", "kind": "informal"})

    assert response.headers["Location"] == registered.base
    page = registered.open("")
    assert "Uw antwoorden zijn bewaard." in page.text
    assert (stored().name, stored().state) == ("Koffie", "registered")


def test_refused_change_of_who_you_are_keeps_what_was_typed(
    registered: Visit, stored: Stored
) -> None:
    response = registered.send("wie", {"name": "", "kind": "informal", "area": "West"})

    page = read_page(response)
    assert response.status_code == 422
    assert page.errors == ["Schrijf hoe uw groep of organisatie heet."]
    assert page.one("area") == "West"
    assert stored().area == "Oost"


def test_draft_goes_on_where_it_was(visit: Visit) -> None:
    assert f"{visit.base}aanbod" in visit.open("").links
    visit.send("aanbod", {"aanbod-1-text": "koken", "aanbod-1-kind": "kennis"})
    visit.send("zoekt", {"wishes": "De bibliotheek"})

    page = visit.open("")

    assert page.heading == "Mijn aanmelding"
    assert "U bent nog niet klaar. Uw antwoorden staan bewaard." in page.text
    assert "Ga verder" in page.text


SENT: dict[str, dict[str, Any]] = {
    "wie": {"name": "Nieuwe naam", "kind": "informal"},
    "aanbod": {"aanbod-1-text": "Nieuw", "aanbod-1-kind": "kennis"},
    "zoekt": {"vraag-1-text": "Nieuw", "vraag-1-kind": "kennis"},
    "tijden": {"blok-A-answer": "ja"},
    "personen": {**PEOPLE, "persoon-1-name": "Nieuw"},
}


@pytest.mark.parametrize("step", SENT)
def test_after_the_last_day_nothing_changes_and_what_was_typed_stays(
    registered: Visit, stored: Stored, clock: FixedClock, step: str
) -> None:
    before = stored()
    clock.move(days=60)

    opened = registered.open(step)
    response = registered.send(step, SENT[step])

    assert "U kunt uw antwoorden niet meer veranderen." in opened.text
    assert "Dat kon tot en met donderdag 8 oktober." in opened.text
    assert "Bewaar" not in opened.text.replace("Bewaar </form>", "").split("Hulp")[1]
    assert response.status_code == 403
    page = read_page(response)
    assert "Dit kunnen wij niet meer bewaren." in page.text
    name, value = next(iter(SENT[step].items()))
    assert page.fields[name] == [value]
    assert stored().revision == before.revision


def test_sending_after_the_last_day_is_refused(
    ready: Visit, stored: Stored, clock: FixedClock
) -> None:
    clock.move(days=60)

    response = ready.client.submit(f"{ready.base}klaar")

    assert response.status_code == 403
    assert "Aanmelden en veranderen kan niet meer." in read_page(response).text
    assert stored().state == "draft"
    assert "Uw aanmelding is niet afgemaakt." in ready.open("").text


def test_closed_event_and_open_end_are_worded(
    registered: Visit, change_event: Callable[..., None]
) -> None:
    change_event(answers_until=None)
    open_end = registered.open("wie").text
    change_event(state="closed", answers_until=date(2026, 10, 8))

    assert "U kunt later alles veranderen. " in open_end
    assert "Veranderen kan niet meer." in registered.open("").text


def test_who_withdrew_is_told_so_everywhere(
    app: Flask, registered: Visit, stored: Stored
) -> None:
    with app.app_context(), transaction():
        db.session.query(ParticipantRow).one().state = "withdrawn"

    assert "U doet niet meer mee." in registered.open("").text
    assert "U doet niet meer mee." in registered.open("gesprekken").text
    assert "U doet niet meer mee." in registered.open("wie").text
    refused = registered.send("wie", {"name": "Weer", "kind": "informal"})
    assert refused.status_code == 403
    assert stored().name == "Koffie & Verhalen"
