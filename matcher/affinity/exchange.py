"""How well what everybody has answers what everybody asks.

Rows are who receives, columns who gives. Everything is between 0 and 1 and
independent of the order in which participants are given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from matcher.affinity.comparison import Comparison, asks_of, offers_of
from matcher.affinity.kinds import kind_fit
from matcher.affinity.subjects import USUAL_HELPERS, subjects_in
from matcher.affinity.texts import Choice, Matrix
from matcher.offers import Ask, Offer
from matcher.participants import Participant
from matcher.weights import Weights
from matcher.wishes import TypeIndex, find_descriptions
from matcher.words import STOP_WORDS, words_of

OPEN_KINDS = frozenset({"bereik", "meedenken"})
"""Kinds that people ask of anybody who has them: who reaches people, who lived it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """All asks and offers, and how well each offer answers each ask."""

    asks: tuple[Ask, ...]
    askers: tuple[int, ...]
    """Whose ask it is, by place in the list of participants."""
    offers: tuple[Offer, ...]
    offerers: tuple[int, ...]
    like: Matrix
    """Likeness of texts, ask by offer."""
    answer: Matrix
    """How well the offer answers the ask: kind and text."""
    strength: Matrix
    """How well a participant answers the ask with all it offers and is, ask by
    participant."""


def compare_exchange(
    participants: Sequence[Participant],
    texts: Comparison,
    types: TypeIndex,
    weights: Weights,
) -> Exchange:
    """Say how well every offer and every participant answers every ask.

    Args:
        participants: Everybody.
        texts: Their texts, compared.
        types: The types of organisations they are.
        weights: What each piece of evidence counts for.
    """
    asks, offers = asks_of(participants), offers_of(participants)
    size = len(participants)
    answer = _answers([ask for _, ask in asks], [o for _, o in offers], texts, weights)
    offered = best_of_each(answer, [giver for giver, _ in offers], size)
    covered = np.minimum(1, texts.covered / weights.full_coverage)
    usual = usual_helpers([ask.text for _, ask in asks], types, size)
    left = (1 - offered) * (1 - weights.profile * covered) * (1 - weights.usual * usual)
    told = np.asarray(1 - left, dtype=np.float32)
    meant = addressed([ask.text for _, ask in asks], types, told)
    is_elsewhere = np.any(meant > 0, axis=1, keepdims=True) & (meant == 0)
    told *= np.where(is_elsewhere, np.float32(weights.elsewhere), np.float32(1))
    return Exchange(
        asks=tuple(ask for _, ask in asks),
        askers=tuple(n for n, _ in asks),
        offers=tuple(offer for _, offer in offers),
        offerers=tuple(n for n, _ in offers),
        like=texts.like,
        answer=answer,
        strength=np.asarray(
            1 - (1 - told) * (1 - weights.addressed * meant), dtype=np.float32
        ),
    )


def _answers(
    asks: Sequence[Ask], offers: Sequence[Offer], texts: Comparison, weights: Weights
) -> Matrix:
    """Give how well each offer answers each ask: the kind must fit, and the words."""
    kinds = sorted({ask.kind for ask in asks} | {offer.kind for offer in offers})
    place = {kind: n for n, kind in enumerate(kinds)}
    table = np.array(
        [[kind_fit(ask, offer) for offer in kinds] for ask in kinds], dtype=np.float32
    ).reshape(len(kinds), len(kinds))
    asked = np.array([place[ask.kind] for ask in asks], dtype=np.int64)
    offered = np.array([place[offer.kind] for offer in offers], dtype=np.int64)
    unsaid = np.array(
        [weights.reach if a.kind in OPEN_KINDS else weights.same_kind for a in asks],
        dtype=np.float32,
    )[:, None]
    answer = np.minimum(1, texts.like / np.float32(weights.full_likeness))
    answer *= 1 - unsaid
    answer += unsaid
    answer *= table[asked][:, offered]
    return np.asarray(answer, dtype=np.float32)


def best_of_each(values: Matrix, owners: Sequence[int], size: int) -> Matrix:
    """Give of the columns of each owner the greatest value; 0 for who has none.

    Args:
        values: One column for each thing that is owned.
        owners: Whose it is, in order.
        size: How many owners there can be.
    """
    best = np.zeros((len(values), size), dtype=np.float32)
    if owners:
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        best[:, np.array(owners)[starts]] = np.maximum.reduceat(values, starts, axis=1)
    return best


