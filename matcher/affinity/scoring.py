"""The mutual value of pairs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from matcher.affinity.evidence import (
    compare_exchange,
    exchange_gain,
    overlap,
    wish_gain,
)
from matcher.affinity.exclusions import exclude_pairs
from matcher.affinity.explaining import Explainer
from matcher.affinity.languages import shared_languages
from matcher.affinity.pruning import Choice, keep_pairs
from matcher.affinity.texts import Matrix
from matcher.affinity.weights import DEFAULT_WEIGHTS, Weights
from matcher.event import Rules
from matcher.participants import Participant, ParticipantId
from matcher.reasons import Reason
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
    wishes = read_wishes(ordered)
    counted = [w for w in wishes if rules.use_wishes]
    exchange = compare_exchange(ordered, weights)
    gain = _gain(
        exchange_gain(exchange, len(ordered), weights), ordered, counted, weights
    )
    values = mutual_values(gain, ordered, weights)
    kept = keep_pairs(
        values,
        allowed=_allowed(ordered, wishes, rules),
        timely=_both(ordered, _have_common_time),
        same_side=_both(ordered, lambda a, b: a.side is b.side),
    )
    explainer = Explainer(ordered, exchange, counted, weights)
    found = [
        _affinity(ordered, int(values[n, m]), explainer, (int(n), int(m)))
        for n, m in np.argwhere(np.triu(kept, k=1))
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.value, pair.a, pair.b)))


def mutual_values(
    gain: Matrix, participants: Sequence[Participant], weights: Weights
) -> Matrix:
    """Combine both directions: one side's gain alone cannot carry a pair."""
    power = weights.mutuality
    mean = ((gain**power + gain.T**power) / 2) ** (1 / power)
    talk = _both(participants, lambda a, b: bool(shared_languages(a, b)))
    one_side = _both(participants, lambda a, b: a.side is b.side)
    kept = np.where(talk, 1, weights.interpreter)
    kept = kept * np.where(one_side, weights.same_side, 1)
    return np.asarray(
        np.clip(np.rint(HIGHEST * mean * kept), 1, HIGHEST), dtype=np.float32
    )


def _gain(
    asked: Matrix,
    participants: Sequence[Participant],
    wishes: Sequence[Wish],
    weights: Weights,
) -> Matrix:
    """Combine all evidence of a direction: each piece takes a share of what is left."""
    themes = overlap(participants, lambda p: p.themes)
    groups = overlap(participants, lambda p: p.target_groups)
    left = (
        (1 - asked)
        * (1 - weights.theme * themes)
        * (1 - weights.target_group * groups)
        * (1 - wish_gain(participants, wishes, weights))
    )
    return np.asarray(np.clip(1 - left, 0, 1), dtype=np.float32)


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
