"""Limits, time and both sides as equals, with whatever a solver answers."""

from collections import Counter
from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from matcher.planning.equality import Caps
from matcher.planning.evenness import Sides
from matcher.planning.rehearsals import Rehearsals
from solver import (
    Effort,
    HeldPair,
    Pair,
    Party,
    Person,
    Plan,
    Problem,
    Status,
    Table,
)

SLOTS = 6


def _greedy(problem: Problem) -> Plan:
    """Plan the best pairs first, at the first time that is free."""
    times = {p.id: set(p.slots) for p in problem.people}
    people = {p.id: p.people for p in problem.parties}
    room = {
        p.id: len(problem.pairs) if p.max is None else p.max for p in problem.parties
    }
    meetings = []
    for pair in sorted(problem.pairs, key=lambda p: (-p.value, p.id)):
        seat = next(
            (
                (slot, a, b)
                for slot in range(problem.slots)
                for a in people[pair.a]
                for b in people[pair.b]
                if slot in times[a] & times[b] and a != b
            ),
            None,
        )
        if seat is None or not room[pair.a] or not room[pair.b]:
            continue
        slot, a, b = seat
        for party, person in ((pair.a, a), (pair.b, b)):
            room[party] -= 1
            times[person].discard(slot)
        meetings.append(
            HeldPair(pair=pair.id, slot=slot, table="t", person_a=a, person_b=b)
        )
    return Plan(
        problem="",
        status=Status.FEASIBLE,
        meetings=tuple(meetings),
        effort=Effort(seconds=0, moves=0, seed=0, workers=1, version="0"),
    )


@st.composite
def problems(draw) -> tuple[Problem, Caps]:
    """Draw groups, organisations, pairs of which some are one-way, and limits."""
    size = draw(st.integers(2, 5))
    people, parties = [], []
    for n in range(2 * size):
        mine = [f"p{n}.{k}" for k in range(draw(st.integers(1, 2)))]
        people += [Person(id=p, slots=frozenset(range(SLOTS))) for p in mine]
        group = "informal" if n < size else "other"
        parties.append(
            Party(id=f"P{n}", group=group, people=tuple(mine), min=1, max=SLOTS)
        )
    pairs = [
        Pair(id=f"{a}+{b}", a=f"P{a}", b=f"P{b}", value=draw(st.integers(1, 1000)))
        for a in range(size)
        for b in range(size, 2 * size)
        if draw(st.booleans())
    ]
    names = [pair.id for pair in pairs]
    one_way = draw(st.sets(st.sampled_from(names))) if names else set()
    caps = Caps(
        one_way=frozenset(one_way),
        across=frozenset(names),
        one_way_share=draw(st.sampled_from([0.0, 0.1, 0.3, 0.5, 1.0])),
        people={p.id: draw(st.integers(1, SLOTS)) for p in people},
    )
    problem = Problem(
        slots=SLOTS,
        blocks=(tuple(range(SLOTS)),),
        people=tuple(people),
        parties=tuple(parties),
        tables=(Table(id="t", slots=frozenset(range(SLOTS))),),
        pairs=tuple(pairs),
    )
    return problem, caps


@dataclass
class Rehearsed:
    """A stage on which a greedy planner plays, with or without time for each part."""

    rehearsals: int = 99
    can_perform: bool = True
    asked: list[Problem] = field(default_factory=list)
    performed: list[Problem] = field(default_factory=list)
    status: Status = Status.FEASIBLE

    def may_rehearse(self) -> bool:
        return len(self.asked) < self.rehearsals

    def may_perform(self) -> bool:
        return self.can_perform

    def rehearse(self, problem: Problem) -> Plan:
        self.asked.append(problem)
        return replace(_greedy(problem), status=self.status)

    def perform(self, problem: Problem) -> Plan:
        self.performed.append(problem)
        return _greedy(problem)


class FindsNothing(Rehearsed):
    """A stage where the long search comes to nothing."""

    def perform(self, problem: Problem) -> Plan:
        self.performed.append(problem)
        return replace(_greedy(problem), meetings=())


def _planned(
    problem: Problem, caps: Caps, stage: Rehearsed, sides: Sides | None = None
) -> tuple[Problem, Plan]:
    return Rehearsals(problem=problem, caps=caps, sides=sides, stage=stage).plan()


@given(problems(), st.integers(0, 6), st.booleans(), st.booleans())
def test_limits_hold_whatever_the_solver_prefers_and_whenever_time_ends(
    drawn, rehearsals, can_perform, even
) -> None:
    problem, caps = drawn
    half = len(problem.parties) // 2
    sides = Sides(sizes={"informal": half, "other": half}) if even else None
    stage = Rehearsed(rehearsals=rehearsals, can_perform=can_perform)

    last, plan = _planned(problem, caps, stage, sides)

    load = Counter(p for m in plan.meetings for p in (m.person_a, m.person_b))
    assert all(load[person] <= most for person, most in caps.people.items())
    held = [m.pair for m in plan.meetings]
    if sum(p in caps.one_way for p in held) > caps.most_one_way(held):
        fair = Counter(
            party
            for pair in problem.pairs
            if pair.id not in caps.one_way
            for party in (pair.a, pair.b)
        )
        by_id = {pair.id: pair for pair in problem.pairs}
        assert all(
            min(fair[by_id[p].a], fair[by_id[p].b]) < 1
            for p in held
            if p in caps.one_way
        )
    assert {pair.id for pair in last.pairs} <= {pair.id for pair in problem.pairs}
    assert len(stage.asked) <= 8
    assert len(stage.performed) <= 1


@given(problems())
def test_plan_within_the_limits_is_rehearsed_once_and_made_once(drawn) -> None:
    problem, caps = drawn
    free = replace(caps, one_way_share=1.0, people={})
    stage = Rehearsed()

    _planned(problem, free, stage)

    assert (stage.asked, stage.performed) == ([problem], [problem])


@given(problems())
def test_rehearsed_plan_that_is_proven_is_the_answer(drawn) -> None:
    problem, caps = drawn
    free = replace(caps, one_way_share=1.0, people={})
    stage = Rehearsed(status=Status.OPTIMAL)

    _planned(problem, free, stage)

    assert (stage.asked, stage.performed) == ([problem], [])


@given(problems())
def test_long_search_that_finds_less_is_not_the_answer(drawn) -> None:
    problem, caps = drawn
    stage = FindsNothing()

    planned, plan = _planned(problem, caps, stage)

    rehearsed = [_greedy(asked) for asked in stage.asked if asked == planned]
    assert stage.performed == [] or plan.meetings in [p.meetings for p in rehearsed]
