"""The first reason that applies, for a pair that meets each of them."""

from dataclasses import replace

import pytest

from solver import HeldPair, Interpreter, Problem, UnmetPair, UnmetReason
from solver.facts import find_facts
from solver.unmet import find_unmet
from tests.solver.builders import event, meeting, pair, party, person, slots_of, table


def reason(problem: Problem, *meetings: HeldPair) -> UnmetPair:
    """Return the reason for the first pair, which is not held."""
    return find_unmet(find_facts(problem), meetings)[0]


def lone(**more: object) -> Problem:
    return event(pairs=(pair(0, 1, **more), pair(0, 2), pair(1, 3), pair(2, 3)))


def test_nothing_is_unmet_when_everything_is_held() -> None:
    problem = event(pairs=(pair(0, 1),))

    assert find_unmet(find_facts(problem), [meeting(0, 1)]) == ()


def test_no_common_slot_names_the_slots_of_one_side() -> None:
    problem = lone()
    people = (person(0, [0]), person(1, [2]), *problem.people[2:])

    assert reason(replace(problem, people=people)) == UnmetPair(
        pair="e01",
        reason=UnmetReason.NO_COMMON_SLOT,
        would_help=("slot:0", "slot:2"),
    )


def test_no_interpreter_names_the_language() -> None:
    interpreter = Interpreter(id="i", languages=frozenset({"ar"}), slots=slots_of(3))
    problem = replace(lone(interpreter="ti"), interpreters=(interpreter,))

    assert reason(problem) == UnmetPair(
        pair="e01", reason=UnmetReason.NO_INTERPRETER, would_help=("language:ti",)
    )


def test_no_table_names_features_and_slots() -> None:
    problem = lone(features=frozenset({"quiet"}), slots=frozenset({1}))

    assert reason(problem) == UnmetPair(
        pair="e01", reason=UnmetReason.NO_TABLE, would_help=("feature:quiet", "slot:1")
    )


def test_party_full_names_the_party() -> None:
    problem = lone()
    problem = replace(problem, parties=(party(0, max=1), *problem.parties[1:]))

    assert reason(problem, meeting(0, 2)) == UnmetPair(
        pair="e01", reason=UnmetReason.PARTY_FULL, would_help=("party:W0",)
    )


@pytest.mark.parametrize("busy", [meeting(0, 2), meeting(1, 3)])
def test_person_busy_names_the_person(busy: HeldPair) -> None:
    problem = lone(slots=frozenset({0}))

    found = reason(problem, busy)

    assert found.reason is UnmetReason.PERSON_BUSY
    assert found.would_help == (f"person:{busy.person_a}",)


def test_a_person_who_needs_a_rest_is_busy() -> None:
    problem = lone(slots=frozenset({1}))
    people = (person(0, max_run=1), *problem.people[1:])

    found = reason(replace(problem, people=people), meeting(0, 2))

    assert found.reason is UnmetReason.PERSON_BUSY


def test_displaced_names_the_slots_with_people_left() -> None:
    problem = replace(lone(slots=frozenset({0, 1})), tables=(table(0, [0]),))

    assert reason(problem, meeting(2, 3)) == UnmetPair(
        pair="e01", reason=UnmetReason.DISPLACED, would_help=("slot:0",)
    )
