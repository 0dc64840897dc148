"""Check a plan against every rule of format 1, independently of the engine.

Written from ``docs/model.md``, with plain loops, so that it can be believed. It
imports the values of a problem and a plan and nothing that makes plans.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from solver.claims import false_claims
from solver.collector import no_collection
from solver.plan import HeldPair, Plan, Status
from solver.problem import Pair, Problem
from solver.recount import Tally, tally, waiting_periods
from solver.violations import Violation


class _Names:
    """A problem's parts by their ids."""

    def __init__(self, counted: Tally) -> None:
        problem = counted.problem
        self.pair = counted.pairs
        self.person = {person.id: person for person in problem.people}
        self.party = {party.id: party for party in problem.parties}
        self.table = {table.id: table for table in problem.tables}
        self.interpreter = {someone.id: someone for someone in problem.interpreters}
        self.stands: dict[str, set[str]] = {}
        """The tables each party owns."""
        for table in problem.tables:
            if table.owner is not None:
                self.stands.setdefault(table.owner, set()).add(table.id)


class _Sitting(NamedTuple):
    """A meeting whose pair, table and people the problem has."""

    number: int
    held: HeldPair
    pair: Pair

    def wrong(self, rule: str, detail: str) -> Violation:
        """Say what is wrong with this meeting."""
        return Violation(rule=rule, place=f"meetings[{self.number}]", detail=detail)


