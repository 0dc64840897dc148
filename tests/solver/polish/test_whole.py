"""What the programme of everything finds is a plan, and the best there is."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from ortools.math_opt import result_pb2

from solver import Goal, HeldPair, Limits, Problem, verify
from solver.bounding.slots import bound_slots
from solver.facts import Facts, find_facts
from solver.measures import measure
from solver.pace import Pace
from solver.polish import solve_apart
from solver.polish.footing import Priced, can_polish, find_footing
from solver.polish.plan_model import PlanModel, Scope, write_plan
from solver.polish.promising import find_promising, gains_above_prices
from solver.polish.reading import plan_of as read_plan
from solver.polish.reading import solution_of
from solver.polish.solver_process import (
    Allowance,
    Engine,
    WholeAnswer,
    answer_of,
    request_of,
)
from solver.polish.whole import prove_whole
from solver.start import start
from tests.solver.builders import event, pair, party, plan_of
from tests.solver.oracle import best_score, every_plan, score
from tests.solver.strategies import problems

few = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def pace(seconds: float = 1e6, workers: int = 2) -> Pace:
    return Pace(Limits(seconds=seconds, workers=workers), None, None)


def asking_for_value(problem: Problem, *order: Goal) -> Problem:
    goals = replace(problem.goals, order=order, max_waiting_spread=None)
    return replace(problem, goals=goals)


def price(facts: Facts, *, keeps_guarantee: bool = False) -> Priced | None:
    found = bound_slots(facts, keeps_guarantee=keeps_guarantee, pace=pace(), seconds=60)
    return found and Priced(bound=found.bound, certificate=found.certificate)


def solve_here(model: PlanModel, *, start_from: tuple[HeldPair, ...]) -> WholeAnswer:
    levels = solution_of(model, start_from)
    proto = model.programme.write()
    request = request_of(proto, Engine.HIGHS, Allowance(seconds=10), levels)
    requests, answers = BytesIO(), BytesIO()
    solve_apart.send(requests, request.SerializeToString())
    requests.seek(0)
    solve_apart.serve(requests, answers)
    answers.seek(0)
    message = solve_apart.receive(answers)
    assert message is not None
    result = result_pb2.SolveResultProto.FromString(message)
    return answer_of(result, model.programme.columns)


def everything(facts: Facts, plan: tuple[HeldPair, ...]) -> PlanModel:
    footing = find_footing(facts, plan, None)
    layout = footing.layout
    scope = Scope(open=layout.possible, held=footing.held & False, must=layout.is_must)
    return write_plan(layout, scope, missing=footing.missing)


@few
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_the_best_solution_is_the_best_plan(problem: Problem) -> None:
    problem = asking_for_value(problem, Goal.VALUE)
    facts = find_facts(problem)
    first = start(facts, {}, expired=lambda: False)
    if first is None:
        return

    model = everything(facts, first)
    answer = solve_here(model, start_from=first)

    assert answer.levels is not None
    plan = read_plan(model, answer.levels)
    assert verify(problem, plan_of(*plan, problem=problem.name)) == ()
    assert answer.is_complete
    assert score(problem, plan) == best_score(problem)


@few
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_every_plan_is_a_solution_worth_its_value(problem: Problem) -> None:
    problem = asking_for_value(problem, Goal.GUARANTEE, Goal.VALUE)
    facts = find_facts(problem)

    for plan in every_plan(problem):
        model = everything(facts, plan)
        programme = model.programme.write()
        levels = solution_of(model, plan)

        matrix = programme.linear_constraint_matrix
        sums = [0.0] * model.programme.rows
        for row, column, weight in zip(
            matrix.row_ids, matrix.column_ids, matrix.coefficients, strict=True
        ):
            sums[row] += weight * levels[column]
        rows = programme.linear_constraints
        assert all(
            least <= total <= most
            for least, total, most in zip(
                rows.lower_bounds, sums, rows.upper_bounds, strict=True
            )
        )
        worth = programme.objective.linear_coefficients
        total = programme.objective.offset + sum(
            weight * levels[column]
            for column, weight in zip(worth.ids, worth.values, strict=True)
        )
        assert (total,) == measure(facts, plan, Goal.VALUE)


@few
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_no_better_plan_holds_what_prices_exclude(problem: Problem) -> None:
    problem = asking_for_value(problem, Goal.VALUE)
    facts = find_facts(problem)
    priced = price(facts)
    if priced is None:
        return

    for plan in every_plan(problem):
        footing = find_footing(facts, plan, None)
        found = find_promising(
            footing.layout,
            priced.certificate,
            bound=priced.bound,
            value=footing.value - 1,
        )
        assert not (footing.held & ~found.meetings).any()
        assert not (found.pairs & ~footing.held.any(axis=1)).any()


def test_a_pair_that_pays_nothing_gains_its_value() -> None:
    facts = find_facts(event(parties=2, slots=1, pairs=(pair(0, 1, 40),)))
    priced = price(facts)
    assert priced is not None
    footing = find_footing(facts, (), priced)

    gains = gains_above_prices(
        footing.layout, replace(priced.certificate, parties=(), tables=(), cuts=())
    )

    assert gains.tolist() == [[40 * 4096]]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_plan_is_made_the_best_and_proven(workers: int) -> None:
    problem = event(
        parties=4,
        slots=2,
        tables=2,
        pairs=(pair(0, 1, 50), pair(1, 2, 60), pair(2, 3, 50), pair(0, 3, 1)),
    )
    facts = find_facts(problem)

    found = prove_whole(facts, (), price(facts), pace(workers=workers), seconds=20)

    assert found.value == found.bound == 161
    assert verify(problem, plan_of(*found.meetings)) == ()


def test_no_more_of_the_guarantee_is_missed_for_the_value() -> None:
    problem = event(parties=4, slots=1, tables=1, pairs=(pair(0, 1, 5), pair(2, 3, 90)))
    problem = replace(
        problem, parties=(party(0, min=1), party(1, min=1), party(2), party(3))
    )
    facts = find_facts(problem)
    first = start(facts, {}, expired=lambda: False)
    assert first is not None

    found = prove_whole(facts, first, price(facts), pace(), seconds=20)

    assert found.value == found.bound == 5


def test_the_search_ends_when_it_is_cancelled() -> None:
    facts = find_facts(event(parties=4, slots=2))
    stopped = Pace(Limits(seconds=60), None, lambda: True)

    found = prove_whole(facts, (), None, stopped, seconds=60)

    assert found.meetings == ()
    assert found.bound >= 40


def test_other_goals_before_the_value_are_left_to_others() -> None:
    asked = {
        order: can_polish(find_facts(asking_for_value(event(), *order)))
        for order in (
            (Goal.VALUE,),
            (Goal.GUARANTEE, Goal.VALUE, Goal.WAITING_SLOTS),
            (Goal.FLOOR, Goal.VALUE),
            (Goal.GUARANTEE,),
        )
    }

    assert list(asked.values()) == [True, True, False, False]
