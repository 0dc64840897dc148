"""Who attends, who interprets and at which table, once it is known who meets when.

The exact model guarantees that this can always be done. Tables are chosen so
that people stay where they are: slot by slot the best assignment given the slots
around it, until nothing improves.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from ortools.graph.python import linear_sum_assignment

from solver.facts import Facts, PairEnd
from solver.plan import HeldPair
from solver.refusals import EngineError
from solver.serving import serve

_MOST_TABLES = 500
"""With more tables one slot's assignment alone takes seconds to write down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseated:
    """A pair with its slot and its people, not yet seated."""

    pair: str
    slot: int
    person_a: str
    person_b: str


Costs = Mapping[tuple[int, int], int]
"""What it costs to give a demand a supplier; absent where it cannot be given."""


def assign(demands: int, suppliers: int, costs: Costs) -> list[int]:
    """Return a supplier of its own for every demand, at the least total cost.

    Raises:
        EngineError: It cannot be done, which the rules should have excluded.
    """
    if demands > suppliers or (demands and not costs):
        raise EngineError(demands, suppliers)
    if suppliers == 0:
        return []
    # The solver wants as many demands as suppliers: the rest ask for nothing.
    spare = [(d, s) for d in range(demands, suppliers) for s in range(suppliers)]
    arcs = np.array([*costs.keys(), *spare], dtype=np.int64).reshape(-1, 2)
    prices = np.array([*costs.values(), *(0 for _ in spare)], dtype=np.int64)
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(arcs[:, 0], arcs[:, 1], prices)
    if solver.solve() != solver.OPTIMAL:
        raise EngineError(demands, suppliers)
    return [solver.right_mate(demand) for demand in range(demands)]


def seat(
    facts: Facts, appointments: Sequence[Unseated], tables: Mapping[str, str]
) -> tuple[HeldPair, ...]:
    """Give every appointment its interpreter and a table.

    Args:
        facts: The problem.
        appointments: Who meets when.
        tables: The tables by pair, where they are decided already.
    """
    interpreters = _give_interpreters(facts, appointments)
    chosen = dict(tables)
    for slot, group in _by_slot(appointments).items():
        chosen |= _seat_anywhere(facts, slot, group, chosen)
    return tuple(
        HeldPair(
            pair=each.pair,
            slot=each.slot,
            table=chosen[each.pair],
            person_a=each.person_a,
            person_b=each.person_b,
            interpreter=interpreters.get(each.pair),
        )
        for each in appointments
    )


def _by_slot(
    appointments: Iterable[Unseated],
) -> Mapping[int, list[Unseated]]:
    groups: dict[int, list[Unseated]] = {}
    for each in sorted(appointments, key=lambda a: (a.slot, a.pair)):
        groups.setdefault(each.slot, []).append(each)
    return groups


def _give_interpreters(
    facts: Facts, appointments: Sequence[Unseated]
) -> dict[str, str]:
    given: dict[str, str] = {}
    for slot, group in _by_slot(appointments).items():
        needy = [each for each in group if facts.pair[each.pair].interpreter]
        present = [i for i in facts.problem.interpreters if slot in i.slots]
        asked = [facts.pair[each.pair].interpreter for each in needy]
        spoken = [frozenset[Hashable](i.languages) for i in present]
        for each, at in zip(needy, serve(asked, spoken), strict=True):
            given[each.pair] = present[at].id
    return given


def _seat_anywhere(
    facts: Facts, slot: int, group: Sequence[Unseated], decided: Mapping[str, str]
) -> dict[str, str]:
    """Give one slot's meetings any tables that they may use."""
    seated: dict[str, str] = {}
    waiting = []
    for each in group:
        pair = facts.pair[each.pair]
        if each.pair in decided:
            continue
        if pair.a in facts.stands or pair.b in facts.stands:
            seated[each.pair] = facts.tables_for(pair, slot)[0].id
        else:
            waiting.append(each)
    taken = {decided[each.pair] for each in group if each.pair in decided}
    free = [t for t in facts.open_tables if slot in t.slots and t.id not in taken]
    asked = [_asks(facts, each.pair) for each in waiting]
    kinds = set(asked)
    offers: dict[tuple[object, ...], frozenset[Hashable]] = {}
    pinned = {name for _, name in kinds if name is not None}
    serves = []
    for table in free:
        look = (table.features, table.id if table.id in pinned else None)
        if look not in offers:
            offers[look] = frozenset(
                (features, name)
                for features, name in kinds
                if features <= table.features and name in (None, table.id)
            )
        serves.append(offers[look])
    for each, at in zip(waiting, serve(asked, serves), strict=True):
        seated[each.pair] = free[at].id
    return seated


