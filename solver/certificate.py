"""What proves a bound on the value: a price for everything that is scarce.

Whole numbers only, in units of 1/4096 of a point of value, so that anybody can
recompute the bound (`solver.certified` does). How prices are found is of no
importance to what they prove.
"""

from dataclasses import dataclass

PRICE_SCALE = 4096
"""So many units of price make one point of value."""

Prices = tuple[int, ...]
"""One price for every slot, or a single one that goes for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyPrice:
    """What a meeting costs a party in each slot; it may be below zero."""

    party: str
    prices: Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePrice:
    """What an open table with these features costs in each slot, zero or more."""

    features: tuple[str, ...]
    """In alphabetical order."""
    prices: Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePrice:
    """What an interpreter of a language costs in each slot, zero or more."""

    language: str
    prices: Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A rule that follows from others by halving them and rounding down.

    Added up are: for each of the parties, that it has at most so many meetings in
    the slots as its people can hold; and for each of the pairs, that it meets at
    most once. Half of that sum, both sides rounded down, holds for every plan
    (Caprara and Fischetti, {0, 1/2}-Chvatal-Gomory cuts, 1996).
    """

    price: int
    """Zero or more."""
    slots: tuple[tuple[int, ...], ...]
    """Sets of slots, one for each of the parties or a single one for all."""
    parties: tuple[str, ...]
    pairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Prices that prove a bound on the value; what is not named costs nothing."""

    keeps_guarantee: bool
    """Whether it speaks only of plans that meet the guarantee in full."""
    parties: tuple[PartyPrice, ...]
    tables: tuple[TablePrice, ...] = ()
    interpreters: tuple[LanguagePrice, ...] = ()
    cuts: tuple[Cut, ...] = ()
