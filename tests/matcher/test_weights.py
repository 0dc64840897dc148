"""Weights are named, bounded and said in the documentation."""

import pytest

from bench.matching_rules import DOCUMENT, brought_up_to_date
from matcher.weights import DEFAULT_WEIGHTS, WEIGHTS, Weights


def test_documentation_is_made_from_the_weights_of_now() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    assert text == brought_up_to_date(text), "run: python -m bench.matching_rules"


@pytest.mark.parametrize("name", WEIGHTS)
def test_weight_outside_its_bounds_is_refused(name: str) -> None:
    described = WEIGHTS[name]

    for wrong in (described.least - 0.01, described.most + 0.01):
        with pytest.raises(ValueError, match=f"weight {name}"):
            Weights(**{name: wrong})
    assert getattr(Weights(**{name: described.least}), name) == described.least
    assert getattr(DEFAULT_WEIGHTS, name) == described.default
