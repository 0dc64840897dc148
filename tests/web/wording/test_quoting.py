import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.wording.quoting import LONGEST_QUOTE, one_line, quoted, shortened

RIGHT_TO_LEFT_OVERRIDE = "\u202e"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Vaste plek", "Vaste plek"),
        ("  Twee\n\tregels\u00a0hier ", "Twee regels hier"),
        (f"draai{RIGHT_TO_LEFT_OVERRIDE}om", "draaiom"),
        ("nul\x00 en\x07bel", "nul enbel"),
        ("ሓበሻ ድልድል", "ሓበሻ ድልድል"),
        ("می‌خواهم", "می‌خواهم"),
        ("", ""),
    ],
)
def test_one_line_keeps_what_can_be_read(typed: str, line: str):
    assert one_line(typed) == line


@pytest.mark.parametrize(
    ("typed", "longest", "short"),
    [
        ("kort", 20, "kort"),
        ("precies twintig teken", 21, "precies twintig teken"),
        ("een zin die veel te lang is, zegt men", 29, "een zin die veel te lang is…"),
        ("een zin die veel te lang is", 20, "een zin die veel te…"),
        ("a" * 300, 20, "a" * 19 + "…"),
        ("x " + "a" * 300, 60, "x " + "a" * 57 + "…"),
    ],
)
def test_shortened_cuts_at_a_word(typed: str, longest: int, short: str):
    assert shortened(typed, longest) == short


@given(st.text(max_size=400))
def test_shortened_is_one_line_within_its_length(typed: str):
    short = shortened(typed)

    assert len(short) <= LONGEST_QUOTE
    assert short == one_line(short)
    assert short.removesuffix("…") == one_line(typed)[: len(short.removesuffix("…"))]


@pytest.mark.parametrize(
    ("typed", "quote"),
    [
        ("Vaste plek.", "“Vaste plek”"),
        ("Hoe praat je met een boze jongere?", "“Hoe praat je met een boze jongere?”"),
        ("enzovoort...", "“enzovoort...”"),
        ("=1+1", "“=1+1”"),
        ("<script>", "“<script>”"),
    ],
)
def test_quoted_leaves_the_words_as_written(typed: str, quote: str):
    assert quoted(typed) == quote
