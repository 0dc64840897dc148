"""The quick bound: a linear programme over pairs, without slots."""

from dataclasses import dataclass

import numpy as np

from solver.bounding.envelope import falling_steps
from solver.bounding.layout import NOTHING, Floats, Ints, Layout, Supply, lay_out
from solver.bounding.programme import Method, Programme
from solver.bounding.tariff import Tariff, certify
from solver.certificate import PRICE_SCALE, Certificate
from solver.certified import proven_bound
from solver.facts import Facts
from solver.pace import Pace

_FEW_PAIRS = 40_000
"""Up to so many pairs the simplex method is faster than the first-order one."""

_PDLP = (
    "num_threads: {threads} termination_criteria {{ simple_optimality_criteria {{ "
    "eps_optimal_absolute: 1e-4 eps_optimal_relative: 1e-5 }} }}"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairBound:
    """A bound on the value with its proof, and what it says about each pair."""

    bound: int
    certificate: Certificate
    wanted: Floats
    """For each pair of the problem, how much of it the best mixture holds."""
    reduced_cost: Floats
    """For each pair of the problem, what it is worth above the prices it pays."""


def bound_pairs(
    facts: Facts, *, keeps_guarantee: bool, pace: Pace, seconds: float
) -> PairBound | None:
    """Bound the value by how many meetings there can be, whenever they are.

    Args:
        facts: The problem.
        keeps_guarantee: Whether to speak only of plans that meet the guarantee
            in full, which makes the bound sharper.
        pace: Told how it stands, and asked whether to stop.
        seconds: The most the linear programme may take.

    Returns:
        None where the time did not allow it.
    """
    layout = lay_out(facts, keeps_guarantee=keeps_guarantee)
    programme = Programme()
    meets = _add_pairs(programme, layout)
    party_rows = _add_parties(programme, layout, meets)
    table_rows = _add_supply(programme, layout.tables, meets)
    language_rows = _add_supply(programme, layout.interpreters, meets)
    few = len(layout.pairs) <= _FEW_PAIRS
    answer = programme.solve(
        pace,
        method=Method.GLOP if few else Method.PDLP,
        seconds=seconds,
        parameters="" if few else _PDLP.format(threads=pace.limits.workers),
    )
    if answer is None:
        return None
    units = np.rint(answer.prices * PRICE_SCALE).astype(np.int64)[:, None]
    tariff = Tariff(
        party=units[party_rows],
        table=np.maximum(units[table_rows], 0),
        language=np.maximum(units[language_rows], 0),
    )
    certificate = certify(layout, tariff)
    return PairBound(
        bound=proven_bound(facts.problem, certificate),
        certificate=certificate,
        wanted=_spread(layout, answer.levels[meets], 0.0),
        reduced_cost=_spread(layout, reduced_costs(layout, tariff), float("-inf")),
    )


def _add_pairs(programme: Programme, layout: Layout) -> Ints:
    return programme.add_columns(
        layout.worth,
        highest=np.ones(len(layout.pairs)),
        lowest=layout.is_must.astype(np.float64),
    )


def _add_parties(programme: Programme, layout: Layout, meets: Ints) -> Ints:
    """Let parties have as many meetings as they can, each with its bonus."""
    least = np.array([shape.least for shape in layout.shapes], dtype=np.float64)
    rows = programme.add_rows(least, least)
    programme.add_terms(rows[layout.left], meets)
    programme.add_terms(rows[layout.right], meets)
    steps = [
        (row, *s)
        for row, p in zip(rows, layout.shapes, strict=True)
        for s in falling_steps(p)
    ]
    gain = np.array([gain for _, gain, _ in steps], dtype=np.float64)
    width = np.array([width for _, _, width in steps], dtype=np.float64)
    columns = programme.add_columns(gain, highest=width, lowest=np.zeros(len(steps)))
    programme.add_terms(
        np.array([row for row, _, _ in steps], dtype=np.int64), columns, -1.0
    )
    return rows


def _add_supply(programme: Programme, supply: Supply, meets: Ints) -> Ints:
    """Give meetings no more tables or interpreters than there are."""
    kinds, groups = len(supply.kinds), len(supply.serves)
    asked = np.full(kinds, float("-inf"))
    rows = programme.add_rows(asked, np.zeros(kinds))
    needy = supply.need != NOTHING
    programme.add_terms(rows[supply.need[needy]], meets[needy])
    total = supply.places.sum(axis=1)
    limits = programme.add_rows(np.full(groups, float("-inf")), total)
    arcs = [(g, k) for g, kinds in enumerate(supply.serves) for k in kinds]
    group = np.array([g for g, _ in arcs], dtype=np.int64)
    kind = np.array([k for _, k in arcs], dtype=np.int64)
    nothing = np.zeros(len(arcs))
    flow = programme.add_columns(nothing, highest=total[group], lowest=nothing)
    programme.add_terms(limits[group], flow)
    programme.add_terms(rows[kind], flow, -1.0)
    return rows


def reduced_costs(layout: Layout, tariff: Tariff) -> Floats:
    """Return what each possible pair is worth above one price for all slots."""
    paid = tariff.party[layout.left, 0] + tariff.party[layout.right, 0]
    for supply, prices in (
        (layout.tables, tariff.table),
        (layout.interpreters, tariff.language),
    ):
        needy = supply.need != NOTHING
        paid[needy] += prices[supply.need[needy], 0]
    return np.asarray(layout.worth - paid / PRICE_SCALE, dtype=np.float64)


def _spread(layout: Layout, values: Floats, otherwise: float) -> Floats:
    """Return values for all pairs of the problem, given those of possible pairs."""
    spread = np.full(len(layout.facts.problem.pairs), otherwise)
    spread[layout.pairs] = values
    return spread
