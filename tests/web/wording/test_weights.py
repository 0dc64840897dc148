"""Everything that counts has words, in every language."""

import pytest
from flask import Flask

from matcher.emphasis import STEPS, Emphasis
from matcher.weights import DEFAULT_WEIGHTS, WEIGHTS, Weights
from web.wording import in_language
from web.wording.weights import (
    EMPHASIS_WORDS,
    WEIGHT_WORDS,
    emphasis_lines,
    step_name,
    weight_lines,
)


def test_every_weight_and_every_slider_has_words() -> None:
    assert list(WEIGHT_WORDS) == list(WEIGHTS)
    assert set(EMPHASIS_WORDS) == set(Emphasis)


def test_weights_that_nobody_changed_are_said_without_a_change(app: Flask) -> None:
    with app.test_request_context():
        assert {line.change for line in weight_lines(DEFAULT_WEIGHTS)} == {""}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"theme": 0.5}, "Telt op deze beurs meer dan gewoon."),
        ({"theme": 0.1}, "Telt op deze beurs minder dan gewoon."),
        ({"mutuality": 0.5}, "Telt op deze beurs meer dan gewoon."),
        ({"full_likeness": 0.9}, "Telt op deze beurs minder dan gewoon."),
    ],
)
def test_weight_that_differs_is_told_in_words(app: Flask, change, told) -> None:
    with app.test_request_context():
        lines = weight_lines(Weights(**change))

    changed = [line for line in lines if line.change]
    assert [line.change for line in changed] == [told]


def test_sliders_out_of_the_middle_are_told(app: Flask) -> None:
    emphasis = {Emphasis.WISHES: -2, Emphasis.THEMES: 0, Emphasis.NEW_CONTACTS: 1}

    with app.test_request_context():
        dutch = emphasis_lines(emphasis)
        with in_language("en"):
            english = emphasis_lines(emphasis)

    assert dutch == (
        "Wie u wilt ontmoeten: dat telt op deze beurs veel minder dan gewoon.",
        "Nieuwe contacten: dat telt op deze beurs iets meer dan gewoon.",
    )
    assert len(english) == len(dutch)
    assert set(english) & set(dutch) == set()


def test_every_step_has_a_name_of_its_own(app: Flask) -> None:
    with app.test_request_context():
        assert len({step_name(step) for step in STEPS}) == len(STEPS)
