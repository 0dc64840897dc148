"""The problem that is left when the day has changed it.

History stays as it is: its meetings are fixed, and nothing else can be held in a
slot that is over. What is not there is taken away from slots, so that every meeting
possible in the changed problem was possible before, but for what has come new.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from solver.checks import check
from solver.collector import no_collection
from solver.facts import Facts, find_facts
from solver.plan import HeldPair
from solver.problem import FixedMeeting, Interpreter, Pair, Person, Problem, Table
from solver.refusals import FormatError, ProblemRefused
from solver.replan.absences import Absences, Gone, check_changes, find_absences
from solver.replan.changes import Changes, Newcomers

Timed = TypeVar("Timed", Person, Table, Interpreter)

_NEVER = frozenset[int]()
_PAIR_FIELDS = tuple(
    (field.name, getattr(Pair, field.name).__set__) for field in fields(Pair)
)


def apply_changes(
    problem: Problem, meetings: Iterable[HeldPair], changes: Changes
) -> Problem:
    """Return the changed problem, with history fixed and the rest to plan anew.

    Fixed and required pairs that nothing makes possible any more are free pairs
    in it (see `list_given_up`). Guarantees stay as they are, also those of who is
    absent, so that what a plan is worth can be compared with the plan before.

    Args:
        problem: The problem before.
        meetings: The plan before; of it only what is history matters.
        changes: What has changed.

    Raises:
        FormatError: The changes do not fit the problem, with the place.
    """
    return find_changed_facts(find_facts(problem), meetings, changes).problem


def find_changed_facts(
    before: Facts, meetings: Iterable[HeldPair], changes: Changes
) -> Facts:
    """Return the facts of the changed problem (see `apply_changes`).

    Raises:
        FormatError: The changes do not fit the problem, with the place.
    """
    with no_collection():
        known = add_newcomers(before.problem, changes)
        check_changes(known, changes)
        history = {m.pair: m for m in meetings if m.slot < changes.now}
        left = _take_away(known, history, changes)
        return _give_up_impossible(_update(before, left), history)


def _update(before: Facts, problem: Problem) -> Facts:
    """Return the facts of a problem, from those before where only pairs differ.

    That is so for whoever is absent or late in the slot of the change before: the
    commonest change of all, and then nearly nothing needs to be worked out again.
    """
    old = before.problem
    same = (
        problem.people is old.people
        and problem.parties is old.parties
        and problem.tables is old.tables
        and problem.interpreters is old.interpreters
        and problem.fixed == old.fixed
    )
    if not same:
        return find_facts(problem)
    possible = before.possible
    others = [
        pair
        for pair, was in zip(problem.pairs, old.pairs, strict=True)
        if pair is not was
    ]
    slots = {pair.id: possible.slots(possible.alone(pair)) for pair in others}
    return replace(
        before,
        problem=problem,
        pair={**before.pair, **{pair.id: pair for pair in others}},
        slots={**before.slots, **slots},
    )


def add_newcomers(problem: Problem, changes: Changes) -> Problem:
    """Return the problem with everybody who has come new.

    Raises:
        FormatError: They do not fit in.
    """
    for number, new in enumerate(changes.changes):
        if not isinstance(new, Newcomers):
            continue
        problem = replace(
            problem,
            people=problem.people + new.people,
            parties=problem.parties + ((new.party,) if new.party else ()),
            pairs=problem.pairs + new.pairs,
        )
        try:
            check(problem)
        except ProblemRefused as error:
            advice = f"does not fit in the problem: {error}"
            raise FormatError(place=f"changes[{number}]", advice=advice) from error
    return problem


def _take_away(
    problem: Problem, history: Mapping[str, HeldPair], changes: Changes
) -> Problem:
    """Return the problem without the slots in which something is not possible."""
    absences = find_absences(problem, changes)
    fixed = {each.pair: each for each in problem.fixed}
    for meeting in history.values():
        fixed[meeting.pair] = FixedMeeting(
            pair=meeting.pair, slot=meeting.slot, table=meeting.table
        )
    return replace(
        problem,
        people=_without(problem.people, absences.people),
        tables=_without(problem.tables, absences.tables),
        interpreters=_without(problem.interpreters, absences.interpreters),
        pairs=_future_pairs(problem, history, changes.now, absences),
        fixed=tuple(fixed.values()),
    )


def _without(items: Sequence[Timed], gone: Gone) -> tuple[Timed, ...]:
    if not gone:
        return tuple(items)
    return tuple(
        replace(item, slots=item.slots - gone[item.id]) if item.id in gone else item
        for item in items
    )


def _future_pairs(
    problem: Problem, history: Mapping[str, HeldPair], now: int, absences: Absences
) -> tuple[Pair, ...]:
    """Return the pairs with the slots that are left to them."""
    away = absences.parties
    if not now and not away:
        return problem.pairs
    every = frozenset(range(problem.slots))
    future = every - frozenset(range(now))
    known: dict[tuple[frozenset[int] | None, frozenset[int]], frozenset[int] | None]
    known = {}
    found = []
    for pair in problem.pairs:
        gone = _NEVER
        if pair.a in away or pair.b in away:
            gone = away.get(pair.a, _NEVER) | away.get(pair.b, _NEVER)
        if pair.id in history:
            found.append(pair)
            continue
        key = (pair.slots, gone)
        if key not in known:
            before = every if pair.slots is None else pair.slots
            left = (before & future) - gone
            known[key] = pair.slots if left == before else left
        slots = known[key]
        found.append(pair if slots is pair.slots else _with_slots(pair, slots))
    return tuple(found)


def _with_slots(pair: Pair, slots: frozenset[int] | None) -> Pair:
    """Do what `replace` does, for thousands of pairs in a third of the time."""
    changed = object.__new__(Pair)
    for name, put in _PAIR_FIELDS:
        put(changed, slots if name == "slots" else getattr(pair, name))
    return changed


def _give_up_impossible(facts: Facts, history: Mapping[str, HeldPair]) -> Facts:
    """Let go of what must be held and cannot be any more."""
    problem = facts.problem
    fixed = {each.pair for each in problem.fixed if each.pair not in history}
    lost = {pair for pair in fixed if not facts.slots[pair]}
    if lost:
        facts = find_facts(free_pairs(problem, fixed=lost))
    musts = [pair.id for pair in problem.pairs if pair.required]
    dead = {pair for pair in musts if pair not in history and not facts.slots[pair]}
    return find_facts(free_pairs(facts.problem, required=dead)) if dead else facts


def free_pairs(
    problem: Problem, *, fixed: Iterable[str] = (), required: Iterable[str] = ()
) -> Problem:
    """Return the problem without the rules that some pairs are fixed or required."""
    unfixed, unrequired = set(fixed), set(required)
    return replace(
        problem,
        fixed=tuple(each for each in problem.fixed if each.pair not in unfixed),
        pairs=tuple(
            replace(pair, required=False) if pair.id in unrequired else pair
            for pair in problem.pairs
        ),
    )


def list_given_up(before: Problem, after: Problem) -> tuple[str, ...]:
    """Return the rules of a problem that a changed one has no more, by name."""
    fixed = {each.pair for each in after.fixed}
    required = {pair.id for pair in after.pairs if pair.required}
    spread = before.goals.max_waiting_spread != after.goals.max_waiting_spread
    return (
        *(f"fixed:{each.pair}" for each in before.fixed if each.pair not in fixed),
        *(
            f"required:{pair.id}"
            for pair in before.pairs
            if pair.required and pair.id not in required
        ),
        *(["max_waiting_spread"] if spread else []),
    )
