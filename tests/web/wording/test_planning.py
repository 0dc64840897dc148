import pytest

from matcher.refusals import Unplannable
from web.wording import in_language
from web.wording.planning import (
    goal_name,
    goal_sentence,
    meetings_counted,
    participants_counted,
    stage_name,
    unplannable,
)

pytestmark = pytest.mark.usefixtures("app")

GOALS = (
    "guarantee",
    "floor",
    "value",
    "if_needed",
    "waiting_slots",
    "waiting_periods",
    "table_changes",
)
"""The goals of the solver's file format."""


@pytest.mark.parametrize("goal", GOALS)
def test_every_goal_has_a_name_which_is_also_its_stage(goal: str):
    assert stage_name(goal) == goal_name(goal)
    assert "_" not in goal_name(goal)


def test_stages_have_names_and_an_unknown_one_stays():
    assert stage_name("assigning") == "Tafels en mensen kiezen"
    assert stage_name("something new") == "something new"


@pytest.mark.parametrize("reason", list(Unplannable))
def test_every_reason_for_no_plan_says_what_to_do(reason: Unplannable):
    assert unplannable(reason).count(".") == 2


@pytest.mark.parametrize(
    ("value", "bound", "gap", "words"),
    [
        (
            (0, 3),
            (0, 3),
            None,
            "0 zonder gesprek, 3 te weinig; beter kan niet, dat is bewezen.",
        ),
        ((12,), (9,), None, "12; beter dan 9 kan niet."),
        (
            (10_000,),
            (10_016,),
            0.0016,
            "10.000; meer dan 10.016 kan niet. Het verschil is 0,2%.",
        ),
    ],
)
def test_goal_sentence_says_how_far_from_the_limit(
    value: tuple[int, ...], bound: tuple[int, ...], gap: float | None, words: str
):
    assert goal_sentence(value, bound, gap) == words


def test_counts_are_worded():
    assert meetings_counted(1) == "1 gesprek"
    assert participants_counted(120) == "120 deelnemers"
    with in_language("en"):
        assert meetings_counted(257) == "257 meetings"
