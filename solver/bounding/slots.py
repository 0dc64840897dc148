"""The sharp bound: a linear programme over pairs and slots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from solver.bounding.layout import NOTHING, Floats, Ints, Layout, lay_out
from solver.bounding.odd_sets import OddSet, find_odd_sets
from solver.bounding.pairs import spread
from solver.bounding.programme import LinearMethod, LinearProgramme
from solver.bounding.rows import NO_LIMIT, PricedRows, add_supply, add_totals
from solver.bounding.tariff import Tariff, certify
from solver.certificate import PRICE_SCALE, Certificate, Cut
from solver.certified import proven_bound
from solver.facts import Facts
from solver.pace import Pace

_FEW_COLUMNS = 3_000
"""Up to so many the simplex method is as fast, and exact."""

_MEETINGS_PER_SECOND = 40_000
"""Of so many (pair, slot) a second the prices are worth nothing yet."""

_MOST_MEETINGS_FOR_ODD_SETS = 10_000
"""Of more (pair, slot), half a meeting in a slot is lost in the rounding."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SlotBound:
    """A sharper bound with its proof, and what it says about pairs and slots."""

    bound: int
    certificate: Certificate
    wanted: Floats
    """For each pair of the problem, how much of it the best mixture holds."""
    wanted_in: Floats
    """For each pair of the problem and slot, the same."""
    reduced_cost: Floats
    """For each pair of the problem, what it is worth above the prices it pays."""
    party_prices: Floats
    """For each party and slot, what a meeting costs it, in points of value."""
    is_best: bool
    """Whether more time would not have made it sharper."""


def bound_slots(
    facts: Facts, *, keeps_guarantee: bool, pace: Pace, seconds: float
) -> SlotBound | None:
    """Bound the value by when people, tables and interpreters are there.

    Args:
        facts: The problem.
        keeps_guarantee: Whether to speak only of plans that meet the guarantee
            in full, which makes the bound sharper.
        pace: Told how it stands, and asked whether to stop.
        seconds: The most that writing and solving the programme may take; when
            they are over, a large programme gives the prices of that moment.

    Returns:
        None where there is no plan at all, or no time for any prices.
    """
    end = pace.elapsed + seconds
    layout = lay_out(facts, keeps_guarantee=keeps_guarantee)
    if np.count_nonzero(layout.possible) > seconds * _MEETINGS_PER_SECOND:
        return None
    written = write_slots(layout)
    few = written.programme.columns <= _FEW_COLUMNS
    method = LinearMethod.GLOP if few else LinearMethod.PDLP
    answer = written.programme.solve(pace, method=method, end=end)
    if answer is None:
        return None
    tariff = replace(
        written.rows.tariff(answer.prices), cuts=_cuts(written, answer.prices)
    )
    certificate = certify(layout, tariff)
    wanted_in = np.zeros(layout.possible.shape)
    wanted_in[written.pair, written.slot] = answer.levels[: len(written.pair)]
    return SlotBound(
        bound=proven_bound(facts.problem, certificate),
        certificate=certificate,
        wanted=spread(layout, wanted_in.sum(axis=1), 0.0),
        wanted_in=spread(layout, wanted_in, 0.0),
        reduced_cost=spread(layout, _reduced_costs(layout, tariff), float("-inf")),
        party_prices=tariff.party / PRICE_SCALE,
        is_best=answer.is_best,
    )


