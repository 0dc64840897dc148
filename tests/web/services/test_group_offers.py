"""Inviting several groups to one offer, and what they answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories import a_participant_row, a_programme_row, an_event_row
from web.persistence.database import db
from web.persistence.queries import roster
from web.persistence.rows import AuditRow, EventRow, GroupSessionRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import duplicates, group_offers, own_page
from web.services import roster as participants
from web.services.group_offers import SessionAnswer, SessionForm, TooFewSeats
from web.services.outcomes import Saved

BY = "roos@example.org"
TRAINING = "Omgaan met dementie"


def planned(*codes: str, text: str = TRAINING, seats: int = 2) -> dict[str, Any]:
    """Give an offer of W009 as planning leaves it."""
    return {
        "giver": "W009",
        "kind": "training",
        "text": text,
        "seats": seats,
        "are_seats_stated": False,
        "askers": [
            {"participant": code, "ask": f"vraag van {code}", "strength": 80}
            for code in codes
        ],
    }


@pytest.fixture
def event(app: Flask) -> Iterator[EventRow]:
    """An event that was planned, with an offer that three groups ask for."""
    with app.app_context():
        with transaction():
            event = an_event_row()
            for code in ("W001", "W002", "W003"):
                a_participant_row(event, code, name=f"Groep {code}")
            a_participant_row(event, "W009", name="Zorghuis", kind="care")
            programme = a_programme_row(event)
            programme.summary = {
                "group_offers": [
                    planned("W001", "W002", "W003"),
                    planned("W001", text="Tillen"),
                ]
            }
        yield event


def invite(event: EventRow, *codes: str, seats: int = 2, note: str = "") -> object:
    form = SessionForm(
        giver="W009", offer=TRAINING, seats=seats, note=note, invited=codes
    )
    return group_offers.save_session(event, form, by=BY)


def own(event: EventRow, code: str) -> tuple[group_offers.OwnSession, ...]:
    row = roster.get_by_code(event.id, code)
    return group_offers.read_own_sessions(own_page.get_own_page(row.id))


def answer(event: EventRow, code: str, said: SessionAnswer) -> None:
    (session,) = own(event, code)
    row = roster.get_by_code(event.id, code)
    group_offers.answer_session(row.id, session.id, said)


def test_what_is_asked_by_many_comes_first(event: EventRow) -> None:
    first, second = group_offers.read_offers(event).offers

    assert [c.code for c in first.candidates] == ["W001", "W002", "W003"]
    assert (first.is_asked_by_many, second.is_asked_by_many) == (True, False)
    assert {c.answer for c in first.candidates} == {None}


def test_before_planning_there_is_nothing_to_offer(app: Flask) -> None:
    with app.app_context():
        with transaction():
            event = an_event_row("leeg")
        found = group_offers.read_offers(event)

    assert (found.version, found.offers) == (None, ())


def test_only_who_is_invited_sees_it(event: EventRow) -> None:
    assert own(event, "W001") == ()

    assert isinstance(invite(event, "W001", "W002", note="dinsdag, 19.30 uur"), Saved)

    (seen,) = own(event, "W001")
    assert (seen.giver_name, seen.offer, seen.ask, seen.note) == (
        "Zorghuis",
        TRAINING,
        "vraag van W001",
        "dinsdag, 19.30 uur",
    )
    assert own(event, "W003") == ()


def test_giver_reads_who_comes_and_not_who_was_asked(event: EventRow) -> None:
    invite(event, "W001", "W002")
    answer(event, "W001", SessionAnswer.YES)

    (seen,) = own(event, "W009")

    assert seen.is_own
    assert (seen.coming, seen.waiting) == (("Groep W001",), 1)


def test_answer_stays_when_others_are_invited_and_goes_with_the_invitation(
    event: EventRow,
) -> None:
    invite(event, "W001")
    answer(event, "W001", SessionAnswer.YES)
    invite(event, "W001", "W002")
    kept = own(event, "W001")[0].answer
    invite(event, "W002")

    assert kept is SessionAnswer.YES
    assert own(event, "W001") == ()
    assert own(event, "W009")[0].coming == ()


def test_no_more_are_invited_than_there_are_seats(event: EventRow) -> None:
    outcome = invite(event, "W001", "W002", "W003", seats=2)

    assert outcome == TooFewSeats(seats=2, invited=3)
    assert own(event, "W001") == ()
    assert db.session.scalars(select(GroupSessionRow)).all() == []


def test_nobody_invited_leaves_no_session(event: EventRow) -> None:
    invite(event, "W001")
    invite(event)

    assert db.session.scalars(select(GroupSessionRow)).all() == []
    assert [c.answer for c in group_offers.read_offers(event).offers[0].candidates] == [
        None
    ] * 3


@pytest.mark.parametrize("code", ["W009", "W404"])
def test_who_does_not_fit_cannot_be_invited(event: EventRow, code: str) -> None:
    with pytest.raises(NotFound):
        invite(event, code)


def test_offer_that_is_not_there_cannot_be_filled(event: EventRow) -> None:
    form = SessionForm(giver="W001", offer="Niets", seats=2, note="", invited=())
    with pytest.raises(NotFound):
        group_offers.save_session(event, form, by=BY)


def test_answer_to_no_invitation_is_refused(event: EventRow) -> None:
    invite(event, "W001")
    (session,) = own(event, "W001")
    other = roster.get_by_code(event.id, "W002")

    with pytest.raises(NotFound):
        group_offers.answer_session(other.id, session.id, SessionAnswer.YES)


def test_session_outlives_a_new_plan_and_leaves_who_withdrew(event: EventRow) -> None:
    invite(event, "W001", "W002")
    with transaction():
        a_programme_row(event, version=2)
    participants.withdraw(event.id, "W002", by=BY)

    (offer,) = group_offers.read_offers(event).offers

    assert offer.is_session
    assert [c.code for c in offer.candidates] == ["W001"]


def test_merged_group_keeps_its_place(event: EventRow) -> None:
    invite(event, "W001", "W002")
    answer(event, "W002", SessionAnswer.YES)

    duplicates.merge_groups(event.id, "W002", "W003", by=BY)

    (seen,) = own(event, "W009")
    assert seen.coming == ("Groep W002",)


def test_invitations_are_written_down(event: EventRow) -> None:
    invite(event, "W002", "W001")

    row = db.session.scalars(select(AuditRow)).one()
    assert (row.action, row.detail) == (
        "session.invite",
        {"giver": "W009", "invited": ["W001", "W002"]},
    )
