"""Problems made in memory, which no reader has looked at before."""

from dataclasses import replace

import pytest

from solver import ProblemRefused, check
from tests.solver.builders import event, pair, party


def test_a_problem_that_fits_together_comes_back() -> None:
    problem = event()

    assert check(problem) is problem


def test_a_name_given_twice_is_refused() -> None:
    problem = replace(event(pairs=()), parties=(party(0, ["p0", "p0"]),))

    with pytest.raises(ProblemRefused) as refusal:
        check(problem)

    assert refusal.value.place == "parties[0].people[1]"
    assert refusal.value.advice == '"p0" is named twice; leave one out'


def test_a_pair_that_comes_twice_the_other_way_round_is_refused() -> None:
    again = replace(pair(0, 1), id="again", a="W1", b="W0")

    with pytest.raises(ProblemRefused, match=r"^pairs\[1\]: "):
        check(event(pairs=(pair(0, 1), again)))
