"""Reading a mailbox over IMAP (RFC 3501); the only user of imaplib.

Nothing is taken out of it: what was read is marked as seen, and everything stays where
it is, for people to look at.
"""

import imaplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from web.config import ImapServer, MailSecurity
from web.refusals import MailUnavailable

TIMEOUT_SECONDS: Final = 30.0
_LONGEST_ANSWER: Final = 300
_UID_VALIDITY: Final = "UIDVALIDITY"


class MailFolder:
    """A folder that is open for reading."""

    def __init__(self, connection: imaplib.IMAP4, folder: str) -> None:
        """Open the folder.

        Raises:
            MailUnavailable: There is no such folder.
        """
        self._connection = connection
        _expect(connection.select(f'"{folder}"'))
        _, validity = connection.response(_UID_VALIDITY)
        self.uid_validity = int(validity[0] or 0) if validity else 0

    def list_after(self, uid: int, limit: int) -> tuple[int, ...]:
        """List the numbers of the mails that came after one, at most *limit*."""
        found = _expect(self._connection.uid("SEARCH", f"UID {uid + 1}:*"))
        # "n:*" always holds the last mail, also where its number is lower.
        words = found[0].split() if found and isinstance(found[0], bytes) else []
        numbers = sorted(int(word) for word in words)
        return tuple(number for number in numbers if number > uid)[:limit]

    def fetch(self, uid: int, *, most: int) -> bytes:
        """Fetch a mail without marking it as seen; nothing where it is gone.

        Of a mail larger than *most* octets only that much and one more is fetched.
        """
        answer = _expect(
            self._connection.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{most + 1}>)")
        )
        parts = (part[1] for part in answer if isinstance(part, tuple))
        return next((bytes(part) for part in parts), b"")

    def mark_seen(self, uid: int) -> None:
        """Mark a mail as one that nobody has to read."""
        self._connection.uid("STORE", str(uid), r"+FLAGS.SILENT (\Seen)")


@contextmanager
def open_mailbox(
    server: ImapServer, *, timeout: float = TIMEOUT_SECONDS
) -> Iterator[MailFolder]:
    """Open the mailbox of the settings inside the block.

    Raises:
        MailUnavailable: It cannot be reached, or answers something else than expected.
    """
    try:
        connection = _connect(server, timeout)
        try:
            yield MailFolder(connection, server.folder)
        finally:
            connection.shutdown()
    except (OSError, imaplib.IMAP4.error) as fault:
        raise MailUnavailable(0, _text(str(fault))) from fault


def _connect(server: ImapServer, timeout: float) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if server.security is MailSecurity.TLS:
        connection: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            server.host, server.port, ssl_context=context, timeout=timeout
        )
    else:
        connection = imaplib.IMAP4(server.host, server.port, timeout=timeout)
    try:
        if server.security is MailSecurity.STARTTLS:
            connection.starttls(context)
        connection.login(server.user, server.password)
    except BaseException:
        connection.shutdown()
        raise
    return connection


def _expect(answer: tuple[str, Sequence[object]]) -> Sequence[object]:
    """Take what the server gives, unless it says no."""
    status, found = answer
    if status != "OK":
        told = b" ".join(part for part in found if isinstance(part, bytes))
        raise MailUnavailable(0, _text(told.decode("utf-8", "replace")))
    return found


def _text(answer: str) -> str:
    return " ".join(answer.split())[:_LONGEST_ANSWER]
