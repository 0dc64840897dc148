"""Who must never be planned together, and why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

from matcher.duplicates import LikelyDuplicate, likely_duplicates
from matcher.event import MoneySetting, Rules
from matcher.participants import Participant, ParticipantId
from matcher.people import recognise
from matcher.wishes import (
    WishCondition,
    WishForce,
    WishPage,
    participants_of_type,
)
from matcher.words import fold

Pair = frozenset[ParticipantId]

_NO_PUBLICITY = re.compile(
    r"\b(?:niet openbaar|geheim adres|geen (?:publiciteit|pers|media|namen|krant)"
    r"|niet met naam|niet (?:in|op) de (?:krant|media|foto)|anoniem blijven"
    r"|no (?:publicity|press|names)|not public|secret address)\b"
)


class Exclusion(StrEnum):
    """Why two participants are never planned together."""

    REFUSED = "refused"
    NOT_THEIR_WISH = "not_their_wish"
    SAME_PERSON = "same_person"
    DUPLICATE = "duplicate"
    NO_PUBLICITY = "no_publicity"
    MONEY_ONLY = "money_only"


def exclude_pairs(
    participants: Sequence[Participant],
    pages: Sequence[WishPage],
    rules: Rules,
    duplicates: Sequence[LikelyDuplicate] | None = None,
) -> Mapping[Pair, Exclusion]:
    """Give every pair that must not be planned with the first reason for it.

    Args:
        participants: Everybody.
        pages: What they wrote about each other.
        rules: How meetings are made.
        duplicates: The likely duplicates among them, where they are already known.
    """
    known = likely_duplicates(participants) if duplicates is None else duplicates
    found: dict[Pair, Exclusion] = {}
    for pair, why in _all(participants, pages, rules, known):
        found.setdefault(pair, why)
    return found


def _all(
    participants: Sequence[Participant],
    pages: Sequence[WishPage],
    rules: Rules,
    duplicates: Sequence[LikelyDuplicate],
) -> Iterator[tuple[Pair, Exclusion]]:
    wanted: dict[ParticipantId, AbstractSet[ParticipantId]] = {}
    for page in pages:
        wanted.update(page.wanted)
    for page in pages:
        yield from _refused(page, wanted)
    yield from _same_person(participants)
    for duplicate in duplicates:
        yield frozenset({duplicate.a, duplicate.b}), Exclusion.DUPLICATE
    yield from _no_publicity(participants, wanted)
    if rules.money is not MoneySetting.ON:
        yield from _money_only(participants)


def _refused(
    page: WishPage, wanted: Mapping[ParticipantId, AbstractSet[ParticipantId]]
) -> Iterator[tuple[Pair, Exclusion]]:
    """Give refusals, and "only if they want it themselves" where they do not."""
    for wish in page.restraining:
        if wish.target is None:
            continue
        pair = frozenset({wish.by, wish.target})
        if wish.force is WishForce.REFUSED:
            yield pair, Exclusion.REFUSED
        elif wish.condition is WishCondition.THEIR_WISH and wish.by not in wanted.get(
            wish.target, ()
        ):
            yield pair, Exclusion.NOT_THEIR_WISH


def _same_person(
    participants: Sequence[Participant],
) -> Iterator[tuple[Pair, Exclusion]]:
    """Give participants that share a person: they know each other already."""
    people = recognise(participants)
    members: dict[str, set[ParticipantId]] = {}
    for participant in participants:
        for delegate in participant.delegates:
            members.setdefault(people[delegate.id], set()).add(participant.id)
    for group in members.values():
        for a in group:
            for b in group - {a}:
                yield frozenset({a, b}), Exclusion.SAME_PERSON


def _no_publicity(
    participants: Sequence[Participant],
    wanted: Mapping[ParticipantId, AbstractSet[ParticipantId]],
) -> Iterator[tuple[Pair, Exclusion]]:
    """Give who wants no publicity with the press, unless it asks for the press."""
    press = participants_of_type(participants, "press")
    for participant in participants:
        words = f"{participant.description}\n{participant.wishes}\n{participant.area}"
        if _NO_PUBLICITY.search(fold(words)) is None:
            continue
        for target in press - {participant.id}:
            if target not in wanted.get(participant.id, ()):
                yield frozenset({participant.id, target}), Exclusion.NO_PUBLICITY


def _money_only(
    participants: Sequence[Participant],
) -> Iterator[tuple[Pair, Exclusion]]:
    """Give who only asks for money and offers nothing with every company."""
    companies = {p.id for p in participants if p.kind == "company"}
    for p in participants:
        if p.asks and not p.offers and all(a.kind == "financiering" for a in p.asks):
            for company in companies - {p.id}:
                yield frozenset({p.id, company}), Exclusion.MONEY_ONLY
