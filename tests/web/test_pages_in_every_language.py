"""Every page and letter of participants, in every language: nothing left in Dutch.

The application tests see to it that all they show can be translated
(`tests/web/participants_texts.py`); here the pages are read as a person reads them.
In the three languages with a script of their own, any Latin word that is not typed
text, a name or set apart by ``lang`` was left untranslated.
"""

import inspect
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.web.routes import Role, browser_of, make_world, path_of, rules_of
from web.mail import compose, notices
from web.mail.compose import Appointment, Reader, Writer
from web.mail.letter import Letter, Part, write_letter
from web.wording import in_language
from web.wording.languages import LANGUAGES, PageLanguage

AUDIENCES = ("participant.", "visitor.")
OWN_SCRIPT = [known for known in LANGUAGES if known.code in {"ar", "ti", "uk"}]
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
NAMES = frozenset(
    [
        "Trefpunt",
        "Google",
        "Microsoft",
        "Outlook",
        "csv",
        "sociale",
        "kaart",
        "json",
        "JavaScript",
        "WCAG",
        "AA",
        "cookie",
        "cookies",
        "LGBTQIA",
        "NGT",
        "SMS",
        "WhatsApp",
        "Signal",
        "MB",
        "Oosterlaar",
        "Waterlede",
        "naam",
        "voorbeeld",
        "nl",
        "ringleiding",
    ]
)
"""Words that stay as they are in every language."""
TYPED = frozenset({"bdi", "textarea", "script", "style", "svg"})


class _Reader(HTMLParser):
    """Collects what is said, without what people typed or is in another language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        for name in ("aria-label", "data-label", "alt", "title", "placeholder"):
            self._read(found.get(name) or "")
        if tag in {"input", "br", "meta", "link", "img", "path", "circle", "use"}:
            return
        is_foreign = "lang" in found and tag != "html"
        apart = tag in TYPED or is_foreign or found.get("class") == "time"
        self._open.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag == "title" for tag, _apart in self._open):
            data = data.rpartition(" \u2013 ")[
                0
            ]  # the name of the event comes after it
        if not any(apart for _tag, apart in self._open):
            self._read(data)

    def _read(self, text: str) -> None:
        found = LATIN_WORD.findall(re.sub(r"https?://\S+", "", text))
        self.words += [word for word in found if word not in NAMES]


def latin_words(page: str) -> list[str]:
    reader = _Reader()
    reader.feed(page)
    return reader.words


def rules_for_participants(app: Flask) -> list[Rule]:
    return [r for r in rules_of(app, "GET") if r.endpoint.startswith(AUDIENCES)]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda known: known.code)
def test_every_page_says_its_language_and_direction(
    app: Flask, language: PageLanguage
) -> None:
    world = make_world(app)
    browser = browser_of(Role.PARTICIPANT, app)
    browser.submit("/taal", {"taal": language.code})
    head = f'<html lang="{language.code}" dir="{language.direction}"'

    pages = {
        rule.endpoint: browser.get(
            path_of(app, rule, world, Role.PARTICIPANT), follow_redirects=True
        )
        for rule in rules_for_participants(app)
    }

    html = {name: page for name, page in pages.items() if page.mimetype == "text/html"}
    assert {name for name, page in html.items() if head not in page.text} == set()


@pytest.mark.parametrize("language", OWN_SCRIPT, ids=lambda known: known.code)
def test_no_page_leaves_a_word_in_dutch(app: Flask, language: PageLanguage) -> None:
    world = make_world(app)
    browser = browser_of(Role.PARTICIPANT, app)
    browser.submit("/taal", {"taal": language.code})

    left = {
        path: words
        for role in (Role.PARTICIPANT, Role.NOBODY)
        for rule in rules_for_participants(app)
        for path in [path_of(app, rule, world, role)]
        for page in [browser.get(path, follow_redirects=True)]
        if page.mimetype == "text/html" and (words := latin_words(page.text))
    }

    assert left == {}


@pytest.mark.parametrize("language", OWN_SCRIPT, ids=lambda known: known.code)
def test_no_form_that_is_sent_empty_answers_in_dutch(
    app: Flask, language: PageLanguage
) -> None:
    world = make_world(app)
    browser = browser_of(Role.PARTICIPANT, app)
    browser.submit("/taal", {"taal": language.code})

    left = {
        path: words
        for rule in rules_of(app, "POST")
        if rule.endpoint.startswith(AUDIENCES)
        and rule.endpoint
        not in {"visitor.choose_language", "participant.save_language"}
        for path in [path_of(app, rule, world, Role.PARTICIPANT)]
        for page in [browser.submit(path, follow_redirects=True)]
        if page.mimetype == "text/html" and (words := latin_words(page.text))
    }

    assert left == {}


@pytest.mark.parametrize("language", OWN_SCRIPT, ids=lambda known: known.code)
def test_no_letter_leaves_a_word_in_dutch(app: Flask, language: PageLanguage) -> None:
    with app.app_context(), in_language(language.code):
        left = {
            name: words
            for name, letter in write_all_letters().items()
            if (words := [w for w in LATIN_WORD.findall(letter) if w not in NAMES])
        }

    assert left == {}


def write_all_letters() -> dict[str, str]:
    """Write each letter and line that we can, with values in figures."""
    written: dict[str, str] = {}
    for name, compose_one in (
        found
        for module in (compose, notices)
        for found in inspect.getmembers(module, inspect.isfunction)
        if found[1].__module__ == module.__name__ and not found[0].startswith("_")
    ):
        values = {
            parameter.name: _VALUES[parameter.name]
            for parameter in inspect.signature(compose_one).parameters.values()
        }
        written[name] = _read_aloud(compose_one(**values))
    return written


def _read_aloud(said: Letter | str | Part | list[Part]) -> str:
    if isinstance(said, str):
        return said
    if not isinstance(said, Letter):
        parts = said if isinstance(said, list) else [said]
        said = write_letter("", parts, language="nl")
    return f"{said.subject}\n{said.text}"


_START = datetime(2026, 10, 22, 19, 35, tzinfo=UTC)
_AT = Appointment(start=_START, end=_START.replace(minute=55), place="12", table="7")
_VALUES: dict[str, object] = {
    "writer": Writer(event="1", help_name="2", help_phone="3", help_email="4"),
    "reader": Reader(name="5", url="/6"),
    "meetings": (notices.Planned(at=_AT, other="7"),),
    "other": "8",
    "at": _AT,
    "before": _AT,
    "after": _AT,
    "reasons": ("9",),
    "news": ("10",),
    "starts": (_START, _START),
    "name": "11",
    "url": "/12",
    "code": "13",
    "subject": "14",
    "parts": [],
    "minutes": 15,
}
"""What every letter is made of, by the name of its argument."""
