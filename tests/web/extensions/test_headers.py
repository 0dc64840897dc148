"""Headers and cookies over TLS, and who may name our host."""

from dataclasses import replace

import pytest
from flask import request

from tests.web.conftest import MakeApp
from web.config import Settings


def test_tls_is_kept_for_two_years(settings: Settings, make_app: MakeApp) -> None:
    secure = replace(settings, base_url="https://beurs.example.org")

    answer = make_app(secure).test_client().get("/healthz", base_url=secure.base_url)

    assert answer.headers["Strict-Transport-Security"] == (
        "max-age=63072000; includeSubDomains"
    )


def test_plain_http_promises_no_tls(settings: Settings, make_app: MakeApp) -> None:
    answer = make_app(settings).test_client().get("/healthz")

    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize(
    ("base_url", "cookie"),
    [
        (
            "https://beurs.example.org",
            "__Host-trefpunt=; Secure; HttpOnly; Path=/; SameSite=Lax",
        ),
        ("http://127.0.0.1:8000", "trefpunt=; HttpOnly; Path=/; SameSite=Lax"),
    ],
)
def test_session_cookie_goes_to_nobody_else(
    settings: Settings, make_app: MakeApp, base_url: str, cookie: str
) -> None:
    app = make_app(replace(settings, base_url=base_url))

    answer = app.test_client().get("/inloggen", base_url=base_url)

    name, _, rest = answer.headers["Set-Cookie"].partition("=")
    attributes = rest.split("; ")[1:]
    assert f"{name}=; {'; '.join(attributes)}" == cookie


def test_versioned_file_is_kept_and_a_plain_one_asked_for(
    settings: Settings, make_app: MakeApp
) -> None:
    client = make_app(settings).test_client()

    kept = client.get("/static/tokens.css?v=0", buffered=True)
    asked = client.get("/static/tokens.css", buffered=True)

    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert asked.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "beurs.example.org"])
def test_our_hosts_are_answered(
    settings: Settings, make_app: MakeApp, host: str
) -> None:
    app = make_app(replace(settings, base_url="https://beurs.example.org"))

    assert app.test_client().get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a b"])
def test_other_hosts_are_refused_without_a_link(
    settings: Settings, make_app: MakeApp, host: str
) -> None:
    answer = make_app(settings).test_client().get("/", headers={"Host": host})

    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert "evil" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_behind_a_proxy_only_the_public_host_is_ours(
    settings: Settings, make_app: MakeApp
) -> None:
    app = make_app(
        replace(settings, base_url="https://beurs.example.org", trusted_proxies=1)
    )
    forwarded = {"X-Forwarded-Host": "beurs.example.org", "X-Forwarded-Proto": "https"}

    through = app.test_client().get("/healthz", headers=forwarded)
    around = app.test_client().get("/healthz")

    assert (through.status_code, around.status_code) == (200, 400)


def test_forwarded_headers_are_not_believed_without_a_proxy(
    settings: Settings, make_app: MakeApp
) -> None:
    app = make_app(settings)

    @app.get("/who")
    def who() -> str:
        return f"{request.host} {request.remote_addr} {request.scheme}"

    answer = app.test_client().get(
        "/who",
        headers={"X-Forwarded-Host": "localhost", "X-Forwarded-For": "10.1.1.1"},
        base_url="http://127.0.0.1:8000",
    )

    assert answer.text == "127.0.0.1:8000 127.0.0.1 http"
