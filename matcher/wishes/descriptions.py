"""Types of organisations as people call them: "een notaris", "de woningbouw".

``descriptions.csv`` lists per type the words that people use for it, the kinds of
organisation it can be (empty: any), whom it is for (empty: anybody) and the words
by which such an organisation describes itself (empty: its kind is enough). Hyphens join words that belong
together. The list is of the field, not of one event.
"""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

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


def find_descriptions(text: str) -> tuple[Description, ...]:
    """Find the types of organisations that a text speaks of."""
    stems = tuple(map(stem, words_of(text)))
    found = {
        Description(concept=kind.concept, first=place, last=place + len(phrase) - 1)
        for kind in ORGANISATION_TYPES
        for phrase in kind.words
        for place in _places(stems, phrase)
    }
    return tuple(sorted(found, key=lambda d: (d.first, d.last, d.concept)))


def _places(stems: Sequence[str], phrase: Sequence[str]) -> Iterable[int]:
    for place, window in enumerate(_windows(stems, len(phrase))):
        if window == tuple(phrase):
            yield place


def _windows(stems: Sequence[str], size: int) -> Sequence[tuple[str, ...]]:
    """Give every run of ``size`` stems."""
    return [tuple(stems[n : n + size]) for n in range(len(stems) - size + 1)]


@dataclass(frozen=True)
class TypeIndex:
    """Which participants are of which type."""

    participants: Sequence[Participant]

    def of(self, concept: str) -> frozenset[ParticipantId]:
        """Give the participants of a type: by their name, or else by description."""
        return self._by_concept.get(concept, frozenset())

    @cached_property
    def _by_concept(self) -> Mapping[str, frozenset[ParticipantId]]:
        found: dict[str, set[ParticipantId]] = {}
        for kind in ORGANISATION_TYPES:
            found.setdefault(kind.concept, set()).update(self._of_type(kind))
        return {concept: frozenset(ids) for concept, ids in found.items()}

    def _of_type(self, kind: OrganisationType) -> Collection[ParticipantId]:
        fitting = [
            p for p in self.participants if not kind.kinds or p.kind in kind.kinds
        ]
        if not kind.cues:
            return {p.id for p in fitting}
        by_name = {p.id for p in fitting if _speaks_of(self._names[p.id], kind.cues)}
        if by_name:
            return by_name
        return {p.id for p in fitting if _speaks_of(self._texts[p.id], kind.cues)}

    @cached_property
    def _names(self) -> Mapping[ParticipantId, tuple[str, ...]]:
        return {p.id: _stems(p.name) for p in self.participants}

    @cached_property
    def _texts(self) -> Mapping[ParticipantId, tuple[str, ...]]:
        return {p.id: _stems(p.description) for p in self.participants}


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words_of(text) if word not in STOP_WORDS)


def _speaks_of(stems: Sequence[str], cues: Iterable[Sequence[str]]) -> bool:
    """Tell whether a text has one of the cues, also as the end of a compound."""
    return any(
        tuple(cue) in _windows(stems, len(cue))
        or (
            len(cue) == 1
            and len(cue[0]) >= SHORTEST_PART
            and any(word.endswith(cue[0]) for word in stems)
        )
        for cue in cues
    )


def participants_of_type(
    participants: Sequence[Participant], concept: str
) -> frozenset[ParticipantId]:
    """Give the participants that are of a type, such as ``press``."""
    return TypeIndex(participants).of(concept)
