"""A message as the octets that travel (RFC 5322, RFC 2045, RFC 6047).

The shape that Gmail, Outlook, Apple Mail and Thunderbird all take for an invitation:
mixed( alternative( plain, html, calendar ), the same calendar as a file ), with the
calendar last among its equals. Made with the older MIME classes, which are five
times as fast as `EmailMessage` (docs/decisions/0006).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email import encoders
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from hashlib import sha256

from matcher.invitations import Mailbox

_POLICY = compat32.clone(linesep="\r\n")
_METHOD = re.compile(rb"(?m)^METHOD:([A-Z]+)\r$")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff]+")
_MISLEADING = re.compile('[@:,;<>"]')
"""In a sender's name some mail programs take these for part of an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message to one person."""

    sender: Mailbox
    """Also where replies go, and the organizer of the invitation in it."""
    recipient: Mailbox
    subject: str
    text: str
    html: str
    message_id: str
    in_reply_to: str | None
    written_at: datetime
    calendar: bytes | None = None


def to_mime(mail: Mail) -> bytes:
    """Write a message; the same mail always gives the same octets."""
    bodies = MIMEMultipart("alternative", boundary=_boundary(mail, "bodies"))
    bodies.attach(MIMEText(mail.text, "plain", "utf-8"))
    if mail.html:
        bodies.attach(MIMEText(mail.html, "html", "utf-8"))
    message = bodies
    if mail.calendar is not None:
        # Last: Thunderbird shows no buttons when another part follows.
        bodies.attach(_inline(mail.calendar))
        message = MIMEMultipart("mixed", boundary=_boundary(mail, "whole"))
        message.attach(bodies)
        message.attach(_attached(mail.calendar))
    _add_headers(message, mail)
    return message.as_bytes(policy=_POLICY)


def _add_headers(message: MIMEMultipart, mail: Mail) -> None:
    message["From"] = _written(mail.sender)
    message["To"] = _written(mail.recipient)
    # RFC 6047 2.3: the organizer cannot be told from the sender, so both are one.
    message["Reply-To"] = _written(mail.sender)
    message["Subject"] = _encoded(_one_line(mail.subject))
    message["Date"] = format_datetime(mail.written_at)
    message["Message-ID"] = _one_line(mail.message_id)
    if mail.in_reply_to:
        message["In-Reply-To"] = _one_line(mail.in_reply_to)
        message["References"] = _one_line(mail.in_reply_to)
    # RFC 3834 5: no holiday message comes back.
    message["Auto-Submitted"] = "auto-generated"


def _inline(calendar: bytes) -> MIMEBase:
    """Wrap an invitation where mail programs look for it (RFC 6047 2.4)."""
    found = _METHOD.search(calendar)
    if found is None:
        raise ValueError("a calendar that is mailed has a METHOD")
    part = MIMEBase("text", "calendar", method=found[1].decode(), charset="utf-8")
    return _in_base64(part, calendar)


def _attached(calendar: bytes) -> MIMEBase:
    """Wrap the same invitation as a file, for those who open it by hand."""
    part = MIMEBase("application", "ics", name="invite.ics")
    part["Content-Disposition"] = 'attachment; filename="invite.ics"'
    return _in_base64(part, calendar)


def _in_base64(part: MIMEBase, content: bytes) -> MIMEBase:
    part.set_payload(content)
    encoders.encode_base64(part)
    return part


def _written(mailbox: Mailbox) -> str:
    name = _one_line(_MISLEADING.sub(" ", mailbox.name))
    if not name:
        return mailbox.address
    shown = _encoded(name)
    return (
        f'"{name}" <{mailbox.address}>'
        if shown == name
        else f"{shown} <{mailbox.address}>"
    )


def _encoded(text: str) -> str:
    """Write a header's text in words of RFC 2047 where it is not ASCII."""
    return text if text.isascii() else Header(text, "utf-8").encode(linesep="\r\n")


def _one_line(text: str) -> str:
    return " ".join(_INVISIBLE.sub(" ", text).split())


def _boundary(mail: Mail, part: str) -> str:
    """Name a boundary after the mail; base64 bodies cannot hold its underscores."""
    digest = sha256(f"{mail.message_id} {part}".encode()).hexdigest()
    return f"__{digest[:32]}__"
