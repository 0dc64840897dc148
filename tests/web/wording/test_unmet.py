import pytest

from web.wording import in_language
from web.wording.unmet import alone_reason, unmet_help, unmet_reason

pytestmark = pytest.mark.usefixtures("app")

REASONS = (
    "no_common_slot",
    "no_interpreter",
    "no_table",
    "party_full",
    "person_busy",
    "displaced",
    "condition_unmet",
)
"""The reasons of the solver's file format, and the planner's own."""


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_worded_with_what_would_help(reason: str):
    sentences = {
        unmet_reason(reason),
        unmet_help(reason),
        unmet_help(reason, ["Tini", "Habesha\nBrug"]),
    }

    assert len(sentences) == 3
    assert all(sentence.endswith(".") and "_" not in sentence for sentence in sentences)


def test_help_names_what_stands_in_the_way():
    assert unmet_help("party_full", ["Habesha\nBrug", "100% %s"]) == (
        "Geef meer gesprekken aan: Habesha Brug en 100% %s."
    )


def test_without_a_common_time_help_says_whom_to_ask_for_which():
    assert unmet_help("no_common_slot", ["Kredietbank", "zaterdag", "zondag"]) == (
        "Vraag Kredietbank eerst of het op een andere tijd kan: zaterdag en zondag."
    )
    assert unmet_help("no_common_slot", ["Kredietbank"]) == unmet_help("no_common_slot")


def test_unmet_is_english_for_an_english_reader():
    with in_language("en"):
        assert unmet_reason("no_common_slot") == (
            "There is no time at which both can come."
        )
        assert unmet_help("person_busy", ["Tini"]) == (
            "Let a second person come along with: Tini."
        )


@pytest.mark.parametrize(
    "why", ["no_time", "nobody_fits", "no_common_time", "needs_other", "no_room"]
)
def test_every_reason_to_be_alone_says_what_to_do(why: str):
    assert alone_reason(why).count(".") == 2
