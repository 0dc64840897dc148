"""The languages pages can be read in, and which one a reader gets."""

from dataclasses import dataclass

from flask import g, has_request_context, request, session
from flask_babel import get_locale


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLanguage:
    """A language with a complete catalogue."""

    code: str
    autonym: str
    """Its own name, as its readers look for it."""
    direction: str
    """``ltr`` or ``rtl``."""


LANGUAGES = (
    PageLanguage(code="nl", autonym="Nederlands", direction="ltr"),
    PageLanguage(code="en", autonym="English", direction="ltr"),
)
SESSION_KEY = "language"


def find_language(code: str) -> PageLanguage | None:
    """Find a language by its code; None where there is no catalogue for it."""
    return next((known for known in LANGUAGES if known.code == code), None)


def remember_language(code: str) -> None:
    """Keep the reader's choice in the browser's session."""
    session[SESSION_KEY] = code


def prefer_language(code: str) -> None:
    """Show this request in the language that the one who asks has chosen before."""
    g.preferred_language = code


def choose_language() -> str:
    """Choose the language of a request; Dutch outside one.

    In order: ``?taal=`` in the address (for this page only), the choice kept in
    the session, the one kept with the participant or organiser, what the browser
    asks for, Dutch.
    """
    if not has_request_context():
        return LANGUAGES[0].code
    wanted = (
        request.args.get("taal", ""),
        str(session.get(SESSION_KEY, "")),
        str(g.get("preferred_language", "")),
    )
    for code in wanted:
        if find_language(code) is not None:
            return code
    for asked, _quality in request.accept_languages:
        # "en-GB" is English too; werkzeug would prefer an exact match that is wanted less.
        if find_language(asked.partition("-")[0].lower()) is not None:
            return asked.partition("-")[0].lower()
    return LANGUAGES[0].code


def language_context() -> dict[str, object]:
    """Give every template the language it is written in and those it could be."""
    code = str(get_locale() or LANGUAGES[0].code)
    language = find_language(code) or LANGUAGES[0]
    return {
        "language": language.code,
        "direction": language.direction,
        "languages": LANGUAGES,
    }
