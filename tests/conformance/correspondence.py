"""A running application that mails three releases, as one person gets them."""

from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from http.client import HTTPConnection
from urllib.parse import urlsplit

from flask import Flask

from tests.clocks import FixedClock
from tests.factories import a_participant_row, a_programme_row, an_event_row
from web.mail import delivery
from web.persistence.database import db
from web.persistence.rows import EventRow, ParticipantRow
from web.persistence.transaction import transaction
from web.services.personal_links import LinkPurpose, issue, url_of
from web.services.releases import release

READER = "noor@voorbeeld.nl"
OTHER = "fatma@voorbeeld.nl"
HOSTILE = (
    'Buurt\r\nATTENDEE:mailto:evil@voorbeeld.nl "Zon"; \N{EN DASH} Café, '
    "100 % \\N جمعية النور ሓበሻ Надія \N{WAVING HAND SIGN}\u2028einde"
)
"""A name in which every reader has tripped once."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """What the application answered over HTTP."""

    status: int
    headers: Message
    content: bytes


@dataclass
class Correspondence:
    """One event, and the mails that it sent, in order."""

    app: Flask
    clock: FixedClock
    received: list
    """Envelopes of the SMTP server."""
    slug: str
    port: int
    """Where the application listens."""
    _version: int = field(default=0)

    def release(self, pairs, *, later: bool = False) -> list[EmailMessage]:
        """Release a version in which these pairs meet; give the reader's new mails."""
        self._version += 1
        before = len(self.received)
        with self.app.app_context():
            with transaction():
                event = self._event()
                programme = a_programme_row(event, pairs, version=self._version)
                if later:
                    programme.meetings[0].slot = event.blocks[0].slots[2].code
                    programme.meetings[0].table = event.blocks[0].tables[1].code
                event_id = event.id
            release(
                event_id,
                version=self._version,
                by="samira@voorbeeld.nl",
                known=self._version - 1,
            )
            delivery.send_due(100)
        return [
            message_from_bytes(envelope.content, policy=policy.default)
            for envelope in self.received[before:]
            if envelope.rcpt_tos == [READER]
        ]

    def feed_url(self) -> str:
        """Give the address of the reader's own feed."""
        with self.app.app_context(), transaction():
            participant = (
                db.session.query(ParticipantRow)
                .filter_by(event_id=self._event().id, code="W002")
                .one()
            )
            url = url_of(issue(participant, LinkPurpose.FEED), LinkPurpose.FEED)
        return f"http://127.0.0.1:{self.port}{urlsplit(url).path}"

    def fetch_feed(self, **headers: str) -> Served:
        """Ask for the reader's feed, as a calendar program does."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", urlsplit(self.feed_url()).path, headers=headers)
        answer = connection.getresponse()
        served = Served(
            status=answer.status, headers=answer.headers, content=answer.read()
        )
        connection.close()
        return served

    def _event(self) -> EventRow:
        return db.session.query(EventRow).filter_by(slug=self.slug).one()


def an_event(app: Flask, slug: str) -> None:
    """Make an event where the reader (W002) has hostile names all around."""
    with app.app_context(), transaction():
        event = an_event_row(slug, name=f"Beurs {HOSTILE}")
        event.blocks[0].place = f"Zaal {HOSTILE}"
        event.blocks[0].tables[0].name = '7; "raam", zuid'
        a_participant_row(event, "W001", name=HOSTILE, contact=OTHER)
        a_participant_row(
            event, "W002", name="Cijferhuis", delegates=[HOSTILE], contact=READER
        )
        a_participant_row(event, "W003", name="Moestuin", contact="piet@voorbeeld.nl")


def calendar_of(mail: EmailMessage) -> bytes:
    """Give the calendar in a mail, as a mail program takes it out."""
    part = next(
        part for part in mail.walk() if part.get_content_type() == "text/calendar"
    )
    return part.get_payload(decode=True)
