"""How well what everybody has answers what everybody asks.

Rows are who receives, columns who gives. Everything is between 0 and 1 and
independent of the order in which participants are given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from matcher.affinity.comparison import Comparison, asks_of, offers_of
from matcher.affinity.kinds import kind_fit
from matcher.affinity.renewal import renewed
from matcher.affinity.subjects import USUAL_HELPERS, subjects_in
from matcher.affinity.texts import Matrix, Places
from matcher.offers import Ask, Offer
from matcher.participants import Participant
from matcher.weights import Weights
from matcher.wishes import TypeIndex, find_descriptions
from matcher.words import STOP_WORDS, words_of

OPEN_KINDS = frozenset({"bereik", "meedenken"})
"""Kinds that people ask of anybody who has them: who reaches people, who lived it."""
AT_ONCE = 128
"""Asks worked on at a time: few enough to stay near the processor."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Exchange:
    """All asks and offers, and how well each offer answers each ask."""

    asks: tuple[Ask, ...]
    askers: tuple[int, ...]
    """Whose ask it is, by place in the list of participants."""
    offers: tuple[Offer, ...]
    offerers: tuple[int, ...]
    like: Matrix
    """Likeness of texts, ask by offer."""
    weights: Weights
    offered: Matrix
    """How well the best offer of a participant answers the ask, ask by participant."""
    alike: Matrix
    """How like an offer is to the most like ask of a participant, offer by
    participant."""
    strength: Matrix
    """How well a participant answers the ask with all it offers and is, ask by
    participant."""

    @cached_property
    def answer(self) -> Matrix:
        """How well the offer answers the ask: kind and text."""
        return _answer(self.asks, self.offers, self.like, self.weights)


def compare_exchange(
    texts: Comparison,
    types: TypeIndex,
    weights: Weights,
    earlier: Exchange | None = None,
) -> Exchange:
    """Say how well every offer and every participant answers every ask.

    Args:
        texts: The texts of all participants, compared.
        types: The types of organisations they are.
        weights: What each piece of evidence counts for.
        earlier: The exchange, by the same weights, of the comparison that the texts
            took over from.
    """
    owned_asks, owned_offers = (
        asks_of(texts.participants),
        offers_of(texts.participants),
    )
    asks, offers = [ask for _, ask in owned_asks], [offer for _, offer in owned_offers]
    askers = np.array([n for n, _ in owned_asks], dtype=np.int64)
    offerers = np.array([n for n, _ in owned_offers], dtype=np.int64)

    def offered(some: Places, people: Places) -> Matrix:
        columns = np.flatnonzero(np.isin(offerers, people))
        answer = _answer(
            [asks[n] for n in some],
            [offers[n] for n in columns],
            texts.like[np.ix_(some, columns)],
            weights,
        )
        return best_of_each(
            answer.T, np.searchsorted(people, offerers[columns]), len(people)
        ).T

    def alike(some: Places, people: Places) -> Matrix:
        rows = np.flatnonzero(np.isin(askers, people))
        like = texts.like[np.ix_(rows, some)]
        return best_of_each(like, np.searchsorted(people, askers[rows]), len(people)).T

    stood = texts.stood
    best = renewed(
        None if earlier is None else earlier.offered,
        stood.asks,
        stood.owners(offerers, stood.offers),
        offered,
    )
    return Exchange(
        asks=tuple(asks),
        askers=tuple(askers.tolist()),
        offers=tuple(offers),
        offerers=tuple(offerers.tolist()),
        like=texts.like,
        weights=weights,
        offered=best,
        alike=renewed(
            None if earlier is None else earlier.alike,
            stood.offers,
            stood.owners(askers, stood.asks),
            alike,
        ),
        strength=_strength(asks, best, texts.covered, types, weights),
    )


def _answer(
    asks: Sequence[Ask], offers: Sequence[Offer], like: Matrix, weights: Weights
) -> Matrix:
    """Give how offers answer asks: the kind must fit, and the words."""
    asked, given = [ask.kind for ask in asks], [offer.kind for offer in offers]
    kinds = sorted({*asked, *given})
    place = {kind: n for n, kind in enumerate(kinds)}
    table = np.array(
        [[kind_fit(ask, offer) for offer in kinds] for ask in kinds], dtype=np.float32
    ).reshape(len(kinds), len(kinds))
    unsaid = np.array(
        [weights.reach if k in OPEN_KINDS else weights.same_kind for k in asked],
        dtype=np.float32,
    )[:, None]
    answer = like / np.float32(weights.full_likeness)
    np.minimum(answer, 1, out=answer)
    answer *= 1 - unsaid
    answer += unsaid
    columns = np.array([place[kind] for kind in given], dtype=np.int64)
    rows = np.array([place[kind] for kind in asked], dtype=np.int64)
    answer *= table[rows][:, columns]
    return answer


def best_of_each(values: Matrix, owners: Places, size: int) -> Matrix:
    """Give of the rows of each owner the greatest values; 0 for who has none.

    Args:
        values: One row for each thing that is owned, nothing below 0.
        owners: Whose it is, in order.
        size: How many owners there can be.
    """
    best = np.zeros((size, values.shape[1]), dtype=np.float32)
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    counts = np.diff(starts, append=len(owners))
    for nth in range(max(counts, default=0)):
        rows = starts[counts > nth] + nth
        best[owners[rows]] = np.maximum(best[owners[rows]], values[rows])
    return best


