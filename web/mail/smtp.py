"""Handing a message to a mail server; the only user of smtplib.

What the server answers becomes one of two facts: it will never take this message
(`MailRefused`), or not now (`MailUnavailable`).
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from web.config import MailSecurity, SmtpServer
from web.refusals import MailRefused, MailUnavailable

TIMEOUT_SECONDS = 30.0
"""For each step; shorter than the lease of a message in `web.mail.delivery`."""
_PERMANENT = range(500, 600)
_LONGEST_ANSWER = 300


class SmtpTransport:
    """A mail carrier that opens a connection for each message."""

    def __init__(self, server: SmtpServer, *, timeout: float = TIMEOUT_SECONDS) -> None:
        """Note the server; nothing is connected yet."""
        self._server = server
        self._timeout = timeout

    def send(self, *, sender: str, recipient: str, message: bytes) -> None:
        """Deliver a message.

        Raises:
            MailRefused: The server will never take it.
            MailUnavailable: The server is away, or says to try later.
        """
        try:
            with _connected(self._server, self._timeout) as connection:
                _hand_over(connection, sender, recipient, message)
        except (OSError, smtplib.SMTPException) as fault:
            # Connecting, protecting or signing in went wrong: no message's fault.
            raise MailUnavailable(*_answer(fault)) from fault


def greet(server: SmtpServer, *, timeout: float = TIMEOUT_SECONDS) -> None:
    """Try a mail server without sending: connect, protect, sign in, say nothing.

    Raises:
        OSError: It cannot be reached.
        SMTPException: It answers something else than expected.
    """
    with _connected(server, timeout) as connection:
        connection.noop()


@contextmanager
def _connected(server: SmtpServer, timeout: float) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if server.security is MailSecurity.TLS:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=timeout, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=timeout)
    with connection:
        if server.security is MailSecurity.STARTTLS:
            connection.starttls(context=context)
        if server.user is not None:
            connection.login(server.user, server.password or "")
        yield connection


def _hand_over(
    connection: smtplib.SMTP, sender: str, recipient: str, message: bytes
) -> None:
    try:
        connection.sendmail(sender, [recipient], message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, answer = refused.recipients[recipient]
        _raise(code, _text(answer))
    except smtplib.SMTPResponseException as refused:
        _raise(refused.smtp_code, _text(refused.smtp_error))


def _raise(code: int, answer: str) -> None:
    if code in _PERMANENT:
        raise MailRefused(code, answer)
    raise MailUnavailable(code, answer)


def _answer(fault: OSError | smtplib.SMTPException) -> tuple[int, str]:
    if isinstance(fault, smtplib.SMTPResponseException):
        return fault.smtp_code, _text(fault.smtp_error)
    return 0, _text(str(fault))


def _text(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:_LONGEST_ANSWER]
