"""The whole problem as a mixed-integer programme, or the part of it that is open."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from solver.bounding.layout import (
    NOTHING,
    Flags,
    Ints,
    Layout,
    PartyShape,
    Supply,
)
from solver.facts import Facts, PairEnd
from solver.polish.whole_programme import WholeProgramme

Duty = tuple[str, int, str]
"""A party, a slot and a person of the party."""
Errand = tuple[str, int, PairEnd, str]
"""A pair, a slot, a side and a person who may represent it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scope:
    """What a programme decides, of the possible pairs and all slots."""

    open: Flags
    """Which meetings may be held."""
    held: Flags
    """Which of them are held in any case."""
    must: Flags
    """For each possible pair, whether it is held in some slot."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flow:
    """How many of a group of equals serve a kind of need in a slot."""

    slot: int
    group: int
    kind: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Steps:
    """The columns that count a party's meetings beyond the least."""

    party: int
    columns: Ints
    widths: Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanModel:
    """A programme with the meaning of its columns; meetings are the first."""

    programme: WholeProgramme
    layout: Layout
    pair: Ints
    """The possible pair of each meeting."""
    slot: Ints
    """The slot of each meeting."""
    duties: Mapping[Duty, int]
    errands: Mapping[Errand, int]
    steps: Sequence[Steps]
    tables: Mapping[int, Flow]
    interpreters: Mapping[int, Flow]
    nothing: Mapping[int, int]
    """For each party that may miss its guarantee, whether it has no meeting."""
    short: Mapping[int, int]
    """For each such party, how many meetings it misses."""


def write_plan(
    layout: Layout, scope: Scope, *, missing: tuple[int, int] = (0, 0)
) -> PlanModel:
    """Write the programme of all that is open.

    Args:
        layout: The problem; where it keeps the guarantee, so does the programme.
        scope: What is open.
        missing: Where it does not: how many parties may have nothing, and how many
            guaranteed meetings may be missing.
    """
    layout = replace(layout, tables=_without_fixed(layout))
    programme = WholeProgramme()
    programme.offset = sum(shape.gains[shape.least] for shape in layout.shapes)
    pair, slot = np.nonzero(scope.open)
    meets = programme.add_columns(
        layout.worth[pair],
        highest=np.ones(len(pair)),
        lowest=scope.held[pair, slot].astype(np.int64),
    )
    once = programme.add_rows(scope.must.astype(np.int64), np.ones(len(scope.must)))
    programme.add_terms(once[pair], meets)
    duties = _add_duties(programme, layout, pair, slot)
    _add_rests(programme, layout.facts, duties)
    errands = _add_errands(programme, layout, pair, slot, duties)
    _keep_order(programme, layout, pair, slot)
    nothing, short = _allow_missing(programme, layout, pair, missing)
    return PlanModel(
        programme=programme,
        layout=layout,
        pair=pair,
        slot=slot,
        duties=duties,
        errands=errands,
        steps=_add_steps(programme, layout, pair),
        tables=_add_flows(programme, layout.tables, pair, slot),
        interpreters=_add_flows(programme, layout.interpreters, pair, slot),
        nothing=nothing,
        short=short,
    )


def _without_fixed(layout: Layout) -> Supply:
    """Return the tables without those that are taken by fixed meetings."""
    facts, supply = layout.facts, layout.tables
    position = {facts.problem.pairs[at].id: row for row, at in enumerate(layout.pairs)}
    need, places = supply.need.copy(), supply.places.copy()
    for fixed in facts.problem.fixed:
        if fixed.table is None or facts.table[fixed.table].owner is not None:
            continue
        need[position[fixed.pair]] = NOTHING
        offer = facts.table[fixed.table].features
        served = tuple(at for at, kind in enumerate(supply.kinds) if kind <= offer)
        if served:
            places[supply.serves.index(served), fixed.slot] -= 1
    return replace(supply, need=need, places=places)


