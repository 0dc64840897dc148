"""The session of an organiser, carried by the signed cookie of the browser."""

from flask import request, session

from web import current
from web.current import SignedInOrganiser
from web.services import accounts

_KEY = "organiser"
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def recognise() -> None:
    """Note who is signed in; a change keeps the session alive."""
    secret = session.get(_KEY)
    if request.endpoint == "static" or not isinstance(secret, str):
        return
    organiser = accounts.find_signed_in(secret)
    if organiser is None:
        session.pop(_KEY)
        return
    current.set_organiser(
        SignedInOrganiser(
            id=organiser.id,
            email=organiser.email,
            name=organiser.name,
            language=organiser.language,
        )
    )
    if request.method in _CHANGING:
        accounts.keep_signed_in(secret)


def begin(secret: str) -> None:
    """Let the browser carry a new session, and nothing of what it carried before."""
    session.clear()
    session[_KEY] = secret


def end() -> str | None:
    """Let the browser forget everything; give the session it carried."""
    secret = session.get(_KEY)
    session.clear()
    return secret if isinstance(secret, str) else None
