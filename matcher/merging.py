"""Two registrations of one group, made one: nothing that was answered is lost.

Where only one answer can stand, that of the registration that is kept does. Used
when the organiser merges and each time a sheet is read that has both again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from matcher.event import SlotId
from matcher.offers import Ask, Offer
from matcher.participants import (
    Answer,
    Delegate,
    DelegateId,
    LanguageSkill,
    Participant,
)
from matcher.words import words_of

_Thing = TypeVar("_Thing", bound=Offer | Ask)


def merge(kept: Participant, absorbed: Participant) -> Participant:
    """Give the kept participant with everything the other one answered too."""
    own = {kept.id, absorbed.id}
    avoided = (kept.avoided | absorbed.avoided) - own
    return replace(
        kept,
        kind=kept.kind or absorbed.kind,
        description=_both(kept.description, absorbed.description),
        offers=tuple(_once((*kept.offers, *absorbed.offers)).values()),
        asks=tuple(_once((*kept.asks, *absorbed.asks)).values()),
        themes=kept.themes | absorbed.themes,
        target_groups=kept.target_groups | absorbed.target_groups,
        languages=_languages((*kept.languages, *absorbed.languages)),
        area=kept.area or absorbed.area,
        delegates=_delegates(kept, absorbed),
        availability=_availability(kept.availability, absorbed.availability),
        other_moment=kept.other_moment or absorbed.other_moment,
        accessibility=kept.accessibility | absorbed.accessibility,
        channels=tuple(dict.fromkeys((*kept.channels, *absorbed.channels))),
        wishes=_both(kept.wishes, absorbed.wishes),
        interpreter=kept.interpreter or absorbed.interpreter,
        speaks_for=_both(kept.speaks_for, absorbed.speaks_for),
        calling=_both(kept.calling, absorbed.calling),
        go_between=kept.go_between or absorbed.go_between,
        missing_group=_both(kept.missing_group, absorbed.missing_group),
        chosen=(kept.chosen | absorbed.chosen) - own - avoided,
        avoided=avoided,
        consents=kept.consents & absorbed.consents,
    )


def match_delegates(
    kept: Participant, absorbed: Participant
) -> Mapping[DelegateId, DelegateId | None]:
    """Tell which person of the kept group each of the other is; None if nobody.

    In one group the same name is the same person.
    """
    known = {_name(delegate): delegate.id for delegate in reversed(kept.delegates)}
    return {d.id: known.get(_name(d)) for d in absorbed.delegates}


def _delegates(kept: Participant, absorbed: Participant) -> tuple[Delegate, ...]:
    """Give all who come; somebody without contact gets that of the other answers."""
    found = match_delegates(kept, absorbed)
    again = {found[d.id]: d for d in absorbed.delegates}
    own = tuple(
        replace(
            d,
            role=d.role or again[d.id].role,
            contact=d.contact or again[d.id].contact,
        )
        if d.id in again
        else d
        for d in kept.delegates
    )
    return (*own, *(d for d in absorbed.delegates if found[d.id] is None))


def _name(delegate: Delegate) -> tuple[str, ...]:
    return tuple(sorted(words_of(delegate.name)))


def _both(kept: str, absorbed: str) -> str:
    """Give two texts one under the other; one that says nothing new stands once."""
    if _folded(absorbed) in _folded(kept):
        return kept
    if _folded(kept) in _folded(absorbed):
        return absorbed
    return f"{kept}\n{absorbed}"


def _once(things: Iterable[_Thing]) -> dict[tuple[str, str], _Thing]:
    """Give each thing once, by kind and words; the first way it was typed stays."""
    found: dict[tuple[str, str], _Thing] = {}
    for thing in things:
        found.setdefault((thing.kind, _folded(thing.text)), thing)
    return found


def _folded(text: str) -> str:
    return " ".join(words_of(text))


def _languages(skills: Iterable[LanguageSkill]) -> tuple[LanguageSkill, ...]:
    """Give each language once, at the highest level; no level is fluent."""
    best: dict[str, LanguageSkill] = {}
    for skill in skills:
        known = best.get(skill.code)
        if known is None or (known.level is not None and _is_better(skill, known)):
            best[skill.code] = skill
    return tuple(best.values())


def _is_better(skill: LanguageSkill, known: LanguageSkill) -> bool:
    return skill.level is None or skill.level > (known.level or "")


def _availability(
    kept: Mapping[SlotId, Answer], absorbed: Mapping[SlotId, Answer]
) -> Mapping[SlotId, Answer]:
    slots = {**absorbed, **kept}
    return {
        slot: Answer.YES
        if Answer.YES in {kept.get(slot), absorbed.get(slot)}
        else answer
        for slot, answer in slots.items()
    }
