"""The outbox: written with its cause, sent after it, never lost, never doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.factories import a_participant_row, an_event_row, an_organiser_row
from tests.web.mail.smtp_server import Inbox, smtp_server
from web.config import Settings, SmtpServer, to_environment
from web.mail import delivery, lease, outbox
from web.mail.lease import LeaseKeeper
from web.mail.letter import Letter
from web.mail.outbox import Addressee
from web.mail.smtp import SmtpTransport
from web.persistence.database import db
from web.persistence.rows import MessageRow
from web.persistence.transaction import transaction
from web.refusals import MailRefused, MailUnavailable, StorageUnavailable
from web.services import mail_pauses

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


def _queue(*keys: str, fails: bool = False) -> None:
    with transaction():
        for key in keys:
            outbox.queue(
                outbox.new_message(
                    Letter(subject=f"Bericht {key}", text="Dag.\n", html="<p>Dag.</p>"),
                    Addressee(
                        channel="email",
                        name="Noor",
                        address="noor@example.net",
                        participant="W003",
                    ),
                    kind="personal_link",
                    message_id=f"<{key}@localhost>",
                )
            )
        if fails:
            raise RuntimeError


def _row(key: str = "a") -> MessageRow:
    db.session.rollback()
    return db.session.query(MessageRow).filter_by(message_id=f"<{key}@localhost>").one()


def _states() -> list[str]:
    db.session.rollback()
    return [row.state for row in db.session.query(MessageRow).order_by(MessageRow.id)]


def test_message_of_an_undone_transaction_is_not_there() -> None:
    with pytest.raises(RuntimeError):
        _queue("a", "b", fails=True)

    assert _states() == []


def test_same_message_is_not_queued_twice() -> None:
    _queue("a")
    _queue("a")

    assert _states() == ["queued"]


def test_due_messages_go_out_in_order_and_once(transport) -> None:
    _queue("a", "b")

    assert (delivery.send_due(10), delivery.send_due(10)) == (2, 0)
    sent = [message_from_bytes(mail.message)["Message-ID"] for mail in transport.sent]
    assert sent == ["<a@localhost>", "<b@localhost>"]
    assert _states() == ["sent", "sent"]


def test_no_more_than_the_limit_goes_out(transport) -> None:
    _queue("a", "b", "c")

    assert (delivery.send_due(2), len(transport.sent)) == (2, 2)


def test_mail_is_from_the_installation_to_one_person(transport, settings) -> None:
    _queue("a")

    delivery.send_due(1)

    (mail,) = transport.sent
    assert (mail.sender, mail.recipient) == (settings.mail_from, "noor@example.net")


def test_without_a_mail_server_everything_waits(settings, make_app) -> None:
    app = make_app(settings)
    app.extensions["trefpunt"] = _without_transport(app.extensions["trefpunt"])
    with app.app_context():
        _queue("a")

        assert (delivery.send_due(5), delivery.find_carrier()) == (0, None)
        assert _states() == ["queued"]


def _without_transport(installation):
    return replace(installation, transport=None)


def test_mail_server_of_the_settings_is_used(app, settings) -> None:
    installation = _without_transport(app.extensions["trefpunt"])
    server = SmtpServer(host="127.0.0.1", port=1)
    app.extensions["trefpunt"] = replace(
        installation, settings=replace(settings, smtp=server)
    )

    assert isinstance(delivery.find_carrier(), SmtpTransport)


@pytest.mark.parametrize(
    ("fault", "state", "minutes"),
    [
        (MailUnavailable(451, "greylisted"), "queued", 1),
        (MailUnavailable(432, "too many connections"), "queued", 1),
        (MailUnavailable(452, "mailbox full"), "queued", 240),
        (MailUnavailable(0, "connection refused"), "queued", 1),
        (MailRefused(552, "mailbox full"), "queued", 240),
        (MailRefused(550, "no such user"), "failed", 0),
    ],
)
def test_failure_decides_when_to_try_again(
    transport, clock, fault, state, minutes
) -> None:
    transport.refusal = fault
    _queue("a")

    delivery.send_due(1)

    row = _row()
    assert (row.state, row.error, row.attempts) == (state, str(fault), 1)
    assert (row.next_attempt_at - clock.now()).total_seconds() == minutes * 60


def test_greylisted_message_arrives_later(transport, clock) -> None:
    transport.refusal = MailUnavailable(451, "greylisted")
    _queue("a")
    delivery.send_due(1)
    transport.refusal = None

    assert delivery.send_due(1) == 0
    clock.move(minutes=1)
    assert delivery.send_due(1) == 1
    assert (_row().state, _row().error) == ("sent", "")


def test_pauses_grow_and_end(transport, clock) -> None:
    transport.refusal = MailUnavailable(451, "later")
    _queue("a")

    pauses = []
    while _row().state == "queued":
        clock.move(days=1)
        delivery.send_due(1)
        pauses.append((_row().next_attempt_at - clock.now()).total_seconds() // 60)

    assert pauses == [1, 2, 5, 15, 30, 60, 120, 240, 480, 960, 0]
    assert _row().state == "failed"


def test_crowded_server_is_asked_again_within_minutes(transport, clock) -> None:
    transport.refusal = MailUnavailable(432, "too many connections")
    _queue("a")

    for _ in range(6):
        clock.move(days=1)
        delivery.send_due(1)

    assert (_row().next_attempt_at - clock.now()).total_seconds() == 6 * 60


def test_server_that_is_away_is_not_stormed(transport) -> None:
    transport.refusal = MailUnavailable(0, "connection refused")
    _queue("a", "b", "c")

    delivery.send_due(10)

    assert [_row(key).attempts for key in "abc"] == [1, 0, 0]


def test_refused_message_does_not_hold_up_the_others(transport) -> None:
    _queue("a", "b")
    transport.refusal = MailRefused(550, "no such user")
    delivery.send_due(1)
    transport.refusal = None

    assert (delivery.send_due(5), _states()) == (1, ["failed", "sent"])


def test_message_of_a_dead_sender_is_sent_after_its_lease(transport, clock) -> None:
    _queue("a")
    delivery.claim_next()

    assert delivery.send_due(1) == 0
    clock.move(seconds=45)
    assert delivery.send_due(1) == 1
    assert len(transport.sent) == 1


def test_sender_that_lost_its_lease_cannot_mark_the_message(clock) -> None:
    _queue("a")
    late = delivery.claim_next()
    clock.move(seconds=45)
    delivery.claim_next()
    assert late is not None

    class Slow:
        def send(self, *, sender, recipient, message) -> None: ...

        def close(self) -> None: ...

    delivery.deliver(late, Slow())

    assert (_row().state, _row().fence) == ("sending", 2)


def test_late_failure_does_not_undo_a_claim(transport, clock) -> None:
    transport.refusal = MailUnavailable(451, "later")
    _queue("a")
    late = delivery.claim_next()
    clock.move(seconds=45)
    delivery.claim_next()
    assert late is not None

    delivery.deliver(late, transport)

    assert _row().state == "sending"


def test_sign_in_link_is_mailed_and_then_forgotten(transport) -> None:
    with transaction():
        outbox.queue_sign_in_link(
            organiser=an_organiser_row(), url="https://x.nl/t", key="k", minutes=10
        )

    delivery.send_due(1)

    body = message_from_bytes(transport.sent[0].message).get_payload(0)
    assert b"https://x.nl/t" in body.get_payload(decode=True)
    row = db.session.query(MessageRow).one()
    assert (row.kind, row.body, row.html, row.event_id) == ("sign_in", "", "", None)


def test_personal_link_goes_to_the_first_with_an_address() -> None:
    with transaction():
        event = an_event_row()
        participant = a_participant_row(event)
        row = outbox.queue_personal_link(
            event=event, participant=participant, url="https://x.nl/mijn/t/", key="k"
        )
        found = (row.channel, row.state, row.recipient_name, row.recipient_address)

    assert found == ("email", "queued", "Fatma Yilmaz", "fatma@voorbeeld.nl")
    assert "https://x.nl/mijn/t/" in row.body


def test_personal_link_without_an_address_waits_for_the_organiser() -> None:
    with transaction():
        event = an_event_row()
        participant = a_participant_row(
            event, contact="06 1", channels=["email", "signal"]
        )
        row = outbox.queue_personal_link(
            event=event, participant=participant, url="https://x.nl/mijn/t/", key="k"
        )
        found = (row.channel, row.state, row.recipient_address)

    assert found == ("signal", "by_hand", "06 1")


def test_personal_link_of_a_draft_without_people_names_the_group() -> None:
    with transaction():
        event = an_event_row()
        participant = a_participant_row(event, delegates=[], channels=[])
        row = outbox.queue_personal_link(
            event=event, participant=participant, url="https://x.nl/mijn/t/", key="k"
        )
        found = (row.channel, row.recipient_name, row.recipient_address)

    assert found == ("telefoon", "Koffie & Verhalen", "")


def test_lease_of_a_living_sender_is_renewed(clock) -> None:
    _queue("a")
    claim = delivery.claim_next()
    assert claim is not None
    clock.move(seconds=60)

    with LeaseKeeper(claim.id, claim.fence, lease=timedelta(seconds=0.06)):
        _wait(lambda: _row().lease_until > clock.now())

    assert _row().state == "sending"


def test_lease_that_cannot_be_renewed_now_is_tried_again(monkeypatch, clock) -> None:
    _queue("a")
    claim = delivery.claim_next()
    assert claim is not None
    clock.move(seconds=60)
    find, faults = lease.messages.find_claimed, [StorageUnavailable()]

    def failing_once(message_id, fence):
        if faults:
            raise faults.pop()
        return find(message_id, fence)

    monkeypatch.setattr(lease.messages, "find_claimed", failing_once)
    with LeaseKeeper(claim.id, claim.fence, lease=timedelta(seconds=0.06)):
        _wait(lambda: _row().lease_until > clock.now())

    assert faults == []


def test_nothing_leaves_while_sending_is_paused_also_in_a_batch(transport) -> None:
    _queue("a", "b", "c")

    class PausesAfterOne:
        def send(self, *, sender, recipient, message) -> None:
            transport.send(sender=sender, recipient=recipient, message=message)
            mail_pauses.pause(None, by="samira@voorbeeld.nl")

        def close(self) -> None: ...

    carrier = PausesAfterOne()
    while claim := delivery.claim_next():
        delivery.deliver(claim, carrier)

    assert (len(transport.sent), delivery.send_due(5)) == (1, 0)
    mail_pauses.resume(None, by="samira@voorbeeld.nl")
    assert delivery.send_due(5) == 2


def test_pause_of_one_event_lets_the_others_go() -> None:
    _queue("a", "b")
    with transaction():
        event = an_event_row()
        _row_in_transaction("a").event_id = event.id
        event_id = event.id
    mail_pauses.pause(event_id, by="samira@voorbeeld.nl")
    mail_pauses.pause(event_id, by="samira@voorbeeld.nl")

    delivery.send_due(5)

    assert _states() == ["queued", "sent"]
    assert (mail_pauses.is_paused(event_id), mail_pauses.is_paused(None)) == (
        True,
        False,
    )
    mail_pauses.resume(event_id, by="samira@voorbeeld.nl")
    mail_pauses.resume(event_id, by="samira@voorbeeld.nl")
    assert delivery.send_due(5) == 1


def _row_in_transaction(key: str) -> MessageRow:
    return db.session.query(MessageRow).filter_by(message_id=f"<{key}@localhost>").one()


@pytest.mark.parametrize("per_minute", [1, 5, 30, 240])
def test_no_minute_sees_more_messages_than_the_server_takes(
    app, settings, clock, per_minute
) -> None:
    _use(app, replace(settings, mail_per_minute=per_minute, smtp=SERVER))
    _queue(*(f"m{number}" for number in range(700)))
    begin, sent_at = clock.now(), []
    for _ in range(180):
        sent_at += [clock.now()] * delivery.send_due(100)
        clock.move(seconds=1)

    minutes = [
        sum(at <= moment < at + timedelta(minutes=1) for moment in sent_at)
        for at in sent_at
    ]
    assert max(minutes) <= per_minute
    # Not much less either: the worker looks each second here.
    least = per_minute * (clock.now() - begin) / timedelta(minutes=1) * 0.8
    assert len(sent_at) >= min(least - 1, 700)


def test_no_more_messages_are_under_way_than_the_server_takes(app, settings) -> None:
    _use(app, replace(settings, mail_connections=2))
    _queue("a", "b", "c")

    claims = [delivery.claim_next() for _ in range(3)]

    assert [claim is not None for claim in claims] == [True, True, False]


def test_dead_senders_do_not_hold_up_the_living(app, settings, clock) -> None:
    _use(app, replace(settings, mail_connections=1))
    _queue("a", "b")
    delivery.claim_next()
    clock.move(seconds=45)

    assert delivery.send_due(5) == 2


SERVER = SmtpServer(host="mail", port=25)


def _use(app, settings: Settings) -> None:
    app.extensions["trefpunt"] = replace(app.extensions["trefpunt"], settings=settings)


SENDERS = """
import os, time
from web import create_app
from web.mail import delivery
delivery.LEASE = delivery.timedelta(seconds=0.5)
while True:
    child = os.fork()
    if child:
        print(child, flush=True)
        os.waitpid(child, 0)
    else:
        with create_app().app_context():
            while True:
                delivery.send_due(100)
                time.sleep(0.05)
