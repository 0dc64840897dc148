"""The page on which an organiser sees answers and decides about them."""

import pytest
from flask import Flask

from tests.factories import a_programme_row
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import EMAIL, HOME
from tests.web.pages import read_page
from web.persistence.database import db
from web.persistence.queries.participants import find_released_programme
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction
from web.services.meeting_answers import (
    AnswerState,
    AnswerWay,
    GivenAnswer,
    Proposal,
    get_answer_of,
    give_answer,
)
from web.services.releases import release

PAGE = f"{HOME}/antwoorden"


@pytest.fixture
def released(app: Flask, event_id: int) -> int:
    """The event with a released meeting of W001 and W002 in A1."""
    with app.app_context():
        with transaction():
            a_programme_row(db.session.get_one(EventRow, event_id))
        release(event_id, version=1, by=EMAIL, known=0)
    return event_id


def _give(app: Flask, event_id: int, state: AnswerState, slot: str = "") -> int:
    """Answer for W001 and give the number of the invitation."""
    with app.app_context():
        entry = get_answer_of(event_id, "W001", "W001+W002")
        give_answer(
            GivenAnswer(
                uid=entry.uid,
                sequence=entry.sequence,
                state=state,
                way=AnswerWay.LINK,
                proposal=Proposal(slot=slot) if slot else None,
            )
        )
        return entry.invitation_id


def _slot(app: Flask, event_id: int) -> list[str]:
    with app.app_context():
        programme = find_released_programme(event_id)
        return [meeting.slot for meeting in programme.meetings] if programme else []


def test_before_a_release_the_page_says_what_will_stand_there(roos) -> None:
    assert "Er is nog niets vrijgegeven." in roos.get(PAGE).text


@pytest.mark.usefixtures("released")
def test_page_lists_who_has_not_answered_by_channel(roos: FormClient) -> None:
    page = read_page(roos.get(PAGE))

    assert "Er is niets om te beslissen." in page.text
    waiting = page.text.partition("Wie nog geen antwoord gaf")[2]
    assert "E-mail (2)" in waiting
    assert "Vrouwenkring Nour (Fatma Yilmaz, fatma@voorbeeld.nl)" in waiting
    assert "met ROC Diepland, donderdag 22 oktober om 18.45 uur, tafel 1" in waiting


def test_declined_meeting_is_taken_away_with_one_click(
    app: Flask, roos: FormClient, released: int
) -> None:
    number = _give(app, released, AnswerState.DECLINED)
    shown = read_page(roos.get(PAGE)).text

    answer = roos.submit(
        f"{PAGE}/{number}/besluit", {"besluit": "remove"}, follow_redirects=True
    )

    assert "Haal het gesprek weg" in shown
    assert "Beiden krijgen bericht, zonder reden." in read_page(answer).text
    assert _slot(app, released) == []


def test_meeting_moves_to_the_time_that_was_asked(
    app: Flask, roos: FormClient, released: int
) -> None:
    number = _give(app, released, AnswerState.OTHER_TIME, "A3")
    page = read_page(roos.get(PAGE))

    roos.submit(f"{PAGE}/{number}/besluit", {"besluit": "move", "tijd": "A3"})

    assert "Liever donderdag 22 oktober om 19.35 uur." in page.text
    assert "om 19.35 uur (gevraagd)" in page.text
    assert _slot(app, released) == ["A3"]


def test_time_that_is_not_free_is_said_and_moves_nothing(
    app: Flask, roos: FormClient, released: int
) -> None:
    number = _give(app, released, AnswerState.OTHER_TIME, "A3")

    answer = roos.submit(
        f"{PAGE}/{number}/besluit",
        {"besluit": "move", "tijd": "A9"},
        follow_redirects=True,
    )

    assert "Die tijd is net bezet. Kies opnieuw." in read_page(answer).text
    assert _slot(app, released) == ["A1"]


def test_time_can_stay_as_it_is(app: Flask, roos: FormClient, released: int) -> None:
    number = _give(app, released, AnswerState.OTHER_TIME, "A3")

    answer = roos.submit(
        f"{PAGE}/{number}/besluit", {"besluit": "keep"}, follow_redirects=True
    )

    page = read_page(answer)
    assert "Het gesprek blijft zoals het was." in page.text
    assert "Misschien, of anders afgesproken" in page.text
    assert _slot(app, released) == ["A1"]


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize(
    ("path", "sent"),
    [("1/besluit", {"besluit": "boo"}), ("1", {"antwoord": "none"}), ("afspraak", {})],
)
def test_nonsense_changes_nothing(roos: FormClient, path, sent) -> None:
    before = read_page(roos.get(PAGE)).text

    assert roos.submit(f"{PAGE}/{path}", sent).status_code == 303

    assert "E-mail (2)" in before
    assert read_page(roos.get(PAGE)).text == before


def test_answer_by_telephone_is_noted(
    app: Flask, roos: FormClient, released: int
) -> None:
    with app.app_context():
        number = get_answer_of(released, "W002", "W001+W002").invitation_id

    answer = roos.submit(
        f"{PAGE}/{number}", {"antwoord": "accepted"}, follow_redirects=True
    )

    page = read_page(answer)
    assert "Het antwoord is bewaard." in page.text
    assert "E-mail (1)" in page.text


def test_policy_is_kept_and_shown(app: Flask, roos: FormClient, released: int) -> None:
    roos.submit(f"{PAGE}/afspraak", {"afzeggen": "direct", "verplaatsen": "organiser"})

    with app.app_context():
        event = db.session.get_one(EventRow, released)
        assert (event.on_decline, event.on_other_time) == ("direct", "organiser")
    page = read_page(roos.get(PAGE))
    assert page.fields["afzeggen"] == ["direct"]
    assert page.fields["verplaatsen"] == ["organiser"]
