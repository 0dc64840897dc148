"""Check a plan against every rule of format 1, independently of the engine.

Written from ``docs/model.md``, with plain loops, so that it can be believed. It
imports the values of a problem and a plan and nothing that makes plans.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solver.claims import false_claims
from solver.plan import HeldPair, Plan, Status
from solver.problem import Interpreter, Pair, Party, Person, Problem, Table
from solver.recount import degrees, waiting_periods
from solver.violations import Violation


@dataclass(frozen=True, slots=True)
class _Names:
    """A problem's parts by their ids."""

    pair: Mapping[str, Pair]
    person: Mapping[str, Person]
    party: Mapping[str, Party]
    table: Mapping[str, Table]
    interpreter: Mapping[str, Interpreter]
    stands: Mapping[str, frozenset[str]]
    """The tables each party owns."""


def _names(problem: Problem) -> _Names:
    owners = {table.owner for table in problem.tables if table.owner is not None}
    return _Names(
        pair={pair.id: pair for pair in problem.pairs},
        person={person.id: person for person in problem.people},
        party={party.id: party for party in problem.parties},
        table={table.id: table for table in problem.tables},
        interpreter={someone.id: someone for someone in problem.interpreters},
        stands={
            owner: frozenset(t.id for t in problem.tables if t.owner == owner)
            for owner in owners
        },
    )