"""
"""Starts a sender, and another whenever one dies; says which it is."""
KILLS = 15


@contextmanager
def _senders(settings: Settings, server: SmtpServer) -> Iterator[Iterator[int]]:
    environment = to_environment(settings) | {
        "TREFPUNT_SMTP_URL": f"smtp://{server.host}:{server.port}",
        "PYTHONPATH": str(ROOT),
        "PATH": os.environ["PATH"],
    }
    with subprocess.Popen(
        [sys.executable, "-c", SENDERS],
        env=environment,
        stdout=subprocess.PIPE,
        process_group=0,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        try:
            yield (int(line) for line in parent.stdout)
        finally:
            os.killpg(parent.pid, signal.SIGKILL)


def _wait(is_so: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "the sender does not get on"
        time.sleep(0.01)


def test_killed_sender_loses_nothing_and_repeats_only_the_same(settings) -> None:
    keys = [f"m{number}" for number in range(180)]
    _queue(*keys)
    inbox, chance = Inbox(), random.Random(7)  # noqa: S311 -- no secret

    with smtp_server(inbox) as server, _senders(settings, server) as senders:
        for _ in range(KILLS):
            goal = len(inbox.received) + 3
            sender = next(senders)
            _wait(lambda goal=goal: len(inbox.received) >= goal)
            time.sleep(chance.random() * 0.03)
            os.kill(sender, signal.SIGKILL)
        _wait(lambda: set(_states()) == {"sent"})

    arrived = [bytes(mail.content) for mail in inbox.received]
    times = Counter(message_from_bytes(content)["Message-ID"] for content in arrived)
    assert set(times) == {f"<{key}@localhost>" for key in keys}
    # A repeat is the same to the last octet, so a mailbox takes it for one.
    assert len(set(arrived)) == len(keys)
    assert len(arrived) - len(keys) <= KILLS
