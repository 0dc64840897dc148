"""A plan worth the bound is found by asking for it, or shown not to exist."""

from solver import Goal, Limits, verify
from solver.bounding.pairs import bound_pairs
from solver.facts import Facts, find_facts
from solver.measures import measure
from solver.pace import Pace
from solver.polish.aiming import Aim
from solver.polish.footing import Priced
from solver.polish.solver_process import Allowance, SolverProcess
from tests.solver.builders import event, meeting, pair, plan_of

LONG = Allowance(seconds=60)


def pace() -> Pace:
    return Pace(Limits(seconds=60, workers=1), None, None)


def priced(facts: Facts) -> Priced:
    found = bound_pairs(facts, keeps_guarantee=False, pace=pace(), seconds=60)
    assert found is not None
    return Priced(bound=found.bound, certificate=found.certificate)


def test_a_plan_worth_the_bound_is_found() -> None:
    values = {(0, 1): 90, (2, 3): 80, (0, 2): 70, (1, 3): 60}
    pairs = tuple(pair(a, b, value) for (a, b), value in values.items())
    problem = event(parties=4, slots=4, pairs=pairs)
    facts = find_facts(problem)

    with (
        SolverProcess() as process,
        Aim(facts, (meeting(0, 1, 0),), priced(facts), process, LONG) as aim,
    ):
        aim.wait()
        plan = aim.plan

    assert plan is not None
    assert measure(facts, plan, Goal.VALUE) == (300,)
    assert verify(problem, plan_of(*plan)) == ()


def test_where_the_slots_forbid_it_that_is_proven() -> None:
    # Over pairs all three fit at the tables; in time the two of party 0 collide.
    values = {(0, 1): 90, (0, 2): 80, (1, 2): 70}
    pairs = tuple(pair(a, b, value) for (a, b), value in values.items())
    problem = event(parties=3, slots=2, tables=2, pairs=pairs)
    facts = find_facts(problem)

    with (
        SolverProcess() as process,
        Aim(facts, (meeting(0, 1, 0),), priced(facts), process, LONG) as aim,
    ):
        aim.wait()

        assert aim.plan is None
        assert aim.is_impossible


def test_an_end_comes_at_once() -> None:
    facts = find_facts(event(parties=4, slots=4))

    with SolverProcess() as process:
        with Aim(facts, (), priced(facts), process, LONG) as aim:
            pass
        assert not aim.is_open
