"""Offers that one gives to many at once: who would fit, best first, up to the seats.

A training is given to a room; twenty meetings of twenty minutes about it would be
nineteen too many. The organiser sees which groups ask for what such an offer gives,
and invites them together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.affinity import AffinityModel, exclude_pairs
from matcher.disclosure import shown_text
from matcher.offers import Offer
from matcher.participants import Participant, ParticipantId

TRAINING = "training"
SHAREABLE = frozenset({TRAINING, "kennis"})
"""Kinds that lose nothing by being given to several at once; a room does."""
USUAL_SEATS = 6
"""Seats of an offer that does not say how many it has."""
MOST_SEATS = 500
MANY = 2
"""Askers from which on a session is worth the room; one of them is a meeting."""
LEAST_ANSWER = 0.40
"""How well an offer must answer an ask (0-1) for its asker to be proposed."""

_SEATS = re.compile(
    r"\b(?:max(?:imaal|\.)?|t/m|tot|voor|up to|for)?\s*(?P<count>\d{1,3})\s*"
    r"(?:plek(?:ken)?|plaats(?:en)?|deelnemers?|personen|mensen|cursisten|vrijwilligers"
    r"|seats?|places?|people|participants)\b"
    r"|\bgroep(?:en|jes)?\s+(?:van\s+)?(?:max(?:imaal|\.)?|t/m|tot)\s*(?P<most>\d{1,3})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeker:
    """Somebody whom a group offer would help."""

    participant: ParticipantId
    ask: str
    """What they ask, as others may read it."""
    strength: int
    """How well the offer answers it, from 1 to 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOffer:
    """One offer to many."""

    giver: ParticipantId
    kind: str
    text: str
    """The offer, as others may read it."""
    seats: int
    are_seats_stated: bool
    """Whether the giver says how many; else it is the usual number."""
    askers: tuple[Seeker, ...]
    """Everybody who fits, best first: those beyond the seats wait."""

    @property
    def is_asked_by_many(self) -> bool:
        """Whether a session would help more than a meeting."""
        return len(self.askers) >= MANY


def stated_seats(text: str) -> int | None:
    """Read how many seats an offer says it has; None if it says nothing."""
    found = _SEATS.search(text)
    if found is None:
        return None
    count = int(found["count"] or found["most"])
    return count if 1 < count <= MOST_SEATS else None


def find_group_offers(model: AffinityModel) -> tuple[GroupOffer, ...]:
    """List what is offered to many, what is most asked for first.

    Trainings and offers with seats are always listed; advice, which is usually given
    to one, where several ask for it. Who must never meet the giver is never proposed.
    """
    participants = model.participants
    exchange = model.ratings.exchange
    forbidden = exclude_pairs(
        participants, tuple(model.wishes.pages.values()), model.rules, model.duplicates
    )
    found = []
    for column, (place, offer) in enumerate(
        zip(exchange.offerers, exchange.offers, strict=True)
    ):
        giver = participants[place]
        if offer.kind not in SHAREABLE:
            continue
        askers = [
            asker
            for asker in _askers(model, column, giver)
            if frozenset({asker.participant, giver.id}) not in forbidden
        ]
        if _is_for_many(offer) or len(askers) >= MANY:
            found.append(_group_offer(giver, offer, askers))
    return tuple(
        sorted(found, key=lambda offer: (-len(offer.askers), offer.giver, offer.text))
    )


def _is_for_many(offer: Offer) -> bool:
    return offer.kind == TRAINING or stated_seats(offer.text) is not None


def _askers(model: AffinityModel, column: int, giver: Participant) -> Sequence[Seeker]:
    """Give everybody whose ask the offer answers, once, by the ask it answers best."""
    exchange = model.ratings.exchange
    best: dict[ParticipantId, Seeker] = {}
    for row, (place, ask) in enumerate(
        zip(exchange.askers, exchange.asks, strict=True)
    ):
        strength = float(exchange.answer[row, column])
        asking = model.participants[place]
        if asking.id == giver.id or ask.kind not in SHAREABLE:
            continue
        if strength < LEAST_ANSWER:
            continue
        known = best.get(asking.id)
        if known is None or round(100 * strength) > known.strength:
            best[asking.id] = Seeker(
                participant=asking.id,
                ask=shown_text(ask.text, asking),
                strength=round(100 * strength),
            )
    return sorted(best.values(), key=lambda a: (-a.strength, a.participant))


def _group_offer(
    giver: Participant, offer: Offer, askers: Sequence[Seeker]
) -> GroupOffer:
    seats = stated_seats(offer.text)
    return GroupOffer(
        giver=giver.id,
        kind=offer.kind,
        text=shown_text(offer.text, giver),
        seats=seats if seats is not None else USUAL_SEATS,
        are_seats_stated=seats is not None,
        askers=tuple(askers),
    )
