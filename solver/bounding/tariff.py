"""Prices in whole units, and the certificate they make."""

from dataclasses import dataclass

import numpy as np

from solver.bounding.layout import Ints, Layout
from solver.certificate import (
    Certificate,
    Cut,
    LanguagePrice,
    PartyPrice,
    Prices,
    TablePrice,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tariff:
    """Prices by row, for each slot or in one column for all slots."""

    party: Ints
    table: Ints
    language: Ints
    cuts: tuple[Cut, ...] = ()


def certify(layout: Layout, tariff: Tariff) -> Certificate:
    """Return the certificate that prices make, without those that are zero."""
    problem = layout.facts.problem
    return Certificate(
        keeps_guarantee=layout.keeps_guarantee,
        parties=tuple(
            PartyPrice(party=party.id, prices=_prices(row))
            for party, row in zip(problem.parties, tariff.party, strict=True)
            if row.any()
        ),
        tables=tuple(
            TablePrice(features=tuple(sorted(kind)), prices=_prices(row))
            for kind, row in zip(layout.tables.kinds, tariff.table, strict=True)
            if row.any()
        ),
        interpreters=tuple(
            LanguagePrice(language=min(kind), prices=_prices(row))
            for kind, row in zip(
                layout.interpreters.kinds, tariff.language, strict=True
            )
            if row.any()
        ),
        cuts=tariff.cuts,
    )


def _prices(row: Ints) -> Prices:
    """Write a price that is the same in every slot once."""
    return tuple(np.unique(row).tolist() if (row == row[0]).all() else row.tolist())
