"""Bits and random numbers."""

import numpy as np
import pytest

from solver.kernel.compiled import below, bit_from, chance, inlined, lowest, popcount


@inlined
def count_bits(bits: int) -> tuple[int, int]:
    return lowest(bits), popcount(bits)


@pytest.mark.parametrize("bits", [1, 2, 12, 2**40 + 2**7, 2**62, -(2**63), -1])
def test_bits_are_counted(bits: int) -> None:
    unsigned = bits % 2**64

    assert count_bits(bits) == (
        (unsigned & -unsigned).bit_length() - 1,
        unsigned.bit_count(),
    )


@pytest.mark.parametrize(
    ("start", "found"), [(0, 1), (1, 1), (2, 5), (5, 5), (6, 1), (62, 1)]
)
def test_a_bit_is_found_at_or_after_a_start_and_around(start: int, found: int) -> None:
    assert bit_from(0b100010, start) == found


def test_random_numbers_stay_in_their_range_and_reach_all_of_it() -> None:
    random = np.array([88172645463325252], np.uint64)

    whole = [below(random, 7) for _ in range(500)]
    parts = [chance(random) for _ in range(500)]

    assert set(whole) == set(range(7))
    assert 0.0 <= min(parts) < 0.02
    assert 0.98 < max(parts) < 1.0
