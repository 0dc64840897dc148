"""Persons behind delegates, and groups that registered twice.

Somebody who comes for two groups can sit at one table at a time, so the planning
needs to know (domain notes, AP8). A first name alone never makes two delegates
one person, and two registrations are never merged here: the organiser decides.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import NewType

from rapidfuzz import fuzz

from matcher.participants import Delegate, DelegateId, Participant, ParticipantId
from matcher.words import fold, words_of

PersonId = NewType("PersonId", str)

SAME_NAME_RATIO = 94.0
"""From this likeness (0-100) on, two names differ by a typing error."""

_LEGAL_FORMS = frozenset(
    {"stichting", "stg", "st", "vereniging", "ver", "coöperatie", "cooperatie"}
    | {"bv", "nv", "vof", "de", "het", "t"}
)
_NUMBER_START = re.compile(r"^(?:\+|00)?31\(?0?\)?|^0")


class DuplicateSign(StrEnum):
    """What makes two registrations look like one group."""

    NAME = "name"
    PERSON = "person"
    DELEGATE_NAME = "delegate_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyDuplicate:
    """Two registrations that are probably the same group, and why."""

    a: ParticipantId
    b: ParticipantId
    why: tuple[DuplicateSign, ...]


def normalise_contact(contact: str) -> str:
    """Make equal what reaches the same person: ``06-...`` and ``+31 6 ...``."""
    text = contact.strip().casefold()
    if "@" in text:
        return text
    digits = re.sub(r"[^\d+()]", "", text)
    return re.sub(r"\D", "", _NUMBER_START.sub("", digits))


def recognise(participants: Iterable[Participant]) -> Mapping[DelegateId, PersonId]:
    """Tell which person each delegate is.

    Delegates with the same contact and the same name are one person: a name of
    more words agrees with a shorter one that it contains. Two people who share a
    family telephone stay two.
    """
    people: dict[DelegateId, PersonId] = {}
    by_contact: dict[str, list[Delegate]] = {}
    for delegate in (d for p in participants for d in p.delegates):
        people[delegate.id] = PersonId(delegate.id)
        if delegate.contact is None:
            continue
        known = by_contact.setdefault(normalise_contact(delegate.contact), [])
        for other in known:
            if _same_name(delegate.name, other.name):
                people[delegate.id] = people[other.id]
                break
        known.append(delegate)
    return people


def likely_duplicates(
    participants: Sequence[Participant],
) -> tuple[LikelyDuplicate, ...]:
    """List pairs of registrations that are probably the same group."""
    people = recognise(participants)
    found = []
    names = {p.id: _bare_name(p.name) for p in participants}
    for a, b in combinations(participants, 2):
        if a.kind == b.kind and _alike(names[a.id], names[b.id]):
            found.append(
                LikelyDuplicate(a=a.id, b=b.id, why=tuple(_signs(a, b, people)))
            )
    return tuple(found)


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names of groups differ by a legal form or a typing error."""
    return _alike(_bare_name(one), _bare_name(other))


def _same_name(one: str, other: str) -> bool:
    first, second = set(words_of(one)), set(words_of(other))
    return bool(first & second) and (first <= second or second <= first)


def _bare_name(name: str) -> str:
    return " ".join(word for word in words_of(name) if word not in _LEGAL_FORMS)


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return fuzz.ratio(one, other) >= SAME_NAME_RATIO


def _signs(
    a: Participant, b: Participant, people: Mapping[DelegateId, PersonId]
) -> Iterable[DuplicateSign]:
    yield DuplicateSign.NAME
    if {people[d.id] for d in a.delegates} & {people[d.id] for d in b.delegates}:
        yield DuplicateSign.PERSON
    elif {fold(d.name) for d in a.delegates} & {fold(d.name) for d in b.delegates}:
        yield DuplicateSign.DELEGATE_NAME
