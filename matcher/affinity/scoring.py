"""The mutual value of pairs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from matcher.affinity.evidence import (
    Exchange,
    compare_exchange,
    exchange_gain,
    meant_gain,
    overlap,
    wish_gain,
    wish_shares,
)
from matcher.affinity.exclusions import exclude_pairs
from matcher.affinity.explaining import Explainer
from matcher.affinity.languages import shared_languages
from matcher.affinity.pruning import keep_pairs
from matcher.affinity.texts import Choice, Matrix
from matcher.event import Rules
from matcher.participants import Participant, ParticipantId
from matcher.reasons import Reason
from matcher.weights import DEFAULT_WEIGHTS, Weights
from matcher.wishes import Wish, read_wishes

HIGHEST = 1000
"""The value of a perfect pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Affinity:
    """How much two participants should meet, and why."""

    a: ParticipantId
    b: ParticipantId
    value: int
    """From 1 to 1000."""
    reasons: tuple[Reason, ...]


def score_pairs(
    participants: Sequence[Participant],
    rules: Rules,
    weights: Weights = DEFAULT_WEIGHTS,
) -> tuple[Affinity, ...]:
    """Score all pairs and give those worth planning, best first.

    Pairs that must not be planned are never among them. Pairs without a common
    time are, if they are strong: somebody may be able to move.
    """
    ordered = sorted(participants, key=lambda p: p.id)
    if not ordered:
        return ()
    wishes = read_wishes(ordered)
    ratings = rate(ordered, wishes if rules.use_wishes else (), weights)
    values = ratings.values
    kept = keep_pairs(
        values,
        allowed=_allowed(ordered, wishes, rules),
        timely=ratings.timely,
        same_side=_both(ordered, lambda a, b: a.side is b.side),
    )
    explainer = Explainer(ordered, ratings.exchange, ratings.shares, weights)
    found = [
        _affinity(ordered, int(values[n, m]), explainer, (int(n), int(m)))
        for n, m in np.argwhere(np.triu(kept, k=1))
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.value, pair.a, pair.b)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """The value of every pair, and the evidence that it came from."""

    values: Matrix
    """Symmetric, by places in the list of participants."""
    timely: Choice
    """Who has a common time."""
    exchange: Exchange
    shares: Mapping[Wish, float]


def rate(
    participants: Sequence[Participant], wishes: Sequence[Wish], weights: Weights
) -> Ratings:
    """Rate every pair.

    All evidence of a direction is combined (each piece takes its share of what the
    others left), then both directions by a mean in which the weaker one counts most.
    """
    exchange = compare_exchange(participants, weights)
    left = (
        (1 - exchange_gain(exchange, len(participants), weights))
        * (1 - meant_gain(exchange, participants, weights))
        * (1 - weights.theme * overlap(participants, lambda p: p.themes))
        * (1 - weights.target_group * overlap(participants, lambda p: p.target_groups))
    )
    timely = _both(participants, _have_common_time)
    fit = np.asarray(1 - left, dtype=np.float32)
    shares = wish_shares(participants, wishes, fit, timely, weights)
    gain = np.clip(1 - left * (1 - wish_gain(participants, shares)), 0, 1)
    return Ratings(
        values=_mutual(gain, participants, weights),
        timely=timely,
        exchange=exchange,
        shares=shares,
    )


def _mutual(
    gain: Matrix, participants: Sequence[Participant], weights: Weights
) -> Matrix:
    power = weights.mutuality
    mean = ((gain**power + gain.T**power) / 2) ** (1 / power)
    talk = _both(participants, lambda a, b: bool(shared_languages(a, b)))
    one_side = _both(participants, lambda a, b: a.side is b.side)
    kept = np.where(talk, 1, weights.interpreter)
    kept = kept * np.where(one_side, weights.same_side, 1)
    values = np.rint(HIGHEST * mean**weights.contrast * kept)
    return np.asarray(np.clip(values, 1, HIGHEST), dtype=np.float32)


def _affinity(
    ordered: Sequence[Participant],
    value: int,
    explainer: Explainer,
    places: tuple[int, int],
) -> Affinity:
    """Name the informal side first, so that it is asked and shown first."""
    places_in_order = sorted(places, key=lambda n: (ordered[n].side, ordered[n].id))
    first, second = places_in_order
    return Affinity(
        a=ordered[first].id,
        b=ordered[second].id,
        value=value,
        reasons=explainer.explain(first, second),
    )


def _allowed(
    participants: Sequence[Participant], wishes: Sequence[Wish], rules: Rules
) -> Choice:
    place = {p.id: n for n, p in enumerate(participants)}
    allowed = ~np.eye(len(participants), dtype=np.bool_)
    for pair in exclude_pairs(participants, wishes, rules):
        one, other = (place[member] for member in pair)
        allowed[one, other] = allowed[other, one] = False
    return allowed


def _both(
    participants: Sequence[Participant],
    holds: Callable[[Participant, Participant], bool],
) -> Choice:
    """Ask something symmetric of every pair."""
    size = len(participants)
    found = np.zeros((size, size), dtype=np.bool_)
    for n, m in combinations(range(size), 2):
        found[n, m] = found[m, n] = holds(participants[n], participants[m])
    return found


def _have_common_time(a: Participant, b: Participant) -> bool:
    return bool(a.availability.keys() & b.availability.keys())
