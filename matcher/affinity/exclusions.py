"""Who must never be planned together, and why."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import lru_cache
from itertools import chain, combinations, repeat

import numpy as np

from matcher.affinity.texts import Choice
from matcher.duplicates import LikelyDuplicate, likely_duplicates
from matcher.event import MoneySetting, Rules
from matcher.participants import Participant, ParticipantId
from matcher.people import shared_people
from matcher.wishes import TypeIndex, WishBook, WishCondition, WishPage
from matcher.words import fold

Pair = frozenset[ParticipantId]
PairOfIds = tuple[ParticipantId, ParticipantId]

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
    types = TypeIndex(participants)
    found: dict[Pair, Exclusion] = {}
    for why, pairs in _all(participants, pages, rules, known, types):
        for pair in pairs:
            found.setdefault(frozenset(pair), why)
    return found


def may_meet(
    participants: Sequence[Participant],
    book: WishBook,
    rules: Rules,
    duplicates: Sequence[LikelyDuplicate],
) -> Choice:
    """Tell which two may be planned together, by places in the list of participants.

    Args:
        participants: Everybody, in the order of the book.
        book: What they wrote about each other.
        rules: How meetings are made.
        duplicates: The likely duplicates among them.
    """
    pages = tuple(book.pages.values())
    allowed = ~np.eye(len(participants), dtype=np.bool_)
    for _, pairs in _all(participants, pages, rules, duplicates, book.types):
        members = map(book.roll.place.__getitem__, chain.from_iterable(pairs))
        places = np.fromiter(members, np.int64).reshape(-1, 2)
        allowed[places[:, 0], places[:, 1]] = False
        allowed[places[:, 1], places[:, 0]] = False
    return allowed


def _all(
    participants: Sequence[Participant],
    pages: Sequence[WishPage],
    rules: Rules,
    duplicates: Sequence[LikelyDuplicate],
    types: TypeIndex,
) -> Iterator[tuple[Exclusion, Iterable[PairOfIds]]]:
    """Give the reasons in order of weight, each with the pairs it holds for."""
    wanted: dict[ParticipantId, AbstractSet[ParticipantId]] = {}
    for page in pages:
        wanted.update(page.wanted)
    yield Exclusion.REFUSED, _refused(pages)
    yield Exclusion.NOT_THEIR_WISH, _not_their_wish(pages, wanted)
    yield Exclusion.SAME_PERSON, _same_person(participants)
    yield Exclusion.DUPLICATE, ((pair.a, pair.b) for pair in duplicates)
    yield Exclusion.NO_PUBLICITY, _no_publicity(participants, wanted, types)
    if rules.money is not MoneySetting.ON:
        yield Exclusion.MONEY_ONLY, _money_only(participants)


def _refused(pages: Sequence[WishPage]) -> Iterator[PairOfIds]:
    """Give who refuses whom."""
    for saying, targets in chain.from_iterable(page.refusals for page in pages):
        yield from zip(repeat(saying.by), targets, strict=False)


def _not_their_wish(
    pages: Sequence[WishPage],
    wanted: Mapping[ParticipantId, AbstractSet[ParticipantId]],
) -> Iterator[PairOfIds]:
    """Give who asks "only if they want it themselves" about who does not."""
    for wish in chain.from_iterable(page.conditions for page in pages):
        if (
            wish.target is not None
            and wish.condition is WishCondition.THEIR_WISH
            and wish.by not in wanted.get(wish.target, ())
        ):
            yield wish.by, wish.target


def _same_person(participants: Sequence[Participant]) -> Iterator[PairOfIds]:
    """Give participants that share a person: they know each other already."""
    for members in shared_people(participants).values():
        yield from combinations(members, 2)


def _no_publicity(
    participants: Sequence[Participant],
    wanted: Mapping[ParticipantId, AbstractSet[ParticipantId]],
    types: TypeIndex,
) -> Iterator[PairOfIds]:
    """Give who wants no publicity with the press, unless it asks for the press."""
    press = types.of("press")
    for participant in participants:
        words = f"{participant.description}\n{participant.wishes}\n{participant.area}"
        if not _wants_no_publicity(words):
            continue
        for target in press - {participant.id}:
            if target not in wanted.get(participant.id, ()):
                yield participant.id, target


@lru_cache(maxsize=4096)
def _wants_no_publicity(words: str) -> bool:
    return _NO_PUBLICITY.search(fold(words)) is not None


def _money_only(participants: Sequence[Participant]) -> Iterator[PairOfIds]:
    """Give who only asks for money and offers nothing with every company."""
    companies = {p.id for p in participants if p.kind == "company"}
    for p in participants:
        if p.asks and not p.offers and all(a.kind == "financiering" for a in p.asks):
            for company in companies - {p.id}:
                yield p.id, company
