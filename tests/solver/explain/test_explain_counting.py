"""Conflicts that counting shows, and events in which very much must be held."""

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from solver import Limits, Problem, read_problem
from solver.explain import Proof, explain, keep, list_rules
from solver.explain.counting import find_counted_conflict
from solver.explain.drafted import give_up_greedily
from solver.explain.rule_model import narrow_to_musts
from solver.facts import find_facts
from solver.pace import Pace
from solver.start import start
from tests.solver.builders import event, pair, person
from tests.solver.explain.rule_oracle import (
    broken_by_every_plan,
    is_conflict,
    is_repair,
)
from tests.solver.strategies import problems

SMALL = Path(__file__).parents[1] / "instances" / "Sc.json"

few = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@few
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_counted_conflict_is_a_conflict(problem: Problem) -> None:
    musts = narrow_to_musts(problem)

    found = find_counted_conflict(find_facts(musts))

    assert found is None or is_conflict(broken_by_every_plan(musts), found)


@few
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_what_a_greedy_plan_misses_is_a_repair(problem: Problem) -> None:
    musts = narrow_to_musts(problem)

    missed = give_up_greedily(find_facts(musts))

    assert is_repair(broken_by_every_plan(musts), missed)


def test_meetings_confined_to_few_slots_are_counted() -> None:
    late = frozenset({2, 3})
    pairs = tuple(
        pair(0, other, required=True, slots=late if other < 4 else None)
        for other in range(1, 6)
    )
    facts = find_facts(event(parties=6, slots=9, tables=6, pairs=pairs))

    assert find_counted_conflict(facts) == (
        "required:e01",
        "required:e02",
        "required:e03",
    )


def test_breaks_between_blocks_are_counted_for_nothing() -> None:
    pairs = tuple(pair(0, other, required=True) for other in range(1, 5))
    problem = event(parties=5, slots=4, tables=4, pairs=pairs)
    people = (person(0, 4, max_run=2), *problem.people[1:])
    split = replace(problem, people=people, blocks=((0, 1), (2, 3)))

    assert find_counted_conflict(find_facts(split)) is None
    assert find_counted_conflict(
        find_facts(replace(split, blocks=((0, 1, 2, 3),)))
    ) == (
        "max_run:p0",
        *(f"required:e0{other}" for other in range(1, 5)),
    )


def test_an_event_in_which_everything_is_required_is_explained() -> None:
    problem = read_problem(SMALL.read_text("utf-8"), "Sc")
    pairs = tuple(replace(each, required=True) for each in problem.pairs)
    everything = replace(problem, pairs=pairs)
    pace = Pace(Limits(moves=100_000_000, workers=1), None, None)

    found = explain(everything, pace)

    rest = set(list_rules(everything)) - set(found.repair.rules)
    conflict = narrow_to_musts(keep(everything, found.conflict.rules))
    assert found.conflict.proof is Proof.IRREDUCIBLE
    assert explain(conflict, pace).is_feasible is False
    repaired = find_facts(narrow_to_musts(keep(everything, rest)))
    assert start(repaired, {}, expired=lambda: False) is not None
