import numpy as np

from matcher.affinity import pruning
from matcher.affinity.pruning import (
    LEAST_OWN_SIDE,
    LEAST_SAME_SIDE,
    STRONG,
    OwnSide,
    keep_pairs,
)
from matcher.event import Rules
from tests.builders import a_participant


def _kept(values, *, timely=None, same_side=None, allowed=None, own=None):
    values = np.array(values, dtype=np.float32)
    everything = ~np.eye(len(values), dtype=bool)
    nothing = np.zeros_like(everything)
    return keep_pairs(
        values,
        allowed=everything if allowed is None else np.array(allowed, dtype=bool),
        timely=everything if timely is None else np.array(timely, dtype=bool),
        same_side=nothing if same_side is None else np.array(same_side, dtype=bool),
        own=own,
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


def test_everybody_of_a_larger_side_keeps_its_best_weak_pairs_within_it() -> None:
    """The first three are of that side; each keeps one of the others."""
    weak, weaker, least = LEAST_SAME_SIDE - 1, LEAST_SAME_SIDE - 2, LEAST_OWN_SIDE - 1
    values = [
        [0, weak, least, 500],
        [weak, 0, weaker, 500],
        [least, weaker, 0, 500],
        [500, 500, 500, 0],
    ]
    side = np.logical_and.outer([True, True, True, False], [True, True, True, False])

    kept = _kept(values, same_side=side, own=OwnSide(pairs=side, each=1))

    assert kept == [
        [False, True, False, True],
        [True, False, True, True],
        [False, True, False, True],
        [True, True, True, False],
    ]


def _side(groups: int, organisations: int, **rules) -> OwnSide | None:
    people = [a_participant(f"G{n}") for n in range(groups)]
    people += [a_participant(f"O{n}", kind="fund") for n in range(organisations)]
    return OwnSide.of(people, Rules(**rules))


def test_larger_side_keeps_as_many_of_its_own_as_it_lacks() -> None:
    own = _side(1, 4, most=8)

    assert own is not None
    assert own.each == 6
    assert own.pairs.sum() == 4 * 4
    assert not own.pairs[0].any()


def test_sides_of_about_one_size_keep_none_of_their_own() -> None:
    assert _side(9, 10) is None
    assert _side(0, 5) is None
    assert _side(1, 3, even_sides=False) is None
