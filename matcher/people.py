"""Persons behind delegates.

Somebody who comes for two groups can sit at one table at a time, so the planning
needs to know (domain notes, AP8). A first name alone never makes two delegates
one person; what is not certain is asked of the organiser, whose word counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import NewType

from matcher.participants import Delegate, DelegateId, Participant, ParticipantId
from matcher.words import words_of

PersonId = NewType("PersonId", str)
DelegatePair = frozenset[DelegateId]

_NUMBER_START = re.compile(r"^(?:\+|00)?31\(?0?\)?|^0")


class PersonSign(StrEnum):
    """What makes two delegates look like one person."""

    CONTACT_AND_NAME = "contact_and_name"
    """They are taken for one person until the organiser says otherwise."""
    CONTACT = "contact"
    """One telephone, two names: a family, or a nickname."""
    FULL_NAME = "full_name"
    """First and last name agree, the contact does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPerson:
    """Two delegates of different participants who may be one person, and why."""

    a: DelegateId
    b: DelegateId
    sign: PersonSign


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleDecisions:
    """What the organiser said about delegates who look alike."""

    same: frozenset[DelegatePair] = frozenset()
    different: frozenset[DelegatePair] = frozenset()

    @property
    def pairs(self) -> frozenset[DelegatePair]:
        """Everything that need not be asked again."""
        return self.same | self.different


def normalise_contact(contact: str) -> str:
    """Make equal what reaches the same person: ``06-...`` and ``+31 6 ...``."""
    text = contact.strip().casefold()
    if "@" in text:
        return text
    digits = re.sub(r"[^\d+()]", "", text)
    return re.sub(r"\D", "", _NUMBER_START.sub("", digits))


def recognise(participants: Iterable[Participant]) -> Mapping[DelegateId, PersonId]:
    """Tell which person each delegate is.

    Where the organiser decided (`Delegate.person`), that holds. Else delegates with
    the same contact and the same name are one person: a name of more words agrees
    with a shorter one that it contains. Two people who share a family telephone stay
    two.
    """
    people: dict[DelegateId, PersonId] = {}
    by_contact: dict[str, list[Delegate]] = {}
    for delegate in (d for p in participants for d in p.delegates):
        people[delegate.id] = PersonId(delegate.person or delegate.id)
        if delegate.contact is None or delegate.person is not None:
            continue
        known = by_contact.setdefault(normalise_contact(delegate.contact), [])
        for other in known:
            if _same_name(delegate.name, other.name):
                people[delegate.id] = people[other.id]
                break
        known.append(delegate)
    return people


def decide_people(
    participants: Sequence[Participant], decisions: PeopleDecisions
) -> tuple[Participant, ...]:
    """Let what the organiser said hold: sets `Delegate.person` where it matters."""
    if not decisions.pairs:
        return tuple(participants)
    taken = recognise(participants)
    persons: dict[PersonId, list[DelegateId]] = {}
    for delegate, person in taken.items():
        persons.setdefault(person, []).append(delegate)
    pairs = {
        frozenset(pair) for group in persons.values() for pair in combinations(group, 2)
    }
    joined = (pairs | decisions.same) - decisions.different
    leaders = _join(taken, joined)
    asked = {delegate for pair in decisions.pairs for delegate in pair}
    moved = {leaders[delegate] for delegate in asked if delegate in leaders}
    return tuple(
        replace(
            participant,
            delegates=tuple(
                replace(d, person=leaders[d.id]) if leaders[d.id] in moved else d
                for d in participant.delegates
            ),
        )
        for participant in participants
    )


def likely_people(
    participants: Sequence[Participant], *, decided: AbstractSet[DelegatePair]
) -> tuple[LikelyPerson, ...]:
    """List delegates of different participants who are, or may be, one person.

    Args:
        participants: Everybody who takes part.
        decided: Pairs that the organiser answered already.
    """
    owners = {d.id: p.id for p in participants for d in p.delegates}
    found: dict[DelegatePair, LikelyPerson] = {}
    for one, other, sign in _look_alikes(participants):
        pair = frozenset({one.id, other.id})
        if owners[one.id] != owners[other.id] and pair not in decided:
            a, b = sorted(pair)
            found.setdefault(pair, LikelyPerson(a=a, b=b, sign=sign))
    return tuple(sorted(found.values(), key=lambda likely: (likely.a, likely.b)))


def shared_people(
    participants: Sequence[Participant],
) -> Mapping[PersonId, tuple[ParticipantId, ...]]:
    """Give who comes for more than one participant, and for which."""
    people = recognise(participants)
    members: dict[PersonId, dict[ParticipantId, None]] = {}
    for participant in participants:
        for delegate in participant.delegates:
            members.setdefault(people[delegate.id], {})[participant.id] = None
    return {person: tuple(own) for person, own in members.items() if len(own) > 1}


def _look_alikes(
    participants: Iterable[Participant],
) -> Iterator[tuple[Delegate, Delegate, PersonSign]]:
    delegates = [d for p in participants for d in p.delegates]
    by_contact: dict[str, list[Delegate]] = {}
    by_name: dict[frozenset[str], list[Delegate]] = {}
    for delegate in delegates:
        if delegate.contact and (reach := normalise_contact(delegate.contact)):
            by_contact.setdefault(reach, []).append(delegate)
        words = frozenset(words_of(delegate.name))
        if len(words) > 1:
            by_name.setdefault(words, []).append(delegate)
    for group in by_contact.values():
        for one, other in combinations(group, 2):
            is_same = _same_name(one.name, other.name)
            sign = PersonSign.CONTACT_AND_NAME if is_same else PersonSign.CONTACT
            yield one, other, sign
    for group in by_name.values():
        for one, other in combinations(group, 2):
            yield one, other, PersonSign.FULL_NAME


def _same_name(one: str, other: str) -> bool:
    first, second = set(words_of(one)), set(words_of(other))
    return bool(first & second) and (first <= second or second <= first)


def _join(
    delegates: Iterable[DelegateId], pairs: Iterable[DelegatePair]
) -> Mapping[DelegateId, PersonId]:
    """Give everybody the smallest id of all that hang together (union-find)."""
    leader = {delegate: delegate for delegate in delegates}

    def find(delegate: DelegateId) -> DelegateId:
        while leader[delegate] != delegate:
            delegate = leader[delegate]
        return delegate

    for pair in pairs:
        if pair <= leader.keys():
            first, last = sorted(find(delegate) for delegate in pair)
            leader[last] = first
    return {delegate: PersonId(find(delegate)) for delegate in leader}
