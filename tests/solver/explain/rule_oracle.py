"""Find the smallest conflict and repair of a tiny problem by trying everything."""

from collections.abc import Collection, Iterable
from itertools import combinations

from solver import Problem, verify
from solver.explain import keep, list_rules
from tests.solver.builders import plan_of
from tests.solver.oracle import every_plan


def broken_by_every_plan(problem: Problem) -> set[frozenset[str]]:
    """Return, for every plan that keeps the facts, the rules it breaks."""
    alone = {rule: keep(problem, [rule]) for rule in list_rules(problem)}
    return {
        frozenset(
            rule
            for rule, asked in alone.items()
            if verify(asked, plan_of(*meetings, problem=problem.name))
        )
        for meetings in every_plan(keep(problem, []))
    }


def smallest_repair(broken: Collection[frozenset[str]]) -> int:
    """Return the fewest rules a plan breaks."""
    return min(map(len, broken))


def smallest_conflict(broken: Collection[frozenset[str]]) -> int:
    """Return the size of the smallest set of which every plan breaks a rule."""
    rules = sorted(set().union(*broken))
    return next(
        size
        for size in range(len(rules) + 1)
        if any(is_conflict(broken, each) for each in combinations(rules, size))
    )


def is_conflict(broken: Iterable[frozenset[str]], rules: Iterable[str]) -> bool:
    """Tell whether every plan breaks one of these rules."""
    chosen = frozenset(rules)
    return not any(chosen.isdisjoint(each) for each in broken)


def is_repair(broken: Iterable[frozenset[str]], rules: Collection[str]) -> bool:
    """Tell whether some plan breaks no other rules than these."""
    return any(each <= frozenset(rules) for each in broken)
