"""Error pages: a title, advice and a number; never a stack, and JSON for machines."""

import re
from io import BytesIO

import pytest
from flask import Flask, abort, request
from werkzeug.test import encode_multipart

from tests.web.conftest import FormClient
from tests.web.pages import read_page
from web import refusals
from web.extensions import csrf
from web.persistence.database import db
from web.persistence.rows import OrganiserRow
from web.persistence.transaction import transaction
from web.refusals import EditedElsewhere, StorageUnavailable, TooManyTries, WebRefusal
from web.refusals.responses import RESPONSES, STATUS_WORDINGS, response_of
from web.wording.refusals import REFUSAL_TEXTS

NUMBER = re.compile(r"\b[0-9a-f]{8}\b")


class NewRefusal(refusals.Conflict):
    """Something nobody thought of when the table was written."""


def raising(app: Flask, fault: Exception, path: str = "/fault") -> None:
    """Give the application a page that fails."""

    def fail() -> str:
        raise fault

    app.add_url_rule(path, endpoint=path, view_func=fail)


def test_refusal_becomes_a_page_that_says_what_to_do(
    app: Flask, client: FormClient
) -> None:
    raising(app, EditedElsewhere())

    answer = client.get("/fault")

    text = REFUSAL_TEXTS["edited_elsewhere"]
    assert answer.status_code == 409
    assert read_page(answer).heading == str(text.title)
    assert str(text.advice) in read_page(answer).text


def test_number_on_the_page_stands_in_the_log(
    app: Flask, client: FormClient, caplog: pytest.LogCaptureFixture
) -> None:
    raising(app, EditedElsewhere("token-in-the-message"))

    with caplog.at_level("INFO"):
        answer = client.get("/fault?secret=1")

    (number,) = NUMBER.findall(read_page(answer).text)
    assert caplog.messages == [f"error {number}: 409 EditedElsewhere at /fault"]


def test_fault_of_ours_shows_no_stack(app: Flask, client: FormClient) -> None:
    app.testing = False
    raising(app, ZeroDivisionError("inside information"))

    answer = client.get("/fault")

    assert answer.status_code == 500
    assert "inside information" not in answer.text
    assert "Traceback" not in answer.text
    assert str(REFUSAL_TEXTS["internal"].advice) in read_page(answer).text


def test_log_of_a_fault_holds_neither_the_path_nor_what_was_typed(
    app: Flask, client: FormClient, caplog: pytest.LogCaptureFixture
) -> None:
    app.testing = False

    def fail(token: str) -> str:
        del token
        with transaction():
            db.session.add(OrganiserRow(email="canary@voorbeeld.nl"))
        return ""

    app.add_url_rule("/fault/<token>", view_func=csrf.exempt(fail), methods=["POST"])

    answer = client.post("/fault/canary-token")

    assert answer.status_code == 500
    assert "fault at POST fail" in caplog.messages
    assert "NOT NULL" in caplog.text
    assert "canary" not in caplog.text


@pytest.mark.parametrize(
    ("refusal", "seconds"), [(TooManyTries(90), "90"), (StorageUnavailable("x"), "60")]
)
def test_refusal_that_passes_says_when_to_come_back(
    app: Flask, client: FormClient, refusal: WebRefusal, seconds: str
) -> None:
    raising(app, refusal)

    assert client.get("/fault").headers["Retry-After"] == seconds


def test_machines_get_json(app: Flask, client: FormClient) -> None:
    raising(app, EditedElsewhere(), "/api/fault")

    answer = client.get("/api/fault")

    found = answer.get_json()
    assert answer.status_code == 409
    assert NUMBER.fullmatch(found.pop("id"))
    assert found == {
        "error": "edited_elsewhere",
        "title": str(REFUSAL_TEXTS["edited_elsewhere"].title),
    }


def test_unknown_page_says_so(client: FormClient) -> None:
    answer = client.get("/geen/zo/pagina")

    assert answer.status_code == 404
    assert read_page(answer).heading == str(REFUSAL_TEXTS["not_found"].title)


def test_wrong_method_names_the_right_ones(client: FormClient) -> None:
    answer = client.submit("/privacy")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_answer_made_by_a_view_passes_unchanged(app: Flask, client: FormClient) -> None:
    def refuse() -> str:
        abort(app.make_response(("mine", 418)))

    app.add_url_rule("/fault", view_func=refuse)

    assert client.get("/fault").text == "mine"


def test_redirect_of_flask_is_no_error(client: FormClient) -> None:
    assert client.get("/organisatie").status_code == 308


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"field": "x" * 13 * 1024 * 1024}, 413),
        ({"field": "x" * 3 * 1024 * 1024}, 413),
        ({f"field-{n}": "x" for n in range(6000)}, 413),
        ({"field": "x"}, 200),
    ],
)
def test_request_that_is_too_large_is_told_so(
    app: Flask, client: FormClient, data: dict[str, str], status: int
) -> None:
    def read() -> str:
        return str(len(request.form))

    app.add_url_rule("/form", view_func=csrf.exempt(read), methods=["POST"])

    boundary, body = encode_multipart(data)

    answer = client.post(
        "/form",
        input_stream=BytesIO(body),
        content_length=len(body),
        content_type=f"multipart/form-data; boundary={boundary}",
    )

    assert answer.status_code == status


def test_refusal_that_is_not_listed_answers_as_its_parent() -> None:
    assert response_of(NewRefusal()) == RESPONSES[refusals.Conflict]


def test_every_answer_has_words() -> None:
    used = {found.wording for found in RESPONSES.values()}
    used |= set(STATUS_WORDINGS.values()) | {"csrf", "foreign_host"}

    assert used == set(REFUSAL_TEXTS)
