"""The mutual value of pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.affinity.acquaintance import NO_ACQUAINTANCE, Acquaintance
from matcher.affinity.comparison import Comparison, compare_texts
from matcher.affinity.evidence import WishShares, wish_shares
from matcher.affinity.exchange import (
    Exchange,
    compare_exchange,
    exchange_gain,
    kindred_gain,
    meant_gain,
)
from matcher.affinity.pairwise import Common, find_common
from matcher.affinity.texts import Choice, Matrix
from matcher.participants import Participant
from matcher.weights import Weights
from matcher.wishes import Roll, TypeIndex, WishPage

HIGHEST = 1000
"""The value of a perfect pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """The value of every pair, and the evidence that it came from."""

    values: Matrix
    """Symmetric, by places in the list of participants."""
    common: Common
    texts: Comparison
    exchange: Exchange
    shares: WishShares

    @property
    def timely(self) -> Choice:
        """Who has a common time."""
        return self.common.timely


def rate(  # noqa: PLR0913 -- what is already known may be given
    participants: Sequence[Participant],
    pages: Sequence[WishPage],
    weights: Weights,
    acquaintance: Acquaintance = NO_ACQUAINTANCE,
    texts: Comparison | None = None,
    *,
    roll: Roll | None = None,
    types: TypeIndex | None = None,
    earlier: Ratings | None = None,
) -> Ratings:
    """Rate every pair.

    All evidence of a direction is combined (each piece takes its share of what the
    others left), then both directions by a mean in which the weaker one counts most.

    Args:
        participants: Everybody.
        pages: What they wrote about each other.
        weights: What each piece of evidence counts for.
        acquaintance: What is known from earlier events.
        texts: Their texts, where they are already compared.
        roll: The list of them, where it is already made.
        types: The types of organisations they are, where that is already known.
        earlier: The ratings, by the same weights, that the texts took over from.
    """
    types = TypeIndex(participants) if types is None else types
    compared = compare_texts(participants) if texts is None else texts
    exchange = compare_exchange(
        compared, types, weights, None if earlier is None else earlier.exchange
    )
    common = find_common(
        participants,
        weights,
        compared.stood.people,
        None if earlier is None else earlier.common,
    )
    fit = 1 - exchange_gain(exchange, len(participants), weights)
    fit *= 1 - meant_gain(exchange, types, weights)
    fit *= 1 - kindred_gain(participants, types, weights)
    fit *= 1 - np.float32(weights.theme) * common.themes.values
    fit *= 1 - np.float32(weights.target_group) * common.target_groups.values
    fit *= 1 - np.float32(weights.place) * common.places.values
    fit *= _left_by_first_timers(participants, acquaintance, weights)
    np.subtract(1, fit, out=fit)
    shares = wish_shares(
        roll or Roll(tuple(p.id for p in participants)),
        pages,
        fit,
        common.timely,
        weights,
    )
    gain = np.clip(1 - (1 - fit) * (1 - shares.gain()), 0, 1)
    kept = np.where(
        common.same_side, common.ease * np.float32(weights.same_side), common.ease
    )
    _keep_less_of_old_acquaintances(kept, participants, acquaintance, weights)
    return Ratings(
        values=_mutual(gain, kept, weights),
        common=common,
        texts=compared,
        exchange=exchange,
        shares=shares,
    )


def _left_by_first_timers(
    participants: Sequence[Participant], acquaintance: Acquaintance, weights: Weights
) -> Matrix:
    """Give, as one row for everybody, what meeting a first-timer leaves to gain."""
    is_new = [p.id in acquaintance.first_timers for p in participants]
    return np.where(is_new, np.float32(1 - weights.first_timer), np.float32(1))


def _keep_less_of_old_acquaintances(
    kept: Matrix,
    participants: Sequence[Participant],
    acquaintance: Acquaintance,
    weights: Weights,
) -> None:
    """Lower what is kept of the pairs that met at earlier events."""
    place = {p.id: n for n, p in enumerate(participants)}
    for pair, times in acquaintance.met.items():
        places = [place[member] for member in pair if member in place]
        if len(places) == len(("one", "other")):
            one, other = places
            share = np.float32(weights.met_before**times)
            kept[one, other] *= share
            kept[other, one] *= share


def _mutual(gain: Matrix, kept: Matrix, weights: Weights) -> Matrix:
    """Combine both directions into one value per pair."""
    powered = gain ** np.float32(weights.mutuality)
    mean = (powered + powered.T) / 2
    values = HIGHEST * mean ** np.float32(weights.contrast / weights.mutuality) * kept
    return np.asarray(np.clip(np.rint(values), 1, HIGHEST), dtype=np.float32)
