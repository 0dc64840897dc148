"""The catalogues are complete, fresh and compiled.

`make translations` brings them up to date; docs/translations.md tells how.
"""

import io
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from gettext import c2py  # type: ignore[attr-defined]  # -- public but not in typeshed
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from babel.util import pathmatch

from web.wording.languages import LANGUAGES, PARTICIPANT_LANGUAGES, SOURCE

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "web" / "translations"
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
PLACEHOLDER = re.compile(r"%(?:\(\w+\)[#0\- +]*[\d.]*[a-zA-Z]|%)")
TAG = re.compile(r"</?\w+[^>]*>")
NUMBER = re.compile(r"%\(num\)[ds]")

Key = tuple[str, str]
"""The context of a text (mostly empty) and the text, singular first."""

FOR_PARTICIPANTS = tuple(known.code for known in PARTICIPANT_LANGUAGES)
TRANSLATED = tuple(known.code for known in LANGUAGES if known is not SOURCE)


@cache
def used_in_source(language: str) -> frozenset[Key]:
    """Collect the texts a language has to have, as `make translations` does."""
    found = extract_from_dir(
        ROOT / "web",
        method_map=[
            (pattern.removeprefix("web/"), name) for pattern, name in _mapping(language)
        ],
        keywords=KEYWORDS,
    )
    return frozenset(_key(text, context) for _, _, text, _, context in found)


@cache
def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> Iterator[Message]:
    """Give the messages of a catalogue, its header left out."""
    return (message for message in catalogue(language) if message.id)


def _mapping(language: str) -> list[tuple[str, str]]:
    if language in FOR_PARTICIPANTS:
        text = (CATALOGUES / "participant.toml").read_text(encoding="utf-8")
        entries = tomllib.loads(text)["mappings"]
    else:
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        entries = tomllib.loads(text)["tool"]["babel"]["mappings"]
    return [(entry["pattern"], entry["method"]) for entry in entries]


def _key(text: str | tuple[str, ...], context: str | None) -> Key:
    return context or "", text if isinstance(text, str) else text[0]


def _texts(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def test_each_language_has_a_catalogue_and_no_other() -> None:
    found = {path.name for path in CATALOGUES.iterdir() if path.is_dir()}

    assert found == set(TRANSLATED)


def test_make_renews_the_catalogues_of_every_language() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert f"PARTICIPANT_LANGUAGES := {' '.join(FOR_PARTICIPANTS)}\n" in makefile


def test_each_source_that_participants_read_exists() -> None:
    files = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("web/**/*.*")]

    missing = [
        pattern
        for pattern, _method in _mapping(FOR_PARTICIPANTS[0])
        if not any(pathmatch(pattern, file) for file in files)
    ]

    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_in_the_catalogue_and_no_other(language: str):
    known = {_key(message.id, message.context) for message in messages(language)}
    used = used_in_source(language)

    assert (used - known, known - used) == (set(), set())
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_for_certain(language: str):
    unfinished = [
        message.id
        for message in messages(language)
        if message.fuzzy or not all(_texts(message.string))
    ]

    assert unfinished == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_values_and_markup(language: str):
    broken = [
        (message.id, translated)
        for message in messages(language)
        for translated in _texts(message.string)
        if not any(_keeps(text, translated) for text in _texts(message.id))
    ]

    assert broken == []


def _keeps(original: str, translated: str) -> bool:
    """Whether a translation has the values and tags; a number may become a word."""
    return _parts(original) == _parts(translated)


def _parts(text: str) -> tuple[list[str], list[str]]:
    values = [found for found in PLACEHOLDER.findall(text) if not NUMBER.match(found)]
    return sorted(values), sorted(TAG.findall(text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_number_is_a_word_only_where_the_form_is_for_that_number_alone(language: str):
    plural = c2py(catalogue(language).plural_expr)
    numbers: dict[int, set[int]] = {}
    for number in range(200):
        numbers.setdefault(plural(number), set()).add(number)

    wordy = [
        (message.id, translated)
        for message in messages(language)
        if not isinstance(message.id, str) and NUMBER.search(message.id[-1])
        for form, translated in enumerate(_texts(message.string))
        if not NUMBER.search(translated) and len(numbers[form]) > 1
    ]

    assert wordy == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_text_with_a_number_has_every_plural_form(language: str):
    lacking = [
        message.id
        for message in messages(language)
        if not isinstance(message.id, str)
        and len(_texts(message.string)) != catalogue(language).num_plurals
    ]

    assert lacking == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_that_of_the_texts(language: str):
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        committed = read_mo(file)

    assert _translations(committed) == _translations(read_mo(compiled))


def _translations(found: Catalog) -> dict[Key, object]:
    return {_key(m.id, m.context): m.string for m in found if m.id}
