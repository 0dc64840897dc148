"""Everything at once: small problems are solved to proven optimality."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.bounding.layout import Flags
from solver.facts import Facts
from solver.measures import measure
from solver.pace import Pace
from solver.plan import HeldPair
from solver.polish.footing import Footing, Priced, find_footing
from solver.polish.plan_model import PlanModel, Scope, write_plan
from solver.polish.promising import find_promising
from solver.polish.racing import Decides, Question, Stable
from solver.polish.reading import plan_of, solution_of
from solver.polish.solver_process import WholeAnswer
from solver.problem import Goal

_SHARE_OF_AIMING = 0.5
"""With one worker, the share of the time in which the bound itself is aimed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polished:
    """What is known after a plan was worked on."""

    meetings: tuple[HeldPair, ...]
    """The best plan, which is the first one where nothing better was found."""
    value: int
    bound: int
    """No plan that keeps the guarantee as well as the first one is worth more."""
    is_sharper: bool
    """Whether the bound is a search's, sharper than that of the prices."""


def prove_whole(
    facts: Facts,
    incumbent: Sequence[HeldPair],
    priced: Priced | None,
    pace: Pace,
    *,
    seconds: float,
) -> Polished:
    """Look for the best plan of all, and prove that it is.

    Two searches, side by side where there are workers for both: one asks only for a
    plan that is worth as much as the bound allows, which leaves little to decide;
    the other begins from the plan there is.

    Args:
        facts: A problem of which `can_polish` is true.
        incumbent: A plan to begin from, which breaks no rule.
        priced: What is proven already, with its prices.
        pace: Told how it stands, and asked whether to stop.
        seconds: The most it may take; of the clock, or counted in nodes.
    """
    footing = find_footing(facts, incumbent, priced)
    if footing.value == footing.bound:
        return _best(footing, [], [])
    aims = [] if footing.priced is None else [aim_at_bound(footing, footing.priced)]
    begins = _begin(footing)
    rounds: list[tuple[list[Question], float]] = [([*aims, begins], seconds)]
    if aims and pace.limits.workers < len(aims) + 1:
        first = seconds * _SHARE_OF_AIMING
        rounds = [(aims, first), ([begins], seconds - first)]
    asked: list[Question] = []
    answers: list[WholeAnswer | None] = []

    def tell() -> None:
        pace.tell(Goal.VALUE.value, len(incumbent), footing.value, footing.bound)

    with Stable(pace, tell) as stable:
        for questions, longest in rounds:
            asked += questions
            answers += stable.ask(questions, seconds=longest)
            if pace.is_over() or (answers[0] and answers[0].levels is not None):
                break
    return _best(footing, asked, answers)


def _begin(footing: Footing) -> Question:
    """Begin from the plan; what cannot be in a better plan may stay in it only."""
    scope = Scope(
        open=footing.open | footing.held,
        held=np.zeros_like(footing.held),
        must=footing.layout.is_must,
    )
    model = write_plan(footing.layout, scope, missing=footing.missing)
    return Question(model=model, start=solution_of(model, footing.meetings))


def aim_at_bound(footing: Footing, priced: Priced) -> Question:
    """Ask for a plan that is worth as much as the bound."""
    promising = find_promising(
        footing.layout,
        priced.certificate,
        bound=priced.bound,
        value=priced.bound - 1,
    )
    nothing: Flags = np.zeros_like(footing.held)
    scope = Scope(open=promising.meetings, held=nothing, must=promising.pairs)
    model = write_plan(footing.layout, scope, missing=footing.missing)
    model.programme.exceed(priced.bound)
    return Question(model=model, decides=Decides.IF_FOUND)


def _best(
    footing: Footing,
    asked: Sequence[Question],
    answers: Sequence[WholeAnswer | None],
) -> Polished:
    """Return the best plan found, and the best bound."""
    meetings, value, bound = footing.meetings, footing.value, footing.bound
    for question, answer in zip(asked, answers, strict=False):
        if answer is None:
            continue
        plan = read_better(question.model, answer, value=value)
        if plan is not None:
            meetings = plan
            value = measure(footing.layout.facts, plan, Goal.VALUE)[0]
        decisive = question.decides is Decides.EVERYTHING
        if decisive and (answer.bound is not None or answer.is_complete):
            bound = min(bound, max(footing.value, answer.bound or 0))
        elif answer.is_complete and answer.levels is None:
            # Nothing is worth as much as the prices allow.
            bound = min(bound, footing.bound - 1)
    return Polished(
        meetings=meetings,
        value=value,
        bound=max(bound, value),
        is_sharper=max(bound, value) < footing.bound,
    )


def read_better(
    model: PlanModel, answer: WholeAnswer, *, value: int
) -> tuple[HeldPair, ...] | None:
    """Return the plan that an answer found, if it is worth more than so much."""
    levels = answer.levels
    if levels is None or model.programme.worth_of(levels) <= value:
        return None
    return plan_of(model, levels)
