"""Sentences: dates, reasons, problems and refusals in the reader's language.

The Dutch of the source is the text people read; other languages come from the
catalogues in `web.translations`. Everything here turns values into words and
decides nothing. Inside an application context the language of the request holds,
or that of `in_language`; without a context everything is Dutch.
"""

from web.wording.translation import (
    LazyText,
    gettext,
    in_language,
    language_in_force,
    lazy_gettext,
    ngettext,
    pgettext,
)

__all__ = [
    "LazyText",
    "gettext",
    "in_language",
    "language_in_force",
    "lazy_gettext",
    "ngettext",
    "pgettext",
]