def _asks(facts: Facts, pair: str) -> tuple[frozenset[str], str | None]:
    """Return what a pair asks of an open table: features, and a table if fixed."""
    pin = facts.pinned.get(pair)
    return facts.pair[pair].features, None if pin is None else pin.table


def _seat_slot(
    facts: Facts,
    slot: int,
    group: Sequence[Unseated],
    decided: Mapping[str, str],
    cost: Callable[[str, str], int],
) -> dict[str, str]:
    """Return the tables of one slot's meetings that cost least."""
    seated: dict[str, str] = {}
    waiting = []
    for each in group:
        if each.pair in decided:
            continue
        if facts.has_stand(facts.pair[each.pair]):
            stands = facts.tables_for(facts.pair[each.pair], slot)
            seated[each.pair] = min(stands, key=lambda t: cost(each.pair, t.id)).id
        else:
            waiting.append(each)
    place = {table.id: at for at, table in enumerate(facts.open_tables)}
    costs = {
        (number, place[table.id]): cost(each.pair, table.id)
        for number, each in enumerate(waiting)
        for table in facts.tables_for(facts.pair[each.pair], slot)
    }
    found = assign(len(waiting), len(place), costs)
    for each, at in zip(waiting, found, strict=True):
        seated[each.pair] = facts.open_tables[at].id
    return seated


def settle(
    facts: Facts, meetings: tuple[HeldPair, ...], *, expired: Callable[[], bool]
) -> tuple[HeldPair, ...]:
    """Choose tables anew so that people change tables less often."""
    chosen = {meeting.pair: meeting.table for meeting in meetings}
    groups = _by_slot(
        Unseated(pair=m.pair, slot=m.slot, person_a=m.person_a, person_b=m.person_b)
        for m in meetings
    )
    neighbours = _neighbours(facts, meetings)

    def changes(pair: str, table: str) -> int:
        return sum(chosen[other] != table for other in neighbours[pair])

    improved = len(facts.open_tables) <= _MOST_TABLES
    while improved and not expired():
        improved = False
        for slot, group in groups.items():
            if expired():
                break
            now = {each.pair: chosen[each.pair] for each in group}
            better = _seat_slot(facts, slot, group, {}, changes)
            if sum(changes(*item) for item in better.items()) < sum(
                changes(*item) for item in now.items()
            ):
                chosen.update(better)
                improved = True
    return tuple(replace(each, table=chosen[each.pair]) for each in meetings)


def _neighbours(facts: Facts, meetings: Iterable[HeldPair]) -> Mapping[str, list[str]]:
    """Return the meetings before and after a meeting, for each of its people."""
    agendas: dict[tuple[str, int], list[HeldPair]] = {}
    for meeting in sorted(meetings, key=lambda m: m.slot):
        for person in (meeting.person_a, meeting.person_b):
            block = facts.block_of[meeting.slot]
            agendas.setdefault((person, block), []).append(meeting)
    found: dict[str, list[str]] = {meeting.pair: [] for meeting in meetings}
    for agenda in agendas.values():
        for before, after in pairwise(agenda):
            found[before.pair].append(after.pair)
            found[after.pair].append(before.pair)
    return found


def choose_people(
    facts: Facts,
    held: Sequence[tuple[str, int]],
    on_duty: Mapping[tuple[str, int], Sequence[str]],
    sent: Mapping[tuple[str, PairEnd], str],
) -> list[Unseated]:
    """Share out the people on duty over the meetings of their party.

    Args:
        facts: The problem.
        held: The pairs held, with their slots.
        on_duty: Who is in a meeting, by party and slot.
        sent: Who goes to a meeting where that is decided already.
    """
    free = {key: list(people) for key, people in on_duty.items()}
    going: dict[tuple[str, PairEnd], str] = {}
    sides = [(pair, slot, side) for pair, slot in held for side in PairEnd]
    sides.sort(key=lambda item: (item[0], item[2]) not in sent)
    for pair, slot, side in sides:
        waiting = free[facts.party_of(facts.pair[pair], side).id, slot]
        person = sent.get((pair, side), waiting[0])
        waiting.remove(person)
        going[pair, side] = person
    return [
        Unseated(
            pair=pair,
            slot=slot,
            person_a=going[pair, PairEnd.A],
            person_b=going[pair, PairEnd.B],
        )
        for pair, slot in held
    ]
