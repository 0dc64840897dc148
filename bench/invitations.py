"""Ten thousand invitations and a large feed: how much processor time?"""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from matcher.invitations import FeedHead, Invitation, Mailbox, Method, feed, to_ical

INVITATIONS = 10_000
FEED_EVENTS = 5_000
ZONE = ZoneInfo("Europe/Amsterdam")
FIRST = datetime(2026, 10, 22, 18, 45, tzinfo=ZONE)


def run() -> str:
    """Measure building calendar files and joining stored ones into a feed."""
    to_ical(sample(0))  # fills the caches that a running product has filled
    began = time.process_time()
    contents = [to_ical(sample(number)) for number in range(INVITATIONS)]
    built = time.process_time() - began
    head = FeedHead(
        name="Netwerkbeurs", timezone=ZONE.key, source_url="https://example.org/feed"
    )
    began = time.process_time()
    joined = feed(contents[:FEED_EVENTS], head)
    fed = time.process_time() - began
    return "\n".join(
        [
            "## Invitations",
            "",
            "| what | CPU seconds | per second | bytes |",
            "|--|--|--|--|",
            (
                f"| {INVITATIONS} calendar files | {built:.1f} "
                f"| {INVITATIONS / built:.0f} | {sum(map(len, contents))} |"
            ),
            (
                f"| a feed of {FEED_EVENTS} stored meetings | {fed:.2f} "
                f"| {FEED_EVENTS / fed:.0f} | {len(joined)} |"
            ),
            "",
        ]
    )


def sample(number: int) -> Invitation:
    """Make one of many different invitations."""
    start = FIRST + timedelta(minutes=25 * (number % 18), days=number % 3)
    return Invitation(
        uid=f"{number:032x}@trefpunt",
        sequence=0,
        method=Method.REQUEST,
        stamped_at=datetime(2026, 10, 1, 12, tzinfo=UTC),
        start=start,
        end=start + timedelta(minutes=20),
        summary=f"Gesprek netwerkbeurs, tafel {number % 24 + 1}",
        location=f"Stadhuis Waterlede, raadzaal, tafel {number % 24 + 1}",
        description="Waarom dit gesprek?\nU zoekt een vaste plek op zaterdagmiddag "
        "voor 40 personen, met keuken. Zij bieden een zaal.",
        organizer=Mailbox(name="Netwerkbeurs", address="beurs@example.org"),
        attendee=Mailbox(name="Małgorzata", address=f"p{number}@example.org"),
        url="https://example.org/mijn",
    )
