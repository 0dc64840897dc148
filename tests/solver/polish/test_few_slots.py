"""Planning a few slots anew finds better plans that keep every rule."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from solver import Goal, HeldPair, Limits, Problem, verify
from solver.bounding.slots import bound_slots
from solver.facts import Facts, find_facts
from solver.measures import measure
from solver.pace import Pace
from solver.polish.few_slots import merge, plan_anew, polish_slots
from solver.polish.footing import Priced, find_footing
from solver.polish.losses import losses_of_slots
from solver.start import start
from tests.solver.builders import event, meeting, pair, plan_of
from tests.solver.strategies import problems

few = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def price(facts: Facts) -> Priced | None:
    pace = Pace(Limits(seconds=60, workers=1), None, None)
    found = bound_slots(facts, keeps_guarantee=False, pace=pace, seconds=60)
    return found and Priced(bound=found.bound, certificate=found.certificate)


def rotated(slots: int = 3) -> Problem:
    """Make four parties that could all meet each other in three slots."""
    values = {(0, 1): 90, (2, 3): 80, (0, 2): 70, (1, 3): 60, (0, 3): 50, (1, 2): 40}
    return event(
        parties=4,
        slots=slots,
        pairs=tuple(pair(a, b, value) for (a, b), value in values.items()),
    )


def badly_planned() -> tuple[HeldPair, ...]:
    return (meeting(0, 1, 0), meeting(2, 3, 1), meeting(0, 2, 2))


def test_slots_are_planned_anew_until_the_bound_is_reached() -> None:
    problem = rotated()
    facts = find_facts(problem)
    pace = Pace(Limits(seconds=60, workers=1), None, None)

    found = polish_slots(facts, badly_planned(), price(facts), pace, seconds=30)

    assert found.value == found.bound == 390
    assert verify(problem, plan_of(*found.meetings)) == ()


def test_what_was_found_is_put_into_what_another_found_meanwhile() -> None:
    mine = (meeting(0, 1, 0), meeting(2, 3, 1), meeting(0, 2, 2))
    other = (meeting(0, 1, 1), meeting(2, 3, 1, 1), meeting(0, 3, 0))

    merged = merge(mine, other, {1})

    # The first pair stays where it is outside the slot planned anew.
    assert set(merged) == {mine[0], mine[2], other[1]}


def test_a_plan_stays_where_there_is_no_time() -> None:
    facts = find_facts(rotated())
    pace = Pace(Limits(seconds=60), None, lambda: True)

    found = polish_slots(facts, badly_planned(), None, pace, seconds=30)

    assert found.meetings == badly_planned()
    assert found.value == 240


def test_more_is_lost_where_nobody_meets() -> None:
    facts = find_facts(rotated(slots=2))
    half = (meeting(0, 1, 0), meeting(2, 3, 0, 1))
    footing = find_footing(facts, half, price(facts))

    losses = losses_of_slots(footing)

    assert losses[0] < losses[1]


@few
@given(problems(most_parties=4, most_slots=3, musts=True))
def test_what_lies_outside_the_slots_stays(problem: Problem) -> None:
    goals = replace(
        problem.goals, order=(Goal.GUARANTEE, Goal.VALUE), max_waiting_spread=None
    )
    problem = replace(problem, goals=goals)
    facts = find_facts(problem)
    plan = start(facts, {}, expired=lambda: False)
    if plan is None:
        return
    footing = find_footing(facts, plan, None)

    question = plan_anew(footing, (0,), footing.open)

    model = question.model.programme.write()
    meetings = len(question.model.pair)
    lowest = np.array(model.variables.lower_bounds[:meetings])
    assert question.start is not None
    assert (question.start[:meetings][question.model.slot != 0] == 1).all()
    assert (lowest == (question.model.slot != 0)).all()
    assert question.model.programme.worth_of(question.start) == footing.value
    assert (footing.value,) == measure(facts, plan, Goal.VALUE)


def test_what_goes_wrong_in_a_thread_is_heard() -> None:
    def fail() -> None:
        raise ValueError("broken")

    pace = Pace(Limits(seconds=60), None, None)

    with pytest.raises(ValueError, match="broken"):
        pace.oversee([fail], stop=lambda: None, tell=lambda: None)
