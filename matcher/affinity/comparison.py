"""All texts of an event compared with each other.

Comparing is most of the work of scoring. So a comparison can start from an earlier
one: what neither text nor rarity changed is taken over, and since likeness is exact
(`matcher.affinity.texts`) the result is the same as when made anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from matcher.affinity.across import NO_MEANINGS, Meanings, with_languages
from matcher.affinity.texts import (
    Choice,
    Matrix,
    Places,
    Rows,
    coverage,
    likeness,
    rarities,
    rows_of,
    weighed,
)
from matcher.offers import Ask, Offer
from matcher.participants import Participant, ParticipantId
from matcher.vocabulary import VOCABULARY


@dataclass(frozen=True, slots=True, kw_only=True)
class TextGroup:
    """Texts of one sort: all asks, all offers or all profiles."""

    names: tuple[tuple[ParticipantId, int, str], ...]
    """Whose it is, the how manieth of theirs, and the text."""
    rows: Rows
    """Features without rarity."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts alone."""
        return tuple(text for _, _, text in self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Every ask set beside every offer and every profile."""

    asks: TextGroup
    offers: TextGroup
    profiles: TextGroup
    rarity: Matrix
    words: Matrix
    """Likeness of words, ask by offer."""
    like: Matrix
    """Likeness of texts: of words, or of what texts in two languages name and mean."""
    covered: Matrix
    """Share of each ask that the profile of each participant has too."""
    fresh: frozenset[ParticipantId]
    """Whose asks or offers had to be compared; the others are as alike as before."""
    in_place: bool
    """Whether everything else stands where it stood before."""


def compare_texts(
    participants: Sequence[Participant],
    earlier: Comparison | None = None,
    meanings: Meanings = NO_MEANINGS,
) -> Comparison:
    """Compare every ask with every offer and every profile.

    Args:
        participants: Everybody.
        earlier: A comparison to take over from.
        meanings: What texts mean, where the extra is installed.
    """
    asks = _group([(p.id, [ask.text for ask in p.asks]) for p in participants])
    offers = _group([(p.id, [o.text for o in p.offers]) for p in participants])
    profiles = _group([(p.id, [profile_text(p)]) for p in participants])
    rarity = rarities(sparse.vstack([asks.rows, offers.rows, profiles.rows]))
    ask_rows, offer_rows, profile_rows = (
        weighed(group.rows, rarity) for group in (asks, offers, profiles)
    )
    if earlier is None:
        words = likeness(ask_rows, offer_rows)
        return Comparison(
            asks=asks,
            offers=offers,
            profiles=profiles,
            rarity=rarity,
            words=words,
            like=with_languages(words, asks.texts, offers.texts, meanings),
            covered=coverage(ask_rows, profile_rows),
            fresh=frozenset(p.id for p in participants),
            in_place=False,
        )
    moved = rarity != earlier.rarity
    was_ask = _kept(asks, earlier.asks, moved)
    was_offer = _kept(offers, earlier.offers, moved)
    was_profile = _kept(profiles, earlier.profiles, moved)
    words = _renewed(
        earlier.words, (was_ask, was_offer), (ask_rows, offer_rows), likeness
    )
    covered = _renewed(
        earlier.covered, (was_ask, was_profile), (ask_rows, profile_rows), coverage
    )
    like = with_languages(words, asks.texts, offers.texts, meanings)
    differing = _differing(like, earlier.like, was_ask, was_offer)
    return Comparison(
        asks=asks,
        offers=offers,
        profiles=profiles,
        rarity=rarity,
        words=words,
        like=like,
        covered=covered,
        fresh=_owners(asks, differing) | _owners(offers, np.flatnonzero(was_offer < 0)),
        in_place=_stays(was_ask, len(earlier.asks.names))
        and _stays(was_offer, len(earlier.offers.names))
        and _stays(was_profile, len(earlier.profiles.names)),
    )


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


def asks_of(participants: Sequence[Participant]) -> list[tuple[int, Ask]]:
    """Give all asks, each with the place of who asks it."""
    return [(n, ask) for n, p in enumerate(participants) for ask in p.asks]


def offers_of(participants: Sequence[Participant]) -> list[tuple[int, Offer]]:
    """Give all offers, each with the place of who makes it."""
    return [(n, offer) for n, p in enumerate(participants) for offer in p.offers]


def _group(texts: Sequence[tuple[ParticipantId, Sequence[str]]]) -> TextGroup:
    names = tuple(
        (owner, n, text) for owner, own in texts for n, text in enumerate(own)
    )
    return TextGroup(names=names, rows=rows_of([text for _, _, text in names]))


def _kept(group: TextGroup, earlier: TextGroup, moved: Choice) -> Places:
    """Give for each text its place in the earlier group, -1 if it must be compared.

    That is so for a new text and for one with a feature that is rarer or less rare
    than it was.
    """
    places = {name: place for place, name in enumerate(earlier.names)}
    was = np.array([places.get(name, -1) for name in group.names], dtype=np.int64)
    touched = group.rows.astype(np.bool_) @ moved.astype(np.int32)
    was[touched > 0] = -1
    return was


def _differing(
    like: Matrix, earlier: Matrix, was_ask: Places, was_offer: Places
) -> Places:
    """Give the asks that are new, or not as like to offers that are not."""
    fresh = was_ask < 0
    rows, columns = np.flatnonzero(~fresh), np.flatnonzero(was_offer >= 0)
    old = earlier[was_ask[rows]][:, was_offer[columns]]
    fresh[rows] = np.any(like[rows][:, columns] != old, axis=1)
    return np.flatnonzero(fresh)


def _owners(group: TextGroup, places: Places) -> frozenset[ParticipantId]:
    return frozenset(group.names[place][0] for place in places)


def _renewed(
    earlier: Matrix,
    was: tuple[Places, Places],
    rows: tuple[Rows, Rows],
    compare: Callable[[Rows, Rows], Matrix],
) -> Matrix:
    """Take over what is still true and compare the rest."""
    (down, across), (one, other) = was, rows
    if not earlier.size:
        return compare(one, other)
    found = earlier.copy()
    if not (_stays(down, earlier.shape[0]) and _stays(across, earlier.shape[1])):
        found = earlier[np.maximum(down, 0)][:, np.maximum(across, 0)]
    fresh = np.flatnonzero(down < 0)
    found[fresh] = compare(one[fresh], other)
    fresh = np.flatnonzero(across < 0)
    found[:, fresh] = compare(one, other[fresh])
    return found


def _stays(was: Places, size: int) -> bool:
    """Tell whether all that is known is where it was, among as many."""
    own = np.arange(len(was))
    return len(was) == size and bool(np.all((was < 0) | (was == own)))
