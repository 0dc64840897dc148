"""Translation of the Dutch source strings: typed doors to Flask-Babel.

Inside an application context the strings follow the locale of the request, or
that of `in_language`; without one they stay Dutch. ``%(name)s`` in a string is
replaced by the keyword argument of that name.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import flask_babel
from markupsafe import escape

from web.wording.languages import SOURCE, find_language


def gettext(string: str, **values: object) -> str:
    """Translate a string into the language in force."""
    return str(flask_babel.gettext(string, **values))


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """Translate a string that counts; ``%(num)d`` is the number."""
    return str(flask_babel.ngettext(singular, plural, num, **values))


def pgettext(context: str, string: str, **values: object) -> str:
    """Translate a string whose meaning depends on where it stands."""
    return str(flask_babel.pgettext(context, string, **values))


class LazyText(str):
    """A string that is translated when it is shown: for tables and form labels.

    It is its Dutch source to whatever takes a `str`; shown, formatted or put into a
    page it is its translation. Joining and slicing do not translate: use ``str()``
    first.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """Translate into the language in force now."""
        return gettext(str.__str__(self))

    def __html__(self) -> str:
        """Escape the translation, as any text in a page."""
        return str(escape(str(self)))

    def __format__(self, format_spec: str) -> str:
        """Translate where it stands in an f-string."""
        return format(str(self), format_spec)

    def __mod__(self, values: object) -> str:
        """Fill in values after translating."""
        return str(self) % values


def lazy_gettext(string: str) -> LazyText:
    """Mark a string for translation now, translate it when it is shown."""
    return LazyText(string)


def language_in_force() -> str:
    """Tell which of our languages is spoken now; Dutch outside a context."""
    locale = flask_babel.get_locale()
    known = None if locale is None else find_language(str(locale.language))
    return (known or SOURCE).code


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak this language inside the block, such as that of a message's reader."""
    with flask_babel.force_locale((find_language(language) or SOURCE).code):
        yield
