"""The whole engine: against every plan of tiny problems, and against the verifier."""

import threading
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from solver import (
    EngineError,
    FixedMeeting,
    Goal,
    Goals,
    Limits,
    OutOfTimeError,
    Plan,
    Problem,
    ProblemRefused,
    Progress,
    Status,
    Table,
    Violation,
    bounds,
    exact,
    exact_search,
    read_problem,
    search,
    solve,
    verify,
)
from solver.facts import find_facts
from solver.goals import LEVELS
from solver.pace import Pace
from solver.recount import recount
from tests.solver.builders import event, meeting, pair, party, person, table
from tests.solver.oracle import best_score, every_plan, score
from tests.solver.strategies import problems

INSTANCES = Path(__file__).parent / "instances"
QUICK = Limits(moves=20_000_000, workers=1)
"""Far more than these problems need, and the same on every machine."""

few = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def instance(name: str) -> Problem:
    return read_problem((INSTANCES / f"{name}.json").read_text("utf-8"), name)


@few
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_solve_finds_the_best_of_all_plans(problem: Problem) -> None:
    best = best_score(problem)

    plan = solve(problem, QUICK)

    if best is None:
        assert plan.status is Status.INFEASIBLE
    else:
        assert score(problem, plan.meetings) == best


@few
@given(problems(most_parties=3, most_slots=3))
def test_solve_proves_what_it_finds_in_tiny_problems(problem: Problem) -> None:
    plan = solve(problem, QUICK)

    assert all(result.is_proven for _, result in plan.goals)
    assert (plan.status is Status.OPTIMAL) == (Goal.FLOOR not in problem.goals.order)


@few
@given(problems(most_parties=6, most_slots=5, musts=True))
def test_plans_break_no_rule_and_report_what_is_counted(problem: Problem) -> None:
    plan = solve(problem, QUICK)

    assert verify(problem, plan) == ()
    counted = recount(problem, plan.meetings)
    assert all(result.value == counted[Goal(name)] for name, result in plan.goals)


@few
@given(problems(most_parties=4), st.sampled_from(["a table", "a slot"]))
def test_more_room_never_lowers_the_best_value(problem: Problem, more: str) -> None:
    goals = Goals(order=(Goal.VALUE,))
    problem = replace(problem, goals=goals)
    if more == "a table":
        # A stand would forbid its owner the other tables, so nobody owns this.
        extra = Table(id="extra", slots=frozenset(range(problem.slots)))
        roomier = replace(problem, tables=(*problem.tables, extra))
    else:
        new = problem.slots
        roomier = replace(
            problem,
            slots=new + 1,
            blocks=(*problem.blocks, (new,)),
            people=tuple(replace(p, slots=p.slots | {new}) for p in problem.people),
            tables=tuple(replace(t, slots=t.slots | {new}) for t in problem.tables),
        )

    (_, before), (_, after) = (solve(p, QUICK).goals[0] for p in (problem, roomier))

    assert after.value >= before.value


@few
@given(problems(most_parties=4))
def test_other_names_do_not_change_what_can_be_reached(problem: Problem) -> None:
    renamed = replace(
        problem,
        people=tuple(replace(p, id=f"x{p.id}") for p in reversed(problem.people)),
        parties=tuple(
            replace(p, people=tuple(f"x{one}" for one in p.people))
            for p in problem.parties
        ),
        pairs=tuple(
            replace(
                each,
                people_a=each.people_a and tuple(f"x{one}" for one in each.people_a),
                people_b=each.people_b and tuple(f"x{one}" for one in each.people_b),
            )
            for each in reversed(problem.pairs)
        ),
    )

    before, after = solve(problem, QUICK), solve(renamed, QUICK)

    assert [goal for _, goal in before.goals] == [goal for _, goal in after.goals]


@few
@given(problems(most_parties=6, most_slots=5), st.integers(0, 3))
def test_the_same_seed_and_moves_give_the_same_plan(
    problem: Problem, seed: int
) -> None:
    limits = Limits(moves=1_000_000, seed=seed, workers=1)

    first, second = solve(problem, limits), solve(problem, limits)

    assert first.meetings == second.meetings


def test_the_same_seed_and_moves_give_the_same_plan_at_thirty_parties() -> None:
    limits = Limits(moves=100_000, seed=7, workers=2)

    first, second = solve(instance("Sa"), limits), solve(instance("Sa"), limits)

    assert first.meetings == second.meetings


@few
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_conflict_and_repair_are_what_they_say(problem: Problem) -> None:
    assume(next(every_plan(problem), None) is None)

    plan = solve(problem, QUICK)

    assert plan.meetings == ()
    assert plan.conflict != ()
    assert plan.repair != ()


