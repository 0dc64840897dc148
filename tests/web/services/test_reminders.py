"""Reminders: once, with what holds now, for who still comes; and who is silent."""

from datetime import UTC, datetime, timedelta

import pytest

from matcher.reminders import ReminderMoment
from tests.factories import a_participant_row, a_programme_row, an_event_row
from tests.web.mail.answers import invitation_of
from web.persistence.database import db
from web.persistence.rows import AuditRow, EventRow, MessageRow, ParticipantRow
from web.persistence.transaction import transaction
from web.services import meeting_answers, reminders
from web.services.meeting_answers import AnswerState, AnswerWay, GivenAnswer
from web.services.releases import release

BY = "samira@voorbeeld.nl"
START = datetime(2026, 10, 22, 16, 45, tzinfo=UTC)
"""The first meeting: 18.45 in Amsterdam."""


@pytest.fixture
def event_id(app) -> int:
    """Fatma (mail) meets Piet (phone) at 18.45 and Noor (mail) at 19.10."""
    with app.app_context():
        with transaction():
            event = an_event_row()
            a_participant_row(event, "W001")
            a_participant_row(
                event,
                "W002",
                name="Buurtmoestuin",
                delegates=["Piet"],
                contact="06 0000 0001",
                channels=["whatsapp"],
            )
            a_participant_row(
                event,
                "W003",
                name="Cijferhuis",
                delegates=["Noor"],
                contact="noor@x.nl",
            )
            a_programme_row(event, [("W001", "W002"), ("W001", "W003")])
            event_id = event.id
        release(event_id, version=1, by=BY, known=0)
        return event_id


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


def _set(clock, moment: datetime) -> None:
    clock.move(seconds=(moment - clock.now()).total_seconds())


def _reminders(kind: str = "reminder") -> list[MessageRow]:
    db.session.rollback()
    return db.session.query(MessageRow).filter_by(kind=kind).order_by("id").all()


def _decline(code: str) -> None:
    row = invitation_of(code)
    meeting_answers.give_answer(
        GivenAnswer(
            uid=row.uid,
            sequence=row.sequence,
            state=AnswerState.DECLINED,
            way=AnswerWay.LINK,
        )
    )


def test_nobody_is_reminded_unless_the_organiser_chose_it(event_id, clock) -> None:
    _set(clock, START - timedelta(hours=1))

    assert (reminders.queue_due(), reminders.count_silent(event_id)) == (0, 3)


def test_everybody_is_reminded_once_by_their_own_channel(event_id, clock) -> None:
    reminders.choose_moments(event_id, [ReminderMoment.TWO_HOURS], by=BY)
    _set(clock, START - timedelta(hours=2))

    # Noor's first meeting begins 25 minutes later, and so does her reminder.
    assert (reminders.queue_due(), reminders.queue_due()) == (2, 0)
    clock.move(minutes=25)
    assert reminders.queue_due() == 1

    told = [(row.recipient_name, row.channel, row.state) for row in _reminders()]
    assert told == [
        ("Fatma Yilmaz", "email", "queued"),
        ("Piet", "whatsapp", "by_hand"),
        ("Noor", "email", "queued"),
    ]


def test_reminder_names_all_meetings_of_the_day(event_id, clock) -> None:
    reminders.choose_moments(event_id, [ReminderMoment.EVENING_BEFORE], by=BY)
    _set(clock, datetime(2026, 10, 21, 16, 0, tzinfo=UTC))

    reminders.queue_due()

    first = _reminders()[0]
    assert first.subject == (
        "Herinnering: U heeft 2 gesprekken op donderdag 22 oktober"
    )
    assert (
        "- 18.45 tot 19.05 uur, Stadhuis, raadzaal, tafel 1: Buurtmoestuin"
        in first.body
    )
    assert (
        "- 19.10 tot 19.30 uur, Stadhuis, raadzaal, tafel 1: Cijferhuis" in first.body
    )
    assert "http://127.0.0.1:8000/mijn/" in first.body


def test_reminder_after_a_late_change_says_what_holds_now(event_id, clock) -> None:
    reminders.choose_moments(event_id, [ReminderMoment.TWO_HOURS], by=BY)
    with transaction():
        event = db.session.get_one(EventRow, event_id)
        programme = a_programme_row(event, [("W001", "W002")], version=2)
        programme.meetings[0].table = "A-2"
    release(event_id, version=2, by=BY, known=1)
    _set(clock, START - timedelta(hours=1))

    assert reminders.queue_due() == 2

    assert "tafel 2: Buurtmoestuin" in _reminders()[0].body
    assert "Cijferhuis" not in _reminders()[0].body


def test_who_declined_is_not_reminded(event_id, clock) -> None:
    reminders.choose_moments(event_id, [ReminderMoment.TWO_HOURS], by=BY)
    _decline("W003")
    _set(clock, START - timedelta(hours=1))

    reminders.queue_due()

    assert [row.recipient_name for row in _reminders()] == ["Fatma Yilmaz", "Piet"]


def test_reminder_is_in_the_language_of_who_reads_it(event_id, clock) -> None:
    with transaction():
        db.session.query(ParticipantRow).update({"language": "en"})
    reminders.choose_moments(event_id, [ReminderMoment.TWO_HOURS], by=BY)
    _set(clock, START - timedelta(hours=1))

    reminders.queue_due()

    assert _reminders()[0].subject.startswith("Reminder: ")


def test_event_without_a_programme_reminds_nobody() -> None:
    with transaction():
        event_id = an_event_row().id
    reminders.choose_moments(event_id, list(ReminderMoment), by=BY)

    assert (reminders.queue_due(), reminders.ask_silent(event_id, by=BY)) == (0, 0)


def test_who_is_silent_is_asked_once_a_day(event_id, clock) -> None:
    _decline("W003")

    asked = [reminders.ask_silent(event_id, by=BY) for _ in range(2)]
    clock.move(days=1)
    asked.append(reminders.ask_silent(event_id, by=BY))

    assert asked == [2, 0, 2]
    assert reminders.count_silent(event_id) == 2
    question = _reminders("question")[0]
    assert question.subject == "Wilt u laten weten of u komt?"
    assert "Wij weten nog niet of u komt." in question.body
    assert (
        db.session.query(AuditRow).filter_by(action="message.ask_silent").count() == 3
    )


def test_nobody_is_asked_after_the_meeting(event_id, clock) -> None:
    _set(clock, START + timedelta(days=1))

    assert reminders.count_silent(event_id) == 0
