"""Problems as JSON documents of format 1, read and written whole."""

from solver.checks import check
from solver.collector import no_collection
from solver.documents import FORMAT, spare, write_document
from solver.fields import Fields, check_format, integer, items, one_of, read_object
from solver.problem import (
    FixedMeeting,
    Goal,
    Goals,
    Interpreter,
    Pair,
    Party,
    Person,
    Problem,
    Table,
)
from solver.refusals import FormatError, ProblemRefused
from solver.shapes import FLAG, NAME, WHOLE, Shape, Sharing


def read_problem(text: str, source: str) -> Problem:
    """Read and check a problem.

    Args:
        text: The JSON document.
        source: Where it came from, for refusals.

    Raises:
        ProblemRefused: With source, place and what to do.
    """
    try:
        with no_collection():
            return check(_problem(read_object(text)))
    except FormatError as error:
        raise ProblemRefused(
            source=source, place=error.place, advice=error.advice
        ) from error


def write_problem(problem: Problem) -> str:
    """Write a problem so that reading it gives the same problem."""
    return write_document(
        {
            "format": FORMAT,
            "name": problem.name,
            "slots": problem.slots,
            "blocks": problem.blocks,
            "people": [spare(p, id=p.id, slots=p.slots) for p in problem.people],
            "parties": [spare(p, id=p.id, people=p.people) for p in problem.parties],
            "tables": [spare(t, id=t.id, slots=t.slots) for t in problem.tables],
            "interpreters": [
                spare(i, id=i.id, languages=i.languages, slots=i.slots)
                for i in problem.interpreters
            ],
            "pairs": [
                spare(p, id=p.id, a=p.a, b=p.b, value=p.value) for p in problem.pairs
            ],
            "fixed": [spare(f, pair=f.pair, slot=f.slot) for f in problem.fixed],
            "goals": spare(
                problem.goals, order=problem.goals.order, bonus=problem.goals.bonus
            ),
        }
    )


def _problem(fields: Fields) -> Problem:
    check_format(fields)
    slots = fields.integer("slots")
    blocks: tuple[tuple[int, ...], ...] = (tuple(range(slots)),)
    if fields.has("blocks"):
        blocks = tuple(
            tuple(integer(slot, at) for slot, at in items(block, place))
            for block, place in fields.items("blocks")
        )
    shapes = _Shapes()
    problem = Problem(
        name=fields.text("name", ""),
        slots=slots,
        blocks=blocks,
        people=shapes.person.read_list(fields, "people"),
        parties=shapes.party.read_list(fields, "parties"),
        tables=shapes.table.read_list(fields, "tables"),
        interpreters=shapes.interpreter.read_maybe_list(fields, "interpreters"),
        pairs=shapes.pair.read_list(fields, "pairs"),
        fixed=shapes.fixed.read_maybe_list(fields, "fixed"),
        goals=_goals(fields.within("goals")),
    )
    fields.close()
    return problem


class _Shapes:
    """How the entries of a problem's lists are read."""

    def __init__(self) -> None:
        many = Sharing()
        slots, words, word_set = many.slots, many.words, many.word_set
        self.person = Shape(Person, {"id": NAME, "slots": slots, "max_run": WHOLE})
        self.party = Shape(
            Party,
            {
                "id": NAME,
                "group": NAME,
                "people": words,
                "min": WHOLE,
                "max": WHOLE,
                "if_needed": slots,
            },
        )
        self.table = Shape(
            Table, {"id": NAME, "slots": slots, "features": word_set, "owner": NAME}
        )
        self.interpreter = Shape(
            Interpreter, {"id": NAME, "languages": word_set, "slots": slots}
        )
        self.pair = Shape(
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
                "features": word_set,
                "required": FLAG,
                "after": words,
            },
        )
        self.fixed = Shape(FixedMeeting, {"pair": NAME, "slot": WHOLE, "table": NAME})


def _goals(fields: Fields) -> Goals:
    usual = Goals()
    order = usual.order
    if fields.has("order"):
        order = tuple(
            one_of(Goal, name, place) for name, place in fields.items("order")
        )
    goals = Goals(
        order=order,
        bonus=fields.integers("bonus") if fields.has("bonus") else usual.bonus,
        floor_share=fields.number("floor_share", usual.floor_share),
        max_waiting_spread=fields.maybe_integer("max_waiting_spread"),
    )
    fields.close()
    return goals
