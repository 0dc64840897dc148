"""Which meetings can be part of a better plan, by the prices of a bound.

A plan is worth at most the bound less what its meetings lose: a meeting loses the
difference between what its pair is worth at best above the prices and what it is
worth above them in that slot (reduced cost fixing; Dantzig, Fulkerson, Johnson,
Solution of a large-scale traveling-salesman problem, 1954).
"""

from dataclasses import dataclass

import numpy as np

from solver.bounding.layout import NOTHING, Flags, Floats, Ints, Layout, Supply
from solver.certificate import PRICE_SCALE, Certificate, Cut, Prices

_NEVER = np.iinfo(np.int64).min // 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Promising:
    """What a better plan can hold, and what it must hold."""

    meetings: Flags
    """For each possible pair and slot, whether a better plan can hold it then."""
    pairs: Flags
    """For each possible pair, whether every better plan holds it."""


def find_promising(
    layout: Layout, certificate: Certificate, *, bound: int, value: int
) -> Promising:
    """Return what plans better than one of some value can and must hold.

    Args:
        layout: The problem.
        certificate: The prices.
        bound: What they prove.
        value: What a plan is to exceed.
    """
    # The bound was rounded down, so a little more than it may be possible.
    slack = (bound - value) * PRICE_SCALE - 1
    left = gains_above_prices(layout, certificate)
    best = left.max(axis=1, initial=_NEVER)
    return Promising(
        meetings=layout.possible & (_losses(layout, left) <= slack),
        pairs=layout.is_must | (best > slack),
    )


def losses_of_meetings(layout: Layout, certificate: Certificate) -> Floats:
    """Return how many points a plan loses, at least, with each meeting it can hold."""
    losses = _losses(layout, gains_above_prices(layout, certificate)) / PRICE_SCALE
    return np.where(layout.possible, losses, np.inf)


def _losses(layout: Layout, left: Ints) -> Ints:
    best = left.max(axis=1, initial=_NEVER)
    at_best = np.where(layout.is_must, best, np.maximum(best, 0))
    return np.asarray(at_best[:, None] - left)


def gains_above_prices(layout: Layout, certificate: Certificate) -> Ints:
    """Return what each possible pair is worth in each slot above the prices it pays.

    In units of one over `PRICE_SCALE`; where it cannot be held, below everything.
    """
    facts = layout.facts
    slots = facts.problem.slots
    price = {each.party: each.prices for each in certificate.parties}
    party = np.array(
        [_in_slots(price.get(p.id, (0,)), slots) for p in facts.problem.parties],
        dtype=np.int64,
    ).reshape(-1, slots)
    left = np.asarray(PRICE_SCALE * layout.worth[:, None] - party[layout.left])
    left -= party[layout.right]
    table = {frozenset(each.features): each.prices for each in certificate.tables}
    language = {
        frozenset({each.language}): each.prices for each in certificate.interpreters
    }
    for supply, prices in ((layout.tables, table), (layout.interpreters, language)):
        left -= _charged(supply, prices, slots)
    for cut in certificate.cuts:
        left -= _charged_by(layout, cut)
    return np.where(layout.possible, left, _NEVER)


def _in_slots(prices: Prices, slots: int) -> Prices:
    return prices * slots if len(prices) == 1 else prices


def _charged(supply: Supply, prices: dict[frozenset[str], Prices], slots: int) -> Ints:
    """Return what each possible pair pays in each slot for a table or a language."""
    rows = [_in_slots(prices.get(kind, (0,)), slots) for kind in supply.kinds]
    free = (0,) * slots
    # The last row is for pairs that need nothing: NOTHING counts from the end.
    assert NOTHING == -1  # noqa: S101 -- what the next line rests on
    return np.array([*rows, free], dtype=np.int64)[supply.need]


def _charged_by(layout: Layout, cut: Cut) -> Ints:
    """Return what each possible pair pays to a cut in each slot."""
    problem = layout.facts.problem
    number = {party.id: at for at, party in enumerate(problem.parties)}
    inside = np.zeros((len(problem.parties), problem.slots), dtype=np.int64)
    several = cut.slots * len(cut.parties) if len(cut.slots) == 1 else cut.slots
    for party, slots in zip(cut.parties, several, strict=True):
        inside[number[party], list(slots)] += 1
    named = {pair.id: at for at, pair in enumerate(problem.pairs)}
    halves = inside[layout.left] + inside[layout.right]
    chosen = np.isin(layout.pairs, [named[pair] for pair in cut.pairs])
    halves[chosen] += 1
    return np.asarray(cut.price * (halves // 2))
