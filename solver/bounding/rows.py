"""The rows that both programmes share: tables, interpreters, bonuses."""

from dataclasses import dataclass

import numpy as np

from solver.bounding.envelope import falling_steps
from solver.bounding.layout import NOTHING, Floats, Ints, Layout, Supply
from solver.bounding.programme import LinearProgramme
from solver.bounding.tariff import Tariff
from solver.certificate import PRICE_SCALE

NO_LIMIT = float("-inf")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PricedRows:
    """The rows whose dual values are the prices of a certificate."""

    party: Ints
    """For each party and slot, or in one column for all slots."""
    table: Ints
    """For each kind of table and slot."""
    language: Ints

    def tariff(self, prices: Floats) -> Tariff:
        """Return dual values as whole prices, those of resources not below zero."""
        whole = np.rint(np.nan_to_num(prices) * PRICE_SCALE).astype(np.int64)
        return Tariff(
            party=whole[self.party],
            table=np.maximum(whole[self.table], 0),
            language=np.maximum(whole[self.language], 0),
        )


def add_supply(
    programme: LinearProgramme, supply: Supply, places: Ints, pair: Ints, slot: Ints
) -> Ints:
    """Give meetings no more tables or interpreters than there are.

    Flows from groups of equals to the kinds of need they serve, in each slot.

    Args:
        programme: Its first columns are the meetings.
        supply: What there is.
        places: For each group and slot, how many; one column for all slots together.
        pair: The possible pair of each meeting.
        slot: The column of places of each meeting.

    Returns:
        For each kind and slot, the row whose price a meeting of that kind pays.
    """
    groups, slots = places.shape
    kinds = len(supply.kinds)
    unlimited = np.full(kinds * slots, NO_LIMIT)
    rows = programme.add_rows(unlimited, np.zeros(kinds * slots)).reshape(kinds, slots)
    kind = supply.need[pair]
    needy = np.flatnonzero(kind != NOTHING)
    programme.add_terms(rows[kind[needy], slot[needy]], needy)
    limits = programme.add_rows(
        np.full(groups * slots, NO_LIMIT), places.ravel()
    ).reshape(groups, slots)
    for group, served in enumerate(supply.serves):
        for each in served:
            flow = programme.add_columns(
                np.zeros(slots), highest=places[group], lowest=np.zeros(slots)
            )
            programme.add_terms(limits[group], flow)
            programme.add_terms(rows[each], flow, -1.0)
    return rows


def add_totals(programme: LinearProgramme, layout: Layout) -> Ints:
    """Let the meetings of parties beyond the least earn bonuses.

    Returns:
        For each party, a row to put its meetings into.
    """
    least = np.array([shape.least for shape in layout.shapes], dtype=np.float64)
    rows = programme.add_rows(least, least)
    steps = [
        (row, gain, width)
        for row, shape in zip(rows.tolist(), layout.shapes, strict=True)
        for gain, width in falling_steps(shape)
    ]
    gain = np.array([gain for _, gain, _ in steps], dtype=np.float64)
    width = np.array([width for _, _, width in steps], dtype=np.float64)
    columns = programme.add_columns(gain, highest=width, lowest=np.zeros(len(steps)))
    owner = np.array([row for row, _, _ in steps], dtype=np.int64)
    programme.add_terms(owner, columns, -1.0)
    return rows
