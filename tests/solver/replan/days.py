"""Hypothesis strategies for days on which something happens to a plan."""

from hypothesis import assume
from hypothesis import strategies as st

from solver import HeldPair, Pair, Party, Person, Plan, Problem, verify
from solver.facts import find_facts
from solver.replan import (
    AbsentParty,
    AbsentPerson,
    Changes,
    LateParty,
    LostInterpreter,
    LostTable,
    Newcomers,
)
from solver.start import start
from tests.solver.builders import plan_of
from tests.solver.strategies import problems


def first_plan(problem: Problem) -> tuple[HeldPair, ...] | None:
    """Plan greedily; None if that does not give a plan that keeps the rules."""
    meetings = start(find_facts(problem), {}, expired=lambda: False)
    if meetings is None or verify(problem, plan_of(*meetings, problem="")):
        return None
    return meetings


@st.composite
def changes_of(draw, problem: Problem, *, may_grow: bool = True) -> Changes:
    now = draw(st.integers(0, problem.slots))
    some = st.one_of(st.none(), st.frozensets(st.integers(0, problem.slots - 1)))
    kinds = [
        st.builds(AbsentParty, party=_one(problem.parties)),
        st.builds(AbsentPerson, person=_one(problem.people), slots=some),
        st.builds(
            LateParty,
            party=_one(problem.parties),
            first_slot=st.integers(0, problem.slots),
        ),
        st.builds(LostTable, table=_one(problem.tables), slots=some),
        st.builds(LostInterpreter, interpreter=_one(problem.interpreters), slots=some),
    ]
    chosen = draw(st.lists(st.one_of(kinds), max_size=2))
    if may_grow and draw(st.booleans()):
        chosen.append(newcomer(problem, draw(st.integers(1, 60))))
    return Changes(now=now, changes=tuple(chosen))


def _one(items):
    return st.sampled_from([item.id for item in items])


def newcomer(problem: Problem, value: int) -> Newcomers:
    return Newcomers(
        party=Party(id="new", people=("pn",), min=1),
        people=(Person(id="pn", slots=frozenset(range(problem.slots))),),
        pairs=tuple(
            Pair(id=f"n{party.id}", a="new", b=party.id, value=value)
            for party in problem.parties
        ),
    )


@st.composite
def days(draw, **more: bool) -> tuple[Problem, Plan, Changes]:
    problem = draw(problems(musts=draw(st.booleans())))
    meetings = first_plan(problem)
    assume(meetings is not None)
    return (
        problem,
        plan_of(*meetings, problem=problem.name),
        draw(changes_of(problem, **more)),
    )
