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
from matcher.participants import Participant
from matcher.vocabulary import VOCABULARY


@dataclass(frozen=True, slots=True, kw_only=True)
class TextGroup:
    """Texts of one sort: all asks, all offers or all profiles."""

    names: tuple[tuple[str, int, str], ...]
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
    changed: Choice
    """Where `like` is not what it was in the comparison that this one started from."""


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
        like = with_languages(words, asks.texts, offers.texts, meanings)
        return Comparison(
            asks=asks,
            offers=offers,
            profiles=profiles,
            rarity=rarity,
            words=words,
            like=like,
            covered=coverage(ask_rows, profile_rows),
            changed=np.ones(like.shape, dtype=np.bool_),
        )
    moved = rarity != earlier.rarity
    was_ask = _kept(asks, earlier.asks, moved)
    was_offer = _kept(offers, earlier.offers, moved)
    was_profile = _kept(profiles, earlier.profiles, moved)
    words = _renewed(
        earlier.words, (was_ask, was_offer), (ask_rows, offer_rows), likeness
    )
    like = with_languages(words, asks.texts, offers.texts, meanings)
    covered = _renewed(
        earlier.covered, (was_ask, was_profile), (ask_rows, profile_rows), coverage
    )
    return Comparison(
        asks=asks,
        offers=offers,
        profiles=profiles,
        rarity=rarity,
        words=words,
        like=like,
        covered=covered,
        changed=_changed(like, earlier.like, (was_ask, was_offer)),
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


def _group(texts: Sequence[tuple[str, Sequence[str]]]) -> TextGroup:
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
    found = _taken_over(earlier, was)
    fresh = np.flatnonzero(down < 0)
    found[fresh] = compare(one[fresh], other)
    fresh = np.flatnonzero(across < 0)
    found[:, fresh] = compare(one, other[fresh])
    return found


def _changed(like: Matrix, earlier: Matrix, was: tuple[Places, Places]) -> Choice:
    """Tell where a likeness is new or not what it was."""
    if not earlier.size:
        return np.ones(like.shape, dtype=np.bool_)
    known = np.outer(*(places >= 0 for places in was))
    return np.asarray(~known | (like != _taken_over(earlier, was)), dtype=np.bool_)


def _taken_over(earlier: Matrix, was: tuple[Places, Places]) -> Matrix:
    """Put what was known in its new place; what was not known gets any value."""
    down, across = was
    return earlier[np.maximum(down, 0)][:, np.maximum(across, 0)]
