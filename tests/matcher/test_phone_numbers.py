# ruff: noqa: RUF001 -- people write other dashes
"""Numbers as people write them become numbers that can be dialled, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.phone_numbers import as_e164, is_mobile


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("06-12345678", "+31612345678"),
        ("06 12 34 56 78", "+31612345678"),
        ("+31 6 12345678", "+31612345678"),
        ("+31 (0)6 1234 5678", "+31612345678"),
        ("+31(0) 6-12345678", "+31612345678"),
        ("+31 06 12345678", "+31612345678"),
        ("0031 6 12 34 56 78", "+31612345678"),
        ("(010) 123 45 67", "+31101234567"),
        ("0182 – 12 34 56", "+31182123456"),
        ("+32 470 12 34 56", "+32470123456"),
        ("00 380 44 123 4567", "+380441234567"),
        ("12345678", None),
        ("06-1234567", None),
        ("06-123456789", None),
        ("+31 6 1234567", None),
        ("0000000000", None),
        ("+0612345678", None),
        ("fatma@voorbeeld.nl", None),
        ("", None),
    ],
)
def test_a_number_is_dialled_as_it_is_meant(written: str, dialled: str | None) -> None:
    assert as_e164(written) == dialled


@given(st.text(alphabet="0123456789+()-./ \u00a0–", max_size=20))
def test_what_is_dialled_stays_the_same(written: str) -> None:
    dialled = as_e164(written)

    assert dialled is None or as_e164(dialled) == dialled


@pytest.mark.parametrize(
    ("number", "expected"),
    [("+31612345678", True), ("+31101234567", False), ("+32470123456", True)],
)
def test_a_text_message_goes_to_a_mobile_number(number: str, *, expected: bool) -> None:
    assert is_mobile(number) is expected
