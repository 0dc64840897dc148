"""Mail over HTTP: for who knows the secret, in the shapes of providers."""

from dataclasses import replace
from io import BytesIO

import pytest

from web.config import Settings
from web.persistence.database import db
from web.persistence.rows import ReceivedMailRow

SECRET = "a-secret-of-thirty-two-characters"  # noqa: S105 -- of this test only
MAIL = b"From: a@b.example\r\nMessage-ID: <1@b>\r\n\r\nDag.\r\n"


@pytest.fixture
def settings(settings) -> Settings:
    return replace(settings, mail_intake_secret=SECRET)


def _bearer(secret: str = SECRET) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    "brought",
    [
        {"data": MAIL, "headers": _bearer(), "content_type": "message/rfc822"},
        {"data": MAIL, "auth": ("trefpunt", SECRET)},
        {"data": {"body-mime": MAIL.decode()}, "headers": _bearer()},
        {"data": {"email": (BytesIO(MAIL), "mail")}, "headers": _bearer()},
    ],
)
def test_mail_is_received_in_every_wrapping(client, brought) -> None:
    answer = client.post("/api/mail", **brought)

    assert (answer.status_code, answer.json) == (
        200,
        {"outcome": "words", "is_new": True},
    )


def test_mail_that_is_brought_again_is_known(client) -> None:
    client.post("/api/mail", data=MAIL, headers=_bearer())

    again = client.post("/api/mail", data=MAIL, headers=_bearer())

    assert again.json == {"outcome": "words", "is_new": False}


@pytest.mark.parametrize(
    ("brought", "status"),
    [
        ({"data": MAIL}, 403),
        ({"data": MAIL, "headers": _bearer("wrong")}, 403),
        ({"data": MAIL, "headers": {"Authorization": "Basic %%%"}}, 403),
        ({"headers": _bearer()}, 404),
        ({"data": b"x" * (13 * 2**20), "headers": _bearer()}, 413),
    ],
)
def test_who_does_not_bring_a_mail_rightly_changes_nothing(
    app, client, brought, status
) -> None:
    assert client.post("/api/mail", **brought).status_code == status
    with app.app_context():
        assert db.session.query(ReceivedMailRow).count() == 0


def test_mail_that_is_too_large_is_received_without_being_read(client) -> None:
    answer = client.post("/api/mail", data=b"x" * (3 * 2**20), headers=_bearer())

    assert answer.json == {"outcome": "too_large", "is_new": True}
