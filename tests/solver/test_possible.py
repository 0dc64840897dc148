"""The slots in which a pair could be held, against trying every meeting."""

from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, given, settings

from solver import HeldPair, Pair, Problem, verify
from solver.facts import common_slots, find_facts
from tests.solver.builders import event, pair, party, plan_of
from tests.solver.strategies import problems


def slots_tried(problem: Problem, wanted: Pair) -> tuple[int, ...]:
    """Return the slots in which the verifier lets a pair be held alone."""
    lone = replace(
        problem,
        pairs=tuple(replace(each, required=False) for each in problem.pairs),
        fixed=tuple(fixed for fixed in problem.fixed if fixed.pair == wanted.id),
    )
    people = {each.id: each.people for each in problem.parties}
    interpreters = [None, *(each.id for each in problem.interpreters)]
    tables = [each.id for each in problem.tables]
    found = set()
    for slot, table, a, b, interpreter in product(
        range(problem.slots), tables, people[wanted.a], people[wanted.b], interpreters
    ):
        meeting = HeldPair(
            pair=wanted.id,
            slot=slot,
            table=table,
            person_a=a,
            person_b=b,
            interpreter=interpreter,
        )
        if not verify(lone, plan_of(meeting, problem="")):
            found.add(slot)
    return tuple(sorted(found))


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(problems(most_parties=4, most_slots=3, musts=True))
def test_a_pair_has_the_slots_in_which_one_meeting_breaks_no_rule(
    problem: Problem,
) -> None:
    spread = replace(problem.goals, max_waiting_spread=None)
    problem = replace(problem, goals=spread)
    facts = find_facts(problem)

    for each in problem.pairs:
        assert facts.slots[each.id] == slots_tried(problem, each)
        assert facts.slots[each.id] == tuple(
            slot
            for slot in common_slots(facts, each)
            if facts.tables_for(each, slot)
            and (each.interpreter is None or facts.interpreters_for(each, slot))
        )


def test_nobody_meets_themselves() -> None:
    both = ("p0", "p1")
    parties = (party(0, both), party(1, both), party(2, ("p0",)), party(3, ("p0",)))
    pairs = (pair(0, 1), pair(2, 3), pair(0, 2, people_a=("p0",)), pair(0, 3))
    facts = find_facts(replace(event(pairs=pairs), parties=parties))

    assert {name: len(slots) for name, slots in facts.slots.items()} == {
        "e01": 3,
        "e23": 0,
        "e02": 0,
        "e03": 3,
    }
