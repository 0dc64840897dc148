"""The reasons of a pair: its evidence as data, strongest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from matcher.affinity.evidence import Exchange
from matcher.affinity.languages import needed_languages, shared_languages
from matcher.participants import Participant, ParticipantId
from matcher.reasons import Reason, ReasonKind
from matcher.weights import Weights
from matcher.wishes import Wish

MOST_EXCHANGES = 2
"""Answered asks given as reasons, per direction."""
LEAST_LIKENESS = 0.10
"""An offer is only given as the answer to an ask if their texts are this alike."""
LANGUAGE_WEIGHT = 5
"""A shared language is a reason, but a small one."""
COMMON_LANGUAGES = frozenset({"nl", "en"})
"""Languages so usual that sharing them explains nothing."""

_ORDER = {kind: place for place, kind in enumerate(ReasonKind)}


@dataclass(frozen=True)
class Explainer:
    """Gives the reasons of any pair of the same participants."""

    participants: Sequence[Participant]
    exchange: Exchange
    shares: Mapping[Wish, float]
    """What each wish that is evidence counts for."""
    weights: Weights

    def explain(self, one: int, other: int) -> tuple[Reason, ...]:
        """Give the reasons of a pair, by places in the list of participants."""
        a, b = self.participants[one], self.participants[other]
        reasons = [
            *self._answers(giver=one, receiver=other),
            *self._answers(giver=other, receiver=one),
            *self._wishes(a.id, b.id),
            *self._wishes(b.id, a.id),
            *self._shared(a, b),
            *_languages(a, b),
        ]
        return tuple(sorted(reasons, key=_strength))

    def _answers(self, *, giver: int, receiver: int) -> Iterator[Reason]:
        """Give the asks that are answered best, each by the offer that does it."""
        found = []
        for ask in self._asks_of.get(receiver, ()):
            offers = self._offers_of.get(giver, ())
            best = max(offers, key=lambda o: self.exchange.answer[ask, o], default=None)
            if best is None or self.exchange.like[ask, best] < LEAST_LIKENESS:
                continue
            found.append((float(self.exchange.answer[ask, best]), -ask, best))
        for strength, ask, offer in sorted(found, reverse=True)[:MOST_EXCHANGES]:
            asked, offered = self.exchange.asks[-ask], self.exchange.offers[offer]
            yield Reason(
                kind=ReasonKind.OFFER_ANSWERS_ASK,
                weight=_percent(self.weights.exchange * strength),
                giver=self.participants[giver].id,
                receiver=self.participants[receiver].id,
                offer=offered.text,
                ask=asked.text,
                codes=tuple(dict.fromkeys((asked.kind, offered.kind))),
            )

    def _wishes(self, by: ParticipantId, target: ParticipantId) -> Iterator[Reason]:
        for wish in self._wishes_of.get((by, target), ()):
            yield Reason(
                kind=ReasonKind(wish.force.value),
                weight=_percent(self.shares[wish]),
                giver=target,
                receiver=by,
                wish=wish.text,
            )

    def _shared(self, a: Participant, b: Participant) -> Iterator[Reason]:
        for kind, codes, weight in (
            (ReasonKind.SHARED_THEME, a.themes & b.themes, self.weights.theme),
            (
                ReasonKind.SHARED_TARGET_GROUP,
                a.target_groups & b.target_groups,
                self.weights.target_group,
            ),
        ):
            if codes:
                share = len(codes) / max(
                    len(a.themes | b.themes)
                    if kind is ReasonKind.SHARED_THEME
                    else len(a.target_groups | b.target_groups),
                    1,
                )
                yield Reason(
                    kind=kind,
                    weight=_percent(weight * share),
                    codes=tuple(sorted(codes)),
                )

    @cached_property
    def _asks_of(self) -> Mapping[int, Sequence[int]]:
        return _places(self.exchange.askers)

    @cached_property
    def _offers_of(self) -> Mapping[int, Sequence[int]]:
        return _places(self.exchange.offerers)

    @cached_property
    def _wishes_of(
        self,
    ) -> Mapping[tuple[ParticipantId, ParticipantId | None], Sequence[Wish]]:
        found: dict[tuple[ParticipantId, ParticipantId | None], list[Wish]] = {}
        for wish in self.shares:
            found.setdefault((wish.by, wish.target), []).append(wish)
        return found


def _languages(a: Participant, b: Participant) -> Iterator[Reason]:
    shared = shared_languages(a, b)
    if not shared:
        yield Reason(
            kind=ReasonKind.INTERPRETER_NEEDED, weight=0, codes=needed_languages(a, b)
        )
    elif special := tuple(code for code in shared if code not in COMMON_LANGUAGES):
        yield Reason(
            kind=ReasonKind.SHARED_LANGUAGE, weight=LANGUAGE_WEIGHT, codes=special
        )


def _places(owners: Iterable[int]) -> Mapping[int, Sequence[int]]:
    places: dict[int, list[int]] = {}
    for place, owner in enumerate(owners):
        places.setdefault(owner, []).append(place)
    return places


def _percent(share: float) -> int:
    return max(1, round(100 * share))


def _strength(reason: Reason) -> tuple[int, int, str, str]:
    return (-reason.weight, _ORDER[reason.kind], reason.giver or "", reason.ask)
