"""The mail carrier against a real server on this machine."""

import smtplib
import socket
from contextlib import closing
from dataclasses import replace

import pytest

from tests.web.mail.smtp_server import Inbox, smtp_server
from web.config import MailSecurity, SmtpServer
from web.mail.smtp import SmtpTransport, greet
from web.refusals import MailRefused, MailUnavailable

RIGHT, WRONG = "secret", "guessed"
MESSAGE = b"Subject: hallo\r\n\r\nDag.\r\n"


def _send(server: SmtpServer, **options) -> None:
    with closing(SmtpTransport(server, **options)) as carrier:
        _send_by(carrier)


def _send_by(carrier: SmtpTransport) -> None:
    carrier.send(
        sender="beurs@example.org", recipient="noor@example.net", message=MESSAGE
    )


def test_message_arrives_as_it_was_made() -> None:
    inbox = Inbox()

    with smtp_server(inbox) as server:
        _send(server)

    (envelope,) = inbox.received
    assert (envelope.mail_from, envelope.rcpt_tos, envelope.content) == (
        "beurs@example.org",
        ["noor@example.net"],
        MESSAGE,
    )


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        ("550 no such user", MailRefused),
        ("554 spam", MailRefused),
        ("451 greylisted, try again", MailUnavailable),
        ("432 too many connections", MailUnavailable),
        ("452 mailbox full", MailUnavailable),
    ],
)
def test_answer_of_the_server_is_kept(command, answer, refusal) -> None:
    with (
        smtp_server(Inbox(answers={command: [answer]})) as server,
        pytest.raises(refusal) as refused,
    ):
        _send(server)

    code, _, text = answer.partition(" ")
    assert (refused.value.code, refused.value.answer) == (int(code), text)


def test_server_that_is_away_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    with pytest.raises(MailUnavailable) as refused:
        _send(SmtpServer(host="127.0.0.1", port=port))

    assert refused.value.code == 0
    assert refused.value.answer != ""


def test_server_that_says_nothing_is_given_up() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(MailUnavailable),
    ):
        _send(SmtpServer(host="127.0.0.1", port=silent.getsockname()[1]), timeout=0.2)


def test_signing_in_comes_before_sending() -> None:
    inbox = Inbox()

    with smtp_server(
        inbox, authenticator=inbox.authenticate, auth_require_tls=False
    ) as server:
        _send(replace(server, user="trefpunt", password=RIGHT))

    assert (inbox.logins, len(inbox.received)) == (["trefpunt"], 1)


def test_wrong_password_is_no_fault_of_the_message() -> None:
    inbox = Inbox()

    with (
        smtp_server(
            inbox, authenticator=inbox.authenticate, auth_require_tls=False
        ) as server,
        pytest.raises(MailUnavailable) as refused,
    ):
        _send(replace(server, user="trefpunt", password=None))

    assert refused.value.code == 535


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_protection_that_the_server_lacks_sends_nothing(security) -> None:
    inbox = Inbox()

    with smtp_server(inbox) as server, pytest.raises(MailUnavailable):
        _send(replace(server, security=security), timeout=2.0)

    assert inbox.received == []


def test_greeting_finds_a_server_and_sends_nothing() -> None:
    inbox = Inbox()

    with smtp_server(inbox) as server:
        greet(server)

    assert inbox.received == []


def test_greeting_tells_a_wrong_password() -> None:
    inbox = Inbox()

    with (
        smtp_server(
            inbox, authenticator=inbox.authenticate, auth_require_tls=False
        ) as server,
        pytest.raises(smtplib.SMTPAuthenticationError),
    ):
        greet(replace(server, user="trefpunt", password=WRONG))


def test_one_connection_carries_many_messages() -> None:
    inbox = Inbox()

    with smtp_server(inbox) as server, closing(SmtpTransport(server)) as carrier:
        _send_by(carrier)
        inbox.answers["RCPT"] = ["550 no such user"]
        with pytest.raises(MailRefused):
            _send_by(carrier)
        _send_by(carrier)

    assert (len(set(inbox.peers)), len(inbox.received)) == (1, 2)


def test_connection_that_the_server_ended_is_not_used_again() -> None:
    inbox = Inbox()
    with smtp_server(inbox) as server:
        carrier = SmtpTransport(server)
        _send_by(carrier)

    with pytest.raises(MailUnavailable, match="refused"):
        _send_by(carrier)

    assert len(inbox.received) == 1
