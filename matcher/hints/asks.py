"""Find what a vague ask leaves out."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType

from matcher.concepts import concepts_of, language_of
from matcher.concepts.lexicon import LANGUAGES, Lexicon, read_lexicon
from matcher.concepts.spelling import words_of
from matcher.event import MoneySetting
from matcher.offers import Ask
from matcher.words import STOP_WORDS

SHORT = 1
"""Telling words of an ask that leaves room for a question."""
LONG = 5
"""Words from which on an ask tells a story, whatever its words are."""
MONEY = "financiering"
_DIGIT = re.compile(r"\d")
_WIDE_SUBJECTS = frozenset({"vrijwilligers-vinden", "samenwerken", "zaal"})
"""Subjects that do not yet say what for."""


class AskPart(StrEnum):
    """One thing that a precise ask tells, in the order in which it is asked for."""

    WHAT = "what"
    WHO = "who"
    HOW_MANY = "how-many"
    WHEN = "when"


_EXPECTED: Mapping[str, frozenset[AskPart]] = MappingProxyType(
    {
        "materialen": frozenset({AskPart.HOW_MANY}),
        "menskracht": frozenset({AskPart.HOW_MANY, AskPart.WHEN}),
        "ruimte": frozenset({AskPart.HOW_MANY, AskPart.WHEN}),
        "training": frozenset({AskPart.WHO}),
    }
)
"""What a short ask of a kind must tell part of; other kinds need only a subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskHint:
    """What an ask leaves out, or that it asks for money where that does not fit."""

    missing: tuple[AskPart, ...] = ()
    wants_money: bool = False
    """The event is not about money, and the ask names nothing else."""


def _read() -> Mapping[str, Lexicon]:
    file = resources.files("matcher.hints").joinpath("parts.csv")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    heading = "scheme,code,words"
    return MappingProxyType(
        {
            language: read_lexicon(
                language,
                "\n".join(
                    [heading]
                    + [
                        f"part,{row['part']},{row['words']}"
                        for row in rows
                        if row["language"] == language
                    ]
                ),
            )
            for language in LANGUAGES
        }
    )


_PARTS = _read()


def hint_for(ask: Ask, money: MoneySetting) -> AskHint | None:
    """Say what an ask could still tell; nothing if it is clear as it stands."""
    if not ask.text.strip():
        return None
    if _wants_money(ask, money):
        return AskHint(wants_money=True)
    missing = _missing(ask)
    return AskHint(missing=missing) if missing else None


def _wants_money(ask: Ask, money: MoneySetting) -> bool:
    return (
        ask.kind == MONEY
        and money is not MoneySetting.ON
        and "about-money" not in _parts_of(ask.text)
    )


def _missing(ask: Ask) -> tuple[AskPart, ...]:
    told = _parts_of(ask.text)
    subjects = {c.code for c in concepts_of(ask.text) if c.scheme == "subject"}
    telling = _telling_words(ask.text)
    expected = _EXPECTED.get(ask.kind, frozenset())
    if len(telling) > SHORT or len(words_of(ask.text)) > LONG:
        return ()
    if not telling and not subjects - _WIDE_SUBJECTS:
        lacking = {AskPart.WHAT, AskPart.WHO, *expected}
    elif not any(part.value in told for part in expected):
        lacking = set(expected)
    else:
        return ()
    return tuple(part for part in AskPart if part in lacking and part.value not in told)


def _telling_words(text: str) -> Sequence[str]:
    """Give the words that say more than "help wanted"."""
    return [
        word
        for word in words_of(text)
        if word not in STOP_WORDS
        and not _DIGIT.search(word)
        and not _codes((word,), text)
    ]


def _parts_of(text: str) -> frozenset[str]:
    """Give the parts that a text tells, and ``vague`` for words that tell nothing."""
    told = set(_codes(words_of(text), text))
    if _DIGIT.search(text):
        told.add(AskPart.HOW_MANY.value)
    if any(concept.scheme == "target_group" for concept in concepts_of(text)):
        told.add(AskPart.WHO.value)
    return frozenset(told)


def _codes(words: Sequence[str], text: str) -> frozenset[str]:
    named = _PARTS[language_of(text)].named_in(words)
    return frozenset(concept.code for concept in named)
