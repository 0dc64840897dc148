"""Groups that registered twice: proposed for merging, never merged by themselves.

Two registrations are proposed if their names are as good as equal, or if the names
are alike and something else agrees too: a person, a contact, the first name of
somebody who comes. Candidates are found by their names alone, so that a thousand
registrations take no longer than a page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

import numpy as np
from rapidfuzz import fuzz, process

from matcher.participants import DelegateId, Participant, ParticipantId
from matcher.people import PersonId, normalise_contact, recognise
from matcher.words import words_of

SAME_NAME_RATIO = 94
"""From this likeness (0-100) on, two names differ by a typing error."""
ALIKE_NAME_RATIO = 82
"""From here on they are alike, and something else must agree as well."""
SHORTEST_ABBREVIATION = 3
"""Letters of an abbreviation that can stand for a name."""
TELLING_WORD = 3
"""Letters a word needs to tell one name from others."""

_LEGAL_FORMS = frozenset(
    {"stichting", "stg", "st", "vereniging", "ver", "coöperatie", "cooperatie"}
    | {"bv", "nv", "vof", "foundation", "association", "io", "de", "het", "t", "een"}
    | {"the", "van", "in", "en", "voor", "of", "and", "for"}
)
_LONG_FORM = re.compile("stichting|vereniging|cooperatie")
"""Forms that can be told from the word they are written against."""
_TELL_APART = frozenset(
    {"noord", "zuid", "oost", "west", "north", "south", "east", "mannen", "vrouwen"}
    | {"jongens", "meisjes", "jongeren", "ouderen", "senioren", "junioren"}
)
"""Words by which names that are else alike are of two groups, if each has its own."""


class DuplicateSign(StrEnum):
    """What makes two registrations look like one group."""

    NAME = "name"
    SIMILAR_NAME = "similar_name"
    ABBREVIATION = "abbreviation"
    PERSON = "person"
    CONTACT = "contact"
    DELEGATE_NAME = "delegate_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyDuplicate:
    """Two registrations that are probably the same group, and why."""

    a: ParticipantId
    b: ParticipantId
    why: tuple[DuplicateSign, ...]


def likely_duplicates(
    participants: Sequence[Participant],
    among: AbstractSet[ParticipantId] | None = None,
) -> tuple[LikelyDuplicate, ...]:
    """List pairs of registrations that are probably the same group.

    Pairs that the organiser told apart (`Participant.distinct_from`) are not listed.

    Args:
        participants: Everybody.
        among: Of whom one must be in each pair; everybody if not given.
    """
    people = recognise(participants)
    callings = [_Calling(participant, people) for participant in participants]
    sides = [participant.side for participant in participants]
    ids = [participant.id for participant in participants]
    found = []
    for (n, m), sign in _alike_names(tuple(p.name for p in participants)):
        if sides[n] is not sides[m]:
            continue
        if among is not None and among.isdisjoint((ids[n], ids[m])):
            continue
        a, b = sorted((participants[n], participants[m]), key=lambda p: p.id)
        if a.id in b.distinct_from or b.id in a.distinct_from:
            continue
        other = _other_sign(callings[n], callings[m])
        if other is not None:
            found.append(LikelyDuplicate(a=a.id, b=b.id, why=(sign, other)))
        elif sign is DuplicateSign.NAME and a.kind == b.kind:
            found.append(LikelyDuplicate(a=a.id, b=b.id, why=(sign,)))
    return tuple(sorted(found, key=lambda pair: (pair.a, pair.b)))


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names of groups differ by a legal form or a typing error."""
    a, b = _name_of(one), _name_of(other)
    if not (a.joined and b.joined) or (a.telling - b.telling and b.telling - a.telling):
        return False
    ways = ((a.joined, b.joined), (a.joined_in_order, b.joined_in_order))
    return any(fuzz.ratio(*way) >= SAME_NAME_RATIO for way in ways)


