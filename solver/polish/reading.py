"""Plans as solutions of a programme, and solutions as plans."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from solver.bounding.layout import NOTHING, Flags, Floats
from solver.facts import PairEnd
from solver.plan import HeldPair
from solver.polish.footing import rows_of_pairs
from solver.polish.plan_model import Flow, PlanModel
from solver.seating import choose_people, seat


def solution_of(model: PlanModel, meetings: Sequence[HeldPair]) -> Floats:
    """Return the value of every column for a plan that the programme allows."""
    layout = model.layout
    facts = layout.facts
    levels = np.zeros(model.programme.columns)
    held = {meeting.pair: meeting for meeting in meetings}
    row_of = rows_of_pairs(layout)
    when = np.full(len(layout.pairs), -1)
    for meeting in meetings:
        when[row_of[meeting.pair]] = meeting.slot
    levels[: len(model.pair)] = when[model.pair] == model.slot
    for meeting in meetings:
        pair = facts.pair[meeting.pair]
        levels[model.duties[pair.a, meeting.slot, meeting.person_a]] = 1
        levels[model.duties[pair.b, meeting.slot, meeting.person_b]] = 1
    for (name, slot, side, person), column in model.errands.items():
        known = held.get(name)
        goes = known is not None and known.slot == slot
        if goes and known is not None:
            sent = known.person_a if side is PairEnd.A else known.person_b
            levels[column] = sent == person
    _count_steps(model, when >= 0, levels)
    _serve(model, held, row_of, levels)
    return levels


def _count_steps(model: PlanModel, is_held: Flags, levels: Floats) -> None:
    """Fill in how many meetings every party has."""
    layout = model.layout
    parties = len(layout.shapes)
    degree = np.bincount(layout.left[is_held], minlength=parties)
    degree += np.bincount(layout.right[is_held], minlength=parties)
    for steps in model.steps:
        left = int(degree[steps.party]) - layout.shapes[steps.party].least
        for column, width in zip(steps.columns, steps.widths.tolist(), strict=True):
            levels[column] = min(left, width)
            left -= min(left, width)
    for party, column in model.nothing.items():
        levels[column] = degree[party] == 0
    for party, column in model.short.items():
        least = layout.facts.problem.parties[party].min
        levels[column] = max(0, least - int(degree[party]))


def _serve(
    model: PlanModel,
    held: Mapping[str, HeldPair],
    row_of: Mapping[str, int],
    levels: Floats,
) -> None:
    """Fill in which groups of tables and interpreters serve which kinds."""
    layout = model.layout
    facts = layout.facts
    tongues = {each.id: each.languages for each in facts.problem.interpreters}
    for supply, flows in (
        (layout.tables, model.tables),
        (layout.interpreters, model.interpreters),
    ):
        used: Counter[tuple[int, int, int]] = Counter()
        for name, meeting in held.items():
            kind = int(supply.need[row_of[name]])
            if kind == NOTHING:
                continue
            if supply is layout.tables:
                offer = facts.table[meeting.table].features
            else:
                offer = tongues[meeting.interpreter or ""]
            served = tuple(at for at, each in enumerate(supply.kinds) if each <= offer)
            used[meeting.slot, supply.serves.index(served), kind] += 1
        _pour(flows, used, levels)


def _pour(
    flows: Mapping[int, Flow], used: Counter[tuple[int, int, int]], levels: Floats
) -> None:
    for column, flow in flows.items():
        levels[column] = used[flow.slot, flow.group, flow.kind]


def plan_of(model: PlanModel, levels: Floats) -> tuple[HeldPair, ...]:
    """Return the plan that a solution is, with people, tables and interpreters."""
    facts = model.layout.facts
    chosen = np.flatnonzero(levels[: len(model.pair)] > 1 / 2)
    names = [
        facts.problem.pairs[at].id for at in model.layout.pairs[model.pair[chosen]]
    ]
    held = list(zip(names, model.slot[chosen].tolist(), strict=True))
    on_duty: dict[tuple[str, int], list[str]] = {}
    for (party, slot, person), column in model.duties.items():
        if levels[column] > 1 / 2:
            on_duty.setdefault((party, slot), []).append(person)
    when = dict(held)
    sent = {
        (name, side): person
        for (name, slot, side, person), column in model.errands.items()
        if levels[column] > 1 / 2 and when.get(name) == slot
    }
    return seat(facts, choose_people(facts, held, on_duty, sent), {})
