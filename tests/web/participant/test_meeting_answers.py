"""Answering one's own meetings: coming, rather not, another time; and what changed."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.factories import a_participant_row, a_programme_row
from tests.web.pages import read_page
from tests.web.participant.conftest import Visit, get_event
from web.persistence.database import db
from web.persistence.queries.participants import find_released_programme
from web.persistence.rows import AvailabilityRow, ParticipantRow
from web.persistence.transaction import transaction
from web.services.meeting_answers import get_answer_of
from web.services.releases import release

MEETING = "gesprekken/W001+W002"


@pytest.fixture
def meetings(app: Flask, registered: Visit) -> Visit:
    """W001, free in A1 and A2, meets W002 in A1, by a release."""
    with app.app_context():
        with transaction():
            event = get_event("netwerkbeurs")
            other = a_participant_row(
                event,
                "W002",
                name="Waterwonen <b>",
                kind="housing",
                delegates=("Gert-Jan de Vries",),
                contact="gj@waterwonen.nl",
                offers=[("ruimte", "Een leeg winkelpand, tijdelijk. Bel 06 1234 5678")],
                asks=[("meedenken", "Wat vinden bewoners van subsidie?")],
            )
            other.languages = [
                {"code": "nl", "level": ""},
                {"code": "ti", "level": "A2"},
            ]
            event_id = event.id
            a_programme_row(event)
        release(event_id, version=1, by="x@voorbeeld.nl", known=0)
    return registered


@pytest.fixture
def move(app: Flask) -> Callable[..., None]:
    """Release the next version, with one field of the meeting changed."""

    def move(version: int, pairs=(("W001", "W002"),), **changes: str) -> None:
        with app.app_context():
            with transaction():
                event = get_event("netwerkbeurs")
                programme = a_programme_row(event, pairs, version=version)
                for name, value in changes.items():
                    setattr(programme.meetings[0], name, value)
                event_id = event.id
            release(event_id, version=version, by="x@voorbeeld.nl", known=version - 1)

    return move


def _send(visit: Visit, path: str = MEETING, **data: str) -> TestResponse:
    sent = {"nummer": "0", **data}
    return visit.client.submit(visit.base + path, sent, follow_redirects=True)


def _answer(app: Flask) -> tuple[str, str]:
    with app.app_context():
        found = get_answer_of(get_event("netwerkbeurs").id, "W001", "W001+W002")
        return found.state.value, found.proposal.slot if found.proposal else ""


def _slots(app: Flask) -> list[str]:
    with app.app_context():
        programme = find_released_programme(get_event("netwerkbeurs").id)
        return [meeting.slot for meeting in programme.meetings] if programme else []


def test_page_offers_three_answers_and_says_that_none_was_given(meetings) -> None:
    page = meetings.open("gesprekken")

    card = page.text.partition("Waarom dit gesprek?")[2]
    assert "Nog geen antwoord" in card
    assert "Ik kom: gesprek met Waterwonen <b>" in card
    assert "Liever niet: gesprek met Waterwonen <b>" in card
    assert "Ik kan niet op deze tijd: gesprek met Waterwonen <b>" in card
    assert "Maak dit ongedaan" not in card


def test_coming_is_kept_and_can_be_undone(app, meetings) -> None:
    coming = read_page(_send(meetings, antwoord="accepted")).text
    kept = _answer(app)
    undone = read_page(_send(meetings, antwoord="none")).text

    assert "Wij weten nu dat u komt." in coming
    assert "U komt" in coming.partition("Waarom dit gesprek?")[2]
    assert kept == ("accepted", "")
    assert "U kunt opnieuw kiezen." in undone
    assert _answer(app) == ("none", "")


def test_rather_not_needs_no_reason_and_leaves_the_rest_to_the_organiser(
    app, meetings
) -> None:
    page = read_page(_send(meetings, antwoord="declined"))

    assert "Wij weten nu dat u dit gesprek liever niet wilt." in page.text
    assert "U wilt dit gesprek liever niet" in page.text
    assert (_answer(app), _slots(app)) == (("declined", ""), ["A1"])


def test_rather_not_is_asked_twice_where_the_meeting_is_gone_at_once(
    app, meetings, change_event
) -> None:
    change_event(on_decline="direct")

    asked = read_page(_send(meetings, antwoord="declined"))
    before = _slots(app)
    done = read_page(_send(meetings, antwoord="declined", zeker="1"))

    assert asked.heading == "Wilt u dit gesprek liever niet?"
    assert "U kunt dit niet ongedaan maken." in asked.text
    assert before == ["A1"]
    assert "Dit gesprek gaat niet door. De ander krijgt een bericht." in done.text
    assert "Vervallen: uw gesprek met Waterwonen <b>" in done.text
    assert _slots(app) == []


def test_other_times_are_those_at_which_both_can_come(meetings) -> None:
    page = meetings.open(f"{MEETING}/andere-tijd")

    assert "Donderdag 22 oktober, 19.10 tot 19.30 uur" in page.text
    assert "19.35" not in page.text
    assert "Op een ander moment." in page.text


def test_other_time_becomes_a_proposal(app, meetings) -> None:
    page = read_page(_send(meetings, f"{MEETING}/andere-tijd", tijd="A2"))

    assert "U hoort of het lukt." in page.text
    assert "U vroeg een andere tijd" in page.text
    assert (_answer(app), _slots(app)) == (("other_time", "A2"), ["A1"])


def test_other_time_moves_the_meeting_where_the_event_says_so(
    app, meetings, change_event
) -> None:
    change_event(on_other_time="direct")

    page = read_page(_send(meetings, f"{MEETING}/andere-tijd", tijd="A2"))

    assert "Uw gesprek is verplaatst." in page.text
    assert (_answer(app), _slots(app)) == (("accepted", ""), ["A2"])


def test_time_that_was_taken_meanwhile_is_refused(app, meetings) -> None:
    with app.app_context(), transaction():
        own = db.session.query(ParticipantRow).filter_by(code="W002").one()
        db.session.query(AvailabilityRow).filter_by(participant_id=own.id).delete()

    answer = _send(meetings, f"{MEETING}/andere-tijd", tijd="A2")

    page = read_page(answer)
    assert answer.status_code == 409
    assert "Die tijd is net bezet. Kies een andere tijd." in page.text
    assert "Er is nu geen andere tijd waarop u allebei kunt." in page.text
    assert _answer(app) == ("none", "")


def test_no_time_that_suits_is_an_answer(app, meetings) -> None:
    _send(meetings, f"{MEETING}/andere-tijd", tijd="")

    assert _answer(app) == ("other_time", "")


def test_answer_to_a_page_that_is_out_of_date_is_not_kept(app, meetings, move) -> None:
    move(2, table="A-2")

    page = read_page(_send(meetings, antwoord="accepted"))

    assert "Dit gesprek is net veranderd." in page.text
    assert _answer(app) == ("none", "")


@pytest.mark.parametrize("given", ["", "tentative", "boo"])
def test_answer_that_no_button_gives_changes_nothing(app, meetings, given) -> None:
    _send(meetings, antwoord=given)

    assert _answer(app) == ("none", "")


def test_meeting_of_others_cannot_be_answered(app, meetings) -> None:
    with app.app_context(), transaction():
        a_participant_row(get_event("netwerkbeurs"), "W003")

    answer = _send(meetings, "gesprekken/W002+W003", antwoord="accepted")

    assert answer.status_code == 404


def test_first_programme_marks_nothing_as_new(meetings) -> None:
    assert "Er is iets veranderd" not in meetings.open("gesprekken").text


def test_moved_meeting_is_marked_with_what_it_was_until_it_is_seen(
    meetings, move
) -> None:
    move(2, slot="A2", table="A-2")
    marked = meetings.open("gesprekken").text

    _send(meetings, "gesprekken/gezien", versie="2")

    assert "Gewijzigd: Waterwonen <b>" in marked
    assert "Was: donderdag 22 oktober, 18.45 uur, tafel 1." in marked
    assert "Gewijzigd" not in meetings.open("gesprekken").text


def test_two_moves_are_marked_as_one_from_what_was_seen(meetings, move) -> None:
    move(2, slot="A2")
    move(3, slot="A3")

    assert "Was: donderdag 22 oktober, 18.45 uur" in meetings.open("gesprekken").text


def test_meeting_that_moved_and_came_back_is_not_marked(meetings, move) -> None:
    move(2, slot="A2")
    move(3)

    assert "Er is iets veranderd" not in meetings.open("gesprekken").text


def test_answer_to_a_moved_meeting_takes_its_mark_away(meetings, move) -> None:
    move(2, slot="A2")

    page = read_page(_send(meetings, nummer="1", antwoord="accepted"))

    assert "Gewijzigd" not in page.text


def test_meeting_that_comes_and_goes_is_marked(app, meetings, move) -> None:
    with app.app_context(), transaction():
        a_participant_row(
            get_event("netwerkbeurs"),
            "W003",
            name="Kredietbank",
            delegates=("Patrick",),
            contact="patrick@voorbeeld.nl",
        )
    move(2, (("W001", "W003"),))

    text = meetings.open("gesprekken").text

    assert "Nieuw gesprek: Kredietbank" in text
    assert (
        "Vervallen: uw gesprek met Waterwonen <b>, donderdag 22 oktober om 18.45 uur."
    ) in text


def test_seen_is_never_further_than_what_was_released(meetings, move) -> None:
    _send(meetings, "gesprekken/gezien", versie="99")
    move(2, slot="A2")

    assert "Gewijzigd" in meetings.open("gesprekken").text


def test_card_shows_both_sides_questions_and_the_words_to_check(meetings) -> None:
    page = meetings.open("gesprekken/kaarten")

    assert "Een leeg winkelpand, tijdelijk. Bel …" in page.text
    assert "Wat vinden bewoners van subsidie?" in page.text
    assert "zes vrijwilligers" in page.text
    assert "Wat kunnen wij samen als eerste doen?" in page.text
    assert "Bedoelen wij hetzelfde met: tijdelijk?" in page.text
    assert "Geld van de overheid voor een plan." in page.text


def test_page_says_who_speaks_what(meetings) -> None:
    assert (
        "Zij spreken: Nederlands en Tigrinya (korte gesprekjes)."
        in meetings.open("gesprekken").text
    )


def test_worker_keeps_the_meetings_and_nothing_of_anybody_else(meetings) -> None:
    answer = meetings.client.get(f"{meetings.base}offline.js")

    assert answer.content_type == "text/javascript; charset=utf-8"
    assert f'const PAGE = "{meetings.base}gesprekken";' in answer.text
    assert "/static/trefpunt.css?v=" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
