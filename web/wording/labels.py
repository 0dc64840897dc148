"""Vocabulary codes as the reader knows them: never a raw code."""

from collections.abc import Iterable

from matcher.vocabulary import VOCABULARY
from web.wording.dates import listed
from web.wording.translation import language_in_force


def label(scheme: str, code: str) -> str:
    """Name one code in the language in force: "Geld, armoede en schulden"."""
    return VOCABULARY.label(scheme, code, language_in_force())


def in_sentence(scheme: str, codes: Iterable[str]) -> str:
    """Name codes inside a sentence: "wonen; geld, armoede en schulden".

    Labels may hold commas themselves, so a semicolon parts them. Languages keep
    their capital and are joined by *en*.
    """
    labels = [label(scheme, code) for code in codes]
    if scheme == "language":
        return listed(labels)
    return "; ".join(_lowered(name) for name in labels)


def _lowered(name: str) -> str:
    """Begin with a small letter, but leave an abbreviation such as LGBTQ alone."""
    if name[1:2].isupper():
        return name
    return name[:1].lower() + name[1:]
