"""Answers that carry a calendar to subscribe to."""

from datetime import datetime

from flask import make_response, request
from werkzeug import Response


def calendar_response(
    content: bytes, *, etag: str, last_modified: datetime
) -> Response:
    """Answer a calendar that asks, or tell that nothing changed (RFC 9110 13.2)."""
    response = make_response(content)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(etag)
    response.last_modified = last_modified
    return response.make_conditional(request)
