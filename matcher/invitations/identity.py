"""The names of calendar entries and of the mails that carry them.

A name is made from what it names, never from a counter or a clock, so that every
retry, restart and export gives the same one.
"""

import re
from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid5

from matcher.participants import DelegateId
from matcher.programme import MeetingId

DOMAIN = "trefpunt"
"""The right side of every UID: neutral, and free to stay when a server moves."""

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
"""An addr-spec without quoting or comments (RFC 5322 3.4.1, dot-atom form)."""
_LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Somebody's name and e-mail address."""

    name: str
    address: str

    def __post_init__(self) -> None:
        """Refuse an address that could carry more than an address."""
        if mail_address(self.address) != self.address:
            raise ValueError(f"{self.address!r} is not an e-mail address")


def mail_address(contact: str | None) -> str | None:
    """Give the e-mail address a contact is, or None: a phone number, nothing."""
    candidate = (contact or "").strip().removeprefix("mailto:")
    if len(candidate) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(candidate):
        return None
    return candidate


def stand_in_address(delegate: DelegateId) -> str:
    """Name an address that reaches nobody, for people without e-mail (RFC 2606 2).

    A REQUEST must name its attendee by an address (RFC 5546 3.2.2).
    """
    local = re.sub(r"[^a-z0-9]+", "-", delegate.lower()).strip("-") or "deelnemer"
    return f"{local}@geen-e-mail.invalid"


def invitation_uid(event_uid: str, meeting: MeetingId, delegate: DelegateId) -> str:
    """Name one person's entry for one meeting, for as long as it lives.

    Each person's entry has a name of its own, because each mail lists only its
    recipient. A UUID, as RFC 7986 5.3 advises.
    """
    namespace = uuid5(NAMESPACE_OID, event_uid)
    return f"{uuid5(namespace, f'{meeting}/{delegate}')}@{DOMAIN}"


def overview_uid(event_uid: str, meeting: MeetingId) -> str:
    """Name a meeting in the calendar of an organiser, who sits at no table."""
    namespace = uuid5(NAMESPACE_OID, event_uid)
    return f"{uuid5(namespace, f'{meeting}/overview')}@{DOMAIN}"


def message_id(uid: str, *, sequence: int, domain: str) -> str:
    """Name the mail that carries one state of an entry (RFC 5322 3.6.4).

    Args:
        uid: The entry.
        sequence: Its state; each is mailed once, repeats carry the same name.
        domain: Of the sender's address.
    """
    return f"<{uid.partition('@')[0]}.{sequence}@{domain}>"
