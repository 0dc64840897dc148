"""Where a plan loses against the bound: by the prices, slot by slot."""

import numpy as np

from solver.bounding.layout import Floats, Ints, Layout
from solver.certificate import PRICE_SCALE, Certificate
from solver.polish.footing import Footing
from solver.polish.promising import gains_above_prices

_NOTHING_LOST = 0.1
"""In points; also where nothing seems lost, something may be found."""


def losses_of_slots(footing: Footing) -> Floats:
    """Return how many points a plan loses in each slot, roughly.

    A meeting loses what its pair gains more elsewhere; people whose time has a
    price lose it where they have no meeting; a pair that is not held loses what it
    gains at best, a share of it in each slot where it gains something.
    """
    layout, slots = footing.layout, footing.layout.facts.problem.slots
    lost = np.full(slots, _NOTHING_LOST)
    if footing.priced is None:
        return lost
    certificate = footing.priced.certificate
    gains = gains_above_prices(layout, certificate)
    best = np.maximum(gains.max(axis=1, initial=0), 0)
    moved = np.where(footing.held, best[:, None] - gains, 0).sum(axis=0)
    is_held = np.asarray(footing.held.any(axis=1))
    positive = np.where(is_held[:, None], 0, np.maximum(gains, 0))
    idle = _idle(footing, layout, certificate)
    return np.asarray(lost + (moved + positive.sum(axis=0) + idle) / PRICE_SCALE)


def _idle(footing: Footing, layout: Layout, certificate: Certificate) -> Ints:
    """Return the prices of the time in which people have no meeting."""
    problem = layout.facts.problem
    number = {party.id: at for at, party in enumerate(problem.parties)}
    price = np.zeros((len(problem.parties), problem.slots), dtype=np.int64)
    for each in certificate.parties:
        price[number[each.party]] = np.maximum(each.prices, 0)
    free = np.zeros_like(price)
    for at, party in enumerate(problem.parties):
        for person in party.people:
            free[at, list(layout.facts.person[person].slots)] += 1
    for side in (layout.left, layout.right):
        np.add.at(free, side, -footing.held.astype(np.int64))
    return np.asarray((price * np.maximum(free, 0)).sum(axis=0))
