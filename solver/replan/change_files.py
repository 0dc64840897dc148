"""Changes of the day as JSON documents of format 1."""

from solver.fields import Fields, check_format, read_object
from solver.problem import Pair, Party, Person
from solver.refusals import FormatError
from solver.replan.changes import (
    AbsentParty,
    AbsentPerson,
    Change,
    Changes,
    LateParty,
    LostInterpreter,
    LostTable,
    Newcomers,
)
from solver.shapes import FLAG, NAME, WHOLE, Shape, Sharing

_KINDS = (
    "absent",
    "absent_person",
    "late",
    "table_lost",
    "interpreter_lost",
    "add_party",
    "add_people",
    "add_pairs",
)


def read_changes(text: str, source: str) -> Changes:
    """Read changes; whether they fit a problem is for `apply_changes` to say.

    Args:
        text: The JSON document.
        source: Where it came from, for refusals.

    Raises:
        FormatError: With source, place and what to do.
    """
    try:
        return _changes(read_object(text))
    except FormatError as error:
        raise FormatError(
            source=source, place=error.place, advice=error.advice
        ) from error


def _changes(fields: Fields) -> Changes:
    check_format(fields)
    now = fields.integer("now", 0)
    fields.required("changes")
    changes = tuple(_change(entry) for entry in fields.objects("changes"))
    fields.close()
    return Changes(now=now, changes=changes)


def _change(entry: Fields) -> Change:
    named = [kind for kind in _KINDS if entry.has(kind)]
    if not named or (len(named) > 1 and not named[0].startswith("add_")):
        raise FormatError(
            place=entry.place("")[:-1],
            advice=f"must be one change; name one of {', '.join(_KINDS)}",
        )
    change = _read(entry, named[0])
    entry.close()
    return change


def _read(entry: Fields, kind: str) -> Change:
    match kind:
        case "absent":
            return AbsentParty(party=entry.text("absent"))
        case "absent_person":
            return AbsentPerson(person=entry.text(kind), slots=_slots(entry))
        case "late":
            return LateParty(party=entry.text("late"), first_slot=entry.integer("from"))
        case "table_lost":
            return LostTable(table=entry.text(kind), slots=_slots(entry))
        case "interpreter_lost":
            return LostInterpreter(interpreter=entry.text(kind), slots=_slots(entry))
        case _:
            return _newcomers(entry)


def _slots(entry: Fields) -> frozenset[int] | None:
    return entry.slot_set("slots") if entry.has("slots") else None


def _newcomers(entry: Fields) -> Newcomers:
    many = Sharing()
    slots, words = many.slots, many.words
    pair = Shape(
        Pair,
        {
            "id": NAME,
            "a": NAME,
            "b": NAME,
            "value": WHOLE,
            "slots": slots,
            "people_a": words,
            "people_b": words,
            "interpreter": NAME,
            "features": many.word_set,
            "required": FLAG,
            "after": words,
        },
    )
    person = Shape(Person, {"id": NAME, "slots": slots, "max_run": WHOLE})
    return Newcomers(
        party=(_party(entry.within("add_party")) if entry.has("add_party") else None),
        people=person.read_maybe_list(entry, "add_people"),
        pairs=pair.read_maybe_list(entry, "add_pairs"),
    )


def _party(fields: Fields) -> Party:
    party = Party(
        id=fields.text("id"),
        group=fields.text("group", ""),
        people=fields.required_texts("people"),
        min=fields.integer("min", 0),
        max=fields.maybe_integer("max"),
    )
    fields.close()
    return party
