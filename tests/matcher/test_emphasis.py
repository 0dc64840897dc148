"""Sliders move weights between the ends that are written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.emphasis import MOVES, STEPS, Emphasis, weighed
from matcher.event import Rules
from matcher.weights import DEFAULT_WEIGHTS, WEIGHTS

steps = st.dictionaries(st.sampled_from(Emphasis), st.sampled_from(STEPS))


def test_every_slider_moves_weights_and_no_weight_is_moved_by_two() -> None:
    moved = [move.weight for moves in MOVES.values() for move in moves]

    assert set(MOVES) == set(Emphasis)
    assert len(moved) == len(set(moved))
    assert set(moved) <= set(WEIGHTS)


def test_sliders_in_the_middle_change_nothing() -> None:
    assert weighed(dict.fromkeys(Emphasis, 0), {}) == DEFAULT_WEIGHTS


@given(steps)
def test_any_position_gives_weights_within_their_bounds_in_order(emphasis) -> None:
    weights = weighed(emphasis, {})

    for what, moves in MOVES.items():
        step = emphasis.get(what, 0)
        for move in moves:
            wanted = {
                min(STEPS): move.lowest,
                0: WEIGHTS[move.weight].default,
                max(STEPS): move.highest,
            }
            given_weight = getattr(weights, move.weight)
            ends = sorted((move.lowest, move.highest))
            assert ends[0] <= given_weight <= ends[1]
            assert given_weight == wanted.get(step, given_weight)


def test_weight_that_is_set_by_name_wins_over_its_slider() -> None:
    weights = weighed({Emphasis.THEMES: 2}, {"theme": 0.33})

    assert (weights.theme, weights.target_group) == (0.33, 0.4)


@pytest.mark.parametrize(
    "wrong",
    [
        {"emphasis": {Emphasis.THEMES: 3}},
        {"own_weights": {"nonsense": 0.5}},
        {"own_weights": {"theme": 1.5}},
        {"one_way_share": 1.1},
        {"earlier_counts": -0.1},
        {"most_of_person": 0},
    ],
)
def test_rules_out_of_their_bounds_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong)) + "|theme|nonsense"):
        Rules(**wrong)
