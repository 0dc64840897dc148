"""All texts of an event compared with each other.

Comparing is most of the work of scoring. So a comparison can start from an earlier
one: what neither text nor rarity changed is taken over, and since likeness is exact
(`matcher.affinity.texts`) the result is the same as when made anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy import sparse

from matcher.affinity.across import (
    NO_MEANINGS,
    Meanings,
    rarity_of_subjects,
    subjects_named,
    with_languages,
)
from matcher.affinity.renewal import Origin, origin_of, renewed
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

TextName = tuple[ParticipantId, int, str]
"""Whose a text is, the how manieth of theirs, and the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextGroup:
    """Texts of one sort: all asks, all offers or all profiles."""

    owned: Mapping[ParticipantId, tuple[TextName, ...]]
    """The texts of each participant, in order."""
    names: tuple[TextName, ...]
    """All texts."""
    rows: Rows
    """Features without rarity."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts alone."""
        return tuple(text for _, _, text in self.names)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """Every ask set beside every offer and every profile."""

    participants: tuple[Participant, ...]
    asks: TextGroup
    offers: TextGroup
    profiles: TextGroup
    rarity: Matrix
    subject_rarity: Matrix
    """How rare it is that an ask or offer names each subject."""
    like: Matrix
    """Likeness of texts: of words, or of what texts in two languages name and mean."""
    covered: Matrix
    """Share of each ask that the profile of each participant has too."""
    stood: "TextOrigins"
    """Where the texts stood in the comparison that this one was made from, if any."""

    @property
    def groups(self) -> tuple[TextGroup, TextGroup, TextGroup]:
        """All texts: asks, offers and profiles."""
        return self.asks, self.offers, self.profiles

    @property
    def same(self) -> frozenset[ParticipantId]:
        """Who has the profile of then, and asks and offers that are as alike."""
        touched = {
            names[place][0]
            for names, stood in (
                (self.asks.names, self.stood.asks),
                (self.offers.names, self.stood.offers),
                (self.profiles.names, self.stood.profiles),
            )
            for place in np.flatnonzero(stood.fresh).tolist()
        }
        return frozenset(p.id for p in self.participants if p.id not in touched)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TextOrigins:
    """Where participants and their texts stood before.

    What a participant with another profile asks and offers is fresh, also where the
    text is as it was.
    """

    asks: Origin
    offers: Origin
    people: Origin
    """Fresh is whose profile is another."""
    profiles: Origin
    """Fresh is also whose profile has to be compared with all asks again."""

    def owners(self, owners: Places, things: Origin) -> Origin:
        """Give the participants; also fresh is who owns something that is."""
        touched = np.zeros(len(self.people.was), dtype=np.bool_)
        touched[owners[things.fresh]] = True
        return self.people.touching(touched)


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
    asks, offers, profiles = _groups(participants, earlier)
    rarity = rarities(sparse.vstack([asks.rows, offers.rows, profiles.rows]))
    subject_rarity = rarity_of_subjects([*asks.texts, *offers.texts])
    ask_rows, offer_rows, profile_rows = (
        weighed(group.rows, rarity) for group in (asks, offers, profiles)
    )

    def like(some_asks: Places, some_offers: Places) -> Matrix:
        return with_languages(
            likeness(ask_rows[some_asks], offer_rows[some_offers]),
            [asks.names[place][2] for place in some_asks.tolist()],
            [offers.names[place][2] for place in some_offers.tolist()],
            meanings,
            subject_rarity,
        )

    def covered(some_asks: Places, some_profiles: Places) -> Matrix:
        return coverage(ask_rows[some_asks], profile_rows[some_profiles])

    stood = _origins(participants, (asks, offers), earlier)
    if earlier is not None:
        moved = rarity != earlier.rarity, subject_rarity != earlier.subject_rarity
        stood = TextOrigins(
            asks=stood.asks.touching(_using(asks, *moved)),
            offers=stood.offers.touching(_using(offers, *moved)),
            people=stood.people,
            profiles=stood.profiles.touching(_using(profiles, *moved)),
        )
    return Comparison(
        participants=tuple(participants),
        asks=asks,
        offers=offers,
        profiles=profiles,
        rarity=rarity,
        subject_rarity=subject_rarity,
        like=renewed(
            None if earlier is None else earlier.like, stood.asks, stood.offers, like
        ),
        covered=renewed(
            None if earlier is None else earlier.covered,
            stood.asks,
            stood.profiles,
            covered,
        ),
        stood=stood,
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


def _groups(
    participants: Sequence[Participant], earlier: Comparison | None
) -> Iterator[TextGroup]:
    """Give the texts of all participants: asks, offers and profiles."""
    were = (None,) * 3 if earlier is None else earlier.groups
    known = {} if earlier is None else {p.id: p for p in earlier.participants}
    for texts_of, was in zip((_asked, _offered, _profile), were, strict=True):
        owned = {
            p.id: tuple((p.id, n, text) for n, text in enumerate(texts_of(p)))
            if was is None or known.get(p.id) is not p
            else was.owned[p.id]
            for p in participants
        }
        names = tuple(chain.from_iterable(owned.values()))
        yield TextGroup(owned=owned, names=names, rows=_rows(names, was))


def _rows(names: Sequence[TextName], was: TextGroup | None) -> Rows:
    """Give the features of texts; those before and after all that changed as they were.

    Rows are taken over by stretches, as putting thousands together takes longer.
    """
    first, last = (0, 0) if was is None else _alike_ends(names, was.names)
    fresh = rows_of([text for _, _, text in names[first : len(names) - last]])
    if was is None:
        return fresh
    return sparse.vstack(
        [was.rows[:first], fresh, was.rows[len(was.names) - last :]], format="csr"
    )


def _alike_ends(
    names: Sequence[TextName], others: Sequence[TextName]
) -> tuple[int, int]:
    """Count how many stand at the start of both lists, and how many at the end."""
    most = min(len(names), len(others))
    first = next((n for n in range(most) if names[n] != others[n]), most)
    left = range(most - first)
    return first, next((n for n in left if names[~n] != others[~n]), len(left))


def _asked(participant: Participant) -> Sequence[str]:
    return [ask.text for ask in participant.asks]


def _offered(participant: Participant) -> Sequence[str]:
    return [offer.text for offer in participant.offers]


def _profile(participant: Participant) -> Sequence[str]:
    return [profile_text(participant)]


def _origins(
    participants: Sequence[Participant],
    groups: tuple[TextGroup, TextGroup],
    earlier: Comparison | None,
) -> TextOrigins:
    """Find where everything stood; fresh is what is of who is not the same."""
    was = () if earlier is None else earlier.participants
    people = origin_of([p.id for p in participants], [p.id for p in was])
    known = {p.id: p for p in was}
    changed = {p.id for p in participants if known.get(p.id) is not p}
    before = ((), ()) if earlier is None else (earlier.asks.names, earlier.offers.names)
    asks, offers = (
        origin_of(now.names, then).touching(
            np.array([owner in changed for owner, _, _ in now.names], dtype=np.bool_)
        )
        for now, then in zip(groups, before, strict=True)
    )
    people = people.touching(
        np.array([p.id in changed for p in participants], np.bool_)
    )
    return TextOrigins(asks=asks, offers=offers, people=people, profiles=people)


def _using(group: TextGroup, features: Choice, subjects: Choice) -> Choice:
    """Tell which texts have one of some features, or name one of some subjects."""
    found = group.rows.astype(np.bool_) @ features.astype(np.int32) > 0
    if np.any(subjects):
        found |= np.any(subjects_named(group.texts)[:, subjects], axis=1)
    return np.asarray(found, dtype=np.bool_)
