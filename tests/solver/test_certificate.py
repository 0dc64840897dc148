"""Certificates prove what they say, and falsified ones are refused."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver import (
    Goal,
    GoalResult,
    Interpreter,
    Plan,
    PlanRefused,
    Problem,
    read_plan,
    verify,
    write_plan,
)
from solver.certificate import Certificate, Cut, LanguagePrice, PartyPrice, TablePrice
from solver.certified import proven_bound
from solver.plan import BoundSource
from solver.recount import recount
from tests.solver.builders import (
    event,
    meeting,
    pair,
    party,
    person,
    plan_of,
    slots_of,
)
from tests.solver.oracle import every_plan
from tests.solver.strategies import FEATURES, LANGUAGES, problems

few = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
POINT = 4096


def priced(problem: Problem, *points: int, **more: object) -> Certificate:
    """Make a certificate with a price in points for each party."""
    usual = Certificate(
        keeps_guarantee=False,
        parties=tuple(
            PartyPrice(party=each.id, prices=(point * POINT,))
            for each, point in zip(problem.parties, points, strict=True)
        ),
    )
    return replace(usual, **more)


def triangle(**more: object) -> Problem:
    """Make three parties that want each other, all in one slot."""
    return event(parties=3, slots=1, tables=9, **more)


ROUND = Cut(price=10 * POINT, parties=("W0", "W1", "W2"), slots=((0,),))
"""Of three parties in one slot only two can meet."""


def test_no_price_proves_no_more_than_everything_held() -> None:
    assert proven_bound(triangle(), priced(triangle(), 0, 0, 0)) == 30


def test_the_right_price_proves_what_halves_would_be_worth() -> None:
    assert proven_bound(triangle(), priced(triangle(), 5, 5, 5)) == 15


def test_a_cut_proves_what_no_halves_allow() -> None:
    assert proven_bound(triangle(), priced(triangle(), 0, 0, 0, cuts=(ROUND,))) == 10


def test_a_cut_over_pairs_knows_that_each_meets_once() -> None:
    # W0 meets in slot 0, W1 in slot 1, and together at most once: 1 + 1 + 1 halved.
    problem = event(parties=2, slots=2, people=(person(0, 2), person(1, 2)), tables=9)
    cut = Cut(price=4 * POINT, parties=("W0", "W1"), slots=((0,), (1,)), pairs=("e01",))

    # In either slot the pair pays once; the cut itself allows one.
    assert proven_bound(problem, priced(problem, 0, 0, cuts=(cut,))) == 10


def test_a_bound_that_is_no_whole_number_is_rounded_down_again() -> None:
    certificate = priced(triangle(), 5, 5, 5)
    odd = replace(certificate.parties[0], prices=(5 * POINT + 1,))

    # Two of the pairs no longer pay: nothing is lost, one unit is gained.
    assert (
        proven_bound(
            triangle(), replace(certificate, parties=(odd, *certificate.parties[1:]))
        )
        == 15
    )


def test_bonuses_are_earned_with_the_number_of_meetings() -> None:
    problem = triangle()
    with_bonus = replace(problem, goals=replace(problem.goals, bonus=(7, 7, 7)))

    # One slot is one meeting for each of the three.
    assert proven_bound(with_bonus, priced(problem, 5, 5, 5)) == 15 + 3 * 7


def test_a_price_below_zero_is_paid_for_the_guarantee() -> None:
    pairs = (pair(0, 1, 10),)
    problem = event(parties=2, slots=1, pairs=pairs, tables=9)
    must = replace(problem, parties=(party(0, min=1), party(1)))
    certificate = replace(priced(must, -10, 20), keeps_guarantee=True)

    assert proven_bound(must, certificate) == 10
    assert proven_bound(must, replace(certificate, keeps_guarantee=False)) == 20


def test_rests_limit_what_a_party_receives() -> None:
    people = (person(0, 5, max_run=2), *(person(n, 5) for n in range(1, 6)))
    problem = event(parties=6, slots=5, tables=9, people=people)
    certificate = priced(problem, 100, 0, 0, 0, 0, 0)

    # W0 receives 100 for each of the four meetings that its rests allow; of the
    # fifteen pairs only the ten without W0 are worth their price.
    assert proven_bound(problem, certificate) == 400 + 100


def test_several_people_receive_together() -> None:
    problem = event(parties=4, slots=1, tables=9)
    two = (party(0, people=("p0", "p3")), *problem.parties[1:3], party(3))

    both = replace(problem, parties=two, people=problem.people)

    assert proven_bound(both, priced(both, 100, 0, 0, 0)) == 200 + 30


def test_tables_and_interpreters_receive_their_highest_price() -> None:
    problem = event(
        parties=3,
        slots=2,
        tables=1,
        interpreters=(
            Interpreter(id="i", languages=frozenset(LANGUAGES), slots=slots_of(1)),
        ),
    )
    certificate = priced(
        problem,
        0,
        0,
        0,
        tables=(TablePrice(features=(), prices=(10 * POINT, 0)),),
        interpreters=(
            LanguagePrice(language="ar", prices=(3 * POINT,)),
            LanguagePrice(language="ti", prices=(4 * POINT,)),
        ),
    )

    # The pairs meet in the slot without a price, and one table receives 10 once.
    assert proven_bound(problem, certificate) == 30 + 10 + 4


prices = st.integers(-20 * POINT, 60 * POINT)


@st.composite
def certificates(draw, problem: Problem):
    """Make any certificate at all that is fit to be evaluated."""

    def some(least: int):
        shared = st.tuples(prices)
        each = st.tuples(*[prices] * problem.slots)
        return tuple(max(least, p) for p in draw(st.one_of(shared, each)))

    names = [each.id for each in problem.parties]
    return Certificate(
        keeps_guarantee=draw(st.booleans()),
        parties=tuple(
            PartyPrice(party=name, prices=some(-(10**9)))
            for name in draw(st.lists(st.sampled_from(names), unique=True))
        ),
        tables=tuple(
            TablePrice(features=features, prices=some(0))
            for features in ((), FEATURES[:1], FEATURES)
        ),
        interpreters=tuple(
            LanguagePrice(language=language, prices=some(0)) for language in LANGUAGES
        ),
        cuts=tuple(
            Cut(
                price=max(0, draw(prices)),
                parties=tuple(chosen),
                slots=tuple(
                    tuple(draw(st.sets(st.integers(0, problem.slots - 1))))
                    for _ in chosen
                ),
                pairs=tuple(pair.id for pair in problem.pairs if draw(st.booleans())),
            )
            for chosen in draw(
                st.lists(st.lists(st.sampled_from(names), unique=True), max_size=2)
            )
        ),
    )


@few
@given(st.data(), st.booleans())
def test_no_prices_prove_too_much(data: st.DataObject, musts: bool) -> None:  # noqa: FBT001 -- hypothesis calls by position
    problem = data.draw(problems(most_parties=3, most_slots=3, musts=musts))
    certificate = data.draw(certificates(problem))
    bound = proven_bound(problem, certificate)

    for plan in every_plan(problem):
        counted = recount(problem, plan)
        if not certificate.keeps_guarantee or not any(counted[Goal.GUARANTEE]):
            assert counted[Goal.VALUE] <= (bound,)


def proven(problem: Problem, certificate: Certificate, **more: object) -> Plan:
    """Make a plan of one meeting with a bound and what proves it."""
    usual = GoalResult(
        value=(10,),
        bound=(proven_bound(problem, certificate),),
        bound_by=BoundSource.CERTIFICATE,
    )
    goals = (("value", replace(usual, **more)),)
    return plan_of(meeting(0, 1), goals=goals, certificate=certificate)


def complaints(problem: Problem, plan: Plan) -> list[str]:
    return [f"{each.place}: {each.detail}" for each in verify(problem, plan)]


def test_a_bound_that_its_certificate_proves_is_believed() -> None:
    plan = proven(triangle(), priced(triangle(), 0, 0, 0, cuts=(ROUND,)))

    assert complaints(triangle(), plan) == []
    assert dict(plan.goals)["value"].is_proven


def test_a_bound_below_what_is_proven_is_refused() -> None:
    plan = proven(triangle(), priced(triangle(), 5, 5, 5), bound=(14,))

    assert complaints(triangle(), plan) == [
        "goals.value: the bound 14 is below the 15 that is proven"
    ]


def test_a_weaker_bound_than_is_proven_is_believed() -> None:
    plan = proven(triangle(), priced(triangle(), 5, 5, 5), bound=(16,))

    assert complaints(triangle(), plan) == []


def test_a_bound_from_a_search_may_be_below_the_certificate() -> None:
    plan = proven(
        triangle(),
        priced(triangle(), 5, 5, 5),
        bound=(14,),
        bound_by=BoundSource.SEARCH,
    )

    assert complaints(triangle(), plan) == []


def test_a_bound_by_a_certificate_that_is_not_there_is_refused() -> None:
    plan = replace(proven(triangle(), priced(triangle(), 5, 5, 5)), certificate=None)

    assert complaints(triangle(), plan) == [
        "certificate: the bound is said to have one; there is none"
    ]


FAIR = priced(triangle(), 5, 5, 5, cuts=(replace(ROUND, price=0),))
TABLE = TablePrice(features=(), prices=(0,))
ARABIC = LanguagePrice(language="ar", prices=(0,))


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"parties": (PartyPrice(party="W9", prices=(1,)),)}, "certificate.parties"),
        (
            {"parties": (PartyPrice(party="W0", prices=(1,)),) * 2},
            "certificate.parties",
        ),
        (
            {"parties": (PartyPrice(party="W0", prices=(1, 2)),)},
            "certificate.parties.W0",
        ),
        ({"parties": (PartyPrice(party="W0", prices=()),)}, "certificate.parties.W0"),
        (
            {"parties": (PartyPrice(party="W0", prices=(-(2**33),)),)},
            "certificate.parties.W0",
        ),
        ({"tables": (replace(TABLE, prices=(-1,)),)}, "certificate.tables"),
        ({"tables": (TABLE, TABLE)}, "certificate.tables"),
        (
            {"interpreters": (replace(ARABIC, prices=(-1,)),)},
            "certificate.interpreters.ar",
        ),
        ({"interpreters": (ARABIC, ARABIC)}, "certificate.interpreters"),
        ({"cuts": (replace(ROUND, price=-1),)}, "certificate.cuts[0].price"),
        ({"cuts": (replace(ROUND, price=2**32),) * 257}, "certificate.cuts"),
        ({"cuts": (replace(ROUND, parties=("W0", "W9")),)}, "certificate.cuts[0]"),
        ({"cuts": (replace(ROUND, pairs=("e99",)),)}, "certificate.cuts[0]"),
        ({"cuts": (replace(ROUND, slots=((0,), (0,))),)}, "certificate.cuts[0]"),
        ({"cuts": (replace(ROUND, slots=((1,),)),)}, "certificate.cuts[0]"),
    ],
)
def test_a_certificate_that_makes_no_sense_is_refused(
    changed: dict[str, object], place: str
) -> None:
    plan = replace(proven(triangle(), FAIR), certificate=replace(FAIR, **changed))

    assert {each.place for each in verify(triangle(), plan)} == {place}


@pytest.mark.parametrize(
    "changed",
    [
        {"parties": FAIR.parties[:2]},
        {"parties": (replace(FAIR.parties[0], prices=(POINT,)), *FAIR.parties[1:])},
        {"parties": (replace(FAIR.parties[0], prices=(9 * POINT,)), *FAIR.parties[1:])},
        {"tables": (TablePrice(features=(), prices=(POINT,)),)},
        {"cuts": (replace(ROUND, price=POINT),), "parties": FAIR.parties},
    ],
)
def test_prices_that_were_changed_no_longer_prove_the_bound(
    changed: dict[str, object],
) -> None:
    plan = replace(proven(triangle(), FAIR), certificate=replace(FAIR, **changed))

    assert {each.place for each in verify(triangle(), plan)} == {"goals.value"}


def test_a_certificate_for_kept_guarantees_needs_the_guarantee_first() -> None:
    problem = triangle(order=(Goal.VALUE, Goal.GUARANTEE))
    plan = proven(problem, replace(FAIR, keeps_guarantee=True))

    assert complaints(problem, plan) == [
        "certificate.keeps_guarantee: the guarantee does not come before value"
    ]


def test_a_certificate_for_kept_guarantees_needs_a_plan_that_keeps_them() -> None:
    promised = tuple(party(n, min=1) for n in range(3))
    problem = replace(triangle(), parties=promised)
    plan = proven(problem, replace(FAIR, keeps_guarantee=True))

    assert complaints(problem, plan) == [
        "certificate.keeps_guarantee: the plan itself does not keep the guarantee"
    ]


def test_a_certificate_is_read_as_it_was_written() -> None:
    certificate = replace(
        FAIR,
        keeps_guarantee=True,
        parties=(
            PartyPrice(party="W0", prices=(-3,)),
            PartyPrice(party="W1", prices=(1, 2, 3)),
        ),
        tables=(TablePrice(features=("quiet",), prices=(1,)),),
        interpreters=(LanguagePrice(language="ti", prices=(0, 4)),),
        cuts=(ROUND, replace(ROUND, pairs=("e01",))),
    )
    plan = replace(proven(triangle(), FAIR), certificate=certificate)

    assert read_plan(write_plan(plan), "plan") == plan


def test_a_certificate_that_is_no_object_of_prices_is_refused() -> None:
    text = '{"format": 1, "meetings": [], "certificate": {"parties": [1]}}'

    with pytest.raises(PlanRefused, match=r"certificate\.parties: must be an object"):
        read_plan(text, "plan")