def verify(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Return every rule the plan breaks and every value it reports wrongly."""
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
    names = _names(problem)
    yield from _known_names(problem, names, plan)
    sound = [
        (f"meetings[{number}]", meeting)
        for number, meeting in enumerate(plan.meetings)
        if meeting.pair in names.pair
        and meeting.table in names.table
        and {meeting.person_a, meeting.person_b} <= names.person.keys()
    ]
    for place, meeting in sound:
        yield from _meeting(names, place, names.pair[meeting.pair], meeting)
    yield from _together(problem, [meeting for _, meeting in sound])
    yield from _musts(problem, [meeting for _, meeting in sound])
    yield from false_claims(problem, plan)


def _known_names(problem: Problem, names: _Names, plan: Plan) -> Iterator[Violation]:
    """Refuse ids the problem does not have, and slots that are not used."""
    used = {slot for block in problem.blocks for slot in block}
    for number, meeting in enumerate(plan.meetings):
        for field, name, known in (
            ("pair", meeting.pair, names.pair),
            ("table", meeting.table, names.table),
            ("person_a", meeting.person_a, names.person),
            ("person_b", meeting.person_b, names.person),
            ("interpreter", meeting.interpreter, names.interpreter),
        ):
            if name is not None and name not in known:
                yield Violation(
                    rule="known_names",
                    place=f"meetings[{number}].{field}",
                    detail=f'the problem has no "{name}"',
                )
        if meeting.slot not in used:
            yield Violation(
                rule="known_names",
                place=f"meetings[{number}].slot",
                detail=f"slot {meeting.slot} is in no block, so it is not used",
            )


def _meeting(
    names: _Names, place: str, pair: Pair, meeting: HeldPair
) -> Iterator[Violation]:
    """Check what one meeting must be like by itself."""
    if pair.slots is not None and meeting.slot not in pair.slots:
        yield Violation(
            rule="pair_slots",
            place=place,
            detail=f"pair {pair.id} may not be held in slot {meeting.slot}",
        )
    yield from _sides(names, place, pair, meeting)
    yield from _table(names, place, pair, meeting)
    yield from _interpreter(names, place, pair, meeting)


def _sides(
    names: _Names, place: str, pair: Pair, meeting: HeldPair
) -> Iterator[Violation]:
    """Check that each side sends one of its people, who can and may come."""
    for party, named, person in (
        (pair.a, pair.people_a, meeting.person_a),
        (pair.b, pair.people_b, meeting.person_b),
    ):
        if person not in names.party[party].people:
            yield Violation(
                rule="send_own_people",
                place=place,
                detail=f"{person} does not represent {party}",
            )
        elif named is not None and person not in named:
            yield Violation(
                rule="send_named_people",
                place=place,
                detail=f"{person} may not represent {party} in pair {pair.id}",
            )
        if meeting.slot not in names.person[person].slots:
            yield Violation(
                rule="send_available_people",
                place=place,
                detail=f"{person} cannot meet in slot {meeting.slot}",
            )
    if meeting.person_a == meeting.person_b:
        yield Violation(
            rule="one_place_at_a_time",
            place=place,
            detail=f"{meeting.person_a} would meet themselves",
        )


def _table(
    names: _Names, place: str, pair: Pair, meeting: HeldPair
) -> Iterator[Violation]:
    """Check that the table is there, is the right stand, and has the features."""
    table = names.table[meeting.table]
    nobody = frozenset[str]()
    stands = names.stands.get(pair.a, nobody) | names.stands.get(pair.b, nobody)
    if meeting.slot not in table.slots:
        yield Violation(
            rule="table_is_there",
            place=place,
            detail=f"table {table.id} is not there in slot {meeting.slot}",
        )
    if stands and table.id not in stands:
        yield Violation(
            rule="meet_at_the_stand",
            place=place,
            detail=f"pair {pair.id} meets at {' or '.join(sorted(stands))}",
        )
    if not stands:
        yield from _open_table(place, pair, table)


def _open_table(place: str, pair: Pair, table: Table) -> Iterator[Violation]:
    if table.owner is not None:
        yield Violation(
            rule="meet_at_the_stand",
            place=place,
            detail=f"table {table.id} is only for {table.owner}",
        )
    elif not pair.features <= table.features:
        lacking = ", ".join(sorted(pair.features - table.features))
        yield Violation(
            rule="table_features",
            place=place,
            detail=f"table {table.id} lacks {lacking}",
        )


def _interpreter(
    names: _Names, place: str, pair: Pair, meeting: HeldPair
) -> Iterator[Violation]:
    """Check that a needed interpreter is there, speaks the language and can come."""
    found = names.interpreter.get(meeting.interpreter or "")
    if found is None:
        if pair.interpreter is not None:
            yield Violation(
                rule="give_interpreters",
                place=place,
                detail=f"pair {pair.id} needs an interpreter of {pair.interpreter}",
            )
        return
    if pair.interpreter is not None and pair.interpreter not in found.languages:
        yield Violation(
            rule="give_interpreters",
            place=place,
            detail=f"{found.id} does not speak {pair.interpreter}",
        )
    if meeting.slot not in found.slots:
        yield Violation(
            rule="give_interpreters",
            place=place,
            detail=f"{found.id} cannot come in slot {meeting.slot}",
        )


def _together(problem: Problem, held: list[HeldPair]) -> Iterator[Violation]:
    """Check what no meeting can break alone."""
    for pair, times in Counter(meeting.pair for meeting in held).items():
        if times > 1:
            yield Violation(
                rule="meet_at_most_once",
                place=f"pair {pair}",
                detail=f"held {times} times",
            )
    yield from _double_bookings(problem, held)
    degree = degrees(problem, held)
    for party in problem.parties:
        count = degree[party.id]
        if party.max is not None and count > party.max:
            yield Violation(
                rule="respect_maximum",
                place=f"party {party.id}",
                detail=f"{count} meetings, at most {party.max}",
            )
    yield from _runs(problem, held)
    yield from _order(problem, held)
    yield from _spread(problem, held)


def _double_bookings(problem: Problem, held: list[HeldPair]) -> Iterator[Violation]:
    """Check that people, tables and interpreters are in one meeting at a time."""
    open_tables = {table.id for table in problem.tables if table.owner is None}
    uses = Counter[tuple[str, str, str, int]]()
    for meeting in held:
        slot = meeting.slot
        for person in {meeting.person_a, meeting.person_b}:
            uses["one_place_at_a_time", "person", person, slot] += 1
        if meeting.table in open_tables:
            uses["one_meeting_per_table", "table", meeting.table, slot] += 1
        if meeting.interpreter is not None:
            uses["give_interpreters", "interpreter", meeting.interpreter, slot] += 1
    for (rule, kind, name, slot), times in uses.items():
        if times > 1:
            yield Violation(
                rule=rule,
                place=f"{kind} {name}",
                detail=f"in {times} meetings in slot {slot}",
            )


def _runs(problem: Problem, held: list[HeldPair]) -> Iterator[Violation]:
    """Check that nobody has more meetings on end than they can bear."""
    busy = defaultdict(set)
    for meeting in held:
        busy[meeting.person_a].add(meeting.slot)
        busy[meeting.person_b].add(meeting.slot)
    for person in problem.people:
        for block in problem.blocks:
            run, longest = 0, 0
            for slot in sorted(block):
                run = run + 1 if slot in busy[person.id] else 0
                longest = max(longest, run)
            if person.max_run is not None and longest > person.max_run:
                yield Violation(
                    rule="rest_after_a_run",
                    place=f"person {person.id}",
                    detail=f"{longest} meetings on end, at most {person.max_run}",
                )


def _order(problem: Problem, held: list[HeldPair]) -> Iterator[Violation]:
    """Check that meetings which must come after others do."""
    when = {meeting.pair: meeting.slot for meeting in held}
    for pair in problem.pairs:
        for earlier in pair.after:
            if {pair.id, earlier} <= when.keys() and when[earlier] >= when[pair.id]:
                yield Violation(
                    rule="keep_order",
                    place=f"pair {pair.id}",
                    detail=f"must come after {earlier}",
                )


def _spread(problem: Problem, held: list[HeldPair]) -> Iterator[Violation]:
    """Check that waiting periods are shared out evenly enough."""
    most = problem.goals.max_waiting_spread
    periods = waiting_periods(problem, held).values()
    if most is not None and periods and max(periods) - min(periods) > most:
        yield Violation(
            rule="limit_waiting_spread",
            place="goals.max_waiting_spread",
            detail=f"waiting periods from {min(periods)} to {max(periods)}",
        )


def _musts(problem: Problem, held: list[HeldPair]) -> Iterator[Violation]:
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
