"""A mail of strangers, opened: who writes, what it answers, and what is in it.

Bounded before it is opened: a mail that is larger, longer or deeper than people send
is not taken apart at all. A mail within a mail is somebody else's, so nothing in it
counts, except the headers of ours that a bounce brings back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parseaddr
from urllib.parse import unquote

from matcher.invitations.content_lines import TooMuch

LARGEST_MAIL = 2 * 1024 * 1024
"""Octets."""
MOST_MAIL_LINES = 60_000
"""Two megabytes in base64 are half as many."""
MOST_PARTS = 60
LONGEST_WORDS = 4_000
"""Characters of what somebody wrote that are kept to show."""
_LONGEST_HEADER = 500
_PART = re.compile(rb"(?im)^content-type[ \t]*:|boundary[ \t]*=")
_LINE_END = rb"(?:\r\n|\r|\n)"
_FIELD = re.compile(
    rb"(?im)(?:^|\r)(?:content-[a-z-]+|from)[ \t]*:[^\r\n]*"
    rb"(?:" + _LINE_END + rb"[ \t][^\r\n]*)*"
)
"""A header that is taken apart, over all its lines (RFC 5322 2.2.3)."""
_LONGEST_FIELD = 2_000
"""Octets; taking a header apart takes the square of its length."""
_LONGEST_ADDRESS = 320
_LONGEST_HEAD = 16 * 1024
_BLANK_LINE = re.compile(rb"\r?\n\r?\n|\r\r")
_MESSAGE_ID = re.compile(r"<[^<>\s]{3,250}>")
_CALENDAR_TYPES = frozenset({"text/calendar", "application/ics"})
_BEGINNING = "BEGIN:VCALENDAR"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedMail:
    """What stands in a mail, as text."""

    message_id: str
    senders: tuple[str, ...]
    """The addresses it says it is from, in lower case; more than one is no proof."""
    subject: str
    references: tuple[str, ...]
    """The names of the mails it answers."""
    words: str
    """What somebody wrote in it."""
    calendars: tuple[str, ...]
    """Each calendar object that sits in it, wherever."""
    method: str
    """What the MIME part of the first says it does; empty where it says nothing."""
    headers: Message
    report: tuple[Message, ...] | None
    """Where it tells of a delivery: what became of it, then the mail it was about."""


def open_head(content: bytes) -> OpenedMail:
    """Take only the headers of a mail, for one that is beyond what is opened."""
    head = _BLANK_LINE.split(content[:_LONGEST_HEAD], maxsplit=1)[0]
    message = message_from_bytes(head, policy=compat32)
    return OpenedMail(
        message_id=next(iter(_message_ids(message, "Message-ID")), ""),
        senders=_addresses(message, "From"),
        subject=header_text(message, "Subject"),
        references=_references(message),
        words="",
        calendars=(),
        method="",
        headers=message,
        report=None,
    )


def open_mail(content: bytes) -> OpenedMail:
    """Take a mail apart.

    Raises:
        TooMuch: It is beyond what is opened at all.
    """
    if len(content) > LARGEST_MAIL:
        raise TooMuch("octets")
    if content.count(b"\n") > MOST_MAIL_LINES or content.count(b"\r") > MOST_MAIL_LINES:
        raise TooMuch("lines")
    if len(_PART.findall(content)) > MOST_PARTS:
        raise TooMuch("parts")
    if any(len(field[0]) > _LONGEST_FIELD for field in _FIELD.finditer(content)):
        raise TooMuch("header")
    message = message_from_bytes(content, policy=compat32)
    parts = tuple(_leaves(message))
    calendars = [part for part in parts if _is_calendar(part)]
    return OpenedMail(
        message_id=next(iter(_message_ids(message, "Message-ID")), ""),
        senders=_addresses(message, "From"),
        subject=header_text(message, "Subject"),
        references=_references(message),
        words=_words(parts),
        calendars=tuple(_text(part) for part in calendars),
        method=_method(calendars[0]) if calendars else "",
        headers=message,
        report=_report(message),
    )


def header_text(message: Message, name: str) -> str:
    """Read a header as people see it, on one line and not too long."""
    value = next(_raw(message, name), "")[: 4 * _LONGEST_HEADER]
    try:
        shown = str(make_header(decode_header(value)))
    except (ValueError, LookupError):
        # A charset that does not exist, or words that are not in it.
        shown = value
    visible = "".join(letter if letter.isprintable() else " " for letter in shown)
    return " ".join(visible.split())[:_LONGEST_HEADER]


def address_in(value: str) -> str:
    """Give the mail address in a calendar address, in lower case (RFC 5545 3.3.3)."""
    text = unquote(value.strip()[:_LONGEST_ADDRESS])
    if text.lower().startswith("mailto:"):
        text = text[len("mailto:") :]
    address = parseaddr(text)[1] if "<" in text else text
    return address.strip(" '\"").lower()


def _leaves(message: Message) -> Iterator[Message]:
    """Give the parts of a mail, but nothing of a mail within it."""
    if message.get_content_maintype() == "message":
        return
    if not message.is_multipart():
        yield message
    for part in _within(message):
        yield from _leaves(part)


def _within(message: Message) -> list[Message]:
    """Give the messages and parts that a message is made of."""
    payload = message.get_payload()
    parts = payload if isinstance(payload, list) else []
    return [part for part in parts if isinstance(part, Message)]


def _is_calendar(part: Message) -> bool:
    """Whether a calendar sits in this part, whatever the program calls it."""
    kind = part.get_content_type()
    if kind in _CALENDAR_TYPES:
        return True
    name = part.get_filename("").lower()
    if name.endswith(".ics"):
        return True
    is_words = kind == "text/plain" and not name
    return is_words and _text(part).lstrip().upper().startswith(_BEGINNING)


def _method(part: Message) -> str:
    stated = part.get_param("method")
    return stated.strip().upper() if isinstance(stated, str) else ""


def _text(part: Message) -> str:
    """Decode a part; what is broken stays as it is, and will be no calendar."""
    payload = part.get_payload(decode=True)
    octets = payload if isinstance(payload, bytes) else b""
    # RFC 5545 3.1.4: a calendar is UTF-8 unless it says otherwise.
    charset = part.get_content_charset("utf-8")
    try:
        return octets.decode(charset, "replace")
    except (LookupError, ValueError):
        return octets.decode("utf-8", "replace")


def _words(parts: tuple[Message, ...]) -> str:
    plain = (
        part
        for part in parts
        if part.get_content_type() == "text/plain" and not _is_calendar(part)
    )
    first = next(plain, None)
    text = _text(first)[: 2 * LONGEST_WORDS] if first is not None else ""
    lines = ("".join(c for c in line if c.isprintable()) for line in text.splitlines())
    return "\n".join(lines).strip()[:LONGEST_WORDS]


def _references(message: Message) -> tuple[str, ...]:
    answered = _message_ids(message, "In-Reply-To")
    return (*answered, *_message_ids(message, "References"))


def _message_ids(message: Message, name: str) -> tuple[str, ...]:
    values = _raw(message, name)
    return tuple(found for value in values for found in _MESSAGE_ID.findall(value))


def _addresses(message: Message, name: str) -> tuple[str, ...]:
    values = list(_raw(message, name))
    if any(len(value) > _LONGEST_HEADER for value in values):
        return ()
    return tuple(address.lower() for _, address in getaddresses(values) if address)


def _raw(message: Message, name: str) -> Iterator[str]:
    """Give the values of a header; octets in it are UTF-8 (RFC 6532 3.2)."""
    for found, value in message.raw_items():
        if found.lower() == name.lower():
            octets = str(value).encode("utf-8", "surrogateescape")
            yield octets.decode("utf-8", "replace")


def _report(message: Message) -> tuple[Message, ...] | None:
    """Find what a delivery report says (RFC 3464 2), and the mail it brings back."""
    if message.get_content_type() != "multipart/report":
        return None
    found: list[Message] = []
    for part in _within(message):
        if part.get_content_type() == "message/delivery-status":
            found += [block for block in _within(part) if block.keys()]
        elif part.get_content_type() in {"message/rfc822", "message/global"}:
            found += _within(part)
        elif part.get_content_type() == "text/rfc822-headers":
            found.append(message_from_string(_text(part), policy=compat32))
    return tuple(found)