def _add_duties(
    programme: WholeProgramme, layout: Layout, pair: Ints, slot: Ints
) -> Mapping[Duty, int]:
    """Send one of a party's people to each of its meetings."""
    facts = layout.facts
    slots, parties = facts.problem.slots, facts.problem.parties
    ends = np.concatenate([layout.left[pair], layout.right[pair]])
    key = ends * slots + np.concatenate([slot, slot])
    used, row = np.unique(key, return_inverse=True)
    rows = programme.add_rows(np.zeros(len(used)), np.zeros(len(used)))
    meets = np.arange(len(pair))
    programme.add_terms(rows[row], np.concatenate([meets, meets]))
    seats = [
        (at, (parties[party].id, when, person))
        for at, (party, when) in enumerate(
            zip((used // slots).tolist(), (used % slots).tolist(), strict=True)
        )
        for person in parties[party].people
        if when in facts.person[person].slots
    ]
    columns = programme.add_flags(len(seats))
    owner = np.array([at for at, _ in seats], dtype=np.int64)
    programme.add_terms(rows[owner], columns, -1.0)
    return {
        duty: column for (_, duty), column in zip(seats, columns.tolist(), strict=True)
    }


def _add_rests(
    programme: WholeProgramme, facts: Facts, duties: Mapping[Duty, int]
) -> None:
    """Let nobody be in two places at a time, and everybody rest after a run."""
    busy: dict[str, dict[int, list[int]]] = {}
    for (_, slot, person), column in duties.items():
        busy.setdefault(person, {}).setdefault(slot, []).append(column)
    groups, limits = [], []
    for person, agenda in busy.items():
        twice = [columns for columns in agenda.values() if len(columns) > 1]
        groups += twice
        limits += [1] * len(twice)
        most = facts.person[person].max_run
        for window in _windows(facts, most):
            inside = [column for slot in window for column in agenda.get(slot, ())]
            if most is not None and sum(slot in agenda for slot in window) > most:
                groups.append(inside)
                limits.append(most)
    rows = programme.add_limits(np.array(limits, dtype=np.int64))
    programme.add_groups(rows, [np.array(group, dtype=np.int64) for group in groups])


def _windows(facts: Facts, most: int | None) -> Iterator[Sequence[int]]:
    """Yield the runs of slots that are one too long for a person."""
    if most is None:
        return
    for block in facts.problem.blocks:
        for first in range(len(block) - most):
            yield block[first : first + most + 1]


def _add_errands(
    programme: WholeProgramme,
    layout: Layout,
    pair: Ints,
    slot: Ints,
    duties: Mapping[Duty, int],
) -> Mapping[Errand, int]:
    """Send people who may represent it to each meeting that names its people."""
    facts = layout.facts
    errands: dict[Errand, int] = {}
    by_duty: dict[Duty, list[int]] = {}
    for meeting, (row, when) in enumerate(
        zip(pair.tolist(), slot.tolist(), strict=True)
    ):
        each = facts.problem.pairs[layout.pairs[row]]
        if each.people_a is None and each.people_b is None:
            continue
        for side in (side for side in PairEnd if facts.is_choosy(each, side)):
            going = facts.attendees(each, side, when)
            columns = programme.add_flags(len(going))
            here = programme.add_rows(np.zeros(1), np.zeros(1))
            programme.add_groups(here, [columns])
            programme.add_terms(here, np.array([meeting]), -1.0)
            party = facts.party_of(each, side).id
            for person, column in zip(going, columns.tolist(), strict=True):
                errands[each.id, when, side, person] = column
                by_duty.setdefault((party, when, person), []).append(column)
    rows = programme.add_limits(np.zeros(len(by_duty)))
    programme.add_groups(rows, [np.array(c, dtype=np.int64) for c in by_duty.values()])
    on_duty = np.array([duties[duty] for duty in by_duty], dtype=np.int64)
    programme.add_terms(rows, on_duty, -1.0)
    return errands


def _keep_order(
    programme: WholeProgramme, layout: Layout, pair: Ints, slot: Ints
) -> None:
    """Hold pairs that come after others in a later slot."""
    problem = layout.facts.problem
    if not any(each.after for each in problem.pairs):
        return
    position = {problem.pairs[at].id: row for row, at in enumerate(layout.pairs)}
    groups = []
    for row, at in enumerate(layout.pairs):
        for name in problem.pairs[at].after:
            late = np.flatnonzero(pair == row)
            early = np.flatnonzero(pair == position.get(name, NOTHING))
            groups += [
                np.append(late[slot[late] <= when], early[slot[early] >= when])
                for when in np.unique(slot[late])
            ]
    rows = programme.add_limits(np.ones(len(groups)))
    programme.add_groups(rows, groups)


def _add_steps(
    programme: WholeProgramme, layout: Layout, pair: Ints
) -> Sequence[Steps]:
    """Let the meetings of parties beyond the least earn bonuses."""
    least = np.array([shape.least for shape in layout.shapes], dtype=np.int64)
    rows = programme.add_rows(least, least)
    for side in (layout.left, layout.right):
        programme.add_terms(rows[side[pair]], np.arange(len(pair)))
    found = []
    for party, shape in enumerate(layout.shapes):
        gains, widths, falls = _bonus_steps(shape)
        columns = programme.add_columns(
            gains, highest=widths, lowest=np.zeros(len(gains))
        )
        programme.add_terms(np.full(len(columns), rows[party]), columns, -1.0)
        if not falls:
            for before, after in pairwise(columns):
                order = programme.add_limits(np.zeros(1))
                programme.add_terms(order, np.array([after]))
                programme.add_terms(order, np.array([before]), -1.0)
        found.append(Steps(party=party, columns=columns, widths=widths))
    return found


def _bonus_steps(shape: PartyShape) -> tuple[Ints, Ints, bool]:
    """Return the bonuses beyond the least, how often each, and whether they fall."""
    each = [after - before for before, after in pairwise(shape.gains[shape.least :])]
    if each != sorted(each, reverse=True):
        return _ints(each), np.ones(len(each), dtype=np.int64), False
    widths = Counter(each)
    return _ints(widths.keys()), _ints(widths.values()), True


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _add_flows(
    programme: WholeProgramme, supply: Supply, pair: Ints, slot: Ints
) -> Mapping[int, Flow]:
    """Give meetings no more tables or interpreters than there are."""
    kind = supply.need[pair]
    needy = np.flatnonzero(kind != NOTHING)
    slots = supply.places.shape[1]
    used, row = np.unique(kind[needy] * slots + slot[needy], return_inverse=True)
    rows = programme.add_limits(np.zeros(len(used)))
    programme.add_terms(rows[row], needy)
    row_of = dict(zip(used.tolist(), rows.tolist(), strict=True))
    found: dict[int, Flow] = {}
    for group, served in enumerate(supply.serves):
        for when in np.flatnonzero(supply.places[group]).tolist():
            kinds = [each for each in served if each * slots + when in row_of]
            most = np.full(len(kinds), supply.places[group, when])
            flows = programme.add_columns(0 * most, highest=most, lowest=0 * most)
            into = [row_of[each * slots + when] for each in kinds]
            programme.add_terms(np.array(into, dtype=np.int64), flows, -1.0)
            if len(kinds) > 1:
                limit = programme.add_limits(most[:1])
                programme.add_groups(limit, [flows])
            for each, column in zip(kinds, flows.tolist(), strict=True):
                found[column] = Flow(slot=when, group=group, kind=each)
    return found


def _allow_missing(
    programme: WholeProgramme, layout: Layout, pair: Ints, missing: tuple[int, int]
) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Let no more of the guarantee be missing than is missing now."""
    if not any(missing):
        return {}, {}
    parties = layout.facts.problem.parties
    promised = [at for at, party in enumerate(parties) if party.min >= 1]
    least = np.array([parties[at].min for at in promised], dtype=np.int64)
    nothing = programme.add_flags(len(promised))
    short = programme.add_columns(0 * least, highest=least, lowest=0 * least)
    limits = programme.add_limits(np.array(missing))
    programme.add_groups(limits, [nothing, short])
    for most, columns in ((0 * least + 1, nothing), (least, short)):
        rows = programme.add_rows(most, most + layout.facts.problem.slots * len(pair))
        programme.add_terms(rows, columns)
        for at, row in zip(promised, rows, strict=True):
            own = (layout.left[pair] == at) | (layout.right[pair] == at)
            meetings = np.flatnonzero(own)
            programme.add_terms(np.full(len(meetings), row), meetings)
    return (
        dict(zip(promised, nothing.tolist(), strict=True)),
        dict(zip(promised, short.tolist(), strict=True)),
    )
