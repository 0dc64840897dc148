"""Two linear programmes over pairs: the best minimum, and how many stay below.

Slots are left out, as in `solver.bounding.pairs`: there are only so many meetings
of a party, at all tables, with the interpreters of a language.
"""

from fractions import Fraction
from math import ceil

import numpy as np

from solver.bounding.layout import NOTHING, Ints, Layout, Supply, lay_out
from solver.bounding.programme import LinearMethod
from solver.facts import Facts
from solver.fairness.whole import NO_LIMIT, SafeProgramme
from solver.pace import Pace

_FEW_PAIRS = 8_000
"""Up to so many pairs the simplex method is faster than the first-order one."""


def z_star(
    facts: Facts, alone: Ints, *, keeps_guarantee: bool, pace: Pace, seconds: float
) -> Fraction:
    """Return a number that the least satisfaction of no plan exceeds.

    Args:
        facts: The problem.
        alone: What each party could reach if it were alone.
        keeps_guarantee: Whether to speak only of plans that meet the guarantee
            in full, which makes the number smaller.
        pace: Told how it stands, and asked whether to stop.
        seconds: The most that solving may take; 1 where that was not enough.
    """
    counted = np.flatnonzero(alone > 0)
    if not len(counted):
        return Fraction(1)
    end = pace.elapsed + seconds
    layout = lay_out(facts, keeps_guarantee=keeps_guarantee)
    programme, meets = _write(layout)
    least = programme.add_columns(_ones(1), 0 * _ones(1), _ones(1))
    none = np.zeros(len(counted), dtype=np.int64)
    rows = np.full(len(alone), -1)
    rows[counted] = programme.add_rows(none, none + NO_LIMIT)
    programme.add_terms(rows[counted], none + least, -alone[counted])
    _add_meetings(programme, layout, rows, meets, layout.worth)
    bound = _proven(programme, layout, pace, end)
    return Fraction(1) if bound is None else min(max(bound, Fraction(0)), Fraction(1))


def fewest_below(
    facts: Facts, needs: Ints, *, keeps_guarantee: bool, pace: Pace, seconds: float
) -> int:
    """Return a number of parties that stay below what they need in every plan.

    A value above the need counts as the need alone, and a party needs as many
    meetings as its most valuable ones must be to reach it: both follow because
    meetings are whole, so that this is sharper than the best minimum.

    Args:
        facts: The problem.
        needs: For each party the sum to reach; 0 for none.
        keeps_guarantee: As for `z_star`.
        pace: As for `z_star`.
        seconds: As for `z_star`; 0 is returned where that was not enough.
    """
    parties = np.flatnonzero(needs > 0)
    if not len(parties):
        return 0
    end = pace.elapsed + seconds
    layout = lay_out(facts, keeps_guarantee=keeps_guarantee)
    programme, meets = _write(layout)
    ones = _ones(len(parties))
    below = programme.add_columns(-ones, 0 * ones, ones)
    count = _fewest_meetings(layout, needs)
    for amount, worth in ((needs, layout.worth), (count, np.ones_like(layout.worth))):
        rows = np.full(len(needs), -1)
        rows[parties] = programme.add_rows(amount[parties], ones * NO_LIMIT)
        programme.add_terms(rows[parties], below, amount[parties])
        _add_meetings(programme, layout, rows, meets, worth, amount)
    bound = _proven(programme, layout, pace, end)
    return 0 if bound is None else max(0, ceil(-bound))


def _write(layout: Layout) -> tuple[SafeProgramme, Ints]:
    """Write what limits the pairs, which are the first columns."""
    programme = SafeProgramme()
    pairs = len(layout.pairs)
    meets = programme.add_columns(
        np.zeros(pairs, dtype=np.int64),
        layout.is_must.astype(np.int64),
        _ones(pairs),
    )
    rows = programme.add_rows(
        np.array([shape.least for shape in layout.shapes], dtype=np.int64),
        np.array([shape.most for shape in layout.shapes], dtype=np.int64),
    )
    _add_meetings(programme, layout, rows, meets, _ones(pairs))
    for supply in (layout.tables, layout.interpreters):
        _add_supply(programme, supply, meets)
    return programme, meets


def _add_meetings(  # noqa: PLR0913, PLR0917 -- rows, columns and weights of a matrix
    programme: SafeProgramme,
    layout: Layout,
    rows: Ints,
    meets: Ints,
    worth: Ints,
    most: Ints | None = None,
) -> None:
    """Put the pairs of each party into its row, if it has one, up to a worth."""
    for side in (layout.left, layout.right):
        has_row = rows[side] >= 0
        party = side[has_row]
        weight = worth[has_row]
        if most is not None:
            weight = np.minimum(weight, most[party])
        programme.add_terms(rows[party], meets[has_row], weight)


def _add_supply(programme: SafeProgramme, supply: Supply, meets: Ints) -> None:
    """Give meetings no more tables or interpreters than there are in all slots."""
    none = np.zeros(len(supply.kinds), dtype=np.int64)
    kinds = programme.add_rows(none - NO_LIMIT, none)
    needy = np.flatnonzero(supply.need != NOTHING)
    programme.add_terms(kinds[supply.need[needy]], meets[needy], _ones(len(needy)))
    for places, served in zip(supply.places.sum(axis=1), supply.serves, strict=True):
        each = np.full(len(served), places)
        flow = programme.add_columns(0 * each, 0 * each, each)
        programme.add_terms(kinds[list(served)], flow, -_ones(len(served)))
        limit = programme.add_rows(-_ones(1) * NO_LIMIT, _ones(1) * places)
        programme.add_terms(np.repeat(limit, len(served)), flow, _ones(len(served)))


def _fewest_meetings(layout: Layout, needs: Ints) -> Ints:
    """Return how many meetings each party must have at least to reach its need."""
    count = np.zeros(len(needs), dtype=np.int64)
    left = needs.copy()
    party = np.append(layout.left, layout.right)
    worth = np.append(layout.worth, layout.worth)
    for at in np.argsort(-worth, kind="stable").tolist():
        owner = party[at]
        if left[owner] > 0:
            left[owner] -= worth[at]
            count[owner] += 1
    return count


def _proven(
    programme: SafeProgramme, layout: Layout, pace: Pace, end: float
) -> Fraction | None:
    """Return the bound that the solver's prices prove, if it found any."""
    few = len(layout.pairs) <= _FEW_PAIRS
    method = LinearMethod.GLOP if few else LinearMethod.PDLP
    prices = programme.prices(pace, method=method, end=end)
    return None if prices is None else programme.bound(prices)


def _ones(count: int) -> Ints:
    return np.ones(count, dtype=np.int64)
