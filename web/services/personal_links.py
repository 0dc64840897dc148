"""Personal links: how a participant comes back without account or password.

A token is an HMAC of the secret key over the purpose and a random nonce. The table
keeps the nonce and the token's hash: with the key a mail can carry the link again,
without it the table opens nothing.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from enum import StrEnum

from web import current
from web.persistence.database import db
from web.persistence.queries import participants
from web.persistence.rows import ParticipantRow, PersonalLinkRow

_TOKEN_BYTES = 24
"""192 bits: longer than anybody can guess, short enough for a line on paper."""


class LinkPurpose(StrEnum):
    """What a link opens."""

    PERSONAL = "personal"
    FEED = "feed"


def issue(participant: ParticipantRow, purpose: LinkPurpose) -> str:
    """Give a participant's working link of this purpose, made if need be.

    Called inside the caller's transaction.
    """
    found = participants.find_current_link(participant.id, purpose)
    if found is not None:
        return token_of(found)
    nonce = secrets.token_urlsafe(16)
    token = make_token(purpose, nonce)
    db.session.add(
        PersonalLinkRow(
            participant_id=participant.id,
            purpose=purpose,
            nonce=nonce,
            token_hash=hash_of(token),
            created_at=current.clock().now(),
        )
    )
    db.session.flush()
    return token


def find(token: str, purpose: LinkPurpose) -> PersonalLinkRow | None:
    """Find the link of a token, also when it was revoked; None if unknown."""
    return participants.find_link(hash_of(token), purpose)


def token_of(link: PersonalLinkRow) -> str:
    """Make the token of a link again."""
    return make_token(LinkPurpose(link.purpose), link.nonce)


def hash_of(token: str) -> str:
    """Hash a token as it is stored; it is random, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def revoke_all(participant: ParticipantRow) -> None:
    """Let every link of a participant stop working, inside a transaction."""
    now = current.clock().now()
    for link in participants.list_current_links(participant.id):
        link.revoked_at = now


def find_personal_url(participant: ParticipantRow) -> str | None:
    """Give the address of a participant's own pages, if they have a link."""
    link = participants.find_current_link(participant.id, LinkPurpose.PERSONAL)
    return None if link is None else url_of(token_of(link), LinkPurpose.PERSONAL)


def find_feed_url(participant: ParticipantRow) -> str | None:
    """Give the address of a participant's calendar feed, if they have a link."""
    link = participants.find_current_link(participant.id, LinkPurpose.FEED)
    return None if link is None else url_of(token_of(link), LinkPurpose.FEED)


def list_personal_urls(event_id: int) -> Mapping[int, str]:
    """List the address of everybody's own pages, by participant, in one query."""
    links = participants.list_current_links_of_event(event_id, LinkPurpose.PERSONAL)
    return {
        link.participant_id: url_of(token_of(link), LinkPurpose.PERSONAL)
        for link in links
    }


def personal_url(participant: ParticipantRow) -> str:
    """Give the address of a participant's own pages, made inside a transaction."""
    return url_of(issue(participant, LinkPurpose.PERSONAL), LinkPurpose.PERSONAL)


def feed_url(participant: ParticipantRow) -> str:
    """Give the address of a participant's feed, made inside a transaction."""
    return url_of(issue(participant, LinkPurpose.FEED), LinkPurpose.FEED)


def url_of(token: str, purpose: LinkPurpose) -> str:
    """Write the full address of a token, as a message carries it."""
    base = current.settings().base_url.rstrip("/")
    if purpose is LinkPurpose.FEED:
        return f"{base}/agenda/{token}.ics"
    return f"{base}/mijn/{token}/"


def make_token(purpose: str, nonce: str) -> str:
    """Compute a token (RFC 2104), in characters that an address can hold."""
    digest = hmac.new(
        current.settings().secret_key.encode(),
        f"{purpose}:{nonce}".encode(),
        hashlib.sha256,
    ).digest()
    return base64.urlsafe_b64encode(digest[:_TOKEN_BYTES]).decode()
