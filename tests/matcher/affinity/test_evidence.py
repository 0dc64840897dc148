import numpy as np
import pytest

from matcher.affinity.evidence import overlap, wish_shares
from matcher.weights import Weights
from matcher.wishes import Roll, Wish, WishForce, WishPage
from tests.builders import a_participant

PEOPLE = [a_participant(code) for code in ("P1", "P2", "P3")]
ROLL = Roll(tuple(person.id for person in PEOPLE))
ALWAYS = np.ones((3, 3), dtype=np.bool_)


def _wish(target: str | None, force: WishForce, *, choices: int = 1) -> Wish:
    return Wish(by="P1", target=target, text="wens", force=force, choices=choices)


def test_only_wanting_somebody_counts() -> None:
    wishes = [
        _wish("P2", WishForce.REFUSED),
        _wish("P3", WishForce.CONDITIONAL),
        _wish(None, WishForce.DESCRIBED),
    ]

    shares = wish_shares(
        ROLL, [WishPage.of(tuple(wishes))], np.zeros((3, 3)), ALWAYS, Weights()
    )

    assert len(shares.shares) == 0


def test_words_that_fit_everybody_say_half_as_much_and_are_shared_by_fit() -> None:
    better, worse = (
        _wish(code, WishForce.DESCRIBED, choices=2) for code in ("P2", "P3")
    )
    fit = np.array([[0, 0.8, 0.2], [0, 0, 0], [0, 0, 0]])

    shares = wish_shares(
        ROLL, [WishPage.of((better, worse))], fit, ALWAYS, Weights(described=0.8)
    )

    counted = {
        code: round(shares.between("P1", code)[0][1], 3) for code in ("P2", "P3")
    }
    assert counted == {"P2": 0.4, "P3": 0.283}


def test_who_is_never_there_at_the_same_time_takes_no_place_in_the_row() -> None:
    wishes = [_wish(code, WishForce.DESCRIBED, choices=1) for code in ("P2", "P3")]
    fit = np.array([[0, 0.8, 0.2], [0, 0, 0], [0, 0, 0]])
    timely = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]], dtype=np.bool_)

    shares = wish_shares(
        ROLL, [WishPage.of(tuple(wishes))], fit, timely, Weights(described=0.8)
    )

    assert shares.shares.round(3).tolist() == pytest.approx([0.8, 0.8])


def test_strongest_wish_of_a_pair_counts_and_none_without_a_target() -> None:
    wishes = [
        _wish("P2", WishForce.DESCRIBED),
        _wish("P2", WishForce.NAMED),
        _wish(None, WishForce.DESCRIBED),
    ]

    shares = wish_shares(
        ROLL,
        [WishPage.of(tuple(wishes))],
        np.zeros((3, 3)),
        ALWAYS,
        Weights(named=0.75, described=0.5),
    )

    assert shares.gain().tolist() == [[0, 0.75, 0], [0, 0, 0], [0, 0, 0]]


def test_overlap_is_whole_for_equal_sets_and_more_for_rare_codes() -> None:
    people = [
        a_participant("P1", themes="taal sport"),
        a_participant("P2", themes="taal sport"),
        a_participant("P3", themes="sport wonen"),
        a_participant("P4", themes="wonen"),
        a_participant("P5", themes="sport"),
    ]

    shared = overlap(people, lambda p: p.themes).values

    assert shared[0, 1].round(3) == 1
    assert shared[2, 3] > shared[2, 4]
    assert shared[1, 3] == 0
