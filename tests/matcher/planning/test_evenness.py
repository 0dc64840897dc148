"""The price at which both sides get as many meetings."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.affinity.pruning import LEAST_SAME_SIDE
from matcher.planning.evenness import (
    AIM,
    MOST_GIVEN_UP,
    Sides,
    Trial,
    excess,
    is_worth_it,
    worth,
)
from solver import Effort, Goals, HeldPair, Pair, Party, Plan, Problem, Status
from tests.builders import a_participant

SIDES = Sides(sizes={"informal": 2, "other": 4})
EVERY_VALUE = st.integers(1, 1000)


def _problem(values=None, *, least: int = 0) -> Problem:
    """Give a problem of two groups and four organisations, pairs by their values."""
    names = ["G0", "G1", "O0", "O1", "O2", "O3"]
    values = values or dict.fromkeys(map("".join, combinations(names, 2)), 500)
    return Problem(
        slots=1,
        blocks=((0,),),
        people=(),
        parties=tuple(
            Party(
                id=name,
                group="informal" if name[0] == "G" else "other",
                people=(),
                min=least,
            )
            for name in names
        ),
        tables=(),
        pairs=tuple(
            Pair(id=pair, a=pair[:2], b=pair[2:], value=value)
            for pair, value in values.items()
        ),
        goals=Goals(bonus=(30, 20)),
    )


def _plan(*pairs: str) -> Plan:
    return Plan(
        problem="",
        status=Status.FEASIBLE,
        meetings=tuple(
            HeldPair(pair=pair, slot=0, table="t", person_a="", person_b="")
            for pair in pairs
        ),
        effort=Effort(seconds=0, moves=0, seed=0, workers=1, version="0"),
    )


def _values(problem: Problem) -> dict[str, int]:
    return {pair.id: pair.value for pair in problem.pairs}


@pytest.mark.parametrize(
    ("held", "lead"),
    [
        ((), 0.0),
        (("G0O0",), 0.5),
        (("G0O0", "O1O2"), -1 / 3),
        (("O0O1",), -1.0),
        (("G0G1",), 1.0),
    ],
)
def test_lead_is_the_difference_of_the_averages(held, lead) -> None:
    assert SIDES.lead(_problem(), _plan(*held)) == pytest.approx(lead)


def test_side_without_anybody_is_not_behind() -> None:
    sides = Sides.of([a_participant("G0"), a_participant("G1")])

    assert sides.sizes == {"informal": 2, "other": 0}
    assert sides.lead(_problem(), _plan("G0G1")) == 0.0
    assert sides.points(("informal", "informal"), 30.0) == 0.0


def test_price_is_paid_for_each_chair_of_the_side_that_gets_less() -> None:
    priced = _values(SIDES.priced(_problem(), 50.0))

    share = (1 - AIM) * 4 / 2
    assert priced["O0O1"] == 500 + 2 * 50
    assert priced["G0O0"] == round(500 + 50 - 50 * share)
    assert priced["G0G1"] == round(500 - 2 * 50 * share)


@given(st.floats(0, 500), st.sets(st.sampled_from(sorted(_values(_problem())))))
def test_plan_with_the_difference_aimed_at_pays_nothing(price, held) -> None:
    """What a plan pays has the sign of how far it is from that difference."""
    problem = _problem()
    groups = {p.id: (p.a, p.b) for p in problem.pairs}
    side = {p.id: p.group for p in problem.parties}

    paid = sum(SIDES.points([side[p] for p in groups[m]], price) for m in held)

    chairs = [side[p] for m in held for p in groups[m]]
    behind = chairs.count("other") / 4 - (1 - AIM) * chairs.count("informal") / 2
    assert paid == pytest.approx(price * 4 * behind)


def test_prices_of_both_signs_mirror_each_other() -> None:
    even = Sides(sizes={"informal": 3, "other": 3})

    there = even.points(("informal", "informal"), -40.0)
    here = even.points(("other", "other"), 40.0)

    assert there == here == 80.0


@given(
    st.dictionaries(
        st.sampled_from(sorted(_values(_problem()))), EVERY_VALUE, min_size=1
    ),
    st.floats(-800, 800),
    st.integers(0, 2),
)
def test_priced_problem_leaves_nobody_with_less_than_is_guaranteed(
    values, price, least
) -> None:
    problem = _problem(values, least=least)

    priced = SIDES.priced(problem, price)

    assert all(1 <= pair.value <= 1000 for pair in priced.pairs)
    for party in problem.parties:
        had, has = (
            sum(party.id in (pair.a, pair.b) for pair in each.pairs)
            for each in (problem, priced)
        )
        assert has >= min(had, max(least, min(had, 0)))


def test_weak_pair_of_one_side_takes_part_where_the_price_makes_it_strong() -> None:
    weak = LEAST_SAME_SIDE - 40
    values = {"O0O1": weak, "G0O0": 300, "G1O1": 300}

    free = _values(SIDES.priced(_problem(values), 0.0))
    sought = _values(SIDES.priced(_problem(values), 25.0))

    assert set(free) == {"G0O0", "G1O1"}
    assert sought["O0O1"] == weak + 50


def test_who_has_only_weak_pairs_of_one_side_keeps_them() -> None:
    values = {"O0O1": 3, "O1O2": 2, "G0O1": 300, "G1O2": 300, "O1O3": 9}

    kept = _values(SIDES.priced(_problem(values), 0.0))

    assert set(kept) == {"O0O1", "O1O3", "G0O1", "G1O2"}


def test_first_price_turns_the_last_meeting_that_has_to_change_places() -> None:
    """Of two meetings between the sides one has to give way to two of one side."""
    values = {"G0O0": 400, "G1O1": 300, "O0O1": 100, "O2O3": 90}
    problem, plan = _problem(values), _plan("G0O0", "G1O1")

    price = SIDES.next_price(problem, plan, [Trial(price=0.0, lead=0.5)])

    priced = SIDES.priced(problem, price + 1)
    assert _values(priced)["O0O1"] > _values(priced)["G1O1"]
    assert _values(priced)["O0O1"] < _values(priced)["G0O0"]


def test_price_that_is_too_low_is_raised() -> None:
    trials = [Trial(price=0.0, lead=0.5), Trial(price=60.0, lead=0.3)]

    assert SIDES.next_price(_problem(), _plan(), trials) == 90.0


@given(
    st.floats(0.11, 1),
    st.lists(st.tuples(st.floats(20, 900), st.floats(-1, 1)), min_size=1, max_size=5),
    st.sampled_from([1, -1]),
)
def test_next_price_lies_between_those_that_were_too_low_and_too_high(
    lead, tried, sign
) -> None:
    """A higher price never makes the side that is ahead lead by more."""
    prices = sorted({price for price, _ in tried})
    leads = sorted((min(lead, lead_of) for _, lead_of in tried), reverse=True)
    trials = [Trial(price=0.0, lead=sign * lead)] + [
        Trial(price=sign * p, lead=sign * other)
        for p, other in zip(prices, leads, strict=False)
    ]

    found = sign * SIDES.next_price(_problem(), _plan(), trials)

    low = max(sign * t.price for t in trials if sign * t.lead > AIM)
    high = min((sign * t.price for t in trials if sign * t.lead <= AIM), default=None)
    assert found >= low
    assert high is None or found <= high


def test_worth_of_a_plan_is_what_the_solver_adds_up() -> None:
    values = {"G0O0": 400, "G0O1": 300}

    assert worth(_problem(values), _plan("G0O0", "G0O1")) == 700 + 50 + 30 + 30


@pytest.mark.parametrize(
    ("before", "after", "lost", "taken"),
    [
        (0.2, 0.0, MOST_GIVEN_UP, True),
        (0.2, 0.0, MOST_GIVEN_UP + 0.01, False),
        (0.2, 0.15, 0.04, True),
        (0.2, 0.15, 0.06, False),
        (0.01, 0.0, 0.09, True),
        (0.1, 0.1, -0.1, False),
        (0.0, 0.0, 0.0, False),
    ],
)
def test_more_even_plan_is_taken_if_it_costs_little(before, after, lost, taken) -> None:
    assert is_worth_it(before=before, after=after, lost=lost) is taken


def test_excess_is_what_a_difference_passes_its_bound_by() -> None:
    assert excess(-0.3, within=0.1) == pytest.approx(0.2)
    assert excess(0.1, within=0.1) == 0
