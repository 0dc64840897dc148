import numpy as np

from matcher.affinity import pruning
from matcher.affinity.pruning import LEAST_SAME_SIDE, STRONG, keep_pairs


def _kept(values, *, timely=None, same_side=None, allowed=None):
    values = np.array(values, dtype=np.float32)
    everything = ~np.eye(len(values), dtype=bool)
    nothing = np.zeros_like(everything)
    return keep_pairs(
        values,
        allowed=everything if allowed is None else np.array(allowed, dtype=bool),
        timely=everything if timely is None else np.array(timely, dtype=bool),
        same_side=nothing if same_side is None else np.array(same_side, dtype=bool),
    ).tolist()


def test_everybody_keeps_the_best(monkeypatch) -> None:
    monkeypatch.setattr(pruning, "KEPT_EACH", 1)

    kept = _kept([[0, 9, 5, 1], [9, 0, 4, 2], [5, 4, 0, 3], [1, 2, 3, 0]])

    assert kept == [
        [False, True, True, False],
        [True, False, False, False],
        [True, False, False, True],
        [False, False, True, False],
    ]


def test_equal_ones_are_kept_together(monkeypatch) -> None:
    monkeypatch.setattr(pruning, "KEPT_EACH", 1)

    assert _kept([[0, 5, 5], [5, 0, 1], [5, 1, 0]])[0] == [False, True, True]


def test_pair_without_a_common_time_is_kept_if_strong() -> None:
    never = [[False, False], [False, False]]

    assert _kept([[0, STRONG], [STRONG, 0]], timely=never)[0] == [False, True]
    assert _kept([[0, STRONG - 1], [STRONG - 1, 0]], timely=never)[0] == [False, False]


def test_weak_pair_of_one_side_is_kept_only_for_who_has_nobody_else() -> None:
    weak = LEAST_SAME_SIDE - 1
    side = [[False, True, False], [True, False, False], [False, False, False]]

    assert _kept([[0, weak], [weak, 0]], same_side=[[False, True], [True, False]])[
        0
    ] == [
        False,
        True,
    ]
    assert _kept([[0, weak, 500], [weak, 0, 500], [500, 500, 0]], same_side=side)[
        0
    ] == [
        False,
        False,
        True,
    ]


def test_pair_that_is_not_allowed_is_never_kept() -> None:
    assert _kept([[0, 999], [999, 0]], allowed=[[0, 0], [0, 0]])[0] == [False, False]
