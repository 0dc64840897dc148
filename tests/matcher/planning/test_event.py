from dataclasses import replace

import pytest

import matcher.planning.event as planning
from matcher.event import Rules
from matcher.participants import ParticipantId
from matcher.planning import Limits, plan_event
from matcher.refusals import EventNotPlannable, NoPlan, PlanRejected, Unplannable
from matcher.wishes import UnmetCondition
from solver import (
    EngineError,
    OutOfTimeError,
    Plan,
    Status,
    read_plan,
    read_problem,
    verify,
)
from solver.verify import Violation
from tests.builders import a_block, a_delegate, a_participant, an_event

QUICK = Limits(seconds=5, workers=1)
GROUP = a_participant("P1", themes="taal", wishes="Notaris X")
NOTARY = a_participant("P2", name="Notaris X", kind="company", themes="taal")


def test_plan_is_a_verified_programme_with_its_reasons() -> None:
    planned = plan_event(an_event(), [GROUP, NOTARY], limits=QUICK, version=2)

    (meeting,) = planned.programme.meetings
    assert (planned.programme.version, meeting.id) == (2, "P1+P2")
    assert [reason.kind.value for reason in meeting.reasons] == [
        "named",
        "shared_theme",
    ]
    assert (planned.status, planned.candidates) == ("optimal", 1)
    assert (planned.without_meeting, planned.unmet) == ((), ())
    assert [name for name, _ in planned.goals] == [
        "guarantee",
        "value",
        "waiting_slots",
        "table_changes",
    ]
    problem = read_problem(planned.problem_json, "problem.json")
    assert verify(problem, read_plan(planned.plan_json, "plan.json")) == ()


def test_moves_are_shared_out_and_not_used_up_by_rehearsals() -> None:
    """A rehearsal polishes more moves than it was given; the plan keeps its own."""
    limits = Limits(moves=400, workers=1)

    planned = plan_event(an_event(), [GROUP, NOTARY], limits=limits)

    assert [meeting.id for meeting in planned.programme.meetings] == ["P1+P2"]


def test_who_is_left_out_is_told() -> None:
    late = a_participant("P3", slots="Z1", wishes="Notaris X")
    nobody = a_participant("P4", delegates=())

    planned = plan_event(an_event(), [GROUP, NOTARY, late, nobody], limits=QUICK)

    assert planned.without_meeting == ("P3", "P4")


def test_condition_that_cannot_be_met_keeps_a_group_out() -> None:
    gerda = a_participant(
        "P3", name="Sluisdrecht", delegates=[a_delegate("P3.1", "Gerda")], slots="Z1"
    )
    roma = a_participant(
        "P4", wishes="Notaris X. Wij komen alleen als Gerda van Sluisdrecht ook komt."
    )

    planned = plan_event(an_event(), [GROUP, NOTARY, gerda, roma], limits=QUICK)

    assert planned.conditions == (
        UnmetCondition(by=ParticipantId("P4"), needs=ParticipantId("P3")),
    )
    assert planned.without_meeting == ("P3", "P4")


@pytest.mark.parametrize(
    ("event", "people", "reason"),
    [
        (an_event(blocks=[]), [GROUP], Unplannable.NO_SLOTS),
        (an_event(blocks=[a_block(tables=0)]), [GROUP], Unplannable.NO_TABLES),
        (an_event(), [], Unplannable.NOBODY),
        (an_event(), [GROUP], Unplannable.NOBODY_CAN_MEET),
    ],
)
def test_event_that_lacks_something_is_refused(event, people, reason) -> None:
    with pytest.raises(EventNotPlannable) as refusal:
        plan_event(event, people, limits=QUICK)

    assert refusal.value.reason is reason


def _with_plan(monkeypatch, **changes) -> None:
    """Let the solver answer something else than it would."""
    solve = planning.solve

    def other(problem, limits, *, report, cancelled) -> Plan:
        plan = solve(problem, limits, report=report, cancelled=cancelled)
        kept = {name: getattr(plan, name) for name in Plan.__slots__}
        return Plan(**(kept | changes))

    monkeypatch.setattr(planning, "solve", other)


def test_infeasible_rules_are_told(monkeypatch) -> None:
    _with_plan(
        monkeypatch,
        status=Status.INFEASIBLE,
        meetings=(),
        conflict=("person:P1.1",),
        repair=("pair:P1+P2",),
    )

    with pytest.raises(NoPlan) as refusal:
        plan_event(an_event(), [GROUP, NOTARY], limits=QUICK)

    assert refusal.value.conflict == ("person:P1.1",)
    assert refusal.value.repair == ("pair:P1+P2",)


def test_plan_that_breaks_a_rule_is_shown_to_nobody(monkeypatch) -> None:
    violation = Violation(rule="r", place="meetings[0]", detail="wrong")
    monkeypatch.setattr(planning, "verify", lambda *_: (violation,))

    with pytest.raises(PlanRejected) as refusal:
        plan_event(an_event(), [GROUP, NOTARY], limits=QUICK)

    assert refusal.value.violations == ("meetings[0]: wrong (r)",)