@dataclass(frozen=True)
class _Name:
    """A name of a participant, in the ways it can be compared."""

    written: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        found = words_of(self.written)
        return tuple(word for word in found if word not in _LEGAL_FORMS)

    @cached_property
    def joined(self) -> str:
        return _LONG_FORM.sub("", "".join(self.words))

    @cached_property
    def joined_in_order(self) -> str:
        """The words in alphabetical order, so that theirs does not count."""
        return "".join(sorted(self.words))

    @cached_property
    def initials(self) -> frozenset[str]:
        """What its abbreviation could be: with and without the small words."""
        ways = (self.words, words_of(self.written))
        found = {"".join(word[0] for word in way) for way in ways}
        return frozenset(f for f in found if len(f) >= SHORTEST_ABBREVIATION)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words and numbers in which two alike names must agree."""
        return frozenset(w for w in self.words if w.isdigit() or w in _TELL_APART)


@lru_cache(maxsize=4096)
def _name_of(written: str) -> _Name:
    return _Name(written)


@lru_cache(maxsize=8)
def _alike_names(
    written: tuple[str, ...],
) -> Sequence[tuple[tuple[int, int], DuplicateSign]]:
    """Give the places of names that are alike, and how; each pair once, in order.

    Kept, as most changes are not of a name.
    """
    names = [_name_of(name) for name in written]
    found = _alike_in_letters(names)
    for pair in _shortened_names(names):
        found.setdefault(pair, DuplicateSign.SIMILAR_NAME)
    for pair in _abbreviated_names(names):
        found.setdefault(pair, DuplicateSign.ABBREVIATION)
    return tuple(
        ((n, m), sign)
        for (n, m), sign in sorted(found.items())
        if names[n].telling <= names[m].telling or names[m].telling <= names[n].telling
    )


def _alike_in_letters(
    names: Sequence[_Name],
) -> dict[tuple[int, int], DuplicateSign]:
    ratios = np.zeros((len(names), len(names)), dtype=np.uint8)
    for texts in ([n.joined for n in names], [n.joined_in_order for n in names]):
        np.maximum(
            ratios,
            process.cdist(
                texts,
                texts,
                scorer=fuzz.ratio,
                score_cutoff=ALIKE_NAME_RATIO,
                dtype=np.uint8,
            ),
            out=ratios,
        )
    return {
        (int(n), int(m)): DuplicateSign.NAME
        if ratios[n, m] >= SAME_NAME_RATIO
        else DuplicateSign.SIMILAR_NAME
        for n, m in np.argwhere(np.triu(ratios, k=1))
        if names[n].joined and names[m].joined
    }


def _shortened_names(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Give names of which one has all words of the other: a shorter way to say it.

    One of the words must be rare, or half a town would be alike.
    """
    counts = Counter(word for name in names for word in set(name.words))
    holders: dict[str, set[int]] = {}
    for place, name in enumerate(names):
        for word in name.words:
            holders.setdefault(word, set()).add(place)
    most = max(3, len(names) // 50)
    for place, name in enumerate(names):
        telling = [w for w in name.words if len(w) >= TELLING_WORD]
        if not any(counts[word] <= most for word in telling):
            continue
        longer = set[int].intersection(*(holders[word] for word in name.words))
        yield from ((min(place, o), max(place, o)) for o in longer - {place})


def _abbreviated_names(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Give names of which one is, or holds, the abbreviation of the other."""
    holders: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        for initials in name.initials:
            holders.setdefault(initials, []).append(place)
    for place, name in enumerate(names):
        for word in set(name.words):
            for other in holders.get(word, ()):
                if other != place:
                    yield min(place, other), max(place, other)


@dataclass(frozen=True)
class _Calling:
    """By what else than its name a participant can be recognised."""

    participant: Participant
    people: Mapping[DelegateId, PersonId]

    @cached_property
    def persons(self) -> frozenset[PersonId]:
        return frozenset(self.people[d.id] for d in self.participant.delegates)

    @cached_property
    def contacts(self) -> frozenset[str]:
        given = (d.contact for d in self.participant.delegates if d.contact)
        return frozenset(reach for each in given if (reach := normalise_contact(each)))

    @cached_property
    def first_names(self) -> frozenset[str]:
        names = (words_of(delegate.name) for delegate in self.participant.delegates)
        return frozenset(words[0] for words in names if words)


def _other_sign(a: _Calling, b: _Calling) -> DuplicateSign | None:
    """Give what agrees beside the name, the surest thing only."""
    if not a.persons.isdisjoint(b.persons):
        return DuplicateSign.PERSON
    if not a.contacts.isdisjoint(b.contacts):
        return DuplicateSign.CONTACT
    if not a.first_names.isdisjoint(b.first_names):
        return DuplicateSign.DELEGATE_NAME
    return None
