"""What is no longer there, and whom the changes are about."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from solver.problem import Problem
from solver.refusals import FormatError
from solver.replan.changes import (
    AbsentParty,
    AbsentPerson,
    Changes,
    LateParty,
    LostInterpreter,
    LostTable,
    Newcomers,
)

Gone = dict[str, frozenset[int]]
"""The slots still to come in which something is not there, by id."""

_NEVER = frozenset[int]()


@dataclass(frozen=True, slots=True, kw_only=True)
class Absences:
    """Everything that is not there in slots that are still to come."""

    parties: Gone = field(default_factory=dict)
    people: Gone = field(default_factory=dict)
    tables: Gone = field(default_factory=dict)
    interpreters: Gone = field(default_factory=dict)


def find_absences(problem: Problem, changes: Changes) -> Absences:
    """Collect what is not there; the same may be named more than once."""
    future = frozenset(range(changes.now, problem.slots))
    found = Absences()
    for change in changes.changes:
        match change:
            case AbsentParty(party=name):
                _note(found.parties, name, future)
            case LateParty(party=name, first_slot=first):
                _note(found.parties, name, future & frozenset(range(first)))
            case AbsentPerson(person=name, slots=slots):
                _note(found.people, name, _still(slots, future))
            case LostTable(table=name, slots=slots):
                _note(found.tables, name, _still(slots, future))
            case LostInterpreter(interpreter=name, slots=slots):
                _note(found.interpreters, name, _still(slots, future))
            case Newcomers():
                continue
    return found


def _still(slots: frozenset[int] | None, future: frozenset[int]) -> frozenset[int]:
    return future if slots is None else slots & future


def _note(gone: Gone, name: str, slots: frozenset[int]) -> None:
    gone[name] = gone.get(name, _NEVER) | slots


def name_parties(problem: Problem, changes: Changes) -> frozenset[str]:
    """Return the parties the changes are about: their meetings may change freely.

    A party is named when it is absent, late or new, has a new pair, or when one of
    its people is absent. A lost table or interpreter names nobody.
    """
    names: set[str] = set()
    people: set[str] = set()
    for change in changes.changes:
        match change:
            case AbsentParty(party=name) | LateParty(party=name):
                names.add(name)
            case AbsentPerson(person=person):
                people.add(person)
            case Newcomers(party=party, pairs=pairs):
                names |= {party.id} if party else set()
                names |= {end for pair in pairs for end in (pair.a, pair.b)}
            case LostTable() | LostInterpreter():
                continue
    represented = (p.id for p in problem.parties if not people.isdisjoint(p.people))
    return frozenset(names).union(represented)


def check_changes(problem: Problem, changes: Changes) -> None:
    """Refuse changes that name what the problem does not have.

    Raises:
        FormatError: With the place and what is wrong there.
    """
    if not 0 <= changes.now <= problem.slots:
        advice = f"must be 0 to {problem.slots}, the first slot that is still to come"
        raise FormatError(place="now", advice=advice)
    known = {
        "party": {party.id for party in problem.parties},
        "person": {person.id for person in problem.people},
        "table": {table.id for table in problem.tables},
        "interpreter": {each.id for each in problem.interpreters},
    }
    for number, change in enumerate(changes.changes):
        place = f"changes[{number}]"
        if isinstance(change, Newcomers):
            continue
        field_name, kind, name = _what_is_gone(change)
        if name not in known[kind]:
            raise FormatError(
                place=f"{place}.{field_name}", advice=f'no {kind} "{name}"'
            )
        if isinstance(change, LateParty):
            _check_slots(f"{place}.from", {change.first_slot}, problem.slots + 1)
        elif not isinstance(change, AbsentParty):
            _check_slots(f"{place}.slots", change.slots, problem.slots)


def _what_is_gone(
    change: AbsentParty | LateParty | AbsentPerson | LostTable | LostInterpreter,
) -> tuple[str, str, str]:
    """Return the field of a change in a file, and the kind and name it gives."""
    match change:
        case AbsentParty(party=name):
            return "absent", "party", name
        case LateParty(party=name):
            return "late", "party", name
        case AbsentPerson(person=name):
            return "absent_person", "person", name
        case LostTable(table=name):
            return "table_lost", "table", name
        case LostInterpreter(interpreter=name):
            return "interpreter_lost", "interpreter", name


def _check_slots(place: str, slots: Iterable[int] | None, count: int) -> None:
    for slot in sorted(slots or ()):
        if not 0 <= slot < count:
            advice = f"slot {slot} is out of range; slots run from 0 to {count - 1}"
            raise FormatError(place=place, advice=advice)