def test_fault_of_the_engine_is_shown_to_nobody(monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise EngineError("meetings[0]: wrong (r)")

    monkeypatch.setattr(planning, "solve", fail)

    with pytest.raises(PlanRejected) as refusal:
        plan_event(an_event(), [GROUP, NOTARY], limits=QUICK)

    assert refusal.value.violations == ("meetings[0]: wrong (r)",)


def test_progress_is_reported_and_a_cancelled_plan_is_still_sound() -> None:
    seen = []

    planned = plan_event(
        an_event(rules=Rules(guaranteed=0)),
        [GROUP, NOTARY],
        limits=QUICK,
        report=seen.append,
        cancelled=lambda: True,
    )

    assert seen
    assert len(planned.programme.meetings) <= 1


def test_times_that_suit_are_used_before_those_of_if_need_be() -> None:
    group = a_participant("P1", slots="A1? A2? A3", themes="taal", wishes="Notaris X")

    planned = plan_event(an_event(), [group, NOTARY], limits=QUICK)

    (meeting,) = planned.programme.meetings
    assert meeting.slot == "A3"
    assert dict(planned.goals)["if_needed"].value == (0,)


def test_no_meeting_is_left_out_because_it_is_only_possible_if_need_be() -> None:
    group = a_participant("P1", slots="A2?", themes="taal", wishes="Notaris X")

    planned = plan_event(an_event(), [group, NOTARY], limits=QUICK)

    (meeting,) = planned.programme.meetings
    assert meeting.slot == "A2"
    assert dict(planned.goals)["if_needed"].value == (1,)


def _on_a_clock(monkeypatch, *, pace: float) -> list[Limits]:
    """Let every search take its whole limit, or more, by a clock of its own."""
    solve, handed = planning.solve, []

    def slow(problem, limits, *, report, cancelled) -> Plan:
        handed.append(limits)
        plan = solve(problem, QUICK, report=report, cancelled=cancelled)
        effort = replace(
            plan.effort, seconds=pace * limits.seconds, moves=limits.moves or 0
        )
        return replace(plan, status=Status.FEASIBLE, effort=effort)

    monkeypatch.setattr(planning, "solve", slow)
    return handed


def _uneven(*, groups: int, organisations: int):
    """Build an event in which everybody of both sides has something for all others."""
    return [
        a_participant(
            f"{code}{n}",
            kind=kind,
            themes="taal",
            target_groups="gezinnen",
            wishes="Liefst een notaris of een school",
        )
        for code, kind, many in (
            ("G", "informal", groups),
            ("O", "company", organisations),
        )
        for n in range(many)
    ]


STRICT = an_event(rules=Rules(most_of_person=1))
LENIENT = an_event(rules=Rules(even_sides=False))


@pytest.mark.parametrize("event", [STRICT, LENIENT, an_event()])
@pytest.mark.parametrize("seconds", [0.5, 8.0, 600.0])
def test_all_searches_together_take_the_limit_and_no_more(
    monkeypatch, event, seconds
) -> None:
    handed = _on_a_clock(monkeypatch, pace=1.0)

    planned = plan_event(
        event,
        _uneven(groups=2, organisations=6),
        limits=Limits(seconds=seconds, moves=16_000),
    )

    assert sum(limits.seconds for limits in handed) == pytest.approx(seconds)
    assert sum(limits.moves for limits in handed) == 16_000
    assert sum(limits.seconds for limits in handed[:-1]) <= seconds / 2
    assert planned.effort.seconds == pytest.approx(seconds)


@pytest.mark.parametrize("pace", [1.5, 3.0, 9.0])
def test_late_search_takes_its_time_from_the_others(monkeypatch, pace) -> None:
    handed = _on_a_clock(monkeypatch, pace=pace)

    plan_event(STRICT, _uneven(groups=2, organisations=6), limits=Limits(seconds=8.0))

    before = pace * sum(limits.seconds for limits in handed[:-1])
    assert before + handed[-1].seconds == pytest.approx(8.0)


def test_rehearsal_that_finds_nothing_in_time_costs_its_time_only(monkeypatch) -> None:
    handed = _on_a_clock(monkeypatch, pace=1.0)
    slow = planning.solve

    def late_at_first(problem, limits, *, report, cancelled) -> Plan:
        if not handed:
            handed.append(limits)
            raise OutOfTimeError
        return slow(problem, limits, report=report, cancelled=cancelled)

    monkeypatch.setattr(planning, "solve", late_at_first)

    planned = plan_event(an_event(), [GROUP, NOTARY], limits=Limits(seconds=8.0))

    assert len(planned.programme.meetings) == 1
    assert sum(limits.seconds for limits in handed) == pytest.approx(8.0)


def test_rehearsals_are_reported_as_such_on_the_clock_of_the_whole(monkeypatch) -> None:
    seen = []
    _on_a_clock(monkeypatch, pace=1.0)

    plan_event(
        an_event(), [GROUP, NOTARY], limits=Limits(seconds=80.0), report=seen.append
    )

    stages = [progress.stage for progress in seen]
    first = stages.index("reading")
    assert set(stages[:first]) == {"rehearsing"}
    assert "rehearsing" not in stages[first:]
    assert {progress.value for progress in seen[:first]} == {None}
    assert seen[first].elapsed >= 80 / 16
