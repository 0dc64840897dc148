"""The concepts that a text names."""

from functools import lru_cache
from itertools import groupby

from matcher.concepts.concept import Concept
from matcher.concepts.languages import OF_SCRIPT, latin_language_of
from matcher.concepts.lexicon import LEXICONS
from matcher.concepts.spelling import Script, script_of, words_of


@lru_cache(maxsize=20_000)
def concepts_of(text: str) -> frozenset[Concept]:
    """Give the kinds, themes, target groups and subjects that a text names.

    Words in Arabic, Cyrillic and Ethiopic script are looked up in the list of their
    script, those in Latin script in the list of the language the text is in.
    """
    found: frozenset[Concept] = frozenset()
    for script, group in groupby(words_of(text), key=script_of):
        if script is Script.LATIN:
            language = latin_language_of(text)
        elif script in OF_SCRIPT:
            language = OF_SCRIPT[script]
        else:
            continue
        found |= LEXICONS[language].named_in(tuple(group))
    return found