def usual_helpers(texts: Sequence[str], types: TypeIndex, size: int) -> Matrix:
    """Tell who is of a type that usually has what a text is about: text by participant.

    The more there are of a type, the less it says about each of them.
    """
    found = np.zeros((len(texts), size), dtype=np.float32)
    for row, text in enumerate(texts):
        for concept in _helpers_with(text):
            fitting = types.places(concept)
            if len(fitting):
                share = np.float32(1 / np.sqrt(len(fitting)))
                found[row, fitting] = np.maximum(found[row, fitting], share)
    return found


@lru_cache(maxsize=50_000)
def _helpers_with(text: str) -> frozenset[str]:
    words = [word for word in words_of(text) if word not in STOP_WORDS]
    return frozenset(
        concept for subject in subjects_in(words) for concept in USUAL_HELPERS[subject]
    )


def addressed(texts: Sequence[str], types: TypeIndex, fit: Matrix) -> Matrix:
    """Tell whom texts speak of by the type of organisation: text by participant.

    Of several of a type, the one that fits the text best counts whole, the next
    ones less and less.

    Args:
        texts: The texts.
        types: The types of organisations that the participants are.
        fit: How well each participant fits each text otherwise.
    """
    found = np.zeros(fit.shape, dtype=np.float32)
    for row, text in enumerate(texts):
        for concept in {d.concept for d in find_descriptions(text)}:
            fitting = types.places(concept)
            own = fit[row, fitting]
            better = len(own) - np.searchsorted(np.sort(own), own, side="right")
            share = np.asarray(1 / np.sqrt(1 + better), dtype=np.float32)
            found[row, fitting] = np.maximum(found[row, fitting], share)
    return found


def kindred_gain(
    participants: Sequence[Participant], types: TypeIndex, weights: Weights
) -> Matrix:
    """Give what everybody gains from who usually has what it deals in itself.

    A group that cooks for others is well served by a supermarket, also where it asks
    for something else.
    """
    dealt_in = [" ".join(offer.text for offer in p.offers) for p in participants]
    found = usual_helpers(dealt_in, types, len(participants))
    np.fill_diagonal(found, 0)
    return np.asarray(weights.kindred * found, dtype=np.float32)


def meant_gain(exchange: Exchange, types: TypeIndex, weights: Weights) -> Matrix:
    """Give what everybody gains from offers that say they are meant for them."""
    size = len(types.participants)
    alike = best_of_each(exchange.like.T, exchange.askers, size)
    meant = addressed([offer.text for offer in exchange.offers], types, alike)
    gain = best_of_each(meant.T, exchange.offerers, size)
    return np.asarray(weights.meant_for * gain, dtype=np.float32)


def exchange_gain(exchange: Exchange, size: int, weights: Weights) -> Matrix:
    """Give what everybody's asks gain from everybody.

    The strongest ask counts most and each further one less, so that a long list of
    asks is no advantage.
    """
    layers = _own_asks(exchange, size)
    for last in range(len(layers) - 1, 0, -1):
        for place in range(last):
            one, other = layers[place], layers[place + 1]
            layers[place], layers[place + 1] = (
                np.maximum(one, other),
                np.minimum(one, other),
            )
    left = np.ones((size, size), dtype=np.float32)
    for place, layer in enumerate(layers):
        left *= 1 - np.float32(weights.exchange * weights.next_exchange**place) * layer
    return 1 - left


def _own_asks(exchange: Exchange, size: int) -> list[Matrix]:
    """Give everybody's first asks, everybody's second asks, and so on."""
    layers: list[Matrix] = []
    seen = [0] * size
    for row, asker in enumerate(exchange.askers):
        if seen[asker] == len(layers):
            layers.append(np.zeros((size, size), dtype=np.float32))
        layers[seen[asker]][asker] = exchange.strength[row]
        seen[asker] += 1
    return layers


def pairs_with_change(exchange: Exchange, texts: Comparison, size: int) -> Choice:
    """Tell between whom an ask and an offer are not alike as they were before."""
    changed = texts.changed.astype(np.float32)
    of_givers = best_of_each(changed, exchange.offerers, size)
    return best_of_each(of_givers.T, exchange.askers, size) > 0
