"""Mail that a mail server or a provider brings over HTTP."""

import secrets
from typing import Final

from flask import jsonify, request
from werkzeug import Response

from matcher.invitations import LARGEST_MAIL
from web import current
from web.refusals import Forbidden, NotFound
from web.services import replies

RAW_FIELDS: Final = ("body-mime", "email")
"""The form fields in which providers put the whole mail."""


def receive_mail() -> Response:
    """A mail server brings one mail, as it is (RFC 5322), and shows its secret."""
    _check_secret()
    received = replies.receive_mail(_brought())
    return jsonify(outcome=received.outcome, is_new=received.is_new)


def _check_secret() -> None:
    """Let only who knows the secret through, as a bearer or as a password.

    Raises:
        NotFound: This way in is closed.
        Forbidden: Somebody else asks.
    """
    secret = current.settings().mail_intake_secret
    if not secret:
        raise NotFound("mail intake")
    shown = request.authorization
    given = (shown.token or shown.password or "") if shown else ""
    if not secrets.compare_digest(given.encode(), secret.encode()):
        raise Forbidden


def _brought() -> bytes:
    """Take the mail from the body, or from the field of a form that holds it."""
    for field in RAW_FIELDS:
        if field in request.form:
            return request.form[field].encode("utf-8", "surrogateescape")
        if field in request.files:
            return bytes(request.files[field].read(LARGEST_MAIL + 1))
    content: bytes = request.get_data()
    if not content:
        raise NotFound("mail in the request")
    return content
