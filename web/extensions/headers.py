"""Headers that every response carries, whatever made it."""

from typing import Final

from flask import Flask, Response, request

from web.config import Settings

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Addresses hold personal links, so no other site may learn them.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
STRICT_TRANSPORT: Final = "max-age=63072000; includeSubDomains"
STATIC_CACHE: Final = "public, max-age=31536000, immutable"
"""For addresses that carry the hash of their content."""


def init_headers(app: Flask, settings: Settings) -> None:
    """Add the headers to every response of the application."""
    headers = dict(HEADERS)
    if settings.is_https:
        headers["Strict-Transport-Security"] = STRICT_TRANSPORT

    @app.after_request
    def secure(response: Response) -> Response:
        response.headers.update(headers)
        if "Cache-Control" not in response.headers or _is_static():
            response.headers["Cache-Control"] = _caching()
        return response


def _is_static() -> bool:
    return request.endpoint == "static"


def _caching() -> str:
    """Keep nothing of a page, as it may be personal; keep a static file by version."""
    if not _is_static():
        return "no-store"
    return STATIC_CACHE if "v" in request.args else "no-cache"
