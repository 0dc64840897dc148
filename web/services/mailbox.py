"""Looking into the mailbox in which answers arrive: claimed, read on, remembered.

How far it has been read is written down in the transaction that does what the mail
asks for. Whatever dies, no mail is skipped and none counts twice. One that cannot be
read again and again is set aside for a person, so that it does not hold up the rest.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from matcher.invitations import LARGEST_MAIL
from web import current
from web.config import ImapServer
from web.mail.imap import open_mailbox
from web.persistence.database import db
from web.persistence.queries import incoming
from web.persistence.rows import MailboxRow
from web.persistence.transaction import transaction
from web.refusals import MailUnavailable
from web.services import replies
from web.services.replies import Received

AT_ONCE: Final = 50
"""Mails read between two looks at whether to end."""
LEASE: Final = timedelta(minutes=2)
"""How long one worker may read before another looks too."""
MOST_TRIES: Final = 3
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30))
"""How long to wait after each failure to reach the mailbox, then half an hour."""


class ReadableMailbox(Protocol):
    """A folder of mails with rising numbers, such as `web.mail.imap.MailFolder`."""

    uid_validity: int
    """Another value means other numbers (RFC 3501 2.3.1.1)."""

    def list_after(self, uid: int, limit: int) -> tuple[int, ...]:
        """List the numbers of the mails that came after one."""
        ...

    def fetch(self, uid: int, *, most: int) -> bytes:
        """Fetch a mail, or a little more than *most* octets of it."""
        ...

    def mark_seen(self, uid: int) -> None:
        """Mark a mail as one that nobody has to read."""
        ...


OpenMailbox = Callable[[ImapServer], AbstractContextManager[ReadableMailbox]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxState:
    """How the mailbox does."""

    looked_at: datetime | None
    """When it was last read to its end."""
    failures: int
    error: str


def look_into_mailbox(opened: OpenMailbox = open_mailbox) -> int:
    """Read what is new in the mailbox, if it is time to look, and count it.

    Without a mailbox in the settings, or while another worker looks, nothing happens.
    """
    server = current.settings().imap
    if server is None:
        return 0
    name = _name(server)
    if not _claim(name):
        return 0
    try:
        with opened(server) as mailbox:
            read = _read_on(name, mailbox)
    except MailUnavailable as fault:
        _postpone(name, str(fault))
        return 0
    if read < AT_ONCE:
        _rest(name)
    else:
        _look_again(name)
    return read


def mailbox_state() -> MailboxState | None:
    """Say how the mailbox does; None where there is none, or it was never read."""
    server = current.settings().imap
    row = incoming.find_mailbox(_name(server)) if server else None
    if row is None:
        return None
    return MailboxState(looked_at=row.looked_at, failures=row.failures, error=row.error)


def _name(server: ImapServer) -> str:
    return f"{server.user}@{server.host}/{server.folder}"


def _claim(name: str) -> bool:
    """Take the mailbox for as long as a lease lasts, if it is time to look."""
    with transaction():
        now = current.clock().now()
        row = incoming.find_mailbox(name)
        if row is None:
            row = MailboxRow(
                name=name,
                uid_validity=0,
                last_uid=0,
                tried_uid=0,
                tries=0,
                next_look_at=now,
                failures=0,
                error="",
            )
            db.session.add(row)
        is_time = row.next_look_at <= now
        if is_time:
            row.next_look_at = now + LEASE
        return is_time


def _read_on(name: str, mailbox: ReadableMailbox) -> int:
    uids = mailbox.list_after(_last_read(name, mailbox.uid_validity), AT_ONCE)
    for uid in uids:
        is_hopeless = _note_try(name, uid)
        content = mailbox.fetch(uid, most=LARGEST_MAIL)
        received = _receive(name, uid, content, is_hopeless=is_hopeless)
        if received is not None and not received.is_open:
            # Only for people who look into the mailbox: unread is what needs them.
            mailbox.mark_seen(uid)
    return len(uids)


def _last_read(name: str, uid_validity: int) -> int:
    """Say how far the mailbox has been read; not at all where its numbers changed."""
    with transaction():
        row = _row(name)
        if row.uid_validity != uid_validity:
            row.uid_validity, row.last_uid, row.tried_uid = uid_validity, 0, 0
        return row.last_uid


def _note_try(name: str, uid: int) -> bool:
    """Write down that a mail is begun, and tell whether it failed too often."""
    with transaction():
        row = _row(name)
        row.tries = row.tries + 1 if row.tried_uid == uid else 1
        row.tried_uid = uid
        return row.tries > MOST_TRIES


def _receive(
    name: str, uid: int, content: bytes, *, is_hopeless: bool
) -> Received | None:
    """Do what a mail asks for, and go past it, in one transaction."""
    received = None
    mail = replies.SET_ASIDE if is_hopeless else replies.read(content)
    with transaction():
        if content:
            received = replies.keep_mail(mail, key=replies.key_of(mail, content))
        _row(name).last_uid = uid
    return received


def _postpone(name: str, error: str) -> None:
    with transaction():
        row = _row(name)
        pause = PAUSES[min(row.failures, len(PAUSES) - 1)]
        row.failures += 1
        row.error = error
        row.next_look_at = current.clock().now() + pause


def _rest(name: str) -> None:
    """Let the mailbox be until the next look."""
    with transaction():
        row = _row(name)
        now = current.clock().now()
        row.failures, row.error, row.looked_at = 0, "", now
        row.next_look_at = now + timedelta(seconds=current.settings().imap_seconds)


def _look_again(name: str) -> None:
    with transaction():
        _row(name).next_look_at = current.clock().now()


def _row(name: str) -> MailboxRow:
    row = incoming.find_mailbox(name)
    if row is None:
        raise LookupError(name)
    return row
