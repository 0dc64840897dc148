"""The catalogues are complete, fresh and compiled.

`make translations` brings them up to date; docs/translations.md tells how.
"""

import io
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "web" / "translations"
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
PLACEHOLDER = re.compile(r"%(?:\(\w+\)[#0\- +]*[\d.]*[a-zA-Z]|%)")
TAG = re.compile(r"</?\w+[^>]*>")

Key = tuple[str, str]
"""The context of a text (mostly empty) and the text, singular first."""


def languages() -> list[str]:
    return ["en"]


@cache
def used_in_source() -> frozenset[Key]:
    """Collect the texts of the source, as `make translations` does."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    mappings = settings["tool"]["babel"]["mappings"]
    methods = [(entry["pattern"], entry["method"]) for entry in mappings]
    found = extract_from_dir(
        ROOT / "web",
        method_map=[(pattern.removeprefix("web/"), name) for pattern, name in methods],
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


def _key(text: str | tuple[str, ...], context: str | None) -> Key:
    return context or "", text if isinstance(text, str) else text[0]


def _texts(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def test_there_is_an_english_catalogue():
    assert "en" in languages()


@pytest.mark.parametrize("language", languages())
def test_every_text_is_in_the_catalogue_and_no_other(language: str):
    known = {_key(message.id, message.context) for message in messages(language)}

    assert (used_in_source() - known, known - used_in_source()) == (set(), set())
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", languages())
def test_every_text_is_translated_for_certain(language: str):
    unfinished = [
        message.id
        for message in messages(language)
        if message.fuzzy or not all(_texts(message.string))
    ]

    assert unfinished == []


@pytest.mark.parametrize("language", languages())
def test_translations_keep_values_and_markup(language: str):
    broken = [
        message.id
        for message in messages(language)
        for original, translated in zip(
            _texts(message.id), _texts(message.string), strict=False
        )
        if sorted(PLACEHOLDER.findall(original))
        != sorted(PLACEHOLDER.findall(translated))
        or sorted(TAG.findall(original)) != sorted(TAG.findall(translated))
    ]

    assert broken == []


@pytest.mark.parametrize("language", languages())
def test_the_compiled_catalogue_is_that_of_the_texts(language: str):
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        committed = read_mo(file)

    assert _translations(committed) == _translations(read_mo(compiled))


def _translations(found: Catalog) -> dict[Key, object]:
    return {_key(m.id, m.context): m.string for m in found if m.id}
