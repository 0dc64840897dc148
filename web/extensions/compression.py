"""Pages and style sheets made small before they travel to a slow phone.

By hand and not with Flask-Compress, because a page holds secrets beside text that
others may have typed: docs/decisions/0013.
"""

import gzip
import io
import secrets
from typing import Final

from flask import Flask, Response, request

SMALLEST = 600
"""Octets under which a packet holds it anyway."""
LEVEL = 6
KINDS: Final = frozenset(
    {
        "application/json",
        "image/svg+xml",
        "text/css",
        "text/html",
        "text/javascript",
        "text/plain",
    }
)
"""Not calendars: a feed is the same to the last octet."""
MOST_PADDING = 100
"""Octets of chance in front, so that a length tells nothing (BREACH, 2013)."""


def init_compression(app: Flask) -> None:
    """Compress what a browser takes compressed (RFC 9110 8.4)."""

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in KINDS:
            return response
        response.vary.add("Accept-Encoding")
        if _can_be_compressed(response):
            _compress(response)
        return response


def _can_be_compressed(response: Response) -> bool:
    return (
        request.accept_encodings.quality("gzip") > 0
        and request.method != "HEAD"
        and response.status_code not in {204, 206, 304}
        and "Content-Encoding" not in response.headers
    )


def _compress(response: Response) -> None:
    response.direct_passthrough = False  # a static file is a stream until it is read
    content = response.get_data()
    if len(content) < SMALLEST:
        return
    response.set_data(_gzip(content))
    response.headers["Content-Encoding"] = "gzip"
    if (etag := response.get_etag()[0]) is not None:
        response.set_etag(etag, weak=True)


def _gzip(content: bytes) -> bytes:
    """Write RFC 1952, with a name of a random length that every reader skips."""
    name = "x" * (1 + secrets.randbelow(MOST_PADDING))
    packed = io.BytesIO()
    with gzip.GzipFile(name, "wb", LEVEL, packed, mtime=0) as file:
        file.write(content)
    return packed.getvalue()
