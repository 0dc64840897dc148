"""What participants and visitors read in Dutch is plain: short sentences, common words.

Measured over every text of theirs: the length of sentences, the readability formula of
Flesch for Dutch (Douma: 60 and up is ordinary, 80 and up is easy), and words that level
B1 avoids. Reading aloud stays necessary; this keeps a page from sliding back unseen.
"""

import re
from functools import cache
from statistics import mean

from babel.messages.pofile import read_po

from web.wording.languages import PARTICIPANT_LANGUAGES
from web.wording.translation_checks import FOLDER

MEAN_WORDS = 15
"""Words a sentence has at most, on average."""
LONGEST = 22
"""Words in any single sentence."""
LONGER = {
    "Zegt u ja? Dan kan iedereen lezen hoe u heet als groep of organisatie, wat u doet "
    "en biedt, voor wie, in welke talen en in welke wijk.": "it is a list",
}
"""Texts that may have a longer sentence, and why."""
EASY = 80
"""Flesch-Douma over all texts together."""
DIFFICULT = re.compile(
    r"\b(aangaande|accorde\w*|adequa\w+|allocat\w+|alsmede|alsnog|annule\w+|"
    r"betreffende|beschikbaarheid|bevestig\w*|conform|criteri\w+|derhalve|dient|dienen|"
    r"desgewenst|faciliteer\w*|facilitering|formele?|formeel|functionaliteit|geannuleerd|"
    r"gelieve|genereren|gegenereerd|hieromtrent|implementa\w+|inclusief|indien|informele?|"
    r"informeel|initi\w+ren|inzake|match\w*|mede|middels|momenteel|nader|noodzakelijk\w*|"
    r"omtrent|ongeldig\w*|optioneel|participant\w*|prioriteit\w*|raadpleeg\w*|"
    r"rapporte\w+|reeds|registratie|registreren|relevant\w*|reminder|resource\w*|"
    r"respectievelijk|selecteer\w*|sessie\w*|specificeer\w*|teneinde|tevens|thans|"
    r"tijdig|uiterlijk|vanwege|verstrekken|verwerken|verwijderen|verzoeke\w*|wegens)\b",
    re.IGNORECASE,
)
ORGANISERS_OWN = "Wat je hebt ingevuld, staat er nog."
"""The one text that a shared form has in both manners: *u* and *je*."""

_SENTENCE = re.compile(r"(?<=[.?:])\s+")
_VALUE = re.compile(r"%(?:\(\w+\)[\d.]*[a-z]|%)")
_TAG = re.compile(r"</?\w+[^>]*>")
_WORD = re.compile(r"[\w'@-]+")
_VOWELS = re.compile(r"[aeiouyáàäéèëíïóöúüê]+", re.IGNORECASE)


@cache
def texts() -> tuple[str, ...]:
    """Collect the Dutch of participants from the catalogue that is for them alone."""
    language = PARTICIPANT_LANGUAGES[0].code
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        found = [message.id for message in read_po(file, locale=language) if message.id]
    return tuple(
        one for text in found for one in ([text] if isinstance(text, str) else text)
    )


def sentences(text: str) -> list[list[str]]:
    """Split a text into sentences, and those into words; a value is one word."""
    plain = _TAG.sub("", _VALUE.sub("iets", text))
    split = [_WORD.findall(sentence) for sentence in _SENTENCE.split(plain)]
    return [words for words in split if words]


def test_sentences_are_short() -> None:
    lengths = {text: [len(words) for words in sentences(text)] for text in texts()}

    too_long = [
        text for text, found in lengths.items() if max(found, default=0) > LONGEST
    ]
    assert set(too_long) <= set(LONGER)
    assert mean(length for found in lengths.values() for length in found) <= MEAN_WORDS


def test_all_texts_together_are_easy_to_read() -> None:
    spoken = [words for text in texts() for words in sentences(text) if len(words) > 2]
    words = [word for sentence in spoken for word in sentence]
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)

    ease = 206.84 - 77 * syllables / len(words) - 0.93 * len(words) / len(spoken)

    assert ease >= EASY


def test_no_text_has_a_word_that_level_b1_avoids() -> None:
    found = {text: m.group() for text in texts() if (m := DIFFICULT.search(text))}

    assert found == {}


def test_no_text_shouts() -> None:
    assert [text for text in texts() if "!" in text] == []


def test_every_text_says_u_to_the_reader() -> None:
    familiar = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)

    found = [text for text in texts() if familiar.search(text)]

    assert set(found) <= {ORGANISERS_OWN}
