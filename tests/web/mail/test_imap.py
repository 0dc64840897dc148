"""Reading a mailbox: by number, bounded, and a server that says no."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest

from tests.web.mail.dovecot import dovecot
from web.config import ImapServer, MailSecurity
from web.mail.imap import open_mailbox
from web.refusals import MailUnavailable

SERVER = ImapServer(
    host="127.0.0.1",
    port=0,
    user="beurs",
    password="secret",  # noqa: S106 -- of this test only
    security=MailSecurity.NONE,
)


@contextmanager
def scripted(*answers: bytes) -> Iterator[ImapServer]:
    """Run a server that gives these answers, one to each line it hears."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            # Who gives up hangs up in the middle.
            with (
                suppress(OSError),
                connection,
                connection.makefile("rb") as heard,
            ):
                connection.sendall(b"* OK here\r\n")
                for answer in answers:
                    tag = heard.readline().split(b" ")[0]
                    connection.sendall(answer.replace(b"TAG", tag))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield replace(SERVER, port=listening.getsockname()[1])
        thread.join(10)


CAPABLE = b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n"
SELECTED = b"* OK [UIDVALIDITY 7] so\r\nTAG OK [READ-WRITE]\r\n"


def test_mail_that_came_by_lmtp_is_read_by_number() -> None:
    with dovecot() as host:
        host.deliver(b"Subject: a\r\n\r\nx\r\n", b"Subject: b\r\n\r\nx\r\n")
        with open_mailbox(host.imap) as mailbox:
            found = mailbox.list_after(0, 10), mailbox.list_after(2, 10)
            whole, start = (mailbox.fetch(1, most=most) for most in (10_000, 3))
            nothing = mailbox.fetch(99, most=10)
            mailbox.mark_seen(1)
        with open_mailbox(host.imap) as mailbox:
            again = mailbox.list_after(0, 1), mailbox.list_after(1, 10)

    assert (found, nothing, again) == (((1, 2), ()), b"", ((1,), (2,)))
    assert whole.endswith(b"Subject: a\r\n\r\nx\r\n")
    assert start == whole[:4]


def test_wrong_password_is_a_mailbox_that_cannot_be_reached() -> None:
    with dovecot() as host:
        server = replace(host.imap, password="wrong")  # noqa: S106 -- that is the test

        with (
            pytest.raises(MailUnavailable, match="AUTHENTICATIONFAILED"),
            open_mailbox(server),
        ):
            pass


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([CAPABLE, b"TAG NO wrong\r\n"], "wrong"),
        ([CAPABLE, b"TAG OK done\r\n", b"TAG NO no such folder\r\n"], "no such folder"),
        ([CAPABLE, b"TAG OK done\r\n", SELECTED, b"TAG NO not now\r\n"], "not now"),
        ([CAPABLE, b"TAG OK done\r\n", SELECTED], "EOF"),
    ],
)
def test_server_that_says_no_is_unavailable(answers, told) -> None:
    with (
        scripted(*answers) as server,
        pytest.raises(MailUnavailable, match=told),
        open_mailbox(server, timeout=1) as mailbox,
    ):
        mailbox.list_after(0, 10)


def test_server_that_finds_nothing_has_nothing() -> None:
    answers = (CAPABLE, b"TAG OK done\r\n", SELECTED, b"* SEARCH\r\nTAG OK done\r\n")
    with scripted(*answers) as server, open_mailbox(server, timeout=1) as mailbox:
        found = mailbox.uid_validity, mailbox.list_after(0, 10)

    assert found == (7, ())


def test_nobody_who_listens_is_unavailable() -> None:
    with pytest.raises(MailUnavailable), open_mailbox(replace(SERVER, port=1)):
        pass


@pytest.mark.parametrize("security", [MailSecurity.TLS, MailSecurity.STARTTLS])
def test_connection_that_cannot_be_protected_is_not_used(security) -> None:
    with (
        scripted(
            b"* CAPABILITY IMAP4rev1 STARTTLS\r\nTAG OK done\r\n", b"TAG NO never\r\n"
        ) as server,
        pytest.raises(MailUnavailable),
        open_mailbox(replace(server, security=security), timeout=1),
    ):
        pass