def _reduced_costs(layout: Layout, tariff: Tariff) -> Floats:
    """Return what each possible pair is worth above the prices of its best slot."""
    paid = tariff.party[layout.left] + tariff.party[layout.right]
    for supply, prices in (
        (layout.tables, tariff.table),
        (layout.interpreters, tariff.language),
    ):
        needy = supply.need != NOTHING
        paid[needy] += prices[supply.need[needy]]
    least = np.where(layout.possible, paid, np.iinfo(np.int64).max).min(axis=1)
    return np.asarray(layout.worth - least / PRICE_SCALE, dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SlotProgramme:
    """The programme over (pair, slot), and which of its rows has which price."""

    programme: LinearProgramme
    pair: Ints
    """The possible pair of each meeting; meetings are the first columns."""
    slot: Ints
    """The slot of each meeting."""
    rows: PricedRows
    odd_sets: Sequence[OddSet]
    odd_rows: Ints
    """The row of each odd set."""


def _cuts(written: SlotProgramme, prices: Floats) -> tuple[Cut, ...]:
    """Return the odd sets that have a price."""
    whole = np.rint(np.nan_to_num(prices[written.odd_rows]) * PRICE_SCALE)
    return tuple(
        odd.cut(int(price))
        for odd, price in zip(written.odd_sets, whole, strict=True)
        if price > 0
    )


def write_slots(layout: Layout) -> SlotProgramme:
    """Write the programme over pairs and slots."""
    programme = LinearProgramme()
    pair, slot = np.nonzero(layout.possible)
    meets = programme.add_columns(
        layout.worth[pair], highest=np.ones(len(pair)), lowest=np.zeros(len(pair))
    )
    least = np.where(layout.is_must, 1.0, NO_LIMIT)
    once = programme.add_rows(least, np.ones(len(least)))
    programme.add_terms(once[pair], meets)
    slots, parties = layout.facts.problem.slots, len(layout.shapes)
    none = np.zeros(parties * slots)
    party = programme.add_rows(none, none).reshape(parties, slots)
    programme.add_terms(party[layout.left[pair], slot], meets)
    programme.add_terms(party[layout.right[pair], slot], meets)
    _add_people(programme, layout, party)
    table, language = (
        add_supply(programme, supply, supply.places, pair, slot)
        for supply in (layout.tables, layout.interpreters)
    )
    few = len(pair) <= _MOST_MEETINGS_FOR_ODD_SETS
    odd_sets = find_odd_sets(layout, pair, slot) if few else []
    return SlotProgramme(
        programme=programme,
        pair=pair,
        slot=slot,
        rows=PricedRows(party=party, table=table, language=language),
        odd_sets=odd_sets,
        odd_rows=_add_odd_sets(programme, odd_sets),
    )


def _add_odd_sets(programme: LinearProgramme, odd_sets: Sequence[OddSet]) -> Ints:
    limits = np.array([odd.limit for odd in odd_sets], dtype=np.int64)
    rows = programme.add_rows(np.full(len(limits), NO_LIMIT), limits)
    for row, odd in zip(rows, odd_sets, strict=True):
        programme.add_terms(np.full(len(odd.meetings), row), odd.meetings)
    return rows


def _add_people(programme: LinearProgramme, layout: Layout, party_rows: Ints) -> None:
    """Let each party's people attend, with rests, and earn bonuses together."""
    problem, facts = layout.facts.problem, layout.facts
    used = facts.block_of
    people = [
        (row, facts.person[name])
        for row, party in enumerate(problem.parties)
        for name in party.people
    ]
    seats = [
        (index, row, slot)
        for index, (row, person) in enumerate(people)
        for slot in sorted(person.slots)
        if slot in used
    ]
    owner = np.array([row for _, row, _ in seats], dtype=np.int64)
    when = np.array([slot for _, _, slot in seats], dtype=np.int64)
    nothing = np.zeros(len(seats))
    attends = programme.add_columns(nothing, highest=nothing + 1, lowest=nothing)
    programme.add_terms(party_rows[owner, when], attends, -1.0)
    place = {(index, slot): n for n, (index, _, slot) in enumerate(seats)}
    windows = [
        [place[index, slot] for slot in window]
        for index, (_, person) in enumerate(people)
        for window in _windows(layout, person.slots, person.max_run)
    ]
    most = np.array([len(window) - 1 for window in windows], dtype=np.float64)
    rests = programme.add_rows(np.full(len(windows), NO_LIMIT), most)
    row = np.repeat(rests, [len(window) for window in windows])
    inside = np.array([n for window in windows for n in window], dtype=np.int64)
    programme.add_terms(row, attends[inside])
    programme.add_terms(add_totals(programme, layout)[owner], attends)


def _windows(
    layout: Layout, slots: frozenset[int], limit: int | None
) -> Iterator[tuple[int, ...]]:
    """Yield the runs of slots that are one too long for a person."""
    if limit is None:
        return
    for block in layout.facts.problem.blocks:
        for first in range(len(block) - limit):
            window = block[first : first + limit + 1]
            if slots.issuperset(window):
                yield window
