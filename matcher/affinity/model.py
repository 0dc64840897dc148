"""The affinities of an event, kept so that a change of one profile costs little."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.affinity.acquaintance import NO_ACQUAINTANCE, Acquaintance
from matcher.affinity.across import NO_MEANINGS, Meanings
from matcher.affinity.comparison import Comparison, compare_texts
from matcher.affinity.evidence import WishShares
from matcher.affinity.exclusions import may_meet
from matcher.affinity.explaining import Explainer
from matcher.affinity.pruning import OwnSide, keep_pairs
from matcher.affinity.scoring import Ratings, rate
from matcher.affinity.texts import Choice
from matcher.duplicates import LikelyDuplicate, likely_duplicates
from matcher.event import Rules
from matcher.participants import Participant, ParticipantId, Side
from matcher.reasons import Reason
from matcher.weights import DEFAULT_WEIGHTS, Weights
from matcher.wishes import WishBook, write_book

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
class KnownReasons:
    """Reasons that were worked out for an earlier model."""

    reasons: Mapping[PairOfIds, tuple[Reason, ...]]
    shares: WishShares | None
    """What each wish counted for in that model."""
    same: frozenset[ParticipantId]
    """Whose profile is the same and whose texts are as alike to others as then."""

    def still_true(
        self, pair: PairOfIds, shares: WishShares
    ) -> tuple[Reason, ...] | None:
        """Give the reasons of a pair, if they are known and nothing changed."""
        old = self.shares
        if old is None or pair not in self.reasons or not self.same.issuperset(pair):
            return None
        ways = (pair, pair[::-1])
        if any(old.between(*way) != shares.between(*way) for way in ways):
            return None
        return self.reasons[pair]


NO_REASONS = KnownReasons(reasons={}, shares=None, same=frozenset())
"""Nothing was worked out before."""


@dataclass(frozen=True, kw_only=True, eq=False)
class AffinityModel:
    """All affinities of an event and what they were made of.

    With `replacing` and `without` a new model is made from this one. It is equal in
    all it says to a model that is made anew; only what changed is worked out again.
    Reasons are worked out when they are asked for.
    """

    participants: tuple[Participant, ...]
    """In order of their ids."""
    rules: Rules
    weights: Weights
    acquaintance: Acquaintance
    meanings: Meanings
    wishes: WishBook
    ratings: Ratings
    duplicates: tuple[LikelyDuplicate, ...]
    kept: Choice
    """The pairs that are worth planning, by places in the list of participants."""
    known: "KnownReasons"
    """Reasons from the model that this one was made from."""

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
            participants,
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

    def affinity(self, a: ParticipantId, b: ParticipantId) -> Affinity:
        """Give one pair with its value and reasons, kept or not."""
        first, second = sorted((self._place[a], self._place[b]), key=self._rank)
        one, other = self.participants[first].id, self.participants[second].id
        reasons = self._reasons.get((one, other))
        if reasons is None:
            reasons = self.known.still_true((one, other), self.ratings.shares)
            if reasons is None:
                reasons = self._explainer.explain(first, second)
            self._reasons[one, other] = reasons
        value = int(self.ratings.values[first, second])
        return Affinity(a=one, b=other, value=value, reasons=reasons)

    @cached_property
    def affinities(self) -> tuple[Affinity, ...]:
        """Give the kept pairs, best first."""
        ids = [participant.id for participant in self.participants]
        found = [
            self.affinity(ids[one], ids[other])
            for one, other in np.argwhere(np.triu(self.kept, k=1)).tolist()
        ]
        return tuple(sorted(found, key=lambda pair: (-pair.value, pair.a, pair.b)))

    @cached_property
    def _reasons(self) -> dict[PairOfIds, tuple[Reason, ...]]:
        return {}

    @cached_property
    def _explainer(self) -> Explainer:
        ratings = self.ratings
        return Explainer(
            self.participants,
            ratings.exchange,
            ratings.shares,
            self.weights,
            self.acquaintance,
        )

    @cached_property
    def _place(self) -> Mapping[ParticipantId, int]:
        return self.wishes.roll.place

    def _rank(self, place: int) -> tuple[Side, ParticipantId]:
        participant = self.participants[place]
        return participant.side, participant.id

    def known_to(self, texts: Comparison) -> "KnownReasons":
        """Give the reasons worked out so far, for a model of who comes now."""
        return KnownReasons(
            reasons=self._reasons if "_reasons" in self.__dict__ else {},
            shares=self.ratings.shares,
            same=texts.same,
        )

    def _with(self, participants: Sequence[Participant]) -> "AffinityModel":
        return _make(
            participants,
            rules=self.rules,
            weights=self.weights,
            acquaintance=self.acquaintance,
            meanings=self.meanings,
            earlier=self,
        )


def _make(  # noqa: PLR0913 -- all that a model is made of
    participants: Sequence[Participant],
    *,
    rules: Rules,
    weights: Weights,
    acquaintance: Acquaintance,
    meanings: Meanings,
    earlier: AffinityModel | None,
) -> AffinityModel:
    ordered = tuple(sorted(participants, key=lambda p: p.id))
    book = write_book(ordered, None if earlier is None else earlier.wishes)
    pages = tuple(book.pages.values())
    texts = compare_texts(
        ordered, None if earlier is None else earlier.ratings.texts, meanings
    )
    ratings = rate(
        ordered,
        pages if rules.use_wishes else (),
        weights,
        acquaintance,
        texts,
        roll=book.roll,
        types=book.types,
        earlier=None if earlier is None else earlier.ratings,
    )
    duplicates = _duplicates(ordered, earlier)
    kept = keep_pairs(
        ratings.values,
        allowed=may_meet(ordered, book, rules, duplicates),
        timely=ratings.timely,
        same_side=ratings.common.same_side,
        own=OwnSide.of(ordered, rules),
    )
    return AffinityModel(
        participants=ordered,
        rules=rules,
        weights=weights,
        acquaintance=acquaintance,
        meanings=meanings,
        wishes=book,
        ratings=ratings,
        duplicates=duplicates,
        kept=kept,
        known=NO_REASONS if earlier is None else earlier.known_to(ratings.texts),
    )


def _duplicates(
    participants: Sequence[Participant], earlier: AffinityModel | None
) -> tuple[LikelyDuplicate, ...]:
    """List likely duplicates, again only those of whom is called or comes otherwise."""
    if earlier is None or len(participants) != len(earlier.participants):
        return likely_duplicates(participants)
    pairs = zip(participants, earlier.participants, strict=True)
    changed = [(now, was) for now, was in pairs if now is not was]
    if any(_calling(now) != _calling(was) for now, was in changed):
        return likely_duplicates(participants)
    other = {now.id for now, was in changed if _kept_apart(now) != _kept_apart(was)}
    if not other:
        return earlier.duplicates
    found = [pair for pair in earlier.duplicates if other.isdisjoint((pair.a, pair.b))]
    found += likely_duplicates(participants, among=other)
    return tuple(sorted(found, key=lambda pair: (pair.a, pair.b)))


def _calling(participant: Participant) -> tuple[object, ...]:
    return participant.id, participant.name, participant.delegates


def _kept_apart(participant: Participant) -> tuple[object, ...]:
    return participant.kind, participant.distinct_from
