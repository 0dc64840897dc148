import pytest

from tests.factories import a_participant_row, an_event_row
from web.mail import outbox
from web.mail.letter import Letter
from web.mail.outbox import Addressee
from web.persistence.database import db
from web.persistence.rows import AuditRow, EventRow, MessageRow
from web.persistence.transaction import transaction
from web.refusals import MailRefused, NotFound
from web.services import messages
from web.services.messages import (
    MessageLine,
    NotByHand,
    NotToBePassedOn,
    NotToBeRetried,
)

BY = "samira@voorbeeld.nl"


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


@pytest.fixture
def event_id() -> int:
    with transaction():
        return an_event_row().id


def _queue(event_id: int, channel: str = "email", key: str = "a") -> int:
    with transaction():
        row = outbox.new_message(
            Letter(subject="Dag", text="Dag.\n", html=""),
            Addressee(
                channel=channel,
                name="Noor",
                address="noor@example.net",
                participant="W003",
            ),
            kind="programme",
            message_id=f"<{key}@localhost>",
        )
        row.event_id = event_id
        outbox.queue(row)
        return row.id


def _row() -> MessageRow:
    db.session.rollback()
    return db.session.query(MessageRow).one()


def test_messages_are_listed_newest_first(event_id, clock) -> None:
    first = _queue(event_id)
    clock.move(minutes=1)
    second = _queue(event_id, "signal", "b")

    lines = messages.list_messages(event_id)

    assert [line.id for line in lines] == [second, first]
    assert lines[0] == MessageLine(
        id=second,
        kind="programme",
        channel="signal",
        state="by_hand",
        recipient_name="Noor",
        recipient_address="noor@example.net",
        subject="Dag",
        attempts=0,
        error="",
        created_at=clock.now(),
        sent_at=None,
        next_attempt_at=clock.now(),
    )


def test_message_is_read_whole(event_id) -> None:
    assert messages.message(event_id, _queue(event_id)).body == "Dag.\n"


def test_message_of_another_event_is_not_found(event_id) -> None:
    message = _queue(event_id)

    with pytest.raises(NotFound):
        messages.message(event_id + 1, message)


def test_messages_are_counted_by_state(event_id) -> None:
    _queue(event_id)
    _queue(event_id, "signal", "b")

    counted = {"queued": 1, "by_hand": 1}
    assert messages.count_by_state(event_id) == messages.count_by_state() == counted
    assert messages.count_by_state(event_id + 1) == {}


def test_failed_message_is_tried_again(event_id, transport) -> None:
    message = _queue(event_id)
    transport.refusal = MailRefused(550, "no such user")
    messages.send_due(1)
    transport.refusal = None

    messages.retry_message(event_id, message, by=BY)

    assert (messages.send_due(1), _row().state) == (1, "sent")
    audit = db.session.query(AuditRow).one()
    assert (audit.action, audit.actor, audit.detail) == (
        "message.retry",
        BY,
        {"message": message},
    )


@pytest.mark.parametrize("channel", ["email", "signal"])
def test_message_that_is_gone_or_by_hand_is_not_tried_again(event_id, channel) -> None:
    message = _queue(event_id, channel)
    messages.send_due(1)

    with pytest.raises(NotToBeRetried):
        messages.retry_message(event_id, message, by=BY)


def test_message_that_was_passed_on_is_ticked_off(event_id, clock) -> None:
    message = _queue(event_id, "signal")

    messages.mark_done(event_id, message, by=BY)

    assert (_row().state, _row().sent_at) == ("sent", clock.now())


def test_mail_cannot_be_ticked_off(event_id) -> None:
    message = _queue(event_id)

    with pytest.raises(NotByHand):
        messages.mark_done(event_id, message, by=BY)


def test_mail_is_configured_when_something_carries_it() -> None:
    assert messages.is_mail_configured()


@pytest.mark.parametrize("state", ["failed", "bounced"])
def test_mail_that_did_not_arrive_is_passed_on_by_the_next_way(event_id, state) -> None:
    message_id = _queue(event_id)
    with transaction():
        event = db.session.get_one(EventRow, event_id)
        a_participant_row(event, "W003", channels=["email", "signal"])
        db.session.get_one(MessageRow, message_id).state = state

    messages.pass_on(event_id, message_id, by=BY)

    row = _row()
    assert (row.channel, row.state) == ("signal", "by_hand")
    audit = db.session.query(AuditRow).one()
    assert (audit.action, audit.actor) == ("message.pass_on", BY)


def test_mail_that_may_still_arrive_is_not_passed_on(event_id) -> None:
    message_id = _queue(event_id)

    with pytest.raises(NotToBePassedOn):
        messages.pass_on(event_id, message_id, by=BY)
    assert messages.other_channel_of(_row()) == "telefoon"
