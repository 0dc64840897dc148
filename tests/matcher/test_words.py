import pytest

from matcher.words import content_stems, fold, stem, words_of, written_words


@pytest.mark.parametrize(
    ("text", "folded"), [("GÜL", "gul"), ("Şilan", "silan"), ("café", "cafe")]
)
def test_fold_drops_case_and_accents(text, folded) -> None:
    assert fold(text) == folded


def test_words_are_split_at_everything_else() -> None:
    assert words_of("Ex-Bajes, 'Nu' Buurman!") == ("ex", "bajes", "nu", "buurman")
    assert written_words("Eén Tafel") == ("Een", "Tafel")


def test_inflections_have_one_stem() -> None:
    assert stem("moeders") == stem("moeder")
    assert stem("naaimachines") == stem("naaimachine")


def test_elders_are_not_parents() -> None:
    assert stem("ouderen") != stem("ouders")


def test_content_leaves_out_words_that_say_nothing() -> None:
    assert content_stems("Wij zoeken een zaal voor ons") == (stem("zaal"),)
    assert content_stems("樂") == ("樂",)
    assert content_stems("x") == ()
