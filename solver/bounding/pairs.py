"""The quick bound: a linear programme over pairs, without slots."""

from dataclasses import dataclass

import numpy as np

from solver.bounding.layout import NOTHING, Floats, Layout, lay_out
from solver.bounding.programme import LinearMethod, LinearProgramme
from solver.bounding.rows import PricedRows, add_supply, add_totals
from solver.bounding.tariff import Tariff, certify
from solver.certificate import PRICE_SCALE, Certificate
from solver.certified import proven_bound
from solver.facts import Facts
from solver.pace import Pace

_FEW_PAIRS = 40_000
"""Up to so many pairs the simplex method is faster than the first-order one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairBound:
    """A bound on the value with its proof, and what it says about each pair."""

    bound: int
    certificate: Certificate
    wanted: Floats
    """For each pair of the problem, how much of it the best mixture holds."""
    reduced_cost: Floats
    """For each pair of the problem, what it is worth above the prices it pays."""
    is_best: bool
    """Whether more time would not have made it sharper."""


def bound_pairs(
    facts: Facts, *, keeps_guarantee: bool, pace: Pace, seconds: float
) -> PairBound | None:
    """Bound the value by how many meetings there can be, whenever they are.

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
    written = _write(layout)
    few = len(layout.pairs) <= _FEW_PAIRS
    method = LinearMethod.GLOP if few else LinearMethod.PDLP
    answer = written.programme.solve(pace, method=method, end=end)
    if answer is None:
        return None
    tariff = written.rows.tariff(answer.prices)
    certificate = certify(layout, tariff)
    return PairBound(
        bound=proven_bound(facts.problem, certificate),
        certificate=certificate,
        wanted=spread(layout, answer.levels[: len(layout.pairs)], 0.0),
        reduced_cost=spread(layout, _reduced_costs(layout, tariff), float("-inf")),
        is_best=answer.is_best,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _PairProgramme:
    """The programme over pairs, and which of its rows has which price."""

    programme: LinearProgramme
    rows: PricedRows


def _write(layout: Layout) -> _PairProgramme:
    """Write the programme; the possible pairs are its first columns."""
    programme = LinearProgramme()
    meets = programme.add_columns(
        layout.worth,
        highest=np.ones(len(layout.pairs)),
        lowest=layout.is_must.astype(np.float64),
    )
    party = add_totals(programme, layout)
    programme.add_terms(party[layout.left], meets)
    programme.add_terms(party[layout.right], meets)
    at_once = np.zeros(len(meets), dtype=np.int64)
    table, language = (
        add_supply(
            programme, supply, supply.places.sum(axis=1, keepdims=True), meets, at_once
        )
        for supply in (layout.tables, layout.interpreters)
    )
    rows = PricedRows(party=party[:, None], table=table, language=language)
    return _PairProgramme(programme=programme, rows=rows)


def _reduced_costs(layout: Layout, tariff: Tariff) -> Floats:
    """Return what each possible pair is worth above one price for all slots."""
    paid = tariff.party[layout.left, 0] + tariff.party[layout.right, 0]
    for supply, prices in (
        (layout.tables, tariff.table),
        (layout.interpreters, tariff.language),
    ):
        needy = supply.need != NOTHING
        paid[needy] += prices[supply.need[needy], 0]
    return np.asarray(layout.worth - paid / PRICE_SCALE, dtype=np.float64)


def spread(layout: Layout, values: Floats, otherwise: float) -> Floats:
    """Return values for all pairs of the problem, given those of possible pairs."""
    pairs = len(layout.facts.problem.pairs)
    everything = np.full((pairs, *values.shape[1:]), otherwise)
    everything[layout.pairs] = values
    return everything
