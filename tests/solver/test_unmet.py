"""The first reason that applies, for a pair that meets each of them."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver import HeldPair, Interpreter, Pair, Problem, UnmetPair, UnmetReason
from solver.facts import find_facts
from solver.unmet import find_unmet
from tests.solver.builders import event, meeting, pair, party, person, slots_of, table
from tests.solver.strategies import problems


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


def is_free(problem: Problem, meetings: list[HeldPair], person: str, slot: int) -> bool:
    """Tell whether a person can have one more meeting, by counting the runs."""
    someone = next(each for each in problem.people if each.id == person)
    busy = {m.slot for m in meetings if person in (m.person_a, m.person_b)}
    if slot in busy or slot not in someone.slots:
        return False
    mine = [block for block in problem.blocks if slot in block]
    run = 0
    for block in mine:
        for at in block:
            run = run + 1 if at in busy | {slot} else 0
            if someone.max_run is not None and run > someone.max_run:
                return False
    return bool(mine)


def plain_reason(problem: Problem, meetings: list[HeldPair], wanted: Pair) -> object:
    """Return the last three reasons and what would help, from their definition."""
    parties = {each.id: each for each in problem.parties}
    degree = [
        end
        for m in meetings
        for p in problem.pairs
        if p.id == m.pair
        for end in (p.a, p.b)
    ]
    full = [
        f"party:{end}"
        for end in (wanted.a, wanted.b)
        if parties[end].max is not None and degree.count(end) >= parties[end].max
    ]
    if full:
        return UnmetReason.PARTY_FULL, tuple(full)
    free, busy = [], []
    for slot in find_facts(problem).slots[wanted.id]:
        sides = []
        for end, named in ((wanted.a, wanted.people_a), (wanted.b, wanted.people_b)):
            may = [p for p in parties[end].people if named is None or p in named]
            left = [p for p in may if is_free(problem, meetings, p, slot)]
            if not left:
                there = {p.id for p in problem.people if slot in p.slots}
                busy += [f"person:{p}" for p in may if p in there]
            sides.append(left)
        if any(a != b for a in sides[0] for b in sides[1]):
            free.append(f"slot:{slot}")
    if free:
        return UnmetReason.DISPLACED, tuple(free)
    return UnmetReason.PERSON_BUSY, tuple(dict.fromkeys(busy))


@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(problems(), st.data())
def test_the_reasons_that_depend_on_a_plan_are_as_defined(
    problem: Problem, data: st.DataObject
) -> None:
    parties = {each.id: each.people for each in problem.parties}
    meetings = [
        HeldPair(
            pair=each.id,
            slot=data.draw(st.integers(0, problem.slots - 1)),
            table="t0",
            person_a=data.draw(st.sampled_from(parties[each.a])),
            person_b=data.draw(st.sampled_from(parties[each.b])),
        )
        for each in problem.pairs
        if data.draw(st.booleans())
    ]
    facts = find_facts(problem)

    for found in find_unmet(facts, meetings):
        if facts.slots[found.pair]:
            wanted = facts.pair[found.pair]
            expected = plain_reason(problem, meetings, wanted)
            assert (found.reason, found.would_help) == expected
