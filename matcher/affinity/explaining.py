"""The reasons of a pair: its evidence as data, strongest first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from matcher.affinity.acquaintance import NO_ACQUAINTANCE, Acquaintance
from matcher.affinity.evidence import WishShares
from matcher.affinity.exchange import Exchange
from matcher.affinity.languages import (
    needed_languages,
    shared_languages,
    workable_languages,
)
from matcher.affinity.pairwise import places_of
from matcher.disclosure import (
    keeps_address_secret,
    may_know_code,
    may_know_wish,
    shown_text,
)
from matcher.participants import Participant, ParticipantId
from matcher.reasons import Reason, ReasonKind
from matcher.weights import Weights
from matcher.wishes.clauses import has_negation

MOST_EXCHANGES = 2
"""Answered asks given as reasons, per direction."""
LEAST_LIKENESS = 0.10
"""An offer is only given as the answer to an ask if their texts are this alike."""
LANGUAGE_WEIGHT = 5
"""A shared language is a reason, but a small one."""
MET_WEIGHT = 8
"""That two met before is told, and is no reason to meet again."""
COMMON_LANGUAGES = frozenset({"nl", "en"})
"""Languages so usual that sharing them explains nothing."""

SIGN_INTERPRETER = "gebarentolk"
"""The accessibility code of who needs a sign interpreter, whatever it can read."""
SIGN_LANGUAGE = "dse"
"""Dutch Sign Language (ISO 639-3)."""

_JOINED = re.compile(r"^(?:en|of|ook|and|or|also)\s+", re.IGNORECASE)

_ORDER = {kind: place for place, kind in enumerate(ReasonKind)}


@dataclass(frozen=True)
class Explainer:
    """Gives the reasons of any pair of the same participants."""

    participants: Sequence[Participant]
    exchange: Exchange
    shares: WishShares
    """What each wish that is evidence counts for."""
    weights: Weights
    acquaintance: Acquaintance = NO_ACQUAINTANCE

    def explain(self, one: int, other: int) -> tuple[Reason, ...]:
        """Give the reasons of a pair, by places in the list of participants."""
        a, b = self.participants[one], self.participants[other]
        reasons = [
            *self._answers(giver=one, receiver=other),
            *self._answers(giver=other, receiver=one),
            *self._wishes(a, b),
            *self._wishes(b, a),
            *self._shared(a, b),
            *self._neighbours(a, b),
            *self._acquainted(a, b),
            *_languages(a, b),
        ]
        return tuple(sorted(reasons, key=_strength))

    def _answers(self, *, giver: int, receiver: int) -> Iterator[Reason]:
        """Give the asks that are answered best, each by an offer of its own."""
        found = sorted(
            (
                (float(self.exchange.answer[ask, offer]), -ask, -offer)
                for ask in self._asks_of.get(receiver, ())
                for offer in self._offers_of.get(giver, ())
                if self.exchange.like[ask, offer] >= LEAST_LIKENESS
            ),
            reverse=True,
        )
        asks: set[int] = set()
        offers: set[int] = set()
        for strength, ask, offer in found:
            if len(asks) < MOST_EXCHANGES and ask not in asks and offer not in offers:
                asks.add(ask)
                offers.add(offer)
                yield self._answer(-ask, -offer, strength)

    def _answer(self, ask: int, offer: int, strength: float) -> Reason:
        asked, offered = self.exchange.asks[ask], self.exchange.offers[offer]
        receiver = self.participants[self.exchange.askers[ask]]
        giver = self.participants[self.exchange.offerers[offer]]
        return Reason(
            kind=ReasonKind.OFFER_ANSWERS_ASK,
            weight=_percent(self.weights.exchange * strength),
            giver=giver.id,
            receiver=receiver.id,
            offer=shown_text(offered.text, giver),
            ask=shown_text(asked.text, receiver),
            codes=tuple(dict.fromkeys((asked.kind, offered.kind))),
        )

    def _wishes(self, by: Participant, target: Participant) -> Iterator[Reason]:
        """Give the wishes; the one who is wished for only knows if both may."""
        is_mutual = bool(self.shares.between(target.id, by.id))
        is_told = may_know_wish(by, is_mutual=is_mutual)
        for wish, share in self.shares.between(by.id, target.id):
            yield Reason(
                kind=ReasonKind(wish.force.value),
                weight=_percent(share),
                giver=target.id,
                receiver=by.id,
                wish="" if has_negation(wish.text) else _without_and(wish.text),
                hidden_from=() if is_told else (target.id,),
            )

    def _shared(self, a: Participant, b: Participant) -> Iterator[Reason]:
        """Give what both ticked; what is private of one is a reason of its own."""
        for kind, own, theirs, weight in (
            (ReasonKind.SHARED_THEME, a.themes, b.themes, self.weights.theme),
            (
                ReasonKind.SHARED_TARGET_GROUP,
                a.target_groups,
                b.target_groups,
                self.weights.target_group,
            ),
        ):
            by_reader: dict[tuple[ParticipantId, ...], list[str]] = {}
            for code in sorted(own & theirs):
                by_reader.setdefault(_hidden_from(code, a, b), []).append(code)
            for hidden_from, codes in by_reader.items():
                yield Reason(
                    kind=kind,
                    weight=_percent(weight * len(codes) / len(own | theirs)),
                    codes=tuple(codes),
                    hidden_from=hidden_from,
                )

    def _neighbours(self, a: Participant, b: Participant) -> Iterator[Reason]:
        """Give that both are of one neighbourhood; never of a secret address."""
        is_told = not (keeps_address_secret(a) or keeps_address_secret(b))
        if is_told and neighbourhood(a.area) and _is_near(a, b):
            yield Reason(kind=ReasonKind.SAME_AREA, weight=_percent(self.weights.place))

    def _acquainted(self, a: Participant, b: Participant) -> Iterator[Reason]:
        """Give who comes for the first time, and whether they met before."""
        new = [p for p in (a, b) if p.id in self.acquaintance.first_timers]
        weight = _percent(self.weights.first_timer)
        if len(new) == 1:
            other = b if new == [a] else a
            yield Reason(
                kind=ReasonKind.FIRST_MEETING,
                weight=weight,
                giver=new[0].id,
                receiver=other.id,
            )
        elif new:
            yield Reason(kind=ReasonKind.FIRST_MEETING, weight=weight)
        if self.acquaintance.met.get(frozenset({a.id, b.id})):
            yield Reason(kind=ReasonKind.MET_BEFORE, weight=MET_WEIGHT)

    @cached_property
    def _asks_of(self) -> Mapping[int, Sequence[int]]:
        return _places(self.exchange.askers)

    @cached_property
    def _offers_of(self) -> Mapping[int, Sequence[int]]:
        return _places(self.exchange.offerers)


def neighbourhood(area: str) -> str:
    """Give the neighbourhood of an area such as "De Meent, Waterlede"; else nothing."""
    first, comma, _ = area.partition(",")
    return next(iter(places_of(first)), "") if comma else ""


def _is_near(a: Participant, b: Participant) -> bool:
    return neighbourhood(a.area) == neighbourhood(b.area)


def _without_and(text: str) -> str:
    """Take away the word that joined a wish to the one before it."""
    return _JOINED.sub("", text)


def _hidden_from(
    code: str, a: Participant, b: Participant
) -> tuple[ParticipantId, ...]:
    """Tell which of the two may not know that the other ticked a code too."""
    return tuple(
        reader.id
        for reader, owner in ((a, b), (b, a))
        if not may_know_code(owner, code)
    )


def _languages(a: Participant, b: Participant) -> Iterator[Reason]:
    shared = shared_languages(a, b)
    if _needs_signing(a, b):
        yield Reason(
            kind=ReasonKind.INTERPRETER_NEEDED, weight=0, codes=(SIGN_LANGUAGE,)
        )
    elif not shared:
        yield Reason(
            kind=ReasonKind.INTERPRETER_NEEDED, weight=0, codes=needed_languages(a, b)
        )
    elif special := tuple(code for code in shared if code not in COMMON_LANGUAGES):
        yield Reason(
            kind=ReasonKind.SHARED_LANGUAGE, weight=LANGUAGE_WEIGHT, codes=special
        )


def _needs_signing(a: Participant, b: Participant) -> bool:
    """Tell whether one asked for a sign interpreter and the other does not sign."""
    return any(
        SIGN_INTERPRETER in one.accessibility
        and SIGN_LANGUAGE not in workable_languages(other)
        for one, other in ((a, b), (b, a))
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
