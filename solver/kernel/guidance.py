"""What the prices of a bound tell the kernel about every pair."""

import numpy as np

from solver.bounding.pairs import PairBound
from solver.bounding.slots import SlotBound
from solver.certificate import PRICE_SCALE, Prices
from solver.facts import Facts
from solver.kernel.engine import Guide


def guide_by(facts: Facts, bound: PairBound | SlotBound) -> Guide:
    """Return the guide that follows from a bound.

    Only prices above nothing make a pair dear: one below nothing says that a party
    would like more meetings than it can find.
    """
    certificate = bound.certificate
    party = {each.party: _mean(each.prices) for each in certificate.parties}
    table = {frozenset(t.features): _mean(t.prices) for t in certificate.tables}
    language = {each.language: _mean(each.prices) for each in certificate.interpreters}
    paid = [
        party.get(pair.a, 0.0)
        + party.get(pair.b, 0.0)
        + (0.0 if facts.has_stand(pair) else table.get(pair.features, 0.0))
        + language.get(pair.interpreter or "", 0.0)
        for pair in facts.problem.pairs
    ]
    return Guide(
        wanted=bound.wanted,
        reduced_cost=bound.reduced_cost,
        paid=np.array(paid, np.float64) / PRICE_SCALE,
    )


def _mean(prices: Prices) -> float:
    """Return what a meeting costs on average, if that is more than nothing."""
    return max(0.0, sum(prices) / len(prices)) if prices else 0.0
