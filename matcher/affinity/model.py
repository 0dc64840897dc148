"""The affinities of an event, kept so that a change of one profile costs little."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.affinity.acquaintance import NO_ACQUAINTANCE, Acquaintance
from matcher.affinity.across import NO_MEANINGS, Meanings
from matcher.affinity.comparison import compare_texts
from matcher.affinity.exchange import pairs_with_change
from matcher.affinity.exclusions import exclude_pairs
from matcher.affinity.explaining import Explainer
from matcher.affinity.pruning import keep_pairs
from matcher.affinity.scoring import Ratings, rate
from matcher.affinity.texts import Choice
from matcher.event import Rules
from matcher.participants import Participant, ParticipantId
from matcher.reasons import Reason
from matcher.weights import DEFAULT_WEIGHTS, Weights
from matcher.wishes import Wish, read_wishes

PairOfIds = tuple[ParticipantId, ParticipantId]


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
    acquaintance: Acquaintance = NO_ACQUAINTANCE,
    meanings: Meanings = NO_MEANINGS,
) -> tuple[Affinity, ...]:
    """Score all pairs and give those worth planning, best first.

    Pairs that must not be planned are never among them. Pairs without a common
    time are, if they are strong: somebody may be able to move.

    Args:
        participants: Everybody.
        rules: How meetings are made.
        weights: What each piece of evidence counts for.
        acquaintance: What is known from earlier events.
        meanings: What texts mean, where the extra is installed.
    """
    if not participants:
        return ()
    model = AffinityModel.of(participants, rules, weights, acquaintance, meanings)
    return model.affinities


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AffinityModel:
    """All affinities of an event and what they were made of.

    With `replacing` and `without` a new model is made from this one. It is equal in
    all it says to a model that is made anew; only what changed is worked out again.
    """

    participants: tuple[Participant, ...]
    """In order of their ids."""
    rules: Rules
    weights: Weights
    acquaintance: Acquaintance
    meanings: Meanings
    ratings: Ratings
    reasons: Mapping[PairOfIds, tuple[Reason, ...]]
    """Of every pair that is kept; the informal side stands first."""
    affinities: tuple[Affinity, ...]
    """Best first."""

    @classmethod
    def of(
        cls,
        participants: Sequence[Participant],
        rules: Rules,
        weights: Weights = DEFAULT_WEIGHTS,
        acquaintance: Acquaintance = NO_ACQUAINTANCE,
        meanings: Meanings = NO_MEANINGS,
    ) -> "AffinityModel":
        """Score everybody with everybody."""
        return _make(
            tuple(sorted(participants, key=lambda p: p.id)),
            rules=rules,
            weights=weights,
            acquaintance=acquaintance,
            meanings=meanings,
            earlier=None,
        )

    def replacing(self, participant: Participant) -> "AffinityModel":
        """Score anew with another profile of somebody, or with somebody more."""
        others = [p for p in self.participants if p.id != participant.id]
        return self._with([*others, participant])

    def without(self, gone: ParticipantId) -> "AffinityModel":
        """Score anew without somebody."""
        return self._with([p for p in self.participants if p.id != gone])

    def _with(self, participants: Sequence[Participant]) -> "AffinityModel":
        return _make(
            tuple(sorted(participants, key=lambda p: p.id)),
            rules=self.rules,
            weights=self.weights,
            acquaintance=self.acquaintance,
            meanings=self.meanings,
            earlier=self,
        )


def _make(  # noqa: PLR0913 -- all that a model is made of
    participants: tuple[Participant, ...],
    *,
    rules: Rules,
    weights: Weights,
    acquaintance: Acquaintance,
    meanings: Meanings,
    earlier: AffinityModel | None,
) -> AffinityModel:
    wishes = read_wishes(participants)
    texts = compare_texts(
        participants, None if earlier is None else earlier.ratings.texts, meanings
    )
    ratings = rate(
        participants, wishes if rules.use_wishes else (), weights, acquaintance, texts
    )
    kept = keep_pairs(
        ratings.values,
        allowed=_allowed(participants, wishes, rules),
        timely=ratings.timely,
        same_side=ratings.same_side,
    )
    explainer = Explainer(
        participants, ratings.exchange, ratings.shares, weights, acquaintance
    )
    reasons = _explain(participants, kept, ratings, explainer, earlier)
    place = {p.id: n for n, p in enumerate(participants)}
    found = [
        Affinity(a=a, b=b, value=int(ratings.values[place[a], place[b]]), reasons=why)
        for (a, b), why in reasons.items()
    ]
    return AffinityModel(
        participants=participants,
        rules=rules,
        weights=weights,
        acquaintance=acquaintance,
        meanings=meanings,
        ratings=ratings,
        reasons=reasons,
        affinities=tuple(sorted(found, key=lambda pair: (-pair.value, pair.a, pair.b))),
    )


def _explain(
    participants: Sequence[Participant],
    kept: Choice,
    ratings: Ratings,
    explainer: Explainer,
    earlier: AffinityModel | None,
) -> Mapping[PairOfIds, tuple[Reason, ...]]:
    """Give the reasons of the kept pairs; the informal side is named first.

    So it is asked and shown first.
    """
    known = _still_true(participants, ratings, earlier)
    found = {}
    for places in np.argwhere(np.triu(kept, k=1)).tolist():
        first, second = sorted(
            places, key=lambda n: (participants[n].side, participants[n].id)
        )
        pair = participants[first].id, participants[second].id
        reasons = known.get(pair)
        if reasons is None:
            reasons = explainer.explain(first, second)
        found[pair] = reasons
    return found


def _still_true(
    participants: Sequence[Participant],
    ratings: Ratings,
    earlier: AffinityModel | None,
) -> Mapping[PairOfIds, tuple[Reason, ...]]:
    """Give the earlier reasons of the pairs of which nothing changed."""
    if earlier is None:
        return {}
    was = {p.id: p for p in earlier.participants}
    place = {p.id: n for n, p in enumerate(participants) if was.get(p.id) is p}
    changed = pairs_with_change(ratings.exchange, ratings.texts, len(participants))
    differing = ratings.shares.items() ^ earlier.ratings.shares.items()
    for wish, _ in differing:
        if wish.by in place and wish.target in place:
            changed[place[wish.by], place[wish.target]] = True
    changed |= changed.T
    return {
        (a, b): reasons
        for (a, b), reasons in earlier.reasons.items()
        if a in place and b in place and not changed[place[a], place[b]]
    }


def _allowed(
    participants: Sequence[Participant], wishes: Sequence[Wish], rules: Rules
) -> Choice:
    place = {p.id: n for n, p in enumerate(participants)}
    allowed = ~np.eye(len(participants), dtype=np.bool_)
    for pair in exclude_pairs(participants, wishes, rules):
        one, other = (place[member] for member in pair)
        allowed[one, other] = allowed[other, one] = False
    return allowed
