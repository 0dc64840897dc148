"""Give every demand a supplier of its own that serves its kind.

Equal suppliers and equal demands are counted together, so that hundreds of tables
are a handful of numbers: a transportation problem, solved by augmenting paths
(Ford and Fulkerson 1956).
"""

from collections.abc import Hashable, Sequence

from solver.refusals import EngineError

_Group = frozenset[Hashable]


def serve(asked: Sequence[Hashable], serves: Sequence[_Group]) -> list[int]:
    """Return a different supplier for every demand.

    Args:
        asked: The kind that each demand asks for.
        serves: The kinds that each supplier serves.

    Raises:
        EngineError: It cannot be done, which the rules should have excluded.
    """
    waiting: dict[Hashable, list[int]] = {}
    for number, kind in enumerate(asked):
        waiting.setdefault(kind, []).append(number)
    idle: dict[_Group, list[int]] = {}
    for number, group in enumerate(serves):
        idle.setdefault(group, []).append(number)
    flow = _flow(
        {kind: len(demands) for kind, demands in waiting.items()},
        {group: len(suppliers) for group, suppliers in idle.items()},
    )
    given = [0] * len(asked)
    for (kind, group), count in flow.items():
        for _ in range(count):
            given[waiting[kind].pop()] = idle[group].pop()
    return given


def _flow(
    demand: dict[Hashable, int], supply: dict[_Group, int]
) -> dict[tuple[Hashable, _Group], int]:
    """Return how many of each kind each group of suppliers serves."""
    flow: dict[tuple[Hashable, _Group], int] = {}
    groups = sorted(supply, key=lambda group: (len(group), sorted(map(str, group))))
    for kind in sorted(demand, key=str):
        left = demand[kind]
        while left:
            path = _path(kind, groups, supply, flow)
            if path is None:
                raise EngineError(f"{left} without a supplier")
            amount = min([left, supply[path[-1][1]], *_movable(path, flow)])
            for step, (one, group) in enumerate(path):
                flow[one, group] = flow.get((one, group), 0) + amount
                if step:
                    flow[one, path[step - 1][1]] -= amount
            supply[path[-1][1]] -= amount
            left -= amount
    return flow


def _movable(
    path: Sequence[tuple[Hashable, _Group]],
    flow: dict[tuple[Hashable, _Group], int],
) -> list[int]:
    """Return how many can be moved on at each step after the first of a path."""
    return [flow[one, path[step][1]] for step, (one, _) in enumerate(path[1:])]


def _path(
    kind: Hashable,
    groups: Sequence[_Group],
    supply: dict[_Group, int],
    flow: dict[tuple[Hashable, _Group], int],
) -> list[tuple[Hashable, _Group]] | None:
    """Return how to make room: who is served by whom anew, the first for the kind."""
    reached: dict[_Group, list[tuple[Hashable, _Group]]] = {}
    queue: list[tuple[Hashable, list[tuple[Hashable, _Group]]]] = [(kind, [])]
    seen = {kind}
    while queue:
        one, path = queue.pop(0)
        for group in groups:
            if one not in group or group in reached:
                continue
            reached[group] = [*path, (one, group)]
            if supply[group] > 0:
                return reached[group]
            for other in sorted(group, key=str):
                if other not in seen and flow.get((other, group), 0) > 0:
                    seen.add(other)
                    queue.append((other, reached[group]))
    return None
