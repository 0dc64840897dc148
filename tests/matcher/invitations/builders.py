"""Builds invitations for the tests of this folder."""

from datetime import UTC, datetime, timedelta

from matcher.invitations import Invitation, Mailbox, Method
from tests.builders import THURSDAY_EVENING

STAMP = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)


def an_invitation(**changes) -> Invitation:
    """Build a REQUEST to Mehari for twenty minutes on Thursday evening."""
    start = changes.pop("start", THURSDAY_EVENING)
    fields = {
        "uid": "4f3c0000-0000-5000-8000-000000000001@trefpunt",
        "sequence": 0,
        "method": Method.REQUEST,
        "stamped_at": STAMP,
        "start": start,
        "end": start + timedelta(minutes=20),
        "summary": "Gesprek netwerkbeurs, tafel 7",
        "location": "Stadhuis Waterlede, raadzaal, tafel 7",
        "description": "Met wie u praat, leest u hier:\nhttps://x.example/mijn/t/",
        "organizer": Mailbox(name="Netwerkbeurs", address="beurs@example.org"),
        "attendee": Mailbox(name="Mehari, ሓበሻ", address="mehari@example.net"),
        "url": "https://x.example/mijn/t/",
    }
    return Invitation(**(fields | changes))
