"""How well what everybody has answers what everybody asks.

Rows are who receives, columns who gives. Everything is between 0 and 1 and
independent of the order in which participants are given.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from matcher.affinity.comparison import Comparison, asks_of, offers_of
from matcher.affinity.kinds import kind_fit
from matcher.affinity.subjects import USUAL_HELPERS, subjects_in
from matcher.affinity.texts import Matrix, Places
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
    offered: Matrix
    """How well the best offer of a participant answers the ask, ask by participant."""
    alike: Matrix
    """How like an offer is to the most like ask of a participant, offer by
    participant."""
    strength: Matrix
    """How well a participant answers the ask with all it offers and is, ask by
    participant."""


def compare_exchange(  # noqa: PLR0913 -- what is already known may be given
    participants: Sequence[Participant],
    texts: Comparison,
    types: TypeIndex,
    weights: Weights,
    *,
    earlier: Exchange | None = None,
    touched: AbstractSet[int] = frozenset(),
) -> Exchange:
    """Say how well every offer and every participant answers every ask.

    Args:
        participants: Everybody.
        texts: Their texts, compared.
        types: The types of organisations they are.
        weights: What each piece of evidence counts for.
        earlier: An exchange of as many asks and offers in the same order, to take
            over from.
        touched: Places of the participants whose asks and offers are not answered as
            they were then; all others are.
    """
    asks, offers = asks_of(participants), offers_of(participants)
    size = len(participants)
    answers = _Answers(
        asks=asks, offers=offers, like=texts.like, weights=weights, size=size
    )
    answer, offered, alike = (
        answers.all() if earlier is None else answers.renewed(earlier, touched)
    )
    covered = np.minimum(1, texts.covered / np.float32(weights.full_coverage))
    usual = usual_helpers([ask.text for _, ask in asks], types, size)
    left = 1 - offered
    left *= 1 - np.float32(weights.profile) * covered
    left *= 1 - np.float32(weights.usual) * usual
    told = 1 - left
    meant = addressed([ask.text for _, ask in asks], types, told)
    is_elsewhere = np.any(meant > 0, axis=1, keepdims=True) & (meant == 0)
    told[is_elsewhere] *= np.float32(weights.elsewhere)
    return Exchange(
        asks=tuple(ask for _, ask in asks),
        askers=tuple(n for n, _ in asks),
        offers=tuple(offer for _, offer in offers),
        offerers=tuple(n for n, _ in offers),
        like=texts.like,
        answer=answer,
        offered=offered,
        alike=alike,
        strength=1 - (1 - told) * (1 - np.float32(weights.addressed) * meant),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """Works out who answers what, for all asks and offers or for some."""

    asks: Sequence[tuple[int, Ask]]
    offers: Sequence[tuple[int, Offer]]
    like: Matrix
    weights: Weights
    size: int

    def all(self) -> tuple[Matrix, Matrix, Matrix]:
        """Give how offers answer asks, the best per giver, and the likest per asker."""
        every_ask, every_offer = np.arange(len(self.asks)), np.arange(len(self.offers))
        answer = self._answer(every_ask, every_offer)
        return (
            answer,
            best_of_each(answer.T, [giver for giver, _ in self.offers], self.size).T,
            best_of_each(self.like, [asker for asker, _ in self.asks], self.size).T,
        )

    def renewed(
        self, earlier: Exchange, touched: AbstractSet[int]
    ) -> tuple[Matrix, Matrix, Matrix]:
        """Give the same from earlier ones, of which those of some are not true now."""
        own_asks = _owned_by(touched, self.asks)
        own_offers = _owned_by(touched, self.offers)
        every_ask, every_offer = np.arange(len(self.asks)), np.arange(len(self.offers))
        some = sorted(touched)
        askers = [asker for asker, _ in self.asks]
        givers = [giver for giver, _ in self.offers]
        answer = earlier.answer.copy()
        answer[own_asks] = self._answer(own_asks, every_offer)
        answer[:, own_offers] = self._answer(every_ask, own_offers)
        offered = earlier.offered.copy()
        offered[own_asks] = best_of_each(answer[own_asks].T, givers, self.size).T
        theirs = [givers[n] for n in own_offers]
        best = best_of_each(answer[:, own_offers].T, theirs, self.size)
        offered[:, some] = best[some].T
        alike = earlier.alike.copy()
        likes = self.like[:, own_offers]
        alike[own_offers] = best_of_each(likes, askers, self.size).T
        theirs = [askers[n] for n in own_asks]
        best = best_of_each(self.like[own_asks], theirs, self.size)
        alike[:, some] = best[some].T
        return answer, offered, alike

    def _answer(self, asks: Places, offers: Places) -> Matrix:
        """Give how offers answer asks: the kind must fit, and the words."""
        asked = [self.asks[n][1].kind for n in asks]
        given = [self.offers[n][1].kind for n in offers]
        kinds = sorted({*asked, *given})
        place = {kind: n for n, kind in enumerate(kinds)}
        table = np.array(
            [[kind_fit(ask, offer) for offer in kinds] for ask in kinds],
            dtype=np.float32,
        ).reshape(len(kinds), len(kinds))
        weights = self.weights
        unsaid = np.array(
            [weights.reach if k in OPEN_KINDS else weights.same_kind for k in asked],
            dtype=np.float32,
        )[:, None]
        answer = self.like[asks][:, offers] / np.float32(weights.full_likeness)
        np.minimum(answer, 1, out=answer)
        answer *= 1 - unsaid
        answer += unsaid
        columns = np.array([place[kind] for kind in given], dtype=np.int64)
        rows = np.array([place[kind] for kind in asked], dtype=np.int64)
        answer *= table[rows][:, columns]
        return answer


def _owned_by(owners: AbstractSet[int], things: Sequence[tuple[int, object]]) -> Places:
    return np.array(
        [place for place, (owner, _) in enumerate(things) if owner in owners],
        dtype=np.int64,
    )


def best_of_each(values: Matrix, owners: Sequence[int], size: int) -> Matrix:
    """Give of the rows of each owner the greatest values; 0 for who has none.

    Args:
        values: One row for each thing that is owned.
        owners: Whose it is, in order.
        size: How many owners there can be.
    """
    best = np.zeros((size, values.shape[1]), dtype=np.float32)
    if owners:
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        best[np.array(owners)[starts]] = np.maximum.reduceat(values, starts, axis=0)
    return best


def usual_helpers(texts: Sequence[str], types: TypeIndex, size: int) -> Matrix:
    """Tell who is of a type that usually has what a text is about: text by participant.

    The more there are of a type, the less it says about each of them.
    """
    speaking = [_helpers_with(text) for text in texts]
    place = {helpers: n for n, helpers in enumerate(dict.fromkeys(speaking))}
    rows = np.zeros((len(place), size), dtype=np.float32)
    for row, helpers in zip(rows, place, strict=True):
        for concept in helpers:
            fitting = types.places(concept)
            if len(fitting):
                share = np.float32(1 / np.sqrt(len(fitting)))
                row[fitting] = np.maximum(row[fitting], share)
    return rows[[place[helpers] for helpers in speaking]]


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
    found = usual_helpers(dealt_in, types, len(participants))
    np.fill_diagonal(found, 0)
    return np.asarray(weights.kindred * found, dtype=np.float32)


def meant_gain(exchange: Exchange, types: TypeIndex, weights: Weights) -> Matrix:
    """Give what everybody gains from offers that say they are meant for them."""
    texts = [offer.text for offer in exchange.offers]
    meant = addressed(texts, types, exchange.alike)
    gain = np.zeros((len(types.participants),) * 2, dtype=np.float32)
    for row in np.flatnonzero(np.any(meant, axis=1)).tolist():
        giver = exchange.offerers[row]
        gain[:, giver] = np.maximum(gain[:, giver], meant[row])
    return np.float32(weights.meant_for) * gain


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