def test_two_required_meetings_in_one_slot_are_the_conflict() -> None:
    required = [pair(0, 1, required=True), pair(0, 2, required=True), pair(1, 2)]
    problem = event(parties=3, slots=1, pairs=tuple(required))

    plan = solve(problem, QUICK)

    assert plan.status is Status.INFEASIBLE
    assert plan.conflict == ("required:e01", "required:e02")
    assert plan.repair == ("required:e01",)


def test_conflict_names_the_maximum_in_the_way() -> None:
    pairs = (pair(0, 1, required=True), pair(0, 2, required=True))
    problem = replace(
        event(parties=3, pairs=pairs),
        parties=(party(0, max=1), party(1, max=5), party(2)),
    )

    plan = solve(problem, QUICK)

    assert plan.conflict == ("max:W0", "required:e01", "required:e02")
    assert plan.repair == ("max:W0",)


def test_a_fixed_meeting_in_a_slot_without_its_people_is_a_conflict_alone() -> None:
    problem = replace(
        event(parties=2, fixed=(FixedMeeting(pair="e01", slot=2),)),
        people=(person(0, [0]), person(1)),
    )

    plan = solve(problem, QUICK)

    assert plan.conflict == ("fixed:e01",)
    assert plan.repair == ("fixed:e01",)


def test_two_independent_conflicts_need_two_repairs() -> None:
    pairs = [pair(a, b, required=True) for a, b in ((0, 1), (0, 2), (3, 4), (3, 5))]
    problem = event(parties=6, slots=1, tables=6, pairs=tuple(pairs))

    plan = solve(problem, QUICK)

    assert len(plan.conflict) == 2
    assert len(plan.repair) == 2


def test_the_repair_is_the_smallest_there_is() -> None:
    chain = [pair(a, b, required=True) for a, b in ((2, 3), (0, 1), (1, 2))]
    problem = event(parties=4, slots=1, tables=3, pairs=tuple(chain))

    plan = solve(problem, QUICK)

    assert plan.repair == ("required:e12",)


def test_a_repair_that_is_not_found_in_time_is_left_out() -> None:
    pairs = (pair(0, 1, required=True), pair(0, 2, required=True))
    problem = event(parties=3, slots=1, pairs=pairs)

    # Enough to prove that there is no plan, and no more.
    plan = solve(problem, Limits(moves=15_000, workers=1))

    assert plan.status is Status.INFEASIBLE
    assert set(plan.conflict) == {"required:e01", "required:e02"}
    assert plan.repair == ()


def test_a_plan_that_breaks_a_rule_is_shown_to_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = Violation(rule="any", place="meetings[0]", detail="wrong")

    def strict(_: Problem, plan: Plan) -> tuple[Violation, ...]:
        return (fault,) if plan.goals else ()

    # The engine makes no such plan, so the verifier is made stricter.
    monkeypatch.setattr(search, "verify", strict)

    with pytest.raises(EngineError, match=r"meetings\[0\]: wrong \(any\)"):
        solve(event(), QUICK)


def test_too_large_for_linear_programmes_is_planned_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exact_search, "_MOST_LINEAR_PLACES", 0)

    plan = solve(event(slots=2), QUICK)

    assert plan.status is Status.OPTIMAL
    assert dict(plan.goals)["value"].value == (40,)


def test_linear_programmes_without_an_answer_prove_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "bound_pairs", lambda *_, **__: None)
    monkeypatch.setattr(exact, "solve_relaxed", lambda *_, **__: None)

    plan = solve(event(slots=2), QUICK)

    assert plan.status is Status.OPTIMAL


def test_a_search_that_finds_nothing_leaves_the_plan_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nothing = exact.Found(meetings=None, bound=None)
    monkeypatch.setattr(exact.ExactModel, "search", lambda *_: nothing)

    plan = solve(event(slots=5, tables=1, order=(Goal.WAITING_SLOTS,)), QUICK)

    assert plan.goals[0][1].bound == (0,)
    assert plan.meetings != ()


def test_goals_not_reached_in_time_have_the_obvious_bound() -> None:
    goals = (Goal.VALUE, Goal.WAITING_PERIODS, Goal.WAITING_SLOTS)
    problem = replace(instance("Sc"), goals=Goals(order=goals))

    plan = solve(problem, Limits(moves=15_000, workers=1))

    results = dict(plan.goals)
    assert results["waiting_slots"].bound == results["waiting_periods"].bound == (0,)
    assert results["waiting_slots"].value[0] > 0
    assert plan.status is Status.FEASIBLE


def test_a_suggestion_that_breaks_a_rule_does_no_harm() -> None:
    problem = event(parties=3, slots=1, tables=2)
    model = exact.ExactModel(find_facts(problem))
    model.aim(LEVELS[Goal.VALUE][0])
    wrong = (meeting(0, 1), meeting(0, 2, at=1))

    found = model.search(wrong, Pace(QUICK, None, None), 5.0, "value")

    assert found.bound == 10
    assert found.meetings is not None
    assert len(found.meetings) == 1


