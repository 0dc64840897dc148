"""Every address of the application, asked for real in five roles.

The world: an event with two participants, a released programme and a message, its
organiser, and the organiser of another event.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from flask import Flask
from werkzeug.routing import Rule

from tests.factories import (
    NOW,
    a_participant_row,
    a_programme_row,
    an_event_row,
    an_organiser_row,
)
from tests.web.conftest import FormClient
from web.persistence.database import db
from web.persistence.rows import MessageRow
from web.persistence.transaction import transaction
from web.services import accounts, behalf, go_betweens
from web.services.behalf import ConsentWay, GivenConsent
from web.services.personal_links import LinkPurpose, issue

SLUG = "netwerkbeurs"
WRONG_TOKEN = "nobody-has-this-token"  # noqa: S105 -- it opens nothing


class Role(StrEnum):
    """Who asks."""

    NOBODY = "nobody"
    PARTICIPANT = "participant"
    """Somebody with the personal link of W001."""
    ORGANISER = "organiser"
    """Who organises the event."""
    STRANGER = "stranger"
    """Who organises another event only."""
    HELPER = "helper"
    """Somebody with the link of a helper of W001."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the addresses are filled with."""

    personal: str
    feed: str
    sign_in: str
    message: int
    helper: str


def make_world(app: Flask) -> World:
    """Store enough for every page to have something to show."""
    with app.app_context():
        with transaction():
            event = an_event_row(SLUG)
            first = a_participant_row(event, "W001")
            a_participant_row(
                event, "W002", name="Bibliotheek", kind="formal", delegates=("Nour",)
            )
            a_programme_row(event, state="released")
            an_organiser_row("roos@example.org", of=[event])
            an_organiser_row("kim@example.org", of=[an_event_row("markt")])
            message = MessageRow(
                event_id=event.id,
                kind="personal_link",
                channel="email",
                recipient_name="Fatma",
                recipient_address="fatma@voorbeeld.nl",
                subject="Uw link",
                body="Hier is uw link.",
                message_id="<1@voorbeeld.nl>",
                state="failed",
                next_attempt_at=NOW,
                created_at=NOW,
            )
            db.session.add(message)
            db.session.flush()
            personal = issue(first, LinkPurpose.PERSONAL)
            feed = issue(first, LinkPurpose.FEED)
            event_id = event.id
            message_id = message.id
        go_betweens.add_helper(
            event_id, name="Karim", contact="", by="roos@example.org"
        )
        go_betweens.add_group(
            event_id, "H1", "W001", way="phone", by="roos@example.org"
        )
        consent = GivenConsent(
            given_by="Fatma", way=ConsentWay.PHONE, read_out="Mag ik invullen?"
        )
        behalf.record_consent(event_id, "W001", consent, by="roos@example.org")
        helper = go_betweens.url_of(go_betweens.get_helper(event_id, "H1")).split("/")[
            -2
        ]
        sign_in = accounts.print_link("roos@example.org")
    return World(
        personal=personal,
        feed=feed,
        sign_in=sign_in,
        message=message_id,
        helper=helper,
    )


def browser_of(role: Role, app: Flask) -> FormClient:
    """Open a browser as somebody in a role has it."""
    client = app.test_client()
    assert isinstance(client, FormClient)
    emails = {Role.ORGANISER: "roos@example.org", Role.STRANGER: "kim@example.org"}
    if role in emails:
        with app.app_context():
            token = accounts.print_link(emails[role])
        assert client.submit(f"/inloggen/{token}").status_code == 303
    return client


def rules_of(app: Flask, method: str) -> Iterator[Rule]:
    """List the addresses that answer a method; the last change who is there, or asks."""
    for rule in sorted(app.url_map.iter_rules(), key=_order):
        if method in (rule.methods or set()):
            yield rule


def _order(rule: Rule) -> tuple[bool, bool, str]:
    is_last = rule.endpoint == "organiser.erase_participant"
    return (rule.endpoint.startswith("accounts."), is_last, rule.endpoint)


def path_of(app: Flask, rule: Rule, world: World, role: Role) -> str:
    """Fill in an address as somebody in a role would."""
    values = {
        "slug": SLUG,
        "code": "A" if "dagdeel" in rule.rule else "W001",
        "other": "W002",
        "session_id": "1",
        "upload_id": "1",
        "kind": "deelnemers.csv",
        "invitation_id": "1",
        "message_id": str(world.message),
        "mail_id": "1",
        "meeting": "W001+W002",
        "filename": "tokens.css",
        "helper": "H1",
        "helper_token": world.helper if role is Role.HELPER else WRONG_TOKEN,
        "token": _token(rule, world, role),
    }
    wanted = {name: values[name] for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, wanted)


def _token(rule: Rule, world: World, role: Role) -> str:
    if rule.endpoint.startswith("accounts."):
        return world.sign_in
    if role is not Role.PARTICIPANT:
        return WRONG_TOKEN
    return world.feed if "agenda" in rule.rule else world.personal
