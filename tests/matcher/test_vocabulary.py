import pytest

from matcher.vocabulary import VOCABULARY, read_vocabulary


@pytest.mark.parametrize(
    ("scheme", "size"),
    [
        ("org_kind", 9),
        ("need_kind", 9),
        ("theme", 22),
        ("target_group", 30),
        ("language", 41),
        ("language_level", 5),
        ("accessibility", 21),
        ("contact_channel", 9),
    ],
)
def test_vocabulary_has_every_code_of_the_scheme(scheme, size) -> None:
    assert len(VOCABULARY.codes(scheme)) == size


def test_label_is_in_the_language_asked() -> None:
    assert VOCABULARY.label("theme", "wonen", "nl") == "Wonen"
    assert VOCABULARY.label("theme", "wonen", "en") == "Housing"


def test_label_is_english_for_a_language_without_labels() -> None:
    assert VOCABULARY.label("theme", "wonen", "so") == "Housing"


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti", "uk", "tr", "pl"])
def test_every_term_has_a_label_of_its_own_in_each_page_language(language) -> None:
    labels = [(t.scheme, t.labels.get(language, "")) for t in VOCABULARY.terms]

    assert all(label.strip() for _scheme, label in labels)
    assert len(set(labels)) == len(labels)


def test_further_label_of_an_unknown_term_is_an_error() -> None:
    with pytest.raises(KeyError):
        read_vocabulary("scheme,code,label_nl,label_en,note", "scheme,code,ar\na,b,c")


def test_label_of_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        VOCABULARY.label("theme", "nergens")


@pytest.mark.parametrize(
    "text", ["wonen", " WONEN ", "Housing", "Wonen"], ids=["code", "loud", "en", "nl"]
)
def test_find_code_knows_codes_and_labels(text) -> None:
    assert VOCABULARY.find_code("theme", text) == "wonen"


def test_find_code_of_something_else_is_none() -> None:
    assert VOCABULARY.find_code("theme", "vissen") is None


@pytest.mark.parametrize(
    ("code", "autonym", "direction"),
    [
        ("nl", "Nederlands", "ltr"),
        ("ar", "العربية", "rtl"),
        ("ms", "Bahasa Melayu", "ltr"),
        ("dse", "NGT", "ltr"),
    ],
)
def test_language_has_its_own_name_and_direction(code, autonym, direction) -> None:
    assert VOCABULARY.autonym(code) == autonym
    assert VOCABULARY.direction(code) == direction
