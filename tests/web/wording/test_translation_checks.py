"""Who checked a translation, and how much of it still holds."""

from datetime import date
from pathlib import Path

import pytest

from web.wording.languages import LANGUAGES, SOURCE
from web.wording.translation_checks import (
    COLUMNS,
    FOLDER,
    CheckedText,
    TranslationState,
    count_checks,
    is_checked,
    read_checks,
    translation_state,
)

TRANSLATIONS = {"Ja": "Yes", "Nee": "No", "%(num)d uur": "%(num)d hour\n%(num)d hours"}


def a_check(
    text: str, translation: str, *, by: str = "Ann", day: int = 1
) -> CheckedText:
    return CheckedText(
        text=text, translation=translation, by=by, on=date(2026, 11, day)
    )


def test_a_check_counts_while_the_translation_is_the_one_that_was_read() -> None:
    checks = (
        a_check("Ja", "Yes"),
        a_check("Nee", "Nope", by="Bea", day=9),
        a_check("%(num)d uur", "%(num)d hour\n%(num)d hours", by="Cem", day=2),
        a_check("Weg", "Gone", by="Dee"),
    )

    assert count_checks(TRANSLATIONS, checks) == TranslationState(
        texts=3, checked=2, checkers=("Ann", "Cem"), latest=date(2026, 11, 2)
    )


def test_a_language_is_checked_only_when_every_text_is() -> None:
    checks = tuple(a_check(text, said) for text, said in TRANSLATIONS.items())

    assert count_checks(TRANSLATIONS, checks).is_checked
    assert not count_checks(TRANSLATIONS, checks[1:]).is_checked


def test_a_row_without_a_name_or_a_day_checks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "checked.csv"
    path.write_text(
        "text,translation,by,on\nJa,Yes,,2026-11-01\nNee,No,Ann,\nO,Oh,Ann,2026-11-01\n",
        encoding="utf-8",
    )

    assert read_checks(path) == (a_check("O", "Oh"),)


@pytest.mark.parametrize("language", [k.code for k in LANGUAGES if k is not SOURCE])
def test_each_catalogue_has_a_list_of_its_checks(language: str) -> None:
    path = FOLDER / language / "checked.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]

    assert header == ",".join(COLUMNS)
    assert translation_state(language).texts > 500


def test_the_language_we_write_in_needs_no_check() -> None:
    assert is_checked("nl")
