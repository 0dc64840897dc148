"""A plan that is to be improved, and what prices say about better ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.bounding.layout import Flags, Layout, lay_out
from solver.certificate import Certificate
from solver.facts import Facts
from solver.measures import measure
from solver.plan import HeldPair
from solver.polish.promising import find_promising
from solver.problem import Goal


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Priced:
    """A bound on the value with its prices."""

    bound: int
    certificate: Certificate


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Footing:
    """A plan, and what is known about those that are better."""

    layout: Layout
    meetings: tuple[HeldPair, ...]
    value: int
    missing: tuple[int, int]
    """How many parties have nothing, and how many guaranteed meetings are missing."""
    held: Flags
    """For each possible pair and slot, whether the plan holds it then."""
    open: Flags
    """For each, whether a better plan can hold it then."""
    priced: Priced | None
    """The bound, if it speaks of plans like this one."""

    @property
    def bound(self) -> int:
        """Return what no plan is worth more than."""
        problem = self.layout.facts.problem
        if self.priced is not None:
            return self.priced.bound
        bonuses = len(problem.parties) * sum(problem.goals.bonus)
        return sum(pair.value for pair in problem.pairs) + bonuses


def can_polish(facts: Facts) -> bool:
    """Tell whether the programme knows everything that counts for the value."""
    goals = facts.problem.goals
    if Goal.VALUE not in goals.order or goals.max_waiting_spread is not None:
        return False
    before = goals.order[: goals.order.index(Goal.VALUE)]
    return set(before) <= {Goal.GUARANTEE}


def find_footing(
    facts: Facts, meetings: Sequence[HeldPair], priced: Priced | None
) -> Footing:
    """Look at a plan, and at what prices say about better ones.

    Args:
        facts: A problem of which `can_polish` is true.
        meetings: The plan, which breaks no rule.
        priced: A bound on plans with the guarantee or on all plans, with its prices.
    """
    promised = facts.problem.goals.comes_before(Goal.GUARANTEE, Goal.VALUE)
    nothing, short = measure(facts, meetings, Goal.GUARANTEE) if promised else (0, 0)
    keeps = promised and not short
    if priced is not None and priced.certificate.keeps_guarantee and not keeps:
        priced = None
    layout = lay_out(facts, keeps_guarantee=keeps)
    held = np.zeros_like(layout.possible)
    row_of = rows_of_pairs(layout)
    for meeting in meetings:
        held[row_of[meeting.pair], meeting.slot] = True
    value = measure(facts, meetings, Goal.VALUE)[0]
    promising = layout.possible
    if priced is not None:
        promising = find_promising(
            layout, priced.certificate, bound=priced.bound, value=value
        ).meetings
    return Footing(
        layout=layout,
        meetings=tuple(meetings),
        value=value,
        missing=(nothing, short),
        held=held,
        open=promising,
        priced=priced,
    )


def rows_of_pairs(layout: Layout) -> dict[str, int]:
    """Return the position of each possible pair among the possible ones."""
    pairs = layout.facts.problem.pairs
    return {pairs[at].id: row for row, at in enumerate(layout.pairs.tolist())}
