import pytest

from matcher.compounds import lemma, parts_of
from matcher.words import root


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("naaiatelier", ("naai", "atelier")),
        ("schuldhulpverlening", ("schuld", "hulp", "verlening")),
        ("huurcontract", ("huur", "contract")),
        ("taalvrijwilligers", ("taal", "vrijwilligers")),
        ("voedselkast", ("voedsel", "kast")),
        ("scheiding", ()),
        ("eerlijk", ()),
        ("vaders", ()),
        ("zaal", ()),
    ],
)
def test_compound_is_split_into_known_words(word, parts) -> None:
    assert parts_of(word) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zalen", "zaal"),
        ("fietsen", "fiets"),
        ("vrijwilligers", "vrijwilliger"),
        ("gesprekken", "gesprek"),
    ],
)
def test_forms_of_a_word_have_one_root(one, other) -> None:
    assert root(one) == root(other)


def test_elders_are_not_parents() -> None:
    assert root("ouderen") != root("ouders")


def test_word_without_a_lemma_is_its_own() -> None:
    assert lemma("qqqq") == "qqqq"
