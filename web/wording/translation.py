"""Translation of the Dutch source strings: typed doors to Flask-Babel.

Inside an application context the strings follow the locale of the request, or
that of `in_language`; without one they stay Dutch. ``%(name)s`` in a string is
replaced by the keyword argument of that name.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import flask_babel

from web.wording.languages import LANGUAGES, find_language


def gettext(string: str, **values: object) -> str:
    """Translate a string into the language in force."""
    return str(flask_babel.gettext(string, **values))


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """Translate a string that counts; ``%(num)d`` is the number."""
    return str(flask_babel.ngettext(singular, plural, num, **values))


def pgettext(context: str, string: str, **values: object) -> str:
    """Translate a string whose meaning depends on where it stands."""
    return str(flask_babel.pgettext(context, string, **values))


class LazyText:
    """A string that is translated when it is read: for tables at module level."""

    __slots__ = ("_string",)

    def __init__(self, string: str) -> None:
        """Keep the Dutch source string."""
        self._string = string

    def __str__(self) -> str:
        """Translate into the language in force now."""
        return gettext(self._string)


def lazy_gettext(string: str) -> LazyText:
    """Mark a string for translation now, translate it when it is shown."""
    return LazyText(string)


def language_in_force() -> str:
    """Tell which of our languages is spoken now; Dutch outside a context."""
    locale = flask_babel.get_locale()
    known = None if locale is None else find_language(str(locale.language))
    return (known or LANGUAGES[0]).code


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak this language inside the block, such as that of a message's reader."""
    with flask_babel.force_locale((find_language(language) or LANGUAGES[0]).code):
        yield
