"""The languages pages can be read in, and which one a reader gets.

Participants and visitors read seven; organisers read Dutch or English. An event may
withhold some of the languages for participants.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import g, has_request_context, request, session
from flask_babel import get_locale

from web.wording.translation_checks import is_checked

ORGANISER_BLUEPRINTS = frozenset({"organiser", "accounts", "behalf"})
"""Audiences whose pages are written in the languages of organisers alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLanguage:
    """A language with a complete catalogue."""

    code: str
    autonym: str
    """Its own name, as its readers look for it."""
    direction: str = "ltr"
    """``ltr`` or ``rtl``."""


ORGANISER_LANGUAGES = (
    PageLanguage(code="nl", autonym="Nederlands"),
    PageLanguage(code="en", autonym="English"),
)
PARTICIPANT_LANGUAGES = (
    PageLanguage(code="ar", autonym="العربية", direction="rtl"),
    PageLanguage(code="ti", autonym="ትግርኛ"),
    PageLanguage(code="uk", autonym="Українська"),
    PageLanguage(code="tr", autonym="Türkçe"),
    PageLanguage(code="pl", autonym="Polski"),
)
"""Their catalogues hold what participants and visitors read, and no more."""
LANGUAGES = (*ORGANISER_LANGUAGES, *PARTICIPANT_LANGUAGES)
SOURCE = LANGUAGES[0]
"""What every text is written in first; always offered."""
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


def withhold_languages(codes: Iterable[str]) -> None:
    """Show this request in none of these: the organiser of the event chose so."""
    g.withheld_languages = frozenset(codes)


def offered_languages() -> tuple[PageLanguage, ...]:
    """List the languages that the page of this request can be read in."""
    if not has_request_context():
        return LANGUAGES
    if request.blueprint in ORGANISER_BLUEPRINTS:
        return ORGANISER_LANGUAGES
    withheld: frozenset[str] = g.get("withheld_languages", frozenset())
    return tuple(known for known in LANGUAGES if known.code not in withheld)


def choose_language() -> str:
    """Choose the language of a request; Dutch outside one.

    In order: ``?taal=`` in the address (for this page only), the choice kept in
    the session, the one kept with the participant or organiser, what the browser
    asks for, Dutch. A language that is not offered is passed over.
    """
    if not has_request_context():
        return SOURCE.code
    offered = {known.code for known in offered_languages()}
    wanted = (
        request.args.get("taal", ""),
        str(session.get(SESSION_KEY, "")),
        str(g.get("preferred_language", "")),
        # "en-GB" is English too; werkzeug would prefer an exact match that is wanted less.
        *(asked.partition("-")[0].lower() for asked, _ in request.accept_languages),
    )
    return next((code for code in wanted if code in offered), SOURCE.code)


def language_context() -> dict[str, object]:
    """Give every template the language it is written in and those it could be."""
    code = str(get_locale() or SOURCE.code)
    language = find_language(code) or SOURCE
    return {
        "language": language.code,
        "direction": language.direction,
        "languages": offered_languages(),
        "is_checked_translation": is_checked(language.code),
    }
