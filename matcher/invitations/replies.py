"""What somebody answers by mail, as values.

`matcher.invitations.reply_mail` reads them from a mail. Whether the entry is known, was
sent to who answers, and is still what was answered, only the database can tell
(RFC 5546 2.1.5, RFC 6047 2.2.1).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Participation(StrEnum):
    """What somebody says to an invitation (PARTSTAT, RFC 5545 3.2.12)."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"


class Unread(StrEnum):
    """Why a mail changes nothing."""

    TOO_LARGE = "too_large"
    AUTOMATIC = "automatic"
    """A holiday message, a mailing list, a machine."""
    WORDS = "words"
    """No calendar in it: somebody writes to us, and somebody must read it."""
    DAMAGED = "damaged"
    CONTRADICTORY = "contradictory"
    """The mail says it does one thing, the calendar in it another."""
    OTHER_METHOD = "other_method"
    """Not a reply: an attendee cannot invite or cancel (RFC 5546 1.4)."""
    NO_ANSWER = "no_answer"
    OTHER_SENDER = "other_sender"
    """Who writes is not whose answer it is (RFC 6047 2.2.1)."""
    FORGED = "forged"
    """Our own mail server did not see proven who sent it (RFC 8601)."""
    UNCLEAR_TIME = "unclear_time"
    UNKNOWN_ENTRY = "unknown_entry"
    OTHER_ATTENDEE = "other_attendee"
    STALE = "stale"
    """An answer to what the meeting was before it changed."""
    NOT_FAILED = "not_failed"
    """A report of a delivery that is late, or went well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer to an invitation."""

    uid: str
    sequence: int
    attendee: str
    """The address, in lower case; also the sender's."""
    participation: Participation
    comment: str
    written_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeProposal:
    """A wish for another time (COUNTER, RFC 5546 3.2.7); it moves nothing."""

    uid: str
    sequence: int
    attendee: str
    start: datetime
    """In UTC."""
    end: datetime | None
    comment: str
    written_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A wish to send somebody else (RFC 5546 3.2.2.3), which is not done by mail."""

    uid: str
    sequence: int
    attendee: str
    written_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A mail of ours that could not be delivered, for good (RFC 3464)."""

    message_id: str
    recipient: str
    status: str
    """Such as ``5.1.1``."""
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A mail that changes nothing."""

    why: Unread
    uid: str = ""


Answering = Reply | TimeProposal | Delegation
Meaning = Answering | Bounce | Ignored


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """A mail, who sent it, and what it means."""

    message_id: str
    sender: str
    """Empty where it names none, or several."""
    subject: str
    references: tuple[str, ...]
    words: str
    meaning: Meaning
