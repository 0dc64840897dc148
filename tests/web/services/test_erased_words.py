"""Words taken out of texts, in the forms in which our sentences quote them."""

import pytest

from web.services.erased_words import ErasedWords
from web.wording.quoting import shortened

LONG = "Wij koken elke dinsdag samen in het buurthuis. " * 6


@pytest.mark.parametrize(
    ("word", "text", "left"),
    [
        ("Koffie & Verhalen", "U praat met Koffie & Verhalen.", "U praat met (…)."),
        ("Koffie & Verhalen", "<b>Koffie &amp; Verhalen</b>", "<b>(…)</b>"),
        ("samen\n  koken", "Zij bieden “samen koken”.", "Zij bieden “(…)”."),
        ("Zon", "De Zonnebloem en de Zon", "De Zonnebloem en de (…)"),
        ("de", "Eén van de drie", "Eén van de drie"),
    ],
)
def test_words_are_taken_out(word: str, text: str, left: str) -> None:
    assert ErasedWords([word]).taken_out_of(text) == left


def test_long_words_are_found_as_they_are_cut() -> None:
    text = f"Zij bieden “{shortened(LONG)}”."

    assert ErasedWords([LONG]).taken_out_of(text) == "Zij bieden “(…)…”."


def test_nobody_s_words_change_nothing() -> None:
    assert ErasedWords([]).taken_out_of("Dag.") == "Dag."
