"""Give tables and interpreters that are free to meetings that have none."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from solver.facts import Facts
from solver.plan import HeldPair
from solver.problem import Pair
from solver.refusals import EngineError
from solver.seating import Unseated
from solver.serving import serve

Taken = Mapping[str, frozenset[int]]
"""The slots in which a table or an interpreter is in use, by id."""


def take_places(facts: Facts, meetings: Iterable[HeldPair]) -> tuple[Taken, Taken]:
    """Return when each open table and each interpreter is in use."""
    tables: dict[str, set[int]] = {table.id: set() for table in facts.open_tables}
    speakers: dict[str, set[int]] = {i.id: set() for i in facts.problem.interpreters}
    for meeting in meetings:
        if meeting.table in tables:
            tables[meeting.table].add(meeting.slot)
        if meeting.interpreter is not None:
            speakers[meeting.interpreter].add(meeting.slot)
    return (
        {name: frozenset(slots) for name, slots in tables.items()},
        {name: frozenset(slots) for name, slots in speakers.items()},
    )


def only_free(
    facts: Facts, changed: Facts, kept: Iterable[HeldPair], kinds: Sequence[Pair]
) -> Facts:
    """Return facts in which there is only what is free, and a pair of each kind."""
    tables, speakers = take_places(changed, kept)
    return replace(
        facts,
        open_tables=tuple(
            replace(table, slots=table.slots - tables[table.id])
            for table in changed.open_tables
        ),
        problem=replace(
            facts.problem,
            pairs=tuple(kinds),
            interpreters=tuple(
                replace(each, slots=each.slots - speakers[each.id])
                for each in changed.problem.interpreters
            ),
        ),
    )


def seat_newly(
    facts: Facts,
    kept: Sequence[HeldPair],
    waiting: Sequence[Unseated],
    before: Iterable[HeldPair],
) -> tuple[HeldPair, ...]:
    """Seat meetings at what the others leave free, where they were if that can be.

    Args:
        facts: The changed problem.
        kept: The meetings that stay as they are.
        waiting: Those to seat.
        before: Where meetings were that had to change.

    Raises:
        EngineError: It cannot be done, which counting should have excluded.
    """
    tables, speakers = take_places(facts, kept)
    was = {(meeting.pair, meeting.slot): meeting for meeting in before}
    seated: list[HeldPair] = []
    for slot in sorted({each.slot for each in waiting}):
        group = [each.pair for each in waiting if each.slot == slot]
        old = {pair: was[pair, slot] for pair in group if (pair, slot) in was}
        at = _find_tables(
            facts, slot, group, tables, {pair: m.table for pair, m in old.items()}
        )
        by = _find_speakers(
            facts,
            slot,
            group,
            speakers,
            {pair: m.interpreter or "" for pair, m in old.items()},
        )
        seated += [
            HeldPair(
                pair=each.pair,
                slot=slot,
                table=at[each.pair],
                person_a=each.person_a,
                person_b=each.person_b,
                interpreter=by.get(each.pair),
            )
            for each in waiting
            if each.slot == slot
        ]
    return tuple(seated)


def _find_tables(
    facts: Facts, slot: int, group: Sequence[str], taken: Taken, was: Mapping[str, str]
) -> dict[str, str]:
    """Return a free table for each meeting of a slot, stands included."""
    may = {
        name: [table.id for table in facts.tables_for(facts.pair[name], slot)]
        for name in group
    }
    at_stands = {name for name in group if facts.has_stand(facts.pair[name])}
    found = {
        name: was[name] if was.get(name) in may[name] else may[name][0]
        for name in at_stands
    }
    asking = [name for name in group if name not in at_stands]
    if not asking:
        return found
    free = [t.id for t in facts.open_tables if slot not in taken[t.id]]
    return found | _share_out(asking, may, free, was)


def _find_speakers(
    facts: Facts, slot: int, group: Sequence[str], taken: Taken, was: Mapping[str, str]
) -> dict[str, str]:
    """Return a free interpreter for each meeting of a slot that needs one."""
    asking = [name for name in group if facts.pair[name].interpreter]
    if not asking:
        return {}
    may = {
        name: [each.id for each in facts.interpreters_for(facts.pair[name], slot)]
        for name in asking
    }
    free = [i.id for i in facts.problem.interpreters if slot not in taken[i.id]]
    return _share_out(asking, may, free, was)


def _share_out(
    asking: Sequence[str],
    may: Mapping[str, Sequence[str]],
    free: Sequence[str],
    was: Mapping[str, str],
) -> dict[str, str]:
    """Give everybody what they had, if enough is then left for the others."""
    same = {
        name: was[name]
        for name in asking
        if was.get(name) in free and was[name] in may[name]
    }
    others = [name for name in asking if name not in same]
    try:
        rest = [each for each in free if each not in same.values()]
        return same | _serve(others, may, rest)
    except EngineError:
        return _serve(asking, may, free)


def _serve(
    asking: Sequence[str], may: Mapping[str, Sequence[str]], free: Sequence[str]
) -> dict[str, str]:
    serves: list[frozenset[Hashable]] = [
        frozenset(name for name in asking if each in may[name]) for each in free
    ]
    chosen = serve(asking, serves)
    return {name: free[at] for name, at in zip(asking, chosen, strict=True)}
