"""The one table from what was declined to the answer that a browser gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from web.refusals import (
    Conflict,
    DuplicateValue,
    EditedElsewhere,
    Forbidden,
    JobRunning,
    LinkExpired,
    MailRefused,
    MailUnavailable,
    NotFound,
    NothingToPlan,
    RegistrationClosed,
    SignInNeeded,
    StorageUnavailable,
    TooManyTries,
    WebRefusal,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalResponse:
    """A status and the key of its words in `web.wording.refusals`."""

    status: HTTPStatus
    wording: str


RESPONSES: Mapping[type[WebRefusal], RefusalResponse] = {
    # Those that only commands and jobs meet; on a page they are a fault of ours.
    WebRefusal: RefusalResponse(
        status=HTTPStatus.INTERNAL_SERVER_ERROR, wording="internal"
    ),
    NotFound: RefusalResponse(status=HTTPStatus.NOT_FOUND, wording="not_found"),
    Forbidden: RefusalResponse(status=HTTPStatus.FORBIDDEN, wording="forbidden"),
    SignInNeeded: RefusalResponse(
        status=HTTPStatus.UNAUTHORIZED, wording="sign_in_needed"
    ),
    Conflict: RefusalResponse(status=HTTPStatus.CONFLICT, wording="conflict"),
    EditedElsewhere: RefusalResponse(
        status=HTTPStatus.CONFLICT, wording="edited_elsewhere"
    ),
    DuplicateValue: RefusalResponse(status=HTTPStatus.CONFLICT, wording="duplicate"),
    RegistrationClosed: RefusalResponse(
        status=HTTPStatus.CONFLICT, wording="registration_closed"
    ),
    JobRunning: RefusalResponse(status=HTTPStatus.CONFLICT, wording="job_running"),
    NothingToPlan: RefusalResponse(
        status=HTTPStatus.CONFLICT, wording="nothing_to_plan"
    ),
    LinkExpired: RefusalResponse(status=HTTPStatus.GONE, wording="link_expired"),
    TooManyTries: RefusalResponse(
        status=HTTPStatus.TOO_MANY_REQUESTS, wording="too_many_tries"
    ),
    StorageUnavailable: RefusalResponse(
        status=HTTPStatus.SERVICE_UNAVAILABLE, wording="unavailable"
    ),
    MailRefused: RefusalResponse(status=HTTPStatus.BAD_GATEWAY, wording="mail"),
    MailUnavailable: RefusalResponse(
        status=HTTPStatus.SERVICE_UNAVAILABLE, wording="mail"
    ),
}
"""A class that is not listed answers as its nearest listed parent."""

STATUS_WORDINGS: Mapping[int, str] = {
    400: "bad_request",
    404: "not_found",
    405: "wrong_method",
    413: "too_large",
}
"""Words for the statuses that Flask itself gives; the rest is ``bad_request``."""


def response_of(refusal: WebRefusal) -> RefusalResponse:
    """Look up the answer to a refusal by its class or the nearest parent listed."""
    return next(RESPONSES[kind] for kind in type(refusal).__mro__ if kind in RESPONSES)
