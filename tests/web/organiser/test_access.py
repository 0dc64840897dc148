"""Tests of who gets in where."""

import pytest
from flask import Flask

from tests.factories import an_event_row, an_organiser_row
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME, sign_in
from web.organiser.blueprint import blueprint
from web.persistence.transaction import transaction


def organiser_paths(app: Flask) -> list[tuple[str, str]]:
    """Give a method and an address for every page of an event."""
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(f"{blueprint.name}.") and "slug" in rule.arguments:
            known = {
                "slug": "netwerkbeurs",
                "code": "W001",
                "message_id": "1",
                "other": "W002",
                "kind": "deelnemers.csv",
            }
            values = {name: known.get(name, "1") for name in rule.arguments}
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                path = adapter.build(rule.endpoint, values, method=method)
                found.append((method, path))
    return found


def test_nobody_gets_in_without_signing_in(
    app: Flask, client: FormClient, event_id: int
) -> None:
    del event_id
    for method, path in organiser_paths(app):
        answer = client.get(path) if method == "GET" else client.submit(path)

        expected = (302, "/inloggen") if method == "GET" else (401, None)
        assert (answer.status_code, answer.location) == expected, path


def test_no_organiser_gets_into_the_event_of_another(
    app: Flask, client: FormClient, event_id: int
) -> None:
    del event_id
    with app.app_context(), transaction():
        other = an_event_row("other")
        an_organiser_row("kim@example.org", of=[other])
    sign_in(app, client, "kim@example.org")

    for method, path in organiser_paths(app):
        answer = client.get(path) if method == "GET" else client.submit(path)

        assert answer.status_code == 404, path
        assert "Nour" not in answer.text
    assert client.get("/organisatie/other/opzet").status_code == 200


def test_an_event_that_does_not_exist_is_not_found(roos: FormClient) -> None:
    assert roos.get("/organisatie/nope/deelnemers").status_code == 404


def test_what_was_typed_after_the_session_ended_is_shown(
    client: FormClient, event_id: int
) -> None:
    del event_id
    answer = client.submit(f"{HOME}/opzet/lezen", {"intro": "Een lange <b>tekst</b>"})

    assert answer.status_code == 401
    assert "Een lange &lt;b&gt;tekst&lt;/b&gt;" in answer.text


@pytest.mark.parametrize("path", ["/organisatie/", "/organisatie/nieuw"])
def test_pages_before_an_event_need_signing_in_too(
    client: FormClient, path: str
) -> None:
    assert client.get(path).location == "/inloggen"
