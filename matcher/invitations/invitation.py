"""An invitation as a value: one state of one person's entry for one meeting."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from matcher.invitations.identity import Mailbox

QUARTER_OF_AN_HOUR = timedelta(minutes=15)


class Method(StrEnum):
    """What an invitation does (RFC 5546 1.4)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One state of one person's entry for one meeting."""

    uid: str
    sequence: int
    """Rises with every message about the entry (RFC 5546 2.1.4)."""
    method: Method
    stamped_at: datetime
    """When this state was made: DTSTAMP (RFC 5545 3.8.7.2)."""
    start: datetime
    """In the event's zone; it is the instant that counts."""
    end: datetime
    summary: str
    """Neutral: a shared calendar must not tell with whom somebody talks."""
    location: str
    description: str
    organizer: Mailbox
    """The event's own address, never a participant's."""
    attendee: Mailbox | None
    """The recipient and nobody else; None for people without e-mail."""
    url: str = ""
    alarm: timedelta | None = QUARTER_OF_AN_HOUR
    """How long before the start the calendar rings; None for not at all."""

    def __post_init__(self) -> None:
        """Refuse times that a calendar cannot hold."""
        if None in (self.start.tzinfo, self.end.tzinfo, self.stamped_at.tzinfo):
            raise ValueError("an invitation needs times with a zone")
        for moment in (self.start, self.end):
            if not _exists(moment):
                raise ValueError(f"{moment} does not exist: the clock skips it")
        if self.end.astimezone(UTC) <= self.start.astimezone(UTC):
            raise ValueError("the end must come after the start")
        if self.sequence < 0:
            raise ValueError("a sequence starts at 0 (RFC 5545 3.8.7.4)")


def fingerprint(*, start: datetime, end: datetime, where: str, address: str) -> str:
    """Sum up what somebody must be told anew when it changes: when, where, to whom.

    Words, links and languages are left out: another wording is no new appointment
    (RFC 5546 2.1.4 asks for a new number only where the appointment changes).

    Args:
        start: When the meeting begins, in any zone.
        end: When it ends.
        where: The place and the table.
        address: Whose calendar it stands in; empty where nobody can be mailed.
    """
    moments = (at.astimezone(UTC).isoformat() for at in (start, end))
    told = "\x1f".join((*moments, where, address))
    return sha256(told.encode("utf-8", "replace")).hexdigest()


def _exists(moment: datetime) -> bool:
    """Whether the clock shows this time: not skipped in spring."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(
        tzinfo=None
    ) == moment.replace(tzinfo=None)
