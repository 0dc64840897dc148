"""Handing a message to a mail server; the only user of smtplib.

What the server answers becomes one of two facts: it will never take this message
(`MailRefused`), or not now (`MailUnavailable`).
"""

import smtplib
import ssl
from contextlib import suppress

from web.config import MailSecurity, SmtpServer
from web.refusals import MailRefused, MailUnavailable

TIMEOUT_SECONDS = 30.0
"""For each step; shorter than the lease of a message in `web.mail.delivery`."""
_OK = 250
_PERMANENT = range(500, 600)
_LONGEST_ANSWER = 300


class SmtpTransport:
    """A mail carrier that keeps its connection open from one message to the next."""

    def __init__(self, server: SmtpServer, *, timeout: float = TIMEOUT_SECONDS) -> None:
        """Note the server; nothing is connected yet."""
        self._server = server
        self._timeout = timeout
        self._connection: smtplib.SMTP | None = None

    def send(self, *, sender: str, recipient: str, message: bytes) -> None:
        """Deliver a message.

        Raises:
            MailRefused: The server will never take it.
            MailUnavailable: The server is away, or says to try later.
        """
        try:
            _hand_over(self._ready(), sender, recipient, message)
        except MailRefused:
            # The server goes on talking; only this message is refused.
            raise
        except MailUnavailable:
            self.close()
            raise
        except (OSError, smtplib.SMTPException) as fault:
            # Connecting, protecting or signing in went wrong: no message's fault.
            self.close()
            raise MailUnavailable(*_answer(fault)) from fault

    def close(self) -> None:
        """Say goodbye to the server, if it is still there."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        with suppress(OSError, smtplib.SMTPException):
            connection.quit()
        connection.close()

    def _ready(self) -> smtplib.SMTP:
        """Give a connection on which the server still answers.

        It is asked before a message, never in the middle of one: a message is handed
        over at most once in an attempt.
        """
        if self._connection is not None and _is_alive(self._connection):
            return self._connection
        self.close()
        self._connection = _connect(self._server, self._timeout)
        return self._connection


def greet(server: SmtpServer, *, timeout: float = TIMEOUT_SECONDS) -> None:
    """Try a mail server without sending: connect, protect, sign in, say nothing.

    Raises:
        OSError: It cannot be reached.
        SMTPException: It answers something else than expected.
    """
    with _connect(server, timeout) as connection:
        connection.noop()


def _is_alive(connection: smtplib.SMTP) -> bool:
    try:
        return connection.rset()[0] == _OK
    except (OSError, smtplib.SMTPException):
        return False


def _connect(server: SmtpServer, timeout: float) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security is MailSecurity.TLS:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=timeout, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=timeout)
    try:
        if server.security is MailSecurity.STARTTLS:
            connection.starttls(context=context)
        if server.user is not None:
            connection.login(server.user, server.password or "")
    except BaseException:
        connection.close()
        raise
    return connection


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
