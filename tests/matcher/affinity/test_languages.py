from dataclasses import replace

import pytest

from matcher.affinity.languages import needed_languages, shared_languages
from tests.builders import a_participant


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("nl", "nl en", ("nl",)),
        ("ti nl:A2", "nl", ()),
        ("ti nl:B1", "nl", ("nl",)),
        ("ti nl:A2 ar", "nl ar", ("ar",)),
        ("", "nl", ("nl",)),
        ("", "", ("nl",)),
    ],
)
def test_shared_languages_are_those_both_can_talk_in(one, other, shared) -> None:
    a, b = a_participant("A", speaks=one), a_participant("B", speaks=other)

    assert shared_languages(a, b) == shared
    assert shared_languages(b, a) == shared


@pytest.mark.parametrize(
    ("one", "other", "needed"),
    [
        ("ti am nl:A2", "nl", ("ti", "am")),
        ("nl", "pl", ("pl",)),
        ("nl", "nl", ()),
    ],
)
def test_interpreter_is_needed_for_who_has_no_dutch(one, other, needed) -> None:
    a, b = a_participant("A", speaks=one), a_participant("B", speaks=other)

    assert needed_languages(a, b) == needed


def test_who_asks_for_an_interpreter_does_not_count_on_dutch() -> None:
    asking = replace(a_participant("A", speaks="nl:B1 ar"), interpreter="ti")
    dutch, arab = a_participant("B", speaks="nl"), a_participant("C", speaks="ar")

    assert shared_languages(asking, dutch) == ()
    assert needed_languages(asking, dutch) == ("ti", "ar")
    assert shared_languages(asking, arab) == ("ar",)
