"""What each participant could gain from each other one.

Rows are who receives, columns who gives. Everything is between 0 and 1 and
independent of the order in which participants are given.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from matcher.affinity.kinds import kind_fit
from matcher.affinity.texts import Choice, Matrix, coverage, likeness, vectors
from matcher.offers import Ask, Offer
from matcher.participants import Participant, ParticipantId
from matcher.vocabulary import VOCABULARY
from matcher.weights import Weights
from matcher.wishes import TypeIndex, Wish, WishForce, find_descriptions

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
    strength: Matrix
    """How well a participant answers the ask with all it offers and is, ask by
    participant."""


def compare_exchange(participants: Sequence[Participant], weights: Weights) -> Exchange:
    """Compare every ask with every offer and every profile."""
    asks = [(n, ask) for n, p in enumerate(participants) for ask in p.asks]
    offers = [(n, offer) for n, p in enumerate(participants) for offer in p.offers]
    texts = [ask.text for _, ask in asks] + [offer.text for _, offer in offers]
    rows = vectors(texts + [profile_text(p) for p in participants])
    ask_rows, offer_rows, profile_rows = np.split(rows, [len(asks), len(texts)])
    like = likeness(ask_rows, offer_rows)
    fits = np.array(
        [[kind_fit(ask.kind, offer.kind) for _, offer in offers] for _, ask in asks],
        dtype=np.float32,
    ).reshape(like.shape)
    said = np.minimum(1, like / weights.full_likeness)
    unsaid = np.array(
        [weights.reach if a.kind in OPEN_KINDS else weights.same_kind for _, a in asks],
        dtype=np.float32,
    )[:, None]
    answer = np.asarray(fits * (unsaid + (1 - unsaid) * said), dtype=np.float32)
    covered = np.minimum(1, coverage(ask_rows, profile_rows) / weights.full_coverage)
    offered = np.zeros(covered.shape, dtype=np.float32)
    for column, (giver, _) in enumerate(offers):
        np.maximum(offered[:, giver], answer[:, column], out=offered[:, giver])
    told = 1 - (1 - offered) * (1 - weights.profile * covered)
    meant = addressed([ask.text for _, ask in asks], participants, told)
    return Exchange(
        asks=tuple(ask for _, ask in asks),
        askers=tuple(n for n, _ in asks),
        offers=tuple(offer for _, offer in offers),
        offerers=tuple(n for n, _ in offers),
        like=like,
        answer=answer,
        strength=np.asarray(
            1 - (1 - told) * (1 - weights.addressed * meant), dtype=np.float32
        ),
    )


def addressed(
    texts: Sequence[str], participants: Sequence[Participant], fit: Matrix
) -> Matrix:
    """Tell whom texts speak of by the type of organisation: text by participant.

    Of several of a type, the one that fits the text best counts whole, the next
    ones less and less.

    Args:
        texts: The texts.
        participants: Everybody.
        fit: How well each participant fits each text otherwise.
    """
    types = TypeIndex(participants)
    place = {p.id: n for n, p in enumerate(participants)}
    found = np.zeros((len(texts), len(participants)), dtype=np.float32)
    for row, text in enumerate(texts):
        for description in find_descriptions(text):
            fitting = [place[target] for target in types.of(description.concept)]
            for target in fitting:
                better = np.count_nonzero(fit[row, fitting] > fit[row, target])
                share = 1 / np.sqrt(1 + better)
                found[row, target] = max(found[row, target], share)
    return found


def meant_gain(
    exchange: Exchange, participants: Sequence[Participant], weights: Weights
) -> Matrix:
    """Give what everybody gains from offers that say they are meant for them."""
    size = len(participants)
    gain = np.zeros((size, size), dtype=np.float32)
    alike = np.zeros((len(exchange.offers), size), dtype=np.float32)
    for row, asker in enumerate(exchange.askers):
        np.maximum(alike[:, asker], exchange.like[row], out=alike[:, asker])
    meant = addressed([offer.text for offer in exchange.offers], participants, alike)
    for row, giver in enumerate(exchange.offerers):
        np.maximum(gain[:, giver], meant[row], out=gain[:, giver])
    return np.asarray(weights.meant_for * gain, dtype=np.float32)


def profile_text(participant: Participant) -> str:
    """Give everything by which a participant describes what it is and has."""
    labels = [
        VOCABULARY.label(scheme, code)
        for scheme, codes in (
            ("theme", participant.themes),
            ("target_group", participant.target_groups),
            ("language", {skill.code for skill in participant.languages}),
        )
        for code in sorted(codes)
    ]
    offers = [offer.text for offer in participant.offers]
    return " ".join([participant.name, participant.description, *offers, *labels])


def exchange_gain(exchange: Exchange, size: int, weights: Weights) -> Matrix:
    """Give what everybody's asks gain from everybody.

    The strongest ask counts most and each further one less, so that a long list of
    asks is no advantage.
    """
    gain = np.zeros((size, size), dtype=np.float32)
    askers = np.array(exchange.askers, dtype=np.int64)
    for receiver in range(size):
        rows = -np.sort(-exchange.strength[askers == receiver], axis=0)
        shares = weights.exchange * weights.next_exchange ** np.arange(len(rows))
        gain[receiver] = 1 - np.prod(1 - shares[:, None] * rows, axis=0)
    return gain


def overlap(
    participants: Sequence[Participant],
    codes_of: Callable[[Participant], AbstractSet[str]],
) -> Matrix:
    """Give how far two sets of codes agree; a rare code in common counts more."""
    names = sorted({code for p in participants for code in codes_of(p)})
    counts = Counter(code for p in participants for code in codes_of(p))
    rarity = np.array(
        [np.log((len(participants) + 1) / (counts[n] + 0.5)) for n in names],
        dtype=np.float32,
    )
    has = np.array(
        [[name in codes_of(p) for name in names] for p in participants],
        dtype=np.float32,
    ).reshape(len(participants), len(names))
    shared = (has * rarity) @ has.T
    totals = np.sqrt(np.diag(shared))
    scale = np.outer(totals, totals)
    return np.asarray(shared / np.where(scale == 0, 1, scale), dtype=np.float32)


def wish_shares(
    participants: Sequence[Participant],
    wishes: Iterable[Wish],
    fit: Matrix,
    timely: Choice,
    weights: Weights,
) -> Mapping[Wish, float]:
    """Give what each wish counts for; refusals and conditions are no evidence.

    Of all whom the same words describe, the one that fits best in other ways (what
    is asked, themes, people) counts whole, the next ones less and less. Somebody
    who can never come at the same time takes no place in that row. Words that fit
    half of everybody say half as much.
    """
    place = {p.id: n for n, p in enumerate(participants)}
    shares: dict[Wish, float] = {}
    described: dict[tuple[ParticipantId, str], list[Wish]] = {}
    for wish in wishes:
        if wish.target is None:
            continue
        if wish.force is WishForce.NAMED:
            shares[wish] = weights.named
        elif wish.force is WishForce.DESCRIBED:
            described.setdefault((wish.by, wish.text), []).append(wish)
    for group in described.values():
        fits = {w: fit[place[w.by], place[w.target]] for w in group if w.target}
        rivals = [
            other
            for w, other in fits.items()
            if w.target and timely[place[w.by], place[w.target]]
        ]
        for wish, own in fits.items():
            better = sum(bool(rival > own) for rival in rivals)
            breadth = (wish.choices - 1) / max(1, len(participants) - 1)
            shares[wish] = (
                weights.described * (1 - breadth) / float(np.sqrt(1 + better))
            )
    return shares


def wish_gain(
    participants: Sequence[Participant], shares: Mapping[Wish, float]
) -> Matrix:
    """Give what everybody's wishes gain: of each pair the strongest one."""
    place = {p.id: n for n, p in enumerate(participants)}
    gain = np.zeros((len(participants), len(participants)), dtype=np.float32)
    for wish, share in shares.items():
        if wish.target is not None:
            row, column = place[wish.by], place[wish.target]
            gain[row, column] = max(gain[row, column], share)
    return gain
