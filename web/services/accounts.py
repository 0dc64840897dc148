"""How organisers sign in: by a link, once, and by a session that can be ended.

Links and sessions are random values of 256 bits; only their SHA-256 is stored.
A link is spent by POST, so that a mail scanner that opens it spends nothing.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from web import current
from web.mail import outbox
from web.persistence.database import db
from web.persistence.queries import accounts
from web.persistence.rows import (
    OrganiserRow,
    OrganiserSessionRow,
    SignInTokenRow,
)
from web.persistence.transaction import transaction
from web.refusals import LinkExpired, TooManyTries
from web.services import audit, rates
from web.services.rates import Rate

MAILED_LINK_LASTS = timedelta(minutes=10)
PRINTED_LINK_LASTS = timedelta(hours=24)
SESSION_IDLE = timedelta(hours=12)
"""Without a change for this long, a session ends."""
SESSION_MOST = timedelta(days=30)

_PER_ADDRESS = Rate(name="sign-in-address", tries=5, minutes=15)
_PER_IP = Rate(name="sign-in-ip", tries=30, minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session that has begun: whose, and the secret for the browser."""

    organiser_id: int
    session: str


def request_link(email: str, *, ip: str) -> None:
    """Mail a sign-in link, if the address is an organiser's and mail is set up.

    Whoever asks learns nothing about the address. Too many requests for one
    address mail nothing more but change nothing for its owner: the links that
    went out still work.

    Raises:
        TooManyTries: From one IP number.
    """
    address = normalise_email(email)
    with transaction():
        is_calm = rates.allows(_PER_IP, ip)
        may_mail = rates.allows(_PER_ADDRESS, address)
        organiser = accounts.find_organiser_by_email(address)
        if is_calm and may_mail and organiser and can_mail():
            token = _add_link(organiser, lasts=MAILED_LINK_LASTS)
            outbox.queue_sign_in_link(
                organiser=organiser,
                url=sign_in_url(token),
                key=_digest(token),
                minutes=MAILED_LINK_LASTS // timedelta(minutes=1),
            )
    if not is_calm:
        raise TooManyTries(seconds=_PER_IP.minutes * 60)


def sign_in_url(token: str) -> str:
    """Give the address of the page that a link opens."""
    return f"{current.settings().base_url}/inloggen/{token}"


def can_mail() -> bool:
    """Tell whether mail is set up, so that links can be mailed."""
    return current.settings().smtp is not None


def print_link(email: str, *, name: str = "") -> str:
    """Make a sign-in link for the command line and give its token.

    Somebody who is no organiser yet becomes one.
    """
    address = normalise_email(email)
    with transaction():
        organiser = get_or_add_organiser(address, name=name)
        token = _add_link(organiser, lasts=PRINTED_LINK_LASTS)
        audit.record("sign_in.print", by="command line", detail={"for": organiser.id})
    return token


def is_organiser_of(organiser_id: int, event_id: int) -> bool:
    """Tell whether somebody organises an event."""
    return accounts.is_organiser_of(organiser_id, event_id)


def get_or_add_organiser(email: str, *, name: str = "") -> OrganiserRow:
    """Give the organiser of an address, new if need be; inside a transaction."""
    address = normalise_email(email)
    found = accounts.find_organiser_by_email(address)
    if found is not None:
        return found
    organiser = OrganiserRow(
        email=address,
        name=name or address.split("@")[0].replace(".", " ").title(),
        created_at=current.clock().now(),
    )
    db.session.add(organiser)
    db.session.flush()
    return organiser


def is_link_open(token: str) -> bool:
    """Tell whether a link would sign somebody in now. Spends nothing."""
    link = accounts.find_sign_in_token(_digest(token))
    return link is not None and _is_open(link, current.clock().now())


def sign_in(token: str) -> SignedIn:
    """Spend a link and begin a session; the organiser's other links end too.

    Raises:
        LinkExpired: It is unknown, used or too old.
    """
    now = current.clock().now()
    secret = secrets.token_urlsafe(32)
    with transaction():
        link = accounts.find_sign_in_token(_digest(token))
        if link is None or not _is_open(link, now):
            raise LinkExpired
        for unused in accounts.list_unused_tokens(link.organiser_id):
            unused.used_at = now
        db.session.add(
            OrganiserSessionRow(
                organiser_id=link.organiser_id,
                token_hash=_digest(secret),
                created_at=now,
                expires_at=now + SESSION_IDLE,
            )
        )
        audit.record("session.begin", by=link.organiser.email)
        organiser_id = link.organiser_id
    return SignedIn(organiser_id=organiser_id, session=secret)


def find_signed_in(secret: str) -> OrganiserRow | None:
    """Find the organiser of a session that is still open."""
    session = accounts.find_open_session(_digest(secret), current.clock().now())
    return None if session is None else session.organiser


def keep_signed_in(secret: str) -> None:
    """Let a session last again from now, up to its longest.

    Only on a change, for looking at a page writes nothing; and only once the
    session is an hour on, for a write on every click would gain nothing.
    """
    now = current.clock().now()
    session = accounts.find_open_session(_digest(secret), now)
    if session is None or session.expires_at - now > SESSION_IDLE - timedelta(hours=1):
        return
    with transaction():
        session = accounts.find_open_session(_digest(secret), now)
        if session is not None:
            session.expires_at = min(
                now + SESSION_IDLE, session.created_at + SESSION_MOST
            )


def sign_out(secret: str) -> None:
    """End a session, everywhere and at once."""
    now = current.clock().now()
    with transaction():
        session = accounts.find_open_session(_digest(secret), now)
        if session is not None:
            session.ended_at = now
            audit.record("session.end", by=session.organiser.email)


def normalise_email(email: str) -> str:
    """Write an address the way it is looked up."""
    return email.strip().lower()


def _add_link(organiser: OrganiserRow, *, lasts: timedelta) -> str:
    """Store a new link and give its token."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignInTokenRow(
            organiser_id=organiser.id,
            token_hash=_digest(token),
            expires_at=current.clock().now() + lasts,
        )
    )
    return token


def _is_open(link: SignInTokenRow, now: datetime) -> bool:
    """Tell whether a link is neither used nor too old."""
    return link.used_at is None and link.expires_at > now


def _digest(secret: str) -> str:
    """Hash a random secret; it needs no salt, for it cannot be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
