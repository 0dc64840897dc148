"""How much of a translation somebody who speaks the language has checked.

Beside each catalogue stands ``checked.csv``: the Dutch text, the translation that was
checked, by whom and on which day. Whatever is not in it was made by a machine and
checked by nobody. When the text or its translation changes, it is unchecked again.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.messages.mofile import read_mo

FOLDER = Path(__file__).parents[1] / "translations"
COLUMNS = ("text", "translation", "by", "on")
BETWEEN_FORMS = "\n"
"""Stands between the plural forms of one translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    """Somebody read one translation and found it right."""

    text: str
    translation: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationState:
    """What is known about one catalogue."""

    texts: int
    checked: int
    checkers: tuple[str, ...] = ()
    latest: date | None = None
    """When the newest check that still holds was done."""

    @property
    def is_checked(self) -> bool:
        """Whether somebody checked every text as it is now."""
        return self.checked == self.texts


@cache
def translation_state(language: str) -> TranslationState:
    """Tell how far a language with a catalogue has been checked."""
    path = FOLDER / language
    with (path / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        translations = {
            _singular(message.id): _all_forms(message.string)
            for message in read_mo(file)
            if message.id
        }
    return count_checks(translations, read_checks(path / "checked.csv"))


def is_checked(language: str) -> bool:
    """Whether readers of a language read only checked texts; the source counts so."""
    has_catalogue = (FOLDER / language).is_dir()
    return not has_catalogue or translation_state(language).is_checked


def count_checks(
    translations: dict[str, str], checks: tuple[CheckedText, ...]
) -> TranslationState:
    """Count the texts whose translation is still the one that was checked."""
    holding = {
        check.text: check
        for check in checks
        if translations.get(check.text) == check.translation
    }
    return TranslationState(
        texts=len(translations),
        checked=len(holding),
        checkers=tuple(sorted({check.by for check in holding.values()})),
        latest=max((check.on for check in holding.values()), default=None),
    )


def read_checks(path: Path) -> tuple[CheckedText, ...]:
    """Read who checked what; a row without a name or a day checks nothing."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            CheckedText(
                text=row["text"],
                translation=row["translation"],
                by=row["by"],
                on=date.fromisoformat(row["on"]),
            )
            for row in csv.DictReader(file)
            if row["by"] and row["on"]
        )


def _singular(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else text[0]


def _all_forms(text: str | Sequence[str] | None) -> str:
    return text if isinstance(text, str) else BETWEEN_FORMS.join(text or ())
