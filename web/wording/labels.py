"""Vocabulary codes as the reader knows them: never a raw code."""

from collections.abc import Iterable

from matcher.vocabulary import VOCABULARY
from web.wording.dates import listed
from web.wording.translation import language_in_force, pgettext


def label(scheme: str, code: str) -> str:
    """Name one code in the language in force: "Geld, armoede en schulden"."""
    return VOCABULARY.label(scheme, code, language_in_force())


def in_sentence(scheme: str, codes: Iterable[str]) -> str:
    """Name codes inside a sentence: "wonen; geld, armoede en schulden".

    Labels may hold commas themselves, so a semicolon parts them. Languages are joined
    by *en* and keep their capital where the language in force writes one.
    """
    labels = [label(scheme, code) for code in codes]
    if scheme == "language" and language_in_force() in _CAPITAL_LANGUAGE_NAMES:
        return listed(labels)
    small = [_lowered(name) for name in labels]
    if scheme == "language":
        return listed(small)
    return pgettext("between the labels of a list", "; ").join(small)


_CAPITAL_LANGUAGE_NAMES = frozenset({"nl", "en", "tr"})
"""Languages in which the name of a language is a proper noun."""


def _lowered(name: str) -> str:
    """Begin with a small letter, but leave an abbreviation such as LGBTQ alone."""
    if name[1:2].isupper():
        return name
    if language_in_force() == "tr":
        return name[:1].translate(_TURKISH_SMALL).lower() + name[1:]
    return name[:1].lower() + name[1:]


_TURKISH_SMALL = str.maketrans({"I": "\u0131", "\u0130": "i"})
"""Turkish has an i with a dot and one without, each with its own capital."""
