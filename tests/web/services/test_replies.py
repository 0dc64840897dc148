"""Mail that comes in: done once, for who was invited, and read by a person else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import a_participant_row, a_programme_row, an_event_row
from tests.web.mail.answers import answer_to, invitation_of, message_of
from web.persistence.database import db
from web.persistence.rows import EventRow, MessageRow, ParticipantRow, ReceivedMailRow
from web.persistence.transaction import transaction
from web.services import incoming_mail, meeting_answers
from web.services.meeting_answers import (
    AnswerState,
    AnswerWay,
    GivenAnswer,
    MeetingAnswer,
)
from web.services.releases import release
from web.services.replies import Received, receive_mail

BY = "samira@voorbeeld.nl"
WRITTEN = datetime(2026, 10, 2, 7, 30, tzinfo=UTC)


@pytest.fixture
def event_id(app, clock) -> int:
    """An event in which Fatma (W001) meets Noor (W003), told to both by mail."""
    with app.app_context():
        with transaction():
            event = an_event_row()
            a_participant_row(event, "W001")
            a_participant_row(
                event,
                "W003",
                name="Cijferhuis",
                delegates=["Noor"],
                contact="noor@x.nl",
            )
            a_programme_row(event, [("W001", "W003")])
            event_id = event.id
        release(event_id, version=1, by=BY, known=0)
        clock.move(days=60)
        return event_id


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


def _answer(code: str = "W003") -> MeetingAnswer:
    db.session.rollback()
    found = meeting_answers.find_answer(invitation_of(code).uid)
    assert found is not None
    return found


def _reply(
    name: str, *changes: tuple[str, str], code: str = "W003", **options
) -> bytes:
    return answer_to(invitation_of(code), name, *changes, **options)


@pytest.mark.usefixtures("event_id")
@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("thunderbird_accepted", AnswerState.ACCEPTED),
        ("only_a_calendar_declined", AnswerState.DECLINED),
        ("calendar_as_plain_text_tentative", AnswerState.TENTATIVE),
    ],
)
def test_answer_by_mail_is_the_answer(name, state) -> None:
    received = receive_mail(_reply(name))

    assert received == Received(outcome="answered", is_open=False, is_new=True)
    answer = _answer()
    assert (answer.state, answer.way, answer.answered_at) == (
        state,
        AnswerWay.MAIL,
        WRITTEN,
    )
    assert _answer("W001").state is AnswerState.NONE


def test_same_mail_twice_is_one_mail(event_id) -> None:
    content = _reply("thunderbird_accepted")
    receive_mail(content)

    again = receive_mail(b"Received: from another way\n" + content)

    assert again == Received(outcome="answered", is_open=False, is_new=False)
    assert db.session.query(ReceivedMailRow).count() == 1
    assert incoming_mail.list_open(event_id) == ()


@pytest.mark.usefixtures("event_id")
def test_mail_without_a_name_is_known_by_its_octets() -> None:
    content = _reply("only_a_calendar_declined", ("Message-ID:", "X-Id:"))

    assert (receive_mail(content).is_new, receive_mail(content).is_new) == (True, False)


@pytest.mark.usefixtures("event_id")
def test_last_of_several_answers_stands() -> None:
    later = ("20261002T073000Z", "20261002T073100Z")
    named = ("c1@example.net", "c2@example.net")
    receive_mail(_reply("only_a_calendar_declined", later, named))

    outdated = receive_mail(_reply("thunderbird_accepted"))

    assert (outdated.outcome, _answer().state) == ("stale", AnswerState.DECLINED)


def test_answer_to_what_the_meeting_was_before_is_not_applied(event_id) -> None:
    late = _reply("thunderbird_accepted")
    with transaction():
        event = db.session.get_one(EventRow, event_id)
        programme = a_programme_row(event, [("W001", "W003")], version=2)
        programme.meetings[0].table = "A-2"
    release(event_id, version=2, by=BY, known=1)

    received = receive_mail(late)

    assert (received.outcome, received.is_open) == ("stale", False)
    answer = meeting_answers.find_answer(invitation_of("W003", 1).uid)
    assert answer is not None
    assert answer.state is AnswerState.NONE


@pytest.mark.usefixtures("event_id")
@pytest.mark.parametrize(
    ("name", "changes", "sender", "outcome"),
    [
        ("thunderbird_accepted", [], "eva@example.net", "other_sender"),
        (
            "thunderbird_accepted",
            [("mehari@example.net", "eva@example.net")],
            "eva@example.net",
            "other_attendee",
        ),
        ("thunderbird_accepted", [("SEQUENCE:0", "SEQUENCE:7")], "", "unknown_entry"),
        ("thunderbird_accepted", [("UID:", "UID:x")], "", "unknown_entry"),
        (
            "only_a_calendar_declined",
            [("METHOD:REPLY", "METHOD:CANCEL"), ('"reply"', "CANCEL")],
            "",
            "other_method",
        ),
        ("vacation_with_the_invitation", [], "", "automatic"),
        ("delayed", [], "", "not_failed"),
    ],
)
def test_mail_that_is_no_answer_changes_nothing(name, changes, sender, outcome) -> None:
    received = receive_mail(_reply(name, *changes, sender=sender))

    assert received.outcome == outcome
    assert (_answer().state, _answer("W001").state) == (AnswerState.NONE,) * 2
    assert {row.state for row in db.session.query(MessageRow)} == {"queued"}


def test_proposal_is_kept_with_its_slot_and_moves_nothing(event_id) -> None:
    receive_mail(_proposal_at("20261022T171000Z", "20261022T173000Z"))

    answer = _answer()
    assert answer.state is AnswerState.OTHER_TIME
    assert answer.proposal is not None
    assert (answer.proposal.slot, answer.proposal.start, answer.asks_organiser) == (
        "A2",
        datetime(2026, 10, 22, 17, 10, tzinfo=UTC),
        True,
    )
    assert answer.starts_at == invitation_of("W003").starts_at
    assert db.session.get_one(EventRow, event_id).id


@pytest.mark.usefixtures("event_id")
def test_proposal_of_a_time_that_is_no_slot_keeps_the_time() -> None:
    receive_mail(_proposal_at("20261024T090000Z", "20261024T093000Z"))

    proposal = _answer().proposal
    assert proposal is not None
    assert (proposal.slot, proposal.end) == (
        "",
        datetime(2026, 10, 24, 9, 30, tzinfo=UTC),
    )


def _proposal_at(start: str, end: str) -> bytes:
    return _reply(
        "only_a_calendar_declined",
        ("METHOD:REPLY", "METHOD:COUNTER"),
        ('"reply"', "COUNTER"),
        ("20261022T164500Z", start),
        ("20261022T170500Z", end),
    )


def test_remark_beside_an_answer_is_read_by_a_person(event_id) -> None:
    remark = ("STATUS:", "COMMENT:Ik ben dan op reis\\, sorry.\nSTATUS:")

    received = receive_mail(_reply("only_a_calendar_declined", remark))

    (mail,) = incoming_mail.list_open(event_id)
    assert (received.outcome, received.is_open) == ("answered", True)
    assert (mail.participant, mail.sender, mail.words) == (
        "Cijferhuis",
        "noor@x.nl",
        "Ik ben dan op reis, sorry.",
    )


def test_words_in_reply_to_our_mail_are_read_by_a_person(event_id) -> None:
    ours = message_of(invitation_of("W003"))
    content = _reply(
        "words",
        ("<4f3c0000-0000-5000-8000-000000000001.0@example.org>", ours.message_id),
        sender="noor.prive@example.net",
    )

    receive_mail(content)

    (mail,) = incoming_mail.list_open(event_id)
    assert (mail.participant_code, mail.sender, mail.outcome) == (
        "W003",
        "noor.prive@example.net",
        "words",
    )
    assert mail.words.startswith("Dag Samira, ik kan die avond niet.")


def test_words_of_somebody_we_know_are_read_by_a_person(event_id) -> None:
    receive_mail(_reply("words", ("In-Reply-To:", "X-R:"), ("References:", "X-S:")))

    assert [mail.participant_code for mail in incoming_mail.list_open(event_id)] == [
        "W003"
    ]


def test_mail_about_nothing_of_ours_is_forgotten(event_id, clock) -> None:
    content = _reply(
        "words",
        ("In-Reply-To:", "X-R:"),
        ("References:", "X-S:"),
        sender="spam@example.com",
    )
    receive_mail(content)

    row = db.session.query(ReceivedMailRow).one()
    assert (row.event_id, row.sender, row.subject, row.words) == (None, "", "", "")
    assert incoming_mail.list_open(event_id) == ()
    clock.move(days=31)
    receive_mail(_reply("thunderbird_accepted"))
    assert db.session.query(ReceivedMailRow).one().outcome == "answered"


def test_mail_that_was_read_is_taken_off_the_list(event_id) -> None:
    receive_mail(_reply("words"))
    (mail,) = incoming_mail.list_open(event_id)

    incoming_mail.mark_read(event_id, mail.id, by=BY)

    assert incoming_mail.count_open(event_id) == 0
    assert db.session.query(ReceivedMailRow).one().words == ""


@pytest.mark.usefixtures("event_id")
def test_bounce_marks_the_message_that_came_back() -> None:
    ours = message_of(invitation_of("W003"))
    _mark_sent(ours.id)
    content = _reply(
        "bounced_postfix",
        ("<4f3c0000-0000-5000-8000-000000000001.0@example.org>", ours.message_id),
    )

    assert receive_mail(content).outcome == "bounced"

    db.session.rollback()
    row = db.session.get_one(MessageRow, ours.id)
    assert (row.state, row.error[:9]) == ("bounced", "5.1.1 550")


@pytest.mark.usefixtures("event_id")
def test_bounce_for_another_address_is_no_bounce() -> None:
    ours = message_of(invitation_of("W001"))
    _mark_sent(ours.id)
    content = _reply(
        "bounced_postfix",
        ("<4f3c0000-0000-5000-8000-000000000001.0@example.org>", ours.message_id),
    )

    assert receive_mail(content).outcome == "unknown_entry"
    db.session.rollback()
    assert db.session.get_one(MessageRow, ours.id).state == "sent"


def _mark_sent(message_id: int) -> None:
    with transaction():
        db.session.get_one(MessageRow, message_id).state = "sent"


@pytest.mark.usefixtures("event_id")
def test_who_delegates_is_told_once_how_it_is_done() -> None:
    receive_mail(_reply("delegated"))
    receive_mail(_reply("delegated", ("d1@example.net", "d2@example.net")))

    (told,) = db.session.query(MessageRow).filter_by(kind="delegation")
    assert (told.recipient_address, told.participant_code, told.state) == (
        "noor@x.nl",
        "W003",
        "queued",
    )
    assert "Dat kan niet vanuit uw agenda." in told.body
    assert "Plaats: Stadhuis, raadzaal, tafel 1" in told.body
    assert _answer().state is AnswerState.NONE


def test_delegation_of_what_is_gone_is_answered_by_nobody(event_id) -> None:
    content = _reply("delegated")
    with transaction():
        a_programme_row(db.session.get_one(EventRow, event_id), [], version=2)
    release(event_id, version=2, by=BY, known=1)

    assert receive_mail(content).outcome == "stale"
    with transaction():
        db.session.delete(db.session.query(ParticipantRow).filter_by(code="W003").one())
    assert receive_mail(content.replace(b"d1@", b"d2@")).outcome == "unknown_entry"


@pytest.mark.usefixtures("event_id")
def test_answer_by_link_after_the_mail_was_written_stands() -> None:
    content = _reply("thunderbird_accepted")
    meeting_answers.give_answer(
        GivenAnswer(
            uid=invitation_of("W003").uid,
            sequence=0,
            state=AnswerState.DECLINED,
            way=AnswerWay.LINK,
            at=WRITTEN + timedelta(minutes=1),
        )
    )

    assert receive_mail(content).outcome == "stale"
    assert _answer().state is AnswerState.DECLINED


@pytest.mark.usefixtures("event_id")
def test_only_who_our_mail_server_saw_proven_is_believed(app) -> None:
    installation = app.extensions["trefpunt"]
    believing = replace(installation.settings, mail_authority="mx.example.org")
    app.extensions["trefpunt"] = replace(installation, settings=believing)
    content = _reply("thunderbird_accepted")

    assert receive_mail(content).outcome == "forged"
    proven = b"Authentication-Results: mx.example.org; dkim=pass\n" + content.replace(
        b"tb-1@", b"tb-2@"
    )
    assert receive_mail(proven).outcome == "answered"
