"""Try every plan of a tiny problem, judged by the verifier alone."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from solver import Goal, HeldPair, Pair, Problem, verify
from solver.recount import recount
from tests.solver.builders import plan_of

_OPTIMISED = (
    Goal.GUARANTEE,
    Goal.VALUE,
    Goal.IF_NEEDED,
    Goal.WAITING_SLOTS,
    Goal.WAITING_PERIODS,
    Goal.TABLE_CHANGES,
)


def best_score(problem: Problem) -> tuple[int, ...] | None:
    """Return the best values of the goals in order, less being better, or None."""
    scores = [score(problem, plan) for plan in every_plan(problem)]
    return min(scores, default=None)


def score(problem: Problem, meetings: tuple[HeldPair, ...]) -> tuple[int, ...]:
    """Return the values of the goals in order, less being better."""
    counted = recount(problem, meetings)
    return tuple(
        -value if goal is Goal.VALUE else value
        for goal in problem.goals.order
        if goal in _OPTIMISED
        for value in counted[goal]
    )


def every_plan(problem: Problem) -> Iterator[tuple[HeldPair, ...]]:
    """Yield every plan that breaks no rule."""
    free = replace(
        problem,
        pairs=tuple(replace(pair, required=False) for pair in problem.pairs),
        fixed=(),
        goals=replace(problem.goals, max_waiting_spread=None),
    )
    choices = [_meetings(free, pair) for pair in problem.pairs]
    for combination in product(*choices):
        meetings = tuple(meeting for meeting in combination if meeting is not None)
        if not verify(problem, plan_of(*meetings, problem="")):
            yield meetings


def _meetings(problem: Problem, pair: Pair) -> list[HeldPair | None]:
    """Return what may become of a pair, taken by itself."""
    people = {party.id: party.people for party in problem.parties}
    interpreters = [None, *(i.id for i in problem.interpreters)]
    found: list[HeldPair | None] = [None]
    for slot, table, a, b in product(
        range(problem.slots), problem.tables, people[pair.a], people[pair.b]
    ):
        for interpreter in interpreters if pair.interpreter else [None]:
            meeting = HeldPair(
                pair=pair.id,
                slot=slot,
                table=table.id,
                person_a=a,
                person_b=b,
                interpreter=interpreter,
            )
            if not verify(problem, plan_of(meeting, problem="")):
                found.append(meeting)
    return found
