"""The same word for the same thing in every language.

`web/translations/glossary.csv` holds the words: Dutch ones, and for each language the
beginnings or roots of the words that stand for them.
"""

import csv
import re
from functools import cache

import pytest
from babel.messages.pofile import read_po

from web.wording.languages import PARTICIPANT_LANGUAGES
from web.wording.translation_checks import FOLDER

LANGUAGES = tuple(known.code for known in PARTICIPANT_LANGUAGES)
USED = 0.85
"""Share of the texts in which the word is used; elsewhere the sentence goes without it."""


@cache
def glossary() -> tuple[dict[str, str], ...]:
    with (FOLDER / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def texts(language: str) -> tuple[tuple[str, str], ...]:
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return tuple(
            (_joined(message.id), _joined(message.string).lower())
            for message in read_po(file, locale=language)
            if message.id
        )


def _joined(text: str | list[str] | tuple[str, ...] | None) -> str:
    return text if isinstance(text, str) else " ".join(text or ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", glossary(), ids=lambda row: row["nl"].partition(";")[0])
def test_the_word_of_the_glossary_is_used(row: dict[str, str], language: str) -> None:
    dutch = re.compile(rf"\b({row['nl'].replace(';', '|')})\b", re.IGNORECASE)
    wanted = row[language].split(";")

    said = [translated for text, translated in texts(language) if dutch.search(text)]
    without = [text for text in said if not any(word in text for word in wanted)]

    assert said
    assert len(without) <= (1 - USED) * len(said) + 1, without
