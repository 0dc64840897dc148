import csv
from importlib import resources
from pathlib import Path

import pytest

from matcher.concepts import SCHEMES, SUBJECTS
from matcher.concepts.lexicon import LANGUAGES, LEXICONS, read_lexicon
from matcher.concepts.spelling import words_of
from matcher.vocabulary import VOCABULARY

DOCUMENTATION = Path(__file__).parents[3] / "docs" / "languages.md"


def _rows(language: str) -> list[dict[str, str]]:
    file = resources.files("matcher.concepts").joinpath("words", f"{language}.csv")
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def _wanted() -> set[tuple[str, str]]:
    codes = {
        (scheme, code)
        for scheme in SCHEMES
        if scheme != "subject"
        for code in VOCABULARY.codes(scheme)
    }
    return codes | {("subject", code) for code in SUBJECTS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_words_in_every_language(language) -> None:
    rows = _rows(language)

    assert {(row["scheme"], row["code"]) for row in rows} == _wanted()
    assert [row["code"] for row in rows if not row["words"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_word_names_its_concept(language) -> None:
    lost = [
        (concept, phrase)
        for row in _rows(language)
        for phrase in row["words"].split("; ")
        for concept in [f"{row['scheme']}:{row['code']}"]
        if concept not in set(map(str, LEXICONS[language].named_in(words_of(phrase))))
    ]

    assert lost == []


def test_documentation_says_who_checked_each_language() -> None:
    page = DOCUMENTATION.read_text("utf-8")

    assert [code for code in LANGUAGES if f"| `{code}.csv` |" not in page] == []
    assert f"{len(SUBJECTS)}\nfiner subjects" in page


def test_subjects_belong_to_themes_and_groups_that_exist() -> None:
    themes = {theme for s in SUBJECTS.values() for theme in s.themes}
    groups = {group for s in SUBJECTS.values() for group in s.target_groups}

    assert themes <= set(VOCABULARY.codes("theme"))
    assert groups <= set(VOCABULARY.codes("target_group"))
    assert len(SUBJECTS) >= 120


def test_every_theme_has_a_subject() -> None:
    themes = {theme for s in SUBJECTS.values() for theme in s.themes}

    assert themes == set(VOCABULARY.codes("theme"))


LISTED = read_lexicon(
    "nl", "scheme,code,words\nsubject,schulden,schuld*; geld lenen\ntheme,recht,wet\n"
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("schulden", {"subject:schulden"}),
        ("schuldhulp", {"subject:schulden"}),
        ("studieschuld", {"subject:schulden"}),
        ("geld lenen", {"subject:schulden"}),
        ("geld snel lenen", set()),
        ("geld", set()),
        ("de wet", {"theme:recht"}),
        ("wethouder", set()),
        ("onwetend", set()),
    ],
    ids=[
        "ending",
        "beginning of a compound",
        "end of a compound",
        "two words",
        "not adjacent",
        "half of two words",
        "whole word",
        "whole word, longer",
        "inside a word",
    ],
)
def test_listed_word_is_met(text, named) -> None:
    assert set(map(str, LISTED.named_in(words_of(text)))) == named
