"""What holds at every address: headers, form tokens, and reading that only reads."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy import select

from tests.web.routes import Role, browser_of, make_world, path_of, rules_of
from web.extensions.headers import CONTENT_SECURITY_POLICY, HEADERS
from web.persistence.database import db
from web.persistence.model import Model

FOR_MACHINES = {"api.receive_mail"}
"""What asks for a secret of its own; see `tests.web.api.test_mail_intake`."""


def fingerprints(app: Flask) -> dict[str, str]:
    """Summarise the content of every table."""
    with app.app_context():
        return {
            name: hashlib.sha256(
                repr(db.session.execute(select(table)).fetchall()).encode()
            ).hexdigest()
            for name, table in Model.metadata.tables.items()
        }


@pytest.mark.parametrize("role", Role)
def test_reading_changes_no_row(app: Flask, role: Role) -> None:
    world = make_world(app)
    browser = browser_of(role, app)
    before = fingerprints(app)

    for rule in rules_of(app, "GET"):
        path = path_of(app, rule, world, role)
        browser.get(path)
        browser.head(path)

    assert fingerprints(app) == before


def test_every_page_carries_the_headers(app: Flask) -> None:
    world = make_world(app)
    browser = browser_of(Role.ORGANISER, app)
    paths = [
        path_of(app, rule, world, Role.PARTICIPANT) for rule in rules_of(app, "GET")
    ]

    lacking = {
        path: missing
        for path in [*paths, "/no-such-page", "/static/no-such-file"]
        if (missing := set(HEADERS.items()) - set(browser.get(path).headers.items()))
    }

    assert lacking == {}


def test_pages_are_not_kept_by_the_browser(app: Flask) -> None:
    world = make_world(app)
    browser = browser_of(Role.ORGANISER, app)

    kept = {
        rule.endpoint
        for rule in rules_of(app, "GET")
        if browser.get(path_of(app, rule, world, Role.PARTICIPANT)).headers[
            "Cache-Control"
        ]
        != "no-store"
    }

    # A calendar asks again and again; the feed says itself how to keep it.
    assert kept <= {"static", "organiser.read_feed", "participant.read_feed"}


@pytest.mark.parametrize("token", [None, "", "forged", "of-another-browser"])
def test_form_without_its_token_is_refused_and_changes_nothing(
    app: Flask, token: str | None
) -> None:
    world = make_world(app)
    browser = browser_of(Role.ORGANISER, app)
    if token == "of-another-browser":  # noqa: S105 -- a case, not a secret
        other = browser_of(Role.NOBODY, app)
        token = other.csrf_token(raw="another")
    before = fingerprints(app)

    answers = {
        rule.endpoint: browser.post(
            path_of(app, rule, world, Role.PARTICIPANT),
            data={} if token is None else {"csrf_token": token},
        )
        for rule in rules_of(app, "POST")
        if rule.endpoint not in FOR_MACHINES
    }

    assert {endpoint: answer.status_code for endpoint, answer in answers.items()} == (
        dict.fromkeys(answers, 400)
    )
    assert all("staat er nog" in answer.text for answer in answers.values())
    assert fingerprints(app) == before


def test_policy_allows_nothing_but_our_own() -> None:
    directives = dict(
        directive.split(" ", 1) for directive in CONTENT_SECURITY_POLICY.split("; ")
    )

    assert set(directives.values()) == {"'none'", "'self'"}
    assert {name for name, source in directives.items() if source == "'none'"} == {
        "default-src",
        "frame-ancestors",
        "base-uri",
        "object-src",
    }
