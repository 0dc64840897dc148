"""Plans as JSON documents of format 1, read and written whole."""

from collections.abc import Iterable

from solver.certificate_files import certificate_document, read_certificate
from solver.collector import no_collection
from solver.documents import FORMAT, write_document
from solver.fields import (
    Fields,
    check_format,
    integer,
    items,
    one_of,
    read_object,
)
from solver.plan import (
    BoundSource,
    Effort,
    GoalResult,
    HeldPair,
    MovedPair,
    Plan,
    PlanDiff,
    Status,
    UnmetPair,
    UnmetReason,
)
from solver.refusals import FormatError, PlanRefused
from solver.shapes import NAME, WHOLE, Shape, Sharing, choice

_MEETING = {
    "pair": NAME,
    "slot": WHOLE,
    "table": NAME,
    "person_a": NAME,
    "person_b": NAME,
    "interpreter": NAME,
}


def read_plan(text: str, source: str) -> Plan:
    """Read a plan; whether it is any good is for `verify` to say.

    Raises:
        PlanRefused: With source, place and what to do.
    """
    try:
        with no_collection():
            return _plan(read_object(text))
    except FormatError as error:
        raise PlanRefused(
            source=source, place=error.place, advice=error.advice
        ) from error


def write_plan(plan: Plan) -> str:
    """Write a plan so that reading it gives the same plan."""
    with no_collection():
        return _write_plan(plan)


def _write_plan(plan: Plan) -> str:
    document: dict[str, object] = {
        "format": FORMAT,
        "problem": plan.problem,
        "status": plan.status.value,
        "meetings": _meetings_document(plan.meetings),
        "goals": {name: _goal_result(result) for name, result in plan.goals},
        "unmet": [_unmet_document(unmet) for unmet in plan.unmet],
    }
    if plan.status is Status.INFEASIBLE:
        document |= {"conflict": plan.conflict, "repair": plan.repair}
    if plan.certificate is not None:
        document["certificate"] = certificate_document(plan.certificate)
    if plan.diff is not None:
        document["diff"] = _diff_document(plan.diff)
    effort = plan.effort
    document["effort"] = {
        "seconds": effort.seconds,
        "moves": effort.moves,
        "seed": effort.seed,
        "workers": effort.workers,
        "version": effort.version,
    }
    return write_document(document)


def _meetings_document(meetings: Iterable[HeldPair]) -> list[dict[str, object]]:
    return [
        {
            "pair": meeting.pair,
            "slot": meeting.slot,
            "table": meeting.table,
            "person_a": meeting.person_a,
            "person_b": meeting.person_b,
            "interpreter": meeting.interpreter,
        }
        for meeting in meetings
    ]


def _diff_document(diff: PlanDiff) -> dict[str, object]:
    """Write what has changed; a moved meeting as it is now, with what it was."""
    now = _meetings_document(moved.after for moved in diff.moved)
    was = _meetings_document(moved.before for moved in diff.moved)
    return {
        "added": _meetings_document(diff.added),
        "removed": _meetings_document(diff.removed),
        "moved": [
            {**after, "was": before} for after, before in zip(now, was, strict=True)
        ],
    }


def _unmet_document(unmet: UnmetPair) -> dict[str, object]:
    document: dict[str, object] = {"pair": unmet.pair, "reason": unmet.reason}
    if unmet.would_help:
        document["would_help"] = unmet.would_help
    return document


def _goal_result(result: GoalResult) -> dict[str, object]:
    """Write a goal of one level as numbers, of more levels as lists."""
    if len(result.value) == 1 == len(result.bound):
        document: dict[str, object] = {
            "value": result.value[0],
            "bound": result.bound[0],
        }
    else:
        document = {"value": result.value, "bound": result.bound}
    if result.gap is not None:
        document["gap"] = result.gap
    if result.bound_by is not None:
        document["bound_by"] = result.bound_by.value
    if result.target is not None:
        document["target"] = result.target
    return document


def _plan(fields: Fields) -> Plan:
    check_format(fields)
    meeting_shape = Shape(HeldPair, _MEETING)
    unmet_shape = Shape(
        UnmetPair,
        {"pair": NAME, "reason": choice(UnmetReason), "would_help": Sharing().words},
    )
    plan = Plan(
        problem=fields.text("problem", ""),
        status=one_of(
            Status, fields.text("status", "feasible"), fields.place("status")
        ),
        meetings=meeting_shape.read_list(fields, "meetings"),
        goals=tuple(
            (name, _read_result(result)) for name, result in fields.entries("goals")
        ),
        unmet=unmet_shape.read_maybe_list(fields, "unmet"),
        conflict=fields.texts("conflict"),
        repair=fields.texts("repair"),
        certificate=(
            read_certificate(fields.within("certificate"))
            if fields.has("certificate")
            else None
        ),
        diff=(
            _read_diff(fields.within("diff"), meeting_shape)
            if fields.has("diff")
            else None
        ),
        effort=_effort(fields.within("effort")),
    )
    fields.close()
    return plan


def _read_diff(fields: Fields, shape: Shape[HeldPair]) -> PlanDiff:
    diff = PlanDiff(
        added=shape.read_maybe_list(fields, "added"),
        removed=shape.read_maybe_list(fields, "removed"),
        moved=tuple(_read_moved(moved) for moved in fields.objects("moved")),
    )
    fields.close()
    return diff


def _read_moved(fields: Fields) -> MovedPair:
    was = fields.within("was")
    moved = MovedPair(before=_read_meeting(was), after=_read_meeting(fields))
    was.close()
    fields.close()
    return moved


def _read_meeting(fields: Fields) -> HeldPair:
    values = {
        name: take.careful(fields, name)
        for name, take in _MEETING.items()
        if name != "interpreter" or fields.has(name)
    }
    return HeldPair(**values)  # type: ignore[arg-type]  # each was read as its type


def _read_result(fields: Fields) -> GoalResult:
    result = GoalResult(
        value=_levels(fields, "value"),
        bound=_levels(fields, "bound"),
        gap=fields.number("gap", 0.0) if fields.has("gap") else None,
        bound_by=(
            one_of(BoundSource, fields.text("bound_by"), fields.place("bound_by"))
            if fields.has("bound_by")
            else None
        ),
        target=fields.number("target", 0.0) if fields.has("target") else None,
    )
    fields.close()
    return result


def _levels(fields: Fields, name: str) -> tuple[int, ...]:
    """Read one number, or a list of them."""
    value = fields.required(name)
    if isinstance(value, list):
        return tuple(integer(v, place) for v, place in items(value, fields.place(name)))
    return (integer(value, fields.place(name)),)


def _effort(fields: Fields) -> Effort:
    effort = Effort(
        seconds=fields.number("seconds", 0.0),
        moves=fields.integer("moves", 0),
        seed=fields.integer("seed", 0),
        workers=fields.integer("workers", 0),
        version=fields.text("version", ""),
    )
    fields.close()
    return effort
