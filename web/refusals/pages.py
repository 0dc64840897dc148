"""Error pages: what happened, what to do, and a number to mention; never a stack."""

import logging
import secrets
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from web.refusals import TooManyTries, WebRefusal
from web.refusals.responses import STATUS_WORDINGS, response_of
from web.wording.refusals import refusal_text

log = logging.getLogger(__name__)

RETRY_SECONDS = 60
"""What ``Retry-After`` says when the database is away."""


def init_error_pages(app: Flask) -> None:
    """Answer every refusal and every fault with a page that says what to do."""
    app.register_error_handler(WebRefusal, show_refusal)
    app.register_error_handler(CSRFError, show_csrf_error)
    app.register_error_handler(SecurityError, show_foreign_host)
    app.register_error_handler(HTTPException, show_http_error)


def show_refusal(refusal: WebRefusal) -> Response:
    """Show what was declined."""
    found = response_of(refusal)
    response = _page(found.status, found.wording, type(refusal).__name__)
    if isinstance(refusal, TooManyTries):
        response.headers["Retry-After"] = str(refusal.seconds)
    elif found.status is HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def show_csrf_error(error: CSRFError) -> Response:
    """Show that a form did not carry the token of this browser."""
    return _page(HTTPStatus.BAD_REQUEST, "csrf", str(error.description))


def show_foreign_host(error: SecurityError) -> Response:
    """Say that the address is not ours; a page with links cannot be made for it."""
    text = refusal_text("foreign_host")
    response = make_response(f"{text.title}\n{text.advice}\n", error.code)
    response.mimetype = "text/plain"
    return response


def show_http_error(error: HTTPException) -> Response:
    """Show what Flask declined: no such page, too large, a fault of ours."""
    if (
        error.response is not None
        or error.code is None
        or error.code < HTTPStatus.BAD_REQUEST
    ):
        return make_response(error.get_response())
    wording = STATUS_WORDINGS.get(error.code, "bad_request")
    if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        wording = "internal"
    cause = (
        error.original_exception if isinstance(error, InternalServerError) else error
    )
    response = _page(HTTPStatus(error.code), wording, type(cause).__name__)
    response.headers.extend(_protocol_headers(error))
    return response


def _protocol_headers(error: HTTPException) -> list[tuple[str, str]]:
    """Keep headers with a meaning of their own, such as ``Allow`` of a 405."""
    return [
        (name, value)
        for name, value in error.get_headers(request.environ)
        if name not in {"Content-Type", "Content-Length"}
    ]


def _page(status: HTTPStatus, wording: str, cause: str) -> Response:
    """Render one error as a page, or as JSON for the API, and log its number."""
    number = secrets.token_hex(4)
    level = (
        logging.ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.INFO
    )
    log.log(level, "error %s: %d %s at %s", number, status, cause, request.endpoint)
    text = refusal_text(wording)
    if request.path.startswith("/api/"):
        body = jsonify(error=wording, title=str(text.title), id=number)
        return make_response(body, status)
    page = render_template("errors/error.html", text=text, number=number)
    return make_response(page, status)
