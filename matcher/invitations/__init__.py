"""Invitations as values and as iCalendar bytes (RFC 5545, RFC 5546).

Names of entries, what must be told after a change, calendar files, time zones and
feeds, and what people answer by mail. Sending, storing and wording is the web's.
The only user of icalendar, whose defects stay within these walls.
"""

from matcher.invitations.feed import FeedHead, feed
from matcher.invitations.ical import from_ical, to_ical, wordless
from matcher.invitations.identity import (
    Mailbox,
    invitation_uid,
    mail_address,
    message_id,
    overview_uid,
    stand_in_address,
)
from matcher.invitations.invitation import Invitation, Method, fingerprint
from matcher.invitations.messages import NextState, SentState, next_states
from matcher.invitations.opened_mail import LARGEST_MAIL
from matcher.invitations.replies import (
    Answering,
    Bounce,
    Delegation,
    Ignored,
    Participation,
    ReadMail,
    Reply,
    TimeProposal,
    Unread,
)
from matcher.invitations.reply_mail import read_mail

__all__ = [
    "LARGEST_MAIL",
    "Answering",
    "Bounce",
    "Delegation",
    "FeedHead",
    "Ignored",
    "Invitation",
    "Mailbox",
    "Method",
    "NextState",
    "Participation",
    "ReadMail",
    "Reply",
    "SentState",
    "TimeProposal",
    "Unread",
    "feed",
    "fingerprint",
    "from_ical",
    "invitation_uid",
    "mail_address",
    "message_id",
    "next_states",
    "overview_uid",
    "read_mail",
    "stand_in_address",
    "to_ical",
    "wordless",
]
