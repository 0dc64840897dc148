"""Rivals keep every rule, and those with a model find the best plan there is."""

import importlib
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from bench.planning import METHODS
from bench.rivals.task import CannotExpress, RivalTask
from solver import Goal, Goals, HeldPair, Interpreter, Problem, verify
from solver.facts import find_facts
from tests.solver.builders import event, pair, plan_of, table
from tests.solver.oracle import best_score, score
from tests.solver.strategies import problems

GREEDY = ("first_fit", "guarantee_first")
COMPLETE = ("cpsat_by_slot", "cpsat_by_table", "cpsat_hinted", "highs_by_slot")


def solved(rival: str, problem: Problem) -> tuple[HeldPair, ...] | None:
    until = time.monotonic() + 600
    task = RivalTask(facts=find_facts(problem), instance=Path("none"), until=until)
    return importlib.import_module(f"bench.rivals.{rival}").plan(task)


def within_reach(problem: Problem) -> Problem:
    """Leave out what the rivals' model has no rule or goal for."""
    goals = Goals(
        order=(Goal.GUARANTEE, Goal.VALUE),
        bonus=tuple(sorted(problem.goals.bonus, reverse=True)),
    )
    pairs = tuple(replace(p, people_a=None, people_b=None) for p in problem.pairs)
    return replace(problem, goals=goals, pairs=pairs)


def test_every_rival_is_tested() -> None:
    assert {*GREEDY, *COMPLETE, "visit_scheduler"} == METHODS.keys()


@pytest.mark.parametrize("rival", GREEDY)
@settings(max_examples=25, deadline=None)
@given(problem=problems())
def test_greedy_keeps_every_rule(rival: str, problem: Problem) -> None:
    problem = within_reach(problem)

    meetings = solved(rival, problem)

    assert meetings is not None
    assert verify(problem, plan_of(*meetings, problem=problem.name)) == ()


@pytest.mark.parametrize("rival", COMPLETE)
@settings(max_examples=15, deadline=None)
@given(problem=problems(most_parties=3, most_slots=3))
def test_model_finds_the_best_plan(rival: str, problem: Problem) -> None:
    problem = within_reach(problem)
    try:
        meetings = solved(rival, problem)
    except CannotExpress:
        return  # the random tables cannot be counted

    assert meetings is not None
    assert verify(problem, plan_of(*meetings, problem=problem.name)) == ()
    assert score(problem, meetings) == best_score(problem)


def test_first_fit_forgets_what_is_promised() -> None:
    usual = event(slots=1, tables=1, pairs=(pair(0, 1, 90), pair(1, 2, 50)))
    promised = replace(usual.parties[2], min=1)
    problem = replace(usual, parties=(*usual.parties[:2], promised))

    naive, careful = (solved(rival, problem) for rival in GREEDY)

    assert [meeting.pair for meeting in naive or ()] == ["e01"]
    assert [meeting.pair for meeting in careful or ()] == ["e12"]


@pytest.mark.parametrize("rival", COMPLETE)
def test_interpreter_is_at_one_meeting_at_a_time(rival: str) -> None:
    both = Interpreter(id="i1", languages=frozenset({"ar", "ti"}), slots=frozenset({0}))
    wanted = (pair(0, 1, 90, interpreter="ar"), pair(2, 3, 80, interpreter="ti"))
    problem = event(slots=1, interpreters=(both,), pairs=wanted)

    held = solved(rival, problem)

    assert [meeting.pair for meeting in held or ()] == ["e01"]


def test_tables_that_cannot_be_counted_are_refused() -> None:
    a, b = frozenset("a"), frozenset("b")
    usual = event(slots=1, pairs=(pair(0, 1, features=a), pair(2, 3, features=b)))
    problem = replace(usual, tables=(table(0, 1, features=a | b), table(1, 1)))

    with pytest.raises(CannotExpress):
        solved("cpsat_by_slot", problem)


def test_people_named_by_a_pair_are_refused() -> None:
    usual = event(pairs=(pair(0, 1, people_a=("p2",)),))
    first = replace(usual.parties[0], people=("p0", "p2"))
    problem = replace(usual, parties=(first, *usual.parties[1:]))

    with pytest.raises(CannotExpress):
        solved("highs_by_slot", problem)
