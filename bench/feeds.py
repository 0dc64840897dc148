"""A feed of five thousand meetings from a real database: cold, warm, unchanged."""

import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask
from flask.testing import FlaskClient

from bench.invitations import FEED_EVENTS, sample
from matcher.invitations import to_ical
from web import create_app
from web.config import Settings
from web.persistence.database import db
from web.persistence.rows import (
    BlockRow,
    EventOrganiserRow,
    EventRow,
    InvitationRow,
    MeetingRow,
    OrganiserRow,
    ParticipantRow,
    ProgrammeRow,
    SlotRow,
    TableRow,
)
from web.persistence.schema import upgrade_schema
from web.persistence.transaction import transaction
from web.services import organiser_feeds, personal_links
from web.services.personal_links import LinkPurpose

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
SLOTS = 20


def run() -> str:
    """Ask for the feed of one who has them all, and for that of an organiser."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(_settings(Path(folder)))
        upgrade_schema(app)
        personal, overview = _fill(app)
        rows = [
            _measure(app, "a participant's", personal),
            _measure(app, "an organiser's", overview),
        ]
        with app.app_context():
            db.engine.dispose()
    return "\n".join(
        [
            "## Feeds",
            "",
            f"Each of {FEED_EVENTS} meetings, in milliseconds, from SQLite.",
            "",
            "| feed | first time | again | unchanged (304) | kB |",
            "|--|--|--|--|--|",
            *rows,
            "",
        ]
    )


def _measure(app: Flask, name: str, path: str) -> str:
    client = app.test_client()
    first, size, etag = _ask(client, path)
    again, _, _ = _ask(client, path)
    unchanged, _, _ = _ask(client, path, etag)
    return (
        f"| {name} | {first * 1e3:.0f} | {again * 1e3:.0f} "
        f"| {unchanged * 1e3:.0f} | {size // 1000} |"
    )


def _ask(client: FlaskClient, path: str, etag: str = "") -> tuple[float, int, str]:
    headers = {"If-None-Match": etag} if etag else {}
    began = time.perf_counter()
    answer = client.get(path, headers=headers)
    took = time.perf_counter() - began
    if answer.status_code != (304 if etag else 200):
        raise RuntimeError(f"{path} answered {answer.status}")
    return took, len(answer.data), answer.headers["ETag"]


def _settings(folder: Path) -> Settings:
    return Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'trefpunt.sqlite'}",
        queue_url=f"sqlite:///{folder / 'queue.sqlite'}",
        secret_key="only-for-this-measurement",  # noqa: S106 -- opens nothing
        reads_meanings=False,
    )


def _fill(app: Flask) -> tuple[str, str]:
    """Store one group that meets five thousand others; give the paths of the feeds."""
    with app.app_context():
        with transaction():
            event = _event()
            organiser = OrganiserRow(email="b@example.org", name="B", created_at=NOW)
            db.session.add(organiser)
            db.session.flush()
            db.session.add(
                EventOrganiserRow(event_id=event.id, organiser_id=organiser.id)
            )
            for number in range(FEED_EVENTS + 1):
                db.session.add(_participant(event, f"W{number:05d}"))
            _programme(event)
            own = db.session.query(ParticipantRow).filter_by(code="W00000").one()
            personal = personal_links.issue(own, LinkPurpose.FEED)
            ids = event.id, organiser.id
        organiser_feeds.renew(*ids, by="b@example.org")
        overview = organiser_feeds.find_url(*ids) or ""
    return f"/agenda/{personal}.ics", "/" + overview.split("/", 3)[3]


def _event() -> EventRow:
    event = EventRow(uid="bench", slug="bench", name="Beurs", created_at=NOW)
    db.session.add(event)
    db.session.flush()
    block = BlockRow(
        event_id=event.id, code="A", name="avond", place="Stadhuis", position=0
    )
    event.blocks.append(block)
    begin = datetime(2026, 10, 22, 18, 45, tzinfo=ZoneInfo("Europe/Amsterdam"))
    for number in range(SLOTS):
        at = begin + timedelta(minutes=25 * number)
        block.slots.append(
            SlotRow(
                event_id=event.id,
                code=f"A{number}",
                starts_at=at,
                ends_at=at + timedelta(minutes=20),
            )
        )
    block.tables.append(TableRow(event_id=event.id, code="A-1", name="1", position=0))
    db.session.flush()
    return event


def _participant(event: EventRow, code: str) -> ParticipantRow:
    return ParticipantRow(
        event_id=event.id,
        code=code,
        state="registered",
        name=f"Groep {code}",
        created_at=NOW,
        updated_at=NOW,
    )


def _programme(event: EventRow) -> None:
    programme = ProgrammeRow(
        event_id=event.id, version=1, state="released", created_at=NOW, released_at=NOW
    )
    db.session.add(programme)
    db.session.flush()
    for number in range(1, FEED_EVENTS + 1):
        other = f"W{number:05d}"
        programme.meetings.append(
            MeetingRow(
                code=f"W00000+{other}",
                a="W00000",
                b=other,
                slot=f"A{number % SLOTS}",
                table="A-1",
                delegate_a="W00000.1",
                delegate_b=f"{other}.1",
                value=1,
            )
        )
        entry = sample(number)
        db.session.add(
            InvitationRow(
                event_id=event.id,
                programme_id=programme.id,
                uid=entry.uid,
                sequence=0,
                method="REQUEST",
                meeting_code=f"W00000+{other}",
                participant_code="W00000",
                delegate_code="W00000.1",
                starts_at=entry.start,
                ends_at=entry.end,
                fingerprint="",
                stamped_at=NOW,
                content=to_ical(entry),
            )
        )