def verify(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Return every rule the plan breaks and every value it reports wrongly."""
    with no_collection():
        return tuple(_violations(problem, plan))


def _violations(problem: Problem, plan: Plan) -> Iterator[Violation]:
    if plan.problem not in ("", problem.name):
        yield Violation(
            rule="same_problem",
            place="problem",
            detail=f'this is a plan for "{plan.problem}", not "{problem.name}"',
        )
    if plan.status is Status.INFEASIBLE:
        if plan.meetings:
            yield Violation(
                rule="status", place="status", detail="infeasible, yet it has meetings"
            )
        return
    counted = tally(problem, plan.meetings)
    names = _Names(counted)
    strangers = list(_strangers(names, plan))
    yield from (violation for _, violation in strangers)
    yield from _unused_slots(problem, plan)
    odd = {number for number, _ in strangers}
    sittings = [
        _Sitting(number, held, names.pair[held.pair])
        for number, held in enumerate(plan.meetings)
        if number not in odd
    ]
    for check in (_slots, _sides, _tables, _interpreters):
        yield from check(names, sittings)
    yield from _together(counted, [sitting.held for sitting in sittings])
    yield from _musts(problem, plan.meetings)
    yield from false_claims(problem, plan, counted)


def _strangers(names: _Names, plan: Plan) -> Iterator[tuple[int, Violation]]:
    """Refuse ids the problem does not have, with the numbers of their meetings."""
    for field, known in (
        ("pair", names.pair.keys()),
        ("table", names.table.keys()),
        ("person_a", names.person.keys()),
        ("person_b", names.person.keys()),
        ("interpreter", names.interpreter.keys() | {None}),
    ):
        named = attrgetter(field)
        if known >= set(map(named, plan.meetings)):
            continue
        for number, meeting in enumerate(plan.meetings):
            if named(meeting) not in known:
                yield (
                    number,
                    Violation(
                        rule="known_names",
                        place=f"meetings[{number}].{field}",
                        detail=f'the problem has no "{named(meeting)}"',
                    ),
                )


def _unused_slots(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Refuse meetings in slots that are in no block."""
    used = {slot for block in problem.blocks for slot in block}
    for number, meeting in enumerate(plan.meetings):
        if meeting.slot not in used:
            yield Violation(
                rule="known_names",
                place=f"meetings[{number}].slot",
                detail=f"slot {meeting.slot} is in no block, so it is not used",
            )


def _slots(_names: _Names, sittings: Sequence[_Sitting]) -> Iterator[Violation]:
    """Check that pairs are held only when they may be."""
    for sitting in sittings:
        pair, slot = sitting.pair, sitting.held.slot
        if pair.slots is not None and slot not in pair.slots:
            yield sitting.wrong(
                "pair_slots", f"pair {pair.id} may not be held in slot {slot}"
            )


def _sides(names: _Names, sittings: Sequence[_Sitting]) -> Iterator[Violation]:
    """Check that each side sends one of its people, who can and may come."""
    for sitting in sittings:
        pair, held = sitting.pair, sitting.held
        for party, named, person in (
            (pair.a, pair.people_a, held.person_a),
            (pair.b, pair.people_b, held.person_b),
        ):
            if person not in names.party[party].people:
                yield sitting.wrong(
                    "send_own_people", f"{person} does not represent {party}"
                )
            elif named is not None and person not in named:
                yield sitting.wrong(
                    "send_named_people",
                    f"{person} may not represent {party} in pair {pair.id}",
                )
            if held.slot not in names.person[person].slots:
                yield sitting.wrong(
                    "send_available_people", f"{person} cannot meet in slot {held.slot}"
                )
        if held.person_a == held.person_b:
            yield sitting.wrong(
                "one_place_at_a_time", f"{held.person_a} would meet themselves"
            )


def _tables(names: _Names, sittings: Sequence[_Sitting]) -> Iterator[Violation]:
    """Check that the table is there, is the right stand, and has the features."""
    nobody = set[str]()
    for sitting in sittings:
        pair, slot = sitting.pair, sitting.held.slot
        table = names.table[sitting.held.table]
        stands = names.stands.get(pair.a, nobody) | names.stands.get(pair.b, nobody)
        if slot not in table.slots:
            yield sitting.wrong(
                "table_is_there", f"table {table.id} is not there in slot {slot}"
            )
        if stands:
            if table.id not in stands:
                yield sitting.wrong(
                    "meet_at_the_stand",
                    f"pair {pair.id} meets at {' or '.join(sorted(stands))}",
                )
        elif table.owner is not None:
            yield sitting.wrong(
                "meet_at_the_stand", f"table {table.id} is only for {table.owner}"
            )
        elif not pair.features <= table.features:
            lacking = ", ".join(sorted(pair.features - table.features))
            yield sitting.wrong("table_features", f"table {table.id} lacks {lacking}")


def _interpreters(names: _Names, sittings: Sequence[_Sitting]) -> Iterator[Violation]:
    """Check that a needed interpreter is there, speaks the language and can come."""
    for sitting in sittings:
        language, held = sitting.pair.interpreter, sitting.held
        found = names.interpreter.get(held.interpreter or "")
        if found is None:
            if language is not None:
                yield sitting.wrong(
                    "give_interpreters",
                    f"pair {held.pair} needs an interpreter of {language}",
                )
            continue
        if language is not None and language not in found.languages:
            yield sitting.wrong(
                "give_interpreters", f"{found.id} does not speak {language}"
            )
        if held.slot not in found.slots:
            yield sitting.wrong(
                "give_interpreters", f"{found.id} cannot come in slot {held.slot}"
            )


def _together(counted: Tally, held: Sequence[HeldPair]) -> Iterator[Violation]:
    """Check what no meeting can break alone."""
    problem = counted.problem
    for pair, times in Counter(meeting.pair for meeting in held).items():
        if times > 1:
            yield Violation(
                rule="meet_at_most_once",
                place=f"pair {pair}",
                detail=f"held {times} times",
            )
    yield from _double_bookings(problem, held)
    for party in problem.parties:
        count = counted.degree[party.id]
        if party.max is not None and count > party.max:
            yield Violation(
                rule="respect_maximum",
                place=f"party {party.id}",
                detail=f"{count} meetings, at most {party.max}",
            )
    yield from _runs(problem, held)
    yield from _order(problem, held)
    yield from _spread(counted)


def _double_bookings(problem: Problem, held: Sequence[HeldPair]) -> Iterator[Violation]:
    """Check that people, tables and interpreters are in one meeting at a time."""
    open_tables = {table.id for table in problem.tables if table.owner is None}
    people = Counter((m.person_a, m.slot) for m in held)
    people.update((m.person_b, m.slot) for m in held if m.person_b != m.person_a)
    tables = Counter((m.table, m.slot) for m in held if m.table in open_tables)
    interpreters = Counter(
        (m.interpreter, m.slot) for m in held if m.interpreter is not None
    )
    for rule, kind, uses in (
        ("one_place_at_a_time", "person", people),
        ("one_meeting_per_table", "table", tables),
        ("give_interpreters", "interpreter", interpreters),
    ):
        for (name, slot), times in uses.items():
            if times > 1:
                yield Violation(
                    rule=rule,
                    place=f"{kind} {name}",
                    detail=f"in {times} meetings in slot {slot}",
                )


def _runs(problem: Problem, held: Sequence[HeldPair]) -> Iterator[Violation]:
    """Check that nobody has more meetings on end than they can bear."""
    busy: dict[str, set[int]] = {person.id: set() for person in problem.people}
    for meeting in held:
        busy[meeting.person_a].add(meeting.slot)
        busy[meeting.person_b].add(meeting.slot)
    for person in problem.people:
        slots = busy[person.id]
        if person.max_run is None or len(slots) <= person.max_run:
            continue
        for block in problem.blocks:
            run, longest = 0, 0
            for slot in block:
                run = run + 1 if slot in slots else 0
                longest = max(longest, run)
            if longest > person.max_run:
                yield Violation(
                    rule="rest_after_a_run",
                    place=f"person {person.id}",
                    detail=f"{longest} meetings on end, at most {person.max_run}",
                )


def _order(problem: Problem, held: Sequence[HeldPair]) -> Iterator[Violation]:
    """Check that meetings which must come after others do."""
    when = {meeting.pair: meeting.slot for meeting in held}
    ordered = [pair for pair in problem.pairs if pair.after]
    for pair in ordered:
        for earlier in pair.after:
            if {pair.id, earlier} <= when.keys() and when[earlier] >= when[pair.id]:
                yield Violation(
                    rule="keep_order",
                    place=f"pair {pair.id}",
                    detail=f"must come after {earlier}",
                )


def _spread(counted: Tally) -> Iterator[Violation]:
    """Check that waiting periods are shared out evenly enough."""
    most = counted.problem.goals.max_waiting_spread
    if most is None:
        return
    periods = waiting_periods(counted).values()
    if periods and max(periods) - min(periods) > most:
        yield Violation(
            rule="limit_waiting_spread",
            place="goals.max_waiting_spread",
            detail=f"waiting periods from {min(periods)} to {max(periods)}",
        )


def _musts(problem: Problem, held: Sequence[HeldPair]) -> Iterator[Violation]:
    """Check that required and fixed meetings are held as they should."""
    by_pair = {meeting.pair: meeting for meeting in held}
    for pair in problem.pairs:
        if pair.required and pair.id not in by_pair:
            yield Violation(
                rule="hold_required", place=f"pair {pair.id}", detail="must be held"
            )
    for number, fixed in enumerate(problem.fixed):
        meeting = by_pair.get(fixed.pair)
        if (
            meeting is None
            or meeting.slot != fixed.slot
            or fixed.table not in (None, meeting.table)
        ):
            at = "" if fixed.table is None else f" at {fixed.table}"
            yield Violation(
                rule="hold_fixed",
                place=f"fixed[{number}]",
                detail=f"pair {fixed.pair} must be held in slot {fixed.slot}{at}",
            )
