"""Refuse a problem whose parts do not fit together, naming the place.

For problems made in memory and, after `solver.fields` has looked at the types,
for those read from a file. Where a whole list is sound at a glance, which it
nearly always is, its entries are not looked at one by one.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from solver.collector import no_collection
from solver.problem import Goals, Interpreter, Pair, Party, Person, Problem, Table
from solver.refusals import ProblemRefused

LEAST_VALUE = 1
MOST_VALUE = 1000


def check(problem: Problem) -> Problem:
    """Return the problem if it can be planned as it stands.

    Raises:
        ProblemRefused: With the place and what to do there.
    """
    with no_collection():
        _check(problem)
    return problem


def _check(problem: Problem) -> None:
    if problem.slots < 1:
        _refuse("slots", "must be 1 or more")
    _check_blocks(problem)
    for name, items in (
        ("people", problem.people),
        ("parties", problem.parties),
        ("tables", problem.tables),
        ("interpreters", problem.interpreters),
        ("pairs", problem.pairs),
    ):
        _check_ids(name, items)
    _check_slot_sets(problem)
    _check_people(problem)
    _check_parties(problem)
    _check_tables(problem)
    _check_pairs(problem)
    _check_fixed(problem)
    _check_goals(problem.goals)


def _refuse(place: str, advice: str) -> None:
    raise ProblemRefused(place=place, advice=advice)


def _check_blocks(problem: Problem) -> None:
    seen: dict[int, int] = {}
    for number, block in enumerate(problem.blocks):
        place = f"blocks[{number}]"
        if not block:
            _refuse(place, "has no slots; leave it out")
        _check_slots(place, block, problem.slots)
        for before, after in pairwise(block):
            if after != before + 1:
                _refuse(
                    place,
                    f"slot {after} does not follow {before}; make it two blocks",
                )
        for slot in block:
            if slot in seen:
                _refuse(
                    place,
                    f"slot {slot} is already in blocks[{seen[slot]}]; keep one of them",
                )
            seen[slot] = number


def _check_ids(
    name: str, items: Sequence[Person | Party | Table | Interpreter | Pair]
) -> None:
    ids = {item.id for item in items}
    if len(ids) == len(items) and "" not in ids:
        return
    seen: dict[str, int] = {}
    for number, item in enumerate(items):
        place = f"{name}[{number}].id"
        if not item.id:
            _refuse(place, "is empty; give it an id of its own")
        if item.id in seen:
            _refuse(
                place,
                f'"{item.id}" is already {name}[{seen[item.id]}]; give it another id',
            )
        seen[item.id] = number


def _check_slot_sets(problem: Problem) -> None:
    """Look at every different set of slots once, and for the place only if wrong."""
    owners = (problem.people, problem.tables, problem.interpreters, problem.pairs)
    different = {owner.slots for group in owners for owner in group}
    different |= {party.if_needed for party in problem.parties}
    every = frozenset(range(problem.slots))
    if all(slots is None or slots <= every for slots in different):
        return
    for place, slots in _slot_lists(problem):
        _check_slots(place, slots, problem.slots)


def _slot_lists(problem: Problem) -> Iterable[tuple[str, Iterable[int]]]:
    for number, person in enumerate(problem.people):
        yield f"people[{number}].slots", person.slots
    for number, party in enumerate(problem.parties):
        yield f"parties[{number}].if_needed", party.if_needed
    for number, table in enumerate(problem.tables):
        yield f"tables[{number}].slots", table.slots
    for number, interpreter in enumerate(problem.interpreters):
        yield f"interpreters[{number}].slots", interpreter.slots
    for number, pair in enumerate(problem.pairs):
        if pair.slots is not None:
            yield f"pairs[{number}].slots", pair.slots


def _check_slots(place: str, slots: Iterable[int], count: int) -> None:
    for slot in sorted(slots):
        if not 0 <= slot < count:
            _refuse(
                place, f"slot {slot} is out of range; slots run from 0 to {count - 1}"
            )


def _check_people(problem: Problem) -> None:
    for number, person in enumerate(problem.people):
        if person.max_run is not None and person.max_run < 1:
            _refuse(
                f"people[{number}].max_run", "must be 1 or more; leave out for no limit"
            )


def _check_parties(problem: Problem) -> None:
    people = {person.id for person in problem.people}
    for number, party in enumerate(problem.parties):
        most = party.min if party.max is None else party.max
        if 0 <= party.min <= most and _are_known(party.people, people):
            continue
        place = f"parties[{number}]"
        _check_known(f"{place}.people", "person", party.people, people.__contains__)
        if party.min < 0:
            _refuse(f"{place}.min", "must be 0 or more")
        if party.max is not None and party.max < 0:
            _refuse(f"{place}.max", "must be 0 or more; leave out for no limit")
        if party.max is not None and party.min > party.max:
            _refuse(
                f"{place}.min",
                f"{party.min} is above max {party.max}; lower one of them",
            )


def _are_known(names: Sequence[str], known: frozenset[str] | set[str]) -> bool:
    """Tell whether all names are different and known."""
    return known.issuperset(names) and len({*names}) == len(names)


def _check_known(
    place: str, kind: str, names: Sequence[str], known: Callable[[str], bool]
) -> None:
    for number, name in enumerate(names):
        if not known(name):
            _refuse(f"{place}[{number}]", f'no {kind} "{name}"')
        if name in names[:number]:
            _refuse(f"{place}[{number}]", f'"{name}" is named twice; leave one out')


def _check_tables(problem: Problem) -> None:
    parties = {party.id for party in problem.parties}
    for number, table in enumerate(problem.tables):
        if table.owner is not None and table.owner not in parties:
            _refuse(f"tables[{number}].owner", f'no party "{table.owner}"')


def _check_pairs(problem: Problem) -> None:
    parties = {party.id: party for party in problem.parties}
    known = {pair.id for pair in problem.pairs}
    seen: dict[frozenset[str], int] = {}
    at_a_glance = _are_couples(problem.pairs, parties.keys())
    for number, pair in enumerate(problem.pairs):
        if at_a_glance and not (pair.people_a or pair.people_b or pair.after):
            continue
        place = f"pairs[{number}]"
        for field, name in (("a", pair.a), ("b", pair.b)):
            if name not in parties:
                _refuse(f"{place}.{field}", f'no party "{name}"')
        if pair.a == pair.b:
            _refuse(f"{place}.b", f'"{pair.b}" cannot meet itself')
        both = frozenset({pair.a, pair.b})
        if both in seen:
            _refuse(
                place,
                f'"{pair.a}" and "{pair.b}" are already pairs[{seen[both]}]; '
                "leave one out",
            )
        seen[both] = number
        if not LEAST_VALUE <= pair.value <= MOST_VALUE:
            _refuse(f"{place}.value", f"must be {LEAST_VALUE} to {MOST_VALUE}")
        for field, names, party in (
            ("people_a", pair.people_a, parties[pair.a]),
            ("people_b", pair.people_b, parties[pair.b]),
        ):
            kind = f"person of {party.id} called"
            _check_known(
                f"{place}.{field}", kind, names or (), party.people.__contains__
            )
        if pair.id in pair.after:
            _refuse(f"{place}.after", f'"{pair.id}" cannot come after itself')
        _check_known(f"{place}.after", "pair", pair.after, known.__contains__)


def _are_couples(pairs: Sequence[Pair], parties: AbstractSet[str]) -> bool:
    """Tell whether all pairs are of two known parties, different and worth a meeting.

    Everything there is to check of a pair that names no people and no other pairs.
    """
    couples = {(p.a, p.b) if p.a < p.b else (p.b, p.a) for p in pairs}
    values = {LEAST_VALUE, *(pair.value for pair in pairs)}
    return (
        len(couples) == len(pairs)
        and all(a != b for a, b in couples)
        and parties >= {pair.a for pair in pairs} | {pair.b for pair in pairs}
        and LEAST_VALUE <= min(values) <= max(values) <= MOST_VALUE
    )


def _check_fixed(problem: Problem) -> None:
    pairs = {pair.id for pair in problem.pairs}
    tables = {table.id for table in problem.tables}
    seen: dict[str, int] = {}
    for number, fixed in enumerate(problem.fixed):
        place = f"fixed[{number}]"
        if fixed.pair not in pairs:
            _refuse(f"{place}.pair", f'no pair "{fixed.pair}"')
        if fixed.pair in seen:
            _refuse(
                f"{place}.pair",
                f'"{fixed.pair}" is already fixed[{seen[fixed.pair]}]; leave one out',
            )
        seen[fixed.pair] = number
        _check_slots(f"{place}.slot", (fixed.slot,), problem.slots)
        if fixed.table is not None and fixed.table not in tables:
            _refuse(f"{place}.table", f'no table "{fixed.table}"')


def _check_goals(goals: Goals) -> None:
    for number, goal in enumerate(goals.order):
        if goal in goals.order[:number]:
            _refuse(f"goals.order[{number}]", f'"{goal}" is named twice; leave one out')
    for number, entry in enumerate(goals.bonus):
        if entry < 0:
            _refuse(f"goals.bonus[{number}]", "must be 0 or more")
    if not 0 <= goals.floor_share <= 1:
        _refuse("goals.floor_share", "must be 0 to 1")
    if goals.max_waiting_spread is not None and goals.max_waiting_spread < 0:
        _refuse("goals.max_waiting_spread", "must be 0 or more; leave out for no limit")
