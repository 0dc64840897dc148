"""The floor counted by hand, and false claims about it."""

from dataclasses import replace

import pytest

from solver import (
    Goal,
    GoalResult,
    Goals,
    Plan,
    Problem,
    Status,
    read_plan,
    verify,
    write_plan,
)
from solver.floor_claims import satisfactions
from solver.recount import tally
from tests.solver.builders import event, meeting, pair, plan_of

# Alone, in two slots, the parties reach 10 + 20, 10 + 40, 20 + 40 and nothing.
PAIRS = (pair(0, 1, 10), pair(0, 2, 20), pair(1, 2, 40))
GOALS = Goals(order=(Goal.FLOOR,), floor_share=0.5)
PROBLEM = event(slots=2, pairs=PAIRS, goals=GOALS)


def floor_plan(value: int, target: float | None, **more: object) -> Plan:
    """Return a plan in which the satisfactions are 2/3, 0 and 1/3."""
    result = GoalResult(value=(value,), bound=(0,), target=target)
    return plan_of(meeting(0, 2), goals=(("floor", replace(result, **more)),))


def faults(plan: Plan, problem: Problem = PROBLEM) -> list[str]:
    return [violation.detail for violation in verify(problem, plan)]


def test_satisfaction_is_what_is_held_of_what_could_be() -> None:
    found = satisfactions(tally(PROBLEM, [meeting(0, 2)]))

    assert [(s.party, s.held, s.best.least, s.best.most) for s in found] == [
        ("W0", 20, 30, 30),
        ("W1", 0, 50, 50),
        ("W2", 20, 60, 60),
    ]


@pytest.mark.parametrize(
    ("target", "below"),
    [(0.0, 0), (0.000001, 1), (0.333333, 1), (0.333334, 2), (0.5, 2)],
)
def test_a_true_floor_holds(target: float, below: int) -> None:
    assert faults(floor_plan(below, target)) == []
    assert faults(floor_plan(below + 1, target)) == [
        f"value ({below + 1},) should be ({below},)"
    ]


def test_a_party_exactly_at_the_target_is_not_below_it() -> None:
    goals = replace(GOALS, floor_share=1.0)
    plan = plan_of(
        meeting(0, 1),
        meeting(0, 2, slot=1),
        goals=(("floor", GoalResult(value=(2,), bound=(0,), target=1.0)),),
    )

    assert faults(plan, replace(PROBLEM, goals=goals)) == []


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        (None, "has no target; state the satisfaction that parties are to reach"),
        (0.4999999, "target 0.4999999 has more than six decimals"),
        (-0.25, "target -0.25 is not from 0 to 0.5"),
        (1e308, "target 1e+308 is not from 0 to 0.5"),
        (0.500001, "target 0.500001 is not from 0 to 0.5"),
    ],
)
def test_a_target_that_makes_no_sense_is_a_violation(
    target: float | None, fault: str
) -> None:
    assert faults(floor_plan(2, target)) == [fault]


def test_a_target_below_what_the_plan_itself_proves_is_a_violation() -> None:
    # All three meet somebody: 10 of 30 is the least, half of that the target.
    meetings = (meeting(0, 1), meeting(1, 2, slot=1))
    for target, expected in (
        (0.166667, []),
        (0.166666, ["target 0.166666 is too low: this plan itself reaches more"]),
    ):
        result = GoalResult(value=(0,), bound=(0,), target=target)
        assert faults(plan_of(*meetings, goals=(("floor", result),))) == expected


def test_a_floor_with_its_bound_reached_can_be_optimal() -> None:
    plan = floor_plan(2, 0.5, bound=(2,))

    assert faults(replace(plan, status=Status.OPTIMAL)) == []


def test_only_the_floor_has_a_target() -> None:
    problem = event(order=(Goal.VALUE,))
    result = GoalResult(value=(0,), bound=(60,), target=0.5)

    assert faults(plan_of(goals=(("value", result),)), problem) == [
        "has a target, which only the floor has"
    ]


def test_a_floor_read_again_is_the_same() -> None:
    plan = floor_plan(2, 0.333334)

    assert read_plan(write_plan(plan), "plan.json") == plan
