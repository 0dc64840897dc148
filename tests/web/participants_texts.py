"""Which texts participants are shown, and whether all of them can be translated.

The languages that are for participants alone translate the sources that
`web/translations/participant.toml` names. What a test shows to a participant or a
visitor, in whatever language, must come from there: so no page is ever half in
another language, in no state that any test knows.
"""

from collections.abc import Callable
from functools import cache

from babel.messages.pofile import read_po
from flask import has_request_context, request
from flask_babel import Domain

from web.wording.languages import PARTICIPANT_LANGUAGES
from web.wording.translation_checks import FOLDER

AUDIENCES = frozenset({"participant", "helper", "visitor"})
Translate = Callable[..., str]


@cache
def translated_texts() -> frozenset[tuple[str, str]]:
    """Collect what the first of those languages translates; all have the same."""
    language = PARTICIPANT_LANGUAGES[0].code
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return frozenset(
            (message.context or "", _singular(message.id))
            for message in read_po(file, locale=language)
        )


class ListeningDomain:
    """Stands in for the translations in force, and notes what could not be said."""

    def __init__(self, translations: object, missing: set[tuple[str, str]]) -> None:
        self._translations = translations
        self._missing = missing

    def ugettext(self, text: str) -> str:
        return self._say("ugettext", "", text, text)

    def ungettext(self, one: str, more: str, number: int) -> str:
        return self._say("ungettext", "", one, one, more, number)

    def upgettext(self, context: str, text: str) -> str:
        return self._say("upgettext", context, text, context, text)

    def _say(self, method: str, context: str, text: str, *args: object) -> str:
        if is_for_participants() and (context, text) not in translated_texts():
            self._missing.add((context, text))
        translate: Translate = getattr(self._translations, method)
        return translate(*args)


def is_for_participants() -> bool:
    """Whether the page at hand is read by participants or visitors."""
    return has_request_context() and request.blueprint in AUDIENCES


def listen(missing: set[tuple[str, str]]) -> Callable[[Domain], ListeningDomain]:
    """Make a replacement of `Domain.get_translations` that notes what is missing."""
    real = Domain.get_translations

    def get_translations(domain: Domain) -> ListeningDomain:
        return ListeningDomain(real(domain), missing)

    return get_translations


def _singular(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]
