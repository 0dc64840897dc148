"""Types of organisations as people call them: "een notaris", "de woningbouw".

``descriptions.csv`` lists per type the words that people use for it, the kinds of
organisation it can be (empty: any), whom it is for (empty: anybody) and the words
by which such an organisation describes itself (empty: its kind is enough). Hyphens join words that belong
together. The list is of the field, not of one event.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from matcher.participants import Participant, ParticipantId
from matcher.words import STOP_WORDS, stem, words_of

SHORTEST_PART = 5
"""Letters a cue needs to be recognised inside a compound word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationType:
    """A type of organisation: how it is called and how it is recognised."""

    concept: str
    words: tuple[tuple[str, ...], ...]
    """What people call it; each a run of stems."""
    kinds: frozenset[str]
    target_groups: frozenset[str]
    cues: tuple[tuple[str, ...], ...]


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(map(stem, words_of(item.replace("-", " ")))) for item in text.split()
    )


ORGANISATION_TYPES = tuple(
    OrganisationType(
        concept=row["concept"],
        words=_phrases(row["words"]),
        kinds=frozenset(row["kinds"].split()),
        target_groups=frozenset(row["target_groups"].split()),
        cues=_phrases(row["cues"]),
    )
    for row in csv.DictReader(
        resources.files("matcher.wishes")
        .joinpath("descriptions.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
)

TYPE_STEMS = frozenset(
    phrase[0]
    for kind in ORGANISATION_TYPES
    for phrase in kind.words
    if len(phrase) == 1
)
"""Single words for a type of organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A type of organisation that a text speaks of, and where in it."""

    concept: str
    first: int
    last: int


Phrase = tuple[str, ...]


def _by_first(
    phrases: Iterable[tuple[Phrase, str]],
) -> Mapping[str, list[tuple[Phrase, str]]]:
    """Index phrases, with what they stand for, by their first stem."""
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for phrase, meaning in phrases:
        found.setdefault(phrase[0], []).append((phrase, meaning))
    return found


_WORDS = _by_first((p, k.concept) for k in ORGANISATION_TYPES for p in k.words)
_CUES = _by_first((p, " ".join(p)) for k in ORGANISATION_TYPES for p in k.cues)
_TAIL_CUES = frozenset(
    phrase[0]
    for kind in ORGANISATION_TYPES
    for phrase in kind.cues
    if len(phrase) == 1 and len(phrase[0]) >= SHORTEST_PART
)


@lru_cache(maxsize=50_000)
def find_descriptions(text: str) -> tuple[Description, ...]:
    """Find the types of organisations that a text speaks of.

    A stop word begins none: "per week" has the stem of "pers".
    """
    words = words_of(text)
    stems = tuple(map(stem, words))
    found = {
        Description(concept=concept, first=place, last=place + len(phrase) - 1)
        for place, phrase, concept in _spoken(stems, _WORDS)
        if words[place] not in STOP_WORDS
    }
    return tuple(sorted(found, key=lambda d: (d.first, d.last, d.concept)))


def _spoken(
    stems: Phrase, index: Mapping[str, list[tuple[Phrase, str]]]
) -> Iterator[tuple[int, Phrase, str]]:
    """Give where phrases of an index stand in a text, and what they mean."""
    for place, word in enumerate(stems):
        for phrase, meaning in index.get(word, ()):
            if stems[place : place + len(phrase)] == phrase:
                yield place, phrase, meaning


@lru_cache(maxsize=50_000)
def _cues_in(text: str) -> frozenset[str]:
    """Give the cues that a text has, also as the end of a compound."""
    stems = tuple(stem(word) for word in words_of(text) if word not in STOP_WORDS)
    whole = {cue for _, _, cue in _spoken(stems, _CUES)}
    tails = {word[start:] for word in stems for start in range(len(word))}
    return frozenset(whole | (tails & _TAIL_CUES))


@dataclass(frozen=True)
class TypeIndex:
    """Which participants are of which type."""

    participants: Sequence[Participant]

    def of(self, concept: str) -> frozenset[ParticipantId]:
        """Give the participants of a type: by their name, or else by description."""
        return frozenset(self.participants[n].id for n in self.places(concept))

    def places(self, concept: str) -> NDArray[np.int64]:
        """Give the places in the list of participants of those of a type, in order."""
        return self._by_concept.get(concept, np.empty(0, dtype=np.int64))

    def differing(self, other: "TypeIndex") -> frozenset[str]:
        """Give the types that not the same participants are of in another index."""
        same_list = [p.id for p in self.participants] == [
            p.id for p in other.participants
        ]
        return frozenset(
            kind.concept
            for kind in ORGANISATION_TYPES
            if not (
                np.array_equal(self.places(kind.concept), other.places(kind.concept))
                if same_list
                else self.of(kind.concept) == other.of(kind.concept)
            )
        )

    @cached_property
    def _by_concept(self) -> Mapping[str, NDArray[np.int64]]:
        by_name: dict[int, set[int]] = {}
        by_text: dict[int, set[int]] = {}
        for place, p in enumerate(self.participants):
            found = _types_of(p.kind, p.target_groups, p.name, p.description)
            for index, types in zip((by_name, by_text), found, strict=True):
                for number in types:
                    index.setdefault(number, set()).add(place)
        places: dict[str, set[int]] = {}
        for number, kind in enumerate(ORGANISATION_TYPES):
            fitting = by_name.get(number) or by_text.get(number, set())
            places.setdefault(kind.concept, set()).update(fitting)
        return {
            concept: np.array(sorted(fitting), dtype=np.int64)
            for concept, fitting in places.items()
        }


@lru_cache(maxsize=50_000)
def _types_of(
    kind: str, target_groups: frozenset[str], name: str, description: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the numbers of the types that somebody can be of by name, or by text.

    A type that has no cues counts as one by name.
    """
    fitting = [
        (number, {" ".join(cue) for cue in each.cues})
        for number, each in enumerate(ORGANISATION_TYPES)
        if (not each.kinds or kind in each.kinds)
        and (not each.target_groups or target_groups & each.target_groups)
    ]
    in_name, in_text = _cues_in(name), _cues_in(description)
    return (
        tuple(n for n, cues in fitting if not cues or cues & in_name),
        tuple(n for n, cues in fitting if cues & in_text),
    )


def participants_of_type(
    participants: Sequence[Participant], concept: str
) -> frozenset[ParticipantId]:
    """Give the participants that are of a type, such as ``press``."""
    return TypeIndex(participants).of(concept)
