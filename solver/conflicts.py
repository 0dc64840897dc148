"""Which rules cannot hold together, and which to give up, when there is no plan.

Without required and fixed meetings an empty plan would do, so every conflict is
among those and the limits that stand in their way. A rule is taken away by
changing the problem; whether a plan then exists is asked of the exact model.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from solver.exact import ExactModel
from solver.facts import find_facts
from solver.pace import Pace
from solver.problem import Problem


def find_conflict(problem: Problem, pace: Pace) -> tuple[str, ...]:
    """Return rules of an impossible problem that cannot hold together.

    No rule can be left out of the answer, unless time ran out: then it may be
    larger than it need be, but it is a conflict still.
    """
    kept = list_rules(problem)
    size = max(1, len(kept) // 2)
    while size:
        at = 0
        while at < len(kept) and not pace.is_over():
            fewer = kept[:at] + kept[at + size :]
            if _is_impossible(problem, fewer, pace):
                kept = fewer
            else:
                at += size
        size //= 2
    return tuple(kept)


def find_repair(
    problem: Problem, conflict: Sequence[str], pace: Pace
) -> tuple[str, ...]:
    """Return the smallest set of rules without which there is a plan.

    Every conflict must lose a rule: the smallest set that takes one from each
    conflict known is tried, and if there is still no plan, that shows another
    conflict. Empty if time runs out.
    """
    rules = list_rules(problem)
    conflicts = [conflict]
    while not pace.is_over():
        given_up = smallest_hitting_set(conflicts)
        rest = [rule for rule in rules if rule not in given_up]
        if not _is_impossible(problem, rest, pace):
            return () if pace.is_over() else given_up
        conflicts.append(find_conflict(keep(problem, rest), pace))
    return ()


def smallest_hitting_set(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the first smallest set with something of every group."""
    names = list(dict.fromkeys(name for group in groups for name in group))
    return next(
        chosen
        for size in range(len(groups) + 1)
        for chosen in combinations(names, size)
        if not any(set(chosen).isdisjoint(group) for group in groups)
    )


def list_rules(problem: Problem) -> list[str]:
    """Name every rule of a problem that somebody could decide to give up."""
    return [
        *(f"max_run:{p.id}" for p in problem.people if p.max_run is not None),
        *(f"max:{p.id}" for p in problem.parties if p.max is not None),
        *(f"after:{p.id}" for p in problem.pairs if p.after),
        *(
            ["max_waiting_spread"]
            if problem.goals.max_waiting_spread is not None
            else []
        ),
        *(f"fixed:{fixed.pair}" for fixed in problem.fixed),
        *(f"required:{p.id}" for p in problem.pairs if p.required),
    ]


def keep(problem: Problem, rules: Sequence[str]) -> Problem:
    """Return the problem with no other rules than these, of those `list_rules` names."""
    kept = set(rules)
    goals = problem.goals
    if "max_waiting_spread" not in kept:
        goals = replace(goals, max_waiting_spread=None)
    return replace(
        problem,
        people=tuple(
            each if f"max_run:{each.id}" in kept else replace(each, max_run=None)
            for each in problem.people
        ),
        parties=tuple(
            each if f"max:{each.id}" in kept else replace(each, max=None)
            for each in problem.parties
        ),
        pairs=tuple(
            replace(
                each,
                after=each.after if f"after:{each.id}" in kept else (),
                required=f"required:{each.id}" in kept,
            )
            for each in problem.pairs
        ),
        fixed=tuple(each for each in problem.fixed if f"fixed:{each.pair}" in kept),
        goals=goals,
    )


def _is_impossible(problem: Problem, rules: Sequence[str], pace: Pace) -> bool:
    """Tell whether it is proven that no plan keeps these rules."""
    relaxed = _musts_only(keep(problem, rules))
    model = ExactModel(find_facts(relaxed))
    found = model.search(None, pace, max(pace.remaining, 0.01), "conflict")
    return found.is_impossible


def _musts_only(problem: Problem) -> Problem:
    """Leave out the pairs that need not be held: they cannot make room.

    Unless waiting must be shared out evenly: then more meetings can help.
    """
    if problem.goals.max_waiting_spread is not None:
        return problem
    fixed = {each.pair for each in problem.fixed}
    musts = {pair.id for pair in problem.pairs if pair.required} | fixed
    return replace(
        problem,
        pairs=tuple(
            replace(pair, after=tuple(other for other in pair.after if other in musts))
            for pair in problem.pairs
            if pair.id in musts
        ),
    )