def _strength(
    asks: Sequence[Ask],
    offered: Matrix,
    covered: Matrix,
    types: TypeIndex,
    weights: Weights,
) -> Matrix:
    """Give how well participants answer asks with all they offer and are."""
    texts = [ask.text for ask in asks]
    usual, which = usual_helpers(texts, types, offered.shape[1])
    usual = 1 - np.float32(weights.usual) * usual
    strength = np.empty_like(offered)
    for start in range(0, len(asks), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        left = covered[some] / np.float32(weights.full_coverage)
        np.minimum(left, 1, out=left)
        left *= -np.float32(weights.profile)
        left += 1
        left *= 1 - offered[some]
        left *= usual[which[some]]
        np.subtract(1, left, out=strength[some])
    speaking = _speaking(texts, types)
    told = strength[speaking]
    meant = addressed([texts[n] for n in speaking], types, told)
    told[meant == 0] *= np.float32(weights.elsewhere)
    strength[speaking] = 1 - (1 - told) * (1 - np.float32(weights.addressed) * meant)
    return strength


def usual_helpers(
    texts: Sequence[str], types: TypeIndex, size: int
) -> tuple[Matrix, Places]:
    """Tell who is of a type that usually has what a text is about.

    The more there are of a type, the less it says about each of them.

    Returns:
        A table of rows by participant, and the row of each text in it.
    """
    speaking = [_helpers_with(text) for text in texts]
    place = {helpers: n for n, helpers in enumerate(dict.fromkeys(speaking))}
    table = np.zeros((len(place), size), dtype=np.float32)
    concepts = {concept for helpers in place for concept in helpers}
    for concept in sorted(concepts, key=lambda c: -len(types.places(c))):
        fitting = types.places(concept)
        if len(fitting):
            holding = [concept in helpers for helpers in place]
            rows = np.flatnonzero(np.array(holding, dtype=np.bool_))
            table[np.ix_(rows, fitting)] = 1 / np.sqrt(len(fitting))
    return table, np.array([place[helpers] for helpers in speaking], dtype=np.int64)


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
    speaking: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        for concept in {d.concept for d in find_descriptions(text)}:
            speaking.setdefault(concept, []).append(row)
    found = np.zeros(fit.shape, dtype=np.float32)
    for concept, rows in speaking.items():
        cells = np.ix_(np.array(rows, dtype=np.int64), types.places(concept))
        share = np.asarray(1 / np.sqrt(1 + _better(fit[cells])), dtype=np.float32)
        found[cells] = np.maximum(found[cells], share)
    return found


def _better(values: Matrix) -> Places:
    """Count for each value how many in its row are greater."""
    order = np.argsort(-values, axis=1, kind="stable")
    ranked = np.take_along_axis(values, order, axis=1)
    count = np.broadcast_to(np.arange(values.shape[1]), values.shape).copy()
    count[:, 1:][ranked[:, 1:] == ranked[:, :-1]] = 0
    better = np.empty_like(count)
    np.put_along_axis(better, order, np.maximum.accumulate(count, axis=1), axis=1)
    return better


def kindred_gain(
    participants: Sequence[Participant], types: TypeIndex, weights: Weights
) -> Matrix:
    """Give what everybody gains from who usually has what it deals in itself.

    A group that cooks for others is well served by a supermarket, also where it asks
    for something else.
    """
    dealt_in = [" ".join(offer.text for offer in p.offers) for p in participants]
    table, which = usual_helpers(dealt_in, types, len(participants))
    found = (np.float32(weights.kindred) * table)[which]
    np.fill_diagonal(found, 0)
    return found


def meant_gain(exchange: Exchange, types: TypeIndex, weights: Weights) -> Matrix:
    """Give what everybody gains from offers that say they are meant for them."""
    texts = [offer.text for offer in exchange.offers]
    speaking = _speaking(texts, types)
    meant = addressed([texts[n] for n in speaking], types, exchange.alike[speaking])
    gain = np.zeros((len(types.participants),) * 2, dtype=np.float32)
    for row, place in zip(meant, speaking, strict=True):
        giver = exchange.offerers[place]
        np.maximum(gain[giver], row, out=gain[giver])
    return np.float32(weights.meant_for) * gain.T


def _speaking(texts: Sequence[str], types: TypeIndex) -> Places:
    """Give the places of the texts that speak of a type that somebody is of."""
    return np.array(
        [
            place
            for place, text in enumerate(texts)
            if any(len(types.places(d.concept)) for d in find_descriptions(text))
        ],
        dtype=np.int64,
    )


def exchange_gain(exchange: Exchange, size: int, weights: Weights) -> Matrix:
    """Give what everybody's asks gain from everybody.

    The strongest ask counts most and each further one less, so that a long list of
    asks is no advantage.
    """
    left = np.ones((size, size), dtype=np.float32)
    firsts = np.searchsorted(exchange.askers, np.arange(size))
    counts = np.diff(firsts, append=len(exchange.askers))
    for count in np.unique(counts[counts > 0]).tolist():
        people = np.flatnonzero(counts == count)
        for start in range(0, len(people), AT_ONCE):
            some = people[start : start + AT_ONCE]
            layers = [exchange.strength[firsts[some] + n] for n in range(count)]
            left[some] = _left(layers, weights)
    return 1 - left


def _left(layers: list[Matrix], weights: Weights) -> Matrix:
    """Give what first, second and further asks leave to gain, the strongest first."""
    for last in range(len(layers) - 1, 0, -1):
        for place in range(last):
            one, other = layers[place], layers[place + 1]
            layers[place], layers[place + 1] = (
                np.maximum(one, other),
                np.minimum(one, other),
            )
    left = np.ones_like(layers[0])
    for place, layer in enumerate(layers):
        left *= 1 - np.float32(weights.exchange * weights.next_exchange**place) * layer
    return left
