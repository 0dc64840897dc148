"""Ways to score the pairs of an event, to set beside ours."""

from collections import Counter
from collections.abc import Sequence
from itertools import product

import numpy as np

from matcher.affinity import DEFAULT_WEIGHTS, Meanings
from matcher.affinity.comparison import asks_of, compare_texts, offers_of
from matcher.affinity.scoring import rate
from matcher.affinity.texts import Matrix
from matcher.participants import Participant
from matcher.wishes import Wish, WishPage
from web.extensions.meanings import find_reader

LETTERS = range(2, 5)
"""Sizes of the n-grams of the plain comparison."""


def tick_boxes(participants: Sequence[Participant]) -> Matrix:
    """Count the kinds, themes and target groups that were ticked on both sides."""
    return np.array(
        [
            [
                len(a.themes & b.themes)
                + len(a.target_groups & b.target_groups)
                + len(_kinds_answered(a, b))
                + len(_kinds_answered(b, a))
                for b in participants
            ]
            for a in participants
        ],
        dtype=np.float32,
    )


def _kinds_answered(asker: Participant, giver: Participant) -> set[str]:
    return {a.kind for a in asker.asks} & {offer.kind for offer in giver.offers}


def plain_tfidf(participants: Sequence[Participant]) -> Matrix:
    """Compare the letters of asks and offers, each with kind and themes ticked.

    Of each direction the best ask counts, a third more with an equal kind; themes in
    common count a little.
    """
    asks, offers = asks_of(participants), offers_of(participants)
    like = letter_likeness([a.text for _, a in asks], [o.text for _, o in offers])
    values = np.zeros((len(participants),) * 2, dtype=np.float32)
    for (row, (asker, ask)), (column, (giver, offer)) in product(
        enumerate(asks), enumerate(offers)
    ):
        fit = like[row, column] * (1 if ask.kind == offer.kind else 3 / 4)
        values[asker, giver] = max(values[asker, giver], fit)
    shared = [[len(a.themes & b.themes) for b in participants] for a in participants]
    return values + values.T + np.float32(0.1) * np.array(shared, dtype=np.float32)


def letter_likeness(one: Sequence[str], other: Sequence[str]) -> Matrix:
    """Compare the letters of texts (TF-IDF of n-grams), and nothing else."""
    counts = [_grams(text) for text in (*one, *other)]
    places = {gram: n for n, gram in enumerate(sorted(set().union(*counts)))}
    rows = np.zeros((len(counts), len(places)), dtype=np.float32)
    for row, found in zip(rows, counts, strict=True):
        for gram, times in found.items():
            row[places[gram]] = times
    rows *= np.log((1 + len(counts)) / (1 + np.count_nonzero(rows, axis=0))) + 1
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows[: len(one)] @ rows[len(one) :].T, dtype=np.float32)


def _grams(text: str) -> Counter[str]:
    padded = f" {' '.join(text.casefold().split())} "
    return Counter(
        padded[start : start + size]
        for size in LETTERS
        for start in range(len(padded) - size + 1)
    )


def ours(participants: Sequence[Participant], wishes: Sequence[Wish] = ()) -> Matrix:
    """Give the values by which meetings are planned."""
    return rate(participants, [WishPage.of(tuple(wishes))], DEFAULT_WEIGHTS).values


def with_extra(participants: Sequence[Participant]) -> Matrix | None:
    """Give the same with the optional extra; None where it is not installed."""
    reader = find_reader()
    if reader is None:
        return None
    asks = [ask.text for _, ask in asks_of(participants)]
    offers = [offer.text for _, offer in offers_of(participants)]
    meanings = Meanings(
        asks=dict(zip(asks, reader.read_asks(asks), strict=True)),
        offers=dict(zip(offers, reader.read_offers(offers), strict=True)),
    )
    texts = compare_texts(participants, meanings=meanings)
    return rate(participants, (), DEFAULT_WEIGHTS, texts=texts).values
