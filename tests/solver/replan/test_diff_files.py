"""A plan's diff written and read again."""

from dataclasses import replace

import pytest

from solver import PlanRefused, read_plan, write_plan
from solver.plan import MovedPair, PlanDiff
from tests.solver.builders import meeting, plan_of


def test_a_diff_read_again_is_the_same() -> None:
    before = meeting(0, 1)
    plan = plan_of(
        meeting(0, 1, slot=2),
        diff=PlanDiff(
            added=(meeting(2, 3, interpreter="i1"),),
            removed=(meeting(0, 2),),
            moved=(MovedPair(before=before, after=replace(before, slot=2)),),
        ),
    )

    assert read_plan(write_plan(plan), "plan.json") == plan


def test_a_moved_meeting_is_written_as_it_is_now() -> None:
    before = meeting(0, 1)
    moved = MovedPair(before=before, after=replace(before, slot=2))

    document = write_plan(plan_of(diff=PlanDiff(moved=(moved,))))

    assert '"moved": [{"pair": "e01", "slot": 2,' in document
    assert '"was": {"pair": "e01", "slot": 0,' in document


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ('"slot": "2"', r"diff\.moved\[0\]\.slot: must be a whole number"),
        ('"room": 2', r"diff\.moved\[0\]\.slot: is missing"),
        ('"slot": 2, "room": 2', r"diff\.moved\[0\]\.room: unknown field"),
    ],
)
def test_a_diff_that_cannot_be_read_is_refused(wrong: str, place: str) -> None:
    before = meeting(0, 1)
    moved = MovedPair(before=before, after=replace(before, slot=2))
    document = write_plan(plan_of(diff=PlanDiff(moved=(moved,))))

    with pytest.raises(PlanRefused, match=place):
        read_plan(document.replace('"slot": 2', wrong), "plan.json")


def test_a_plan_that_replaces_none_has_no_diff() -> None:
    assert read_plan(write_plan(plan_of()), "plan.json").diff is None
