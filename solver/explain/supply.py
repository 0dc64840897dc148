"""Meetings that each need a table or an interpreter of their own, as conditions."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from solver.explain.conditions import RuleModel

Want = TypeVar("Want", bound=Hashable)
Demand = dict[Want, list[int]]
"""By what is asked for, the variables of the meetings that ask for it."""


def serve(
    model: RuleModel,
    demand: Mapping[Want, Sequence[int]],
    supply: Sequence[frozenset[Want]],
    *,
    fact: str,
) -> None:
    """Let each demand be met by a supplier of its own that can serve it.

    Exact: counting where each supplier serves one kind, else whole flows from
    groups of equal suppliers to kinds (a transportation problem).
    """
    scarce = _scarce(demand, supply)
    counts = Counter(kinds & scarce for kinds in supply)
    offered: dict[Want, int] = dict.fromkeys(scarce, 0)
    flows: dict[Want, list[int]] = {kind: [] for kind in scarce}
    for kinds, count in counts.items():
        if len(kinds) == 1:
            offered[next(iter(kinds))] += count
        elif kinds:
            given = {kind: model.number(0, count) for kind in kinds}
            model.ask(given.values(), upper=count, fact=fact)
            for kind, flow in given.items():
                flows[kind].append(flow)
    for kind in demand:
        if kind in scarce:
            wanted = demand[kind]
            weights = [1] * len(wanted) + [-1] * len(flows[kind])
            variables = [*wanted, *flows[kind]]
            model.ask(variables, weights, upper=offered[kind], fact=fact)


def _scarce(
    demand: Mapping[Want, Sequence[int]], supply: Sequence[frozenset[Want]]
) -> set[Want]:
    """Return the kinds that may go short.

    A kind that can be served by as many suppliers as there are demands of any
    kind is served last and always finds one; without it the same may be true of
    another kind.
    """
    left = set(demand)
    able = {kind: sum(kind in kinds for kinds in supply) for kind in left}
    while True:
        total = sum(len(demand[kind]) for kind in left)
        plenty = {kind for kind in left if able[kind] >= total}
        if not plenty:
            return left
        left -= plenty
