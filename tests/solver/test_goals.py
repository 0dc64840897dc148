"""The exact value of each goal, in the model and as the engine measures it."""

import pytest
from hypothesis import HealthCheck, given, settings
from ortools.sat.python import cp_model

from solver import EngineError, Goal, Limits, Problem, solve
from solver.facts import find_facts
from solver.goals import LEVELS, can_model_tables
from solver.measures import measure
from solver.recount import recount
from solver.rules import HARD_RULES
from solver.seating import assign, settle
from solver.variables import Variables
from tests.solver.builders import event, meeting
from tests.solver.strategies import problems

few = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
COUNTED = [goal for goal in Goal if goal is not Goal.FLOOR]


@few
@given(problems(most_parties=5, most_slots=4))
def test_model_engine_and_verifier_agree_on_every_goal(problem: Problem) -> None:
    meetings = solve(problem, Limits(moves=1_000_000, workers=1)).meetings
    facts = find_facts(problem)
    counted = recount(problem, meetings)

    for goal in COUNTED:
        assert measure(facts, meetings, goal) == counted[goal]
        for level in LEVELS[goal]:
            model = cp_model.CpModel()
            x = Variables(model, facts)
            for rule in HARD_RULES:
                rule(model, facts, x)
            expression = level.build(model, facts, x)
            (model.maximize if level.is_maximised else model.minimize)(expression)
            x.hint(meetings)
            fixed = model.clone()
            for index, value in _hints(model):
                domain = fixed.proto.variables[index].domain
                domain[0] = domain[1] = value
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            assert solver.solve(fixed) == cp_model.OPTIMAL
            assert solver.objective_value == counted[goal][level.part]


def _hints(model: cp_model.CpModel) -> list[tuple[int, int]]:
    hint = model.proto.solution_hint
    return list(zip(list(hint.vars), list(hint.values), strict=True))


def test_the_floor_has_no_measure() -> None:
    with pytest.raises(KeyError):
        measure(find_facts(event()), (), Goal.FLOOR)


def test_tables_are_modelled_only_where_they_are_few() -> None:
    assert can_model_tables(find_facts(event()))
    assert not can_model_tables(find_facts(event(parties=20, slots=8, tables=10)))


def test_settling_keeps_people_where_they_are() -> None:
    facts = find_facts(event(tables=2))
    moving = (
        meeting(0, 1, slot=0, at=0),
        meeting(2, 3, slot=0, at=1),
        meeting(0, 1, slot=1, at=1),
        meeting(2, 3, slot=1, at=0),
    )
    moving = tuple(
        each if each.slot == 0 else _as(each, "e02" if each.pair == "e01" else "e13")
        for each in moving
    )

    settled = settle(facts, moving, expired=lambda: False)

    # Two of the four people must move: each meets somebody else afterwards.
    assert measure(facts, moving, Goal.TABLE_CHANGES) == (2,)
    assert measure(facts, settled, Goal.TABLE_CHANGES) == (2,)
    assert {(m.pair, m.slot, m.person_a, m.person_b) for m in settled} == {
        (m.pair, m.slot, m.person_a, m.person_b) for m in moving
    }


def _as(held, pair):
    a, b = pair[1], pair[2]
    return type(held)(
        pair=pair,
        slot=held.slot,
        table=held.table,
        person_a=f"p{a}",
        person_b=f"p{b}",
    )


def test_assign_takes_the_cheapest_suppliers() -> None:
    costs = {(0, 0): 5, (0, 1): 1, (1, 1): 1, (1, 2): 9, (0, 2): 2}

    assert assign(2, 3, costs) == [2, 1]


def test_assign_asked_for_nothing_gives_nothing() -> None:
    assert assign(0, 0, {}) == []
    assert assign(0, 2, {}) == []


@pytest.mark.parametrize(
    ("demands", "suppliers", "costs"),
    [(1, 0, {}), (1, 1, {}), (2, 2, {(0, 0): 1, (1, 0): 1})],
)
def test_assign_fails_where_the_rules_should_have_stopped_it(
    demands, suppliers, costs
) -> None:
    with pytest.raises(EngineError):
        assign(demands, suppliers, costs)