def test_solve_refuses_a_problem_that_does_not_fit_together() -> None:
    problem = event(pairs=(pair(0, 9),))

    with pytest.raises(ProblemRefused, match=r'pairs\[0\].b: no party "W9"'):
        solve(problem)


def test_the_floor_is_reached_by_everybody_who_can() -> None:
    plan = solve(event(order=tuple(Goal)), Limits(moves=200_000, workers=1))

    floor = dict(plan.goals)["floor"]
    assert (floor.value, floor.bound) == ((0,), (0,))
    assert floor.target is not None
    assert floor.target > 0


def test_the_waiting_spread_is_kept_where_the_first_plan_would_break_it() -> None:
    problem = event(
        parties=4,
        slots=5,
        tables=1,
        goals=Goals(order=(Goal.VALUE,), max_waiting_spread=0),
    )

    plan = solve(problem, QUICK)

    assert verify(problem, plan) == ()
    assert plan.status is Status.OPTIMAL


def test_cancelling_gives_the_best_plan_so_far_within_a_second() -> None:
    cancelled_at: list[float] = []
    reports: list[Progress] = []
    threads: set[int] = set()

    def cancelled() -> bool:
        threads.add(threading.get_ident())
        if reports and reports[-1].stage == "value":
            cancelled_at.append(time.monotonic())
            return True
        return False

    problem = instance("Sc")
    plan = solve(
        problem, Limits(seconds=60), report=reports.append, cancelled=cancelled
    )

    assert time.monotonic() - cancelled_at[0] < 3
    assert verify(problem, plan) == ()
    assert threads == {threading.get_ident()}


def test_cancelling_at_once_gives_a_plan_too() -> None:
    problem = instance("Sa")

    plan = solve(problem, Limits(seconds=60), cancelled=lambda: True)

    assert verify(problem, plan) == ()


def test_an_error_in_the_report_ends_the_search() -> None:
    def report(progress: Progress) -> None:
        raise LookupError(progress.stage)

    with pytest.raises(LookupError):
        solve(instance("Sa"), Limits(seconds=60), report=report)


def test_no_time_and_meetings_that_must_be_held_is_said_not_guessed() -> None:
    chain = (
        pair(0, 1, required=True),
        pair(0, 2, required=True, after=("e01",)),
        pair(1, 2, required=True, after=("e02",)),
    )
    problem = event(parties=3, slots=2, pairs=chain)

    with pytest.raises(OutOfTimeError):
        solve(problem, Limits(seconds=1e-6))


def test_reports_come_a_few_times_a_second_at_most() -> None:
    reports: list[Progress] = []

    plan = solve(instance("Sc"), Limits(seconds=2), report=reports.append)

    assert reports[0].stage == "reading"
    assert len(reports) <= 4 * plan.effort.seconds + 1
    assert all(a.elapsed <= b.elapsed for a, b in pairwise(reports))


def test_the_time_limit_covers_everything() -> None:
    started = time.monotonic()

    solve(instance("Mc"), Limits(seconds=3))

    # Generous, because tests share the machine; the command's own is tighter.
    assert time.monotonic() - started < 6


@pytest.mark.slow
def test_sc_comes_within_one_percent_of_its_proven_best() -> None:
    plan = solve(instance("Sc"), Limits(seconds=10))

    goals = dict(plan.goals)
    assert goals["guarantee"].value == (0, 0)
    assert 8525 <= goals["value"].bound[0] <= 8582
    assert 8440 <= goals["value"].value[0] <= 8525


@pytest.mark.slow
def test_mc_meets_every_guarantee_and_comes_near_its_bound() -> None:
    plan = solve(instance("Mc"), Limits(seconds=8))

    goals = dict(plan.goals)
    assert goals["guarantee"].value == (0, 0)
    assert goals["value"].bound[0] >= 33_228
    assert goals["value"].value[0] >= 31_000


def test_stands_hold_several_meetings_at_once() -> None:
    problem = event(
        parties=3,
        slots=1,
        tables=0,
        pairs=(pair(0, 1), pair(0, 2)),
        people=(person(0, 1), person(1, 1), person(2, 1), person("extra", 1)),
        order=(Goal.VALUE,),
    )
    problem = replace(
        problem,
        parties=(party(0, ["p0", "pextra"]), party(1), party(2)),
        tables=(table(9, 1, owner="W0"),),
    )

    plan = solve(problem, QUICK)

    assert len(plan.meetings) == 2
    assert {each.table for each in plan.meetings} == {"t9"}
