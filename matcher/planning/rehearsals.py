"""Short searches that find out what to plan, then one long search that plans it.

A rehearsal takes a small share of the time. From it follows what has to be left out so
that no limit of equality is passed (`matcher.planning.equality`), and at what price
both sides get as many meetings (`matcher.planning.evenness`). How many each side gets
hardly depends on how long is searched, so what is found holds for the long search; it
gets all the time that is left. A rehearsed plan that is proven to be the best there is
needs none. Where the long search passes a limit all the same, or is less even than its
rehearsal at the same price, the rehearsed plan is the answer: there is never a search
for which there is no time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from matcher.balance import EVEN_WITHIN
from matcher.planning.equality import (
    Caps,
    tightened_by,
    tightened_by_forecast,
    without_temptation,
)
from matcher.planning.evenness import (
    MOST_PRICES,
    NEAR,
    Sides,
    Trial,
    excess,
    is_worth_it,
    worth,
)
from solver import Goal, Plan, Problem, Status

MOST_ATTEMPTS = 3
"""Rehearsals before everything that could pass a limit is taken away."""


class Stage(Protocol):
    """Where plans are made, in a time that is limited as a whole."""

    def may_rehearse(self) -> bool:
        """Tell whether there is time for one more rehearsal."""

    def may_perform(self) -> bool:
        """Tell whether there is time for the long search."""

    def rehearse(self, problem: Problem) -> Plan | None:
        """Plan for a short time; None if nothing was found in it."""

    def perform(self, problem: Problem) -> Plan:
        """Plan in all the time that is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedPlan:
    """A problem and a plan of it."""

    source: Problem
    """With values as they are, without what would pass a limit."""
    problem: Problem
    """The same with the price paid, as it was solved."""
    plan: Plan
    is_within: bool
    """Whether it keeps the limits, or no plan can that keeps the guarantee."""
    is_last: bool = False
    """Whether nothing is searched after it."""

    @property
    def is_settled(self) -> bool:
        """Whether the plan stays what it is: searching longer finds nothing better."""
        is_proven = self.is_within and self.plan.status is not Status.FEASIBLE
        return is_proven or self.is_last


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsals:
    """The search for a plan that treats both sides as equals."""

    problem: Problem
    """With the values as they are."""
    caps: Caps
    sides: Sides | None
    """None where the averages of both sides do not matter."""
    stage: Stage

    def plan(self) -> tuple[Problem, Plan]:
        """Plan in the time there is.

        Returns:
            The problem as it was solved, and its plan.
        """
        draft = self._within_limits()
        if draft is None:
            bare = self._priced(without_temptation(self.problem, self.caps), 0.0)
            return bare, self.stage.perform(bare)
        draft = self._evened(draft)
        if not draft.is_settled and self.stage.may_perform():
            draft = self._performed(draft)
        return draft.problem, draft.plan

    def _within_limits(self) -> RehearsedPlan | None:
        """Rehearse, with less and less in the problem, until the limits are kept."""
        source = tightened_by_forecast(self.problem, self.caps)
        for _ in range(MOST_ATTEMPTS):
            draft = self._rehearsed(source, 0.0)
            if draft is None or draft.is_within:
                return draft
            source = tightened_by(draft.plan, source, self.caps)
        draft = self._rehearsed(without_temptation(source, self.caps), 0.0)
        return draft and replace(draft, is_within=True)

    def _rehearsed(self, source: Problem, price: float) -> RehearsedPlan | None:
        """Rehearse at a price; None if there is no time, or nothing was found in it."""
        if not self.stage.may_rehearse():
            return None
        problem = self._priced(source, price)
        plan = self.stage.rehearse(problem)
        if plan is None:
            return None
        is_within = self.caps.hold(plan)
        return RehearsedPlan(
            source=source, problem=problem, plan=plan, is_within=is_within
        )

    def _priced(self, source: Problem, price: float) -> Problem:
        return source if self.sides is None else self.sides.priced(source, price)

    def _evened(self, first: RehearsedPlan) -> RehearsedPlan:
        """Give the rehearsal in which both sides get as many, if it costs little."""
        if self.sides is None or not self._excess(first):
            return first
        return min(
            (
                draft
                for draft in self._at_prices(first, self.sides)
                if draft.is_within and self._may_replace(first, draft)
            ),
            key=lambda draft: (self._excess(draft), -worth(self.problem, draft.plan)),
            default=first,
        )

    def _at_prices(self, first: RehearsedPlan, sides: Sides) -> Iterator[RehearsedPlan]:
        """Try prices until one makes the averages as near as is aimed at."""
        trials = [Trial(price=0.0, lead=sides.lead(first.problem, first.plan))]
        source = first.source
        while len(trials) <= MOST_PRICES:
            price = sides.next_price(first.source, first.plan, trials)
            tried = self._rehearsed(source, price)
            if tried is None:
                return
            if not tried.is_within:
                source = tightened_by(tried.plan, source, self.caps)
                tried = self._rehearsed(source, price) or tried
            yield tried
            lead = sides.lead(tried.problem, tried.plan)
            trials.append(Trial(price=price, lead=lead))
            if excess(lead, within=NEAR) == 0:
                return

    def _performed(self, draft: RehearsedPlan) -> RehearsedPlan:
        """Search long, and keep the rehearsed plan if that is the better one."""
        plan = self.stage.perform(draft.problem)
        is_within = self.caps.hold(plan) or not self.caps.hold(draft.plan)
        found = replace(draft, plan=plan, is_within=is_within, is_last=True)
        rehearsed = replace(draft, is_last=True)
        is_better = (
            is_within
            and _standing(found) <= _standing(draft)
            and not self._may_replace(found, rehearsed)
        )
        return found if is_better else draft

    def _excess(self, draft: RehearsedPlan) -> float:
        """Tell how much a draft is less even than it must be to be sure of it."""
        if self.sides is None:
            return 0.0
        lead = self.sides.lead(draft.problem, draft.plan)
        return excess(lead, within=EVEN_WITHIN if draft.is_settled else NEAR)

    def _may_replace(self, draft: RehearsedPlan, other: RehearsedPlan) -> bool:
        """Tell whether another draft is so much more even that it may be taken."""
        was_worth = worth(self.problem, draft.plan)
        return _short(other.plan) <= _short(draft.plan) and is_worth_it(
            before=self._excess(draft),
            after=self._excess(other),
            lost=1 - worth(self.problem, other.plan) / was_worth if was_worth else 0.0,
        )


def _short(plan: Plan) -> tuple[int, ...]:
    """Give how many have nothing, and how many guaranteed meetings are missing."""
    return next((r.value for name, r in plan.goals if name == Goal.GUARANTEE), ())


def _standing(draft: RehearsedPlan) -> tuple[tuple[int, ...], int]:
    """Rank plans of one problem: nobody short first, then the value; less is better."""
    return _short(draft.plan), -worth(draft.problem, draft.plan)
