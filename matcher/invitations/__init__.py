"""Invitations as values and as iCalendar bytes (RFC 5545, RFC 5546).

Names of entries, what must be told after a change, calendar files, time zones and
feeds. Sending, storing and wording them is the web's; reading replies comes later.
The only user of icalendar, whose defects stay within these walls.
"""

from matcher.invitations.feed import FeedHead, feed
from matcher.invitations.ical import from_ical, to_ical
from matcher.invitations.identity import (
    Mailbox,
    invitation_uid,
    mail_address,
    message_id,
    stand_in_address,
)
from matcher.invitations.invitation import Invitation, Method, fingerprint
from matcher.invitations.messages import NextState, SentState, next_states

__all__ = [
    "FeedHead",
    "Invitation",
    "Mailbox",
    "Method",
    "NextState",
    "SentState",
    "feed",
    "fingerprint",
    "from_ical",
    "invitation_uid",
    "mail_address",
    "message_id",
    "next_states",
    "stand_in_address",
    "to_ical",
]
