"""The marketplace: participants look through what others offer and ask.

Only who agreed stands in it, and only what `matcher.disclosure` lets others read.
Nobody sees who marked whom. What is suggested does not depend on who would rather
not meet the reader, so that this cannot be read from what is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.affinity import AffinityModel
from matcher.affinity.pairwise import places_of
from matcher.disclosure import keeps_address_secret, may_know_code, shown_text
from matcher.participants import Participant, ParticipantId
from matcher.people import shared_people
from matcher.words import fold
from web.persistence.rows import EventRow, ParticipantRow
from web.services.answers import read_market
from web.services.fair_mirror import get_fair, get_model
from web.services.own_page import OwnPage
from web.wording.quoting import one_line
from web.wording.reasons import reason_sentences

STALLS_ON_PAGE = 12
MOST_SUGGESTED = 10
LEAST_VALUE = 100
"""The mutual value (of 1000) under which nobody is suggested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One offer or ask as others may read it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stall:
    """A participant as others may read it, and how the reader marked it."""

    code: str
    name: str
    kind: str
    description: str
    area: str
    offers: tuple[Thing, ...]
    asks: tuple[Thing, ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    verdict: str = ""
    """``meet``, ``avoid`` or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StallSearch:
    """What a reader looks for; what is empty says nothing."""

    text: str = ""
    theme: str = ""
    kind: str = ""
    area: str = ""
    language: str = ""
    page: int = 1

    @property
    def is_plain(self) -> bool:
        """Whether nothing was asked for."""
        return not (self.text or self.theme or self.kind or self.area or self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """By what the stalls can be chosen: only what somebody has."""

    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    areas: tuple[tuple[str, str], ...]
    """The folded name of each place, and how it is written."""
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsed:
    """A page of the marketplace."""

    stalls: tuple[Stall, ...]
    count: int
    """How many were found in all."""
    page: int
    pages: int
    choices: Choices
    others: int
    """How many others can be looked through at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Somebody who fits the reader, and why."""

    stall: Stall
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMarks:
    """Whom a participant marked, by code and name."""

    chosen: tuple[tuple[str, str], ...]
    avoided: tuple[tuple[str, str], ...]


def browse(page: OwnPage, search: StallSearch) -> Browsed:
    """Find who offers or asks what a participant looks for, the best fit first."""
    fair = get_fair(page.event)
    others = [n for n, p in enumerate(fair.stalls) if p.id != page.participant.code]
    found = [n for n in others if _fits(fair.stalls[n], search)]
    if search.text:
        fit = fair.index.find(search.text)
        found = sorted((n for n in found if n in fit), key=lambda n: -fit[n])
    pages = max(1, -(-len(found) // STALLS_ON_PAGE))
    number = min(max(1, search.page), pages)
    shown = found[(number - 1) * STALLS_ON_PAGE : number * STALLS_ON_PAGE]
    verdicts = _verdicts(page.participant)
    return Browsed(
        stalls=tuple(_stall(fair.stalls[n], verdicts) for n in shown),
        count=len(found),
        page=number,
        pages=pages,
        choices=_choices([fair.stalls[n] for n in others]),
        others=len(others),
    )


def suggest(page: OwnPage) -> tuple[Suggested, ...]:
    """Find who fits a participant best, of those who can be looked through."""
    model = get_model(page.event)
    me = ParticipantId(page.participant.code)
    place = model.wishes.roll.place
    if me not in place:
        return ()
    stalls = {stall.id: stall for stall in get_fair(page.event).stalls}
    left_out = _left_out(model, me) | _verdicts(page.participant).keys()
    found: list[Suggested] = []
    values = model.ratings.values[place[me]]
    for n in np.argsort(-values, kind="stable").tolist():
        other = stalls.get(model.participants[n].id)
        if len(found) == MOST_SUGGESTED or values[n] < LEAST_VALUE:
            break
        if other is None or other.id in left_out:
            continue
        reasons = model.affinity(me, other.id).reasons
        if any(me not in reason.hidden_from for reason in reasons):
            told = reason_sentences(reasons, me)
            found.append(Suggested(stall=_stall(other, {}), reasons=told))
    return tuple(found)


def list_own_marks(page: OwnPage) -> OwnMarks:
    """List whom a participant marked, for nobody else to see."""
    return list_marks(page.event, page.participant)


def list_marks(event: EventRow, participant: ParticipantRow) -> OwnMarks:
    """List whom a participant marked, as far as they still take part."""
    everybody = get_fair(event).everybody
    marked = read_market(participant)

    def named(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        known = (code for code in codes if ParticipantId(code) in everybody)
        names = ((c, one_line(everybody[ParticipantId(c)].name)) for c in known)
        return tuple(sorted(names, key=lambda pair: pair[1].casefold()))

    return OwnMarks(chosen=named(marked.chosen), avoided=named(marked.avoided))


def _left_out(model: AffinityModel, me: ParticipantId) -> set[str]:
    """Give who is never suggested: oneself, whom one refuses, and who is the same."""
    refused = {
        target for _, targets in model.wishes.pages[me].refusals for target in targets
    }
    same = {
        code
        for pair in model.duplicates
        if me in (pair.a, pair.b)
        for code in (pair.a, pair.b)
    }
    shared = {
        code
        for members in shared_people(model.participants).values()
        if me in members
        for code in members
    }
    return {me, *refused, *same, *shared}


def _verdicts(row: ParticipantRow) -> Mapping[str, str]:
    return {mark.target: mark.verdict for mark in row.marks}


def _fits(stall: Participant, search: StallSearch) -> bool:
    """Tell whether somebody has all that was chosen, as far as others may know."""
    return (
        (not search.theme or search.theme in _themes(stall))
        and (not search.kind or search.kind in _kinds(stall))
        and (not search.area or search.area in _places(stall))
        and (
            not search.language
            or search.language in {skill.code for skill in stall.languages}
        )
    )


def _themes(stall: Participant) -> tuple[str, ...]:
    return tuple(c for c in sorted(stall.themes) if may_know_code(stall, c))


def _kinds(stall: Participant) -> frozenset[str]:
    offered = {offer.kind for offer in stall.offers}
    return frozenset(offered | {ask.kind for ask in stall.asks})


def _places(stall: Participant) -> frozenset[str]:
    return frozenset() if keeps_address_secret(stall) else places_of(stall.area)


def _choices(stalls: Sequence[Participant]) -> Choices:
    areas: dict[str, str] = {}
    for stall in stalls:
        places = _places(stall)
        for part in stall.area.split(","):
            written = " ".join(part.split())
            if fold(written) in places:
                areas.setdefault(fold(written), written)
    return Choices(
        themes=_often(code for stall in stalls for code in _themes(stall)),
        kinds=_often(kind for stall in stalls for kind in _kinds(stall)),
        areas=tuple(sorted(areas.items())),
        languages=_often(skill.code for stall in stalls for skill in stall.languages),
    )


def _often(codes: Iterable[str]) -> tuple[str, ...]:
    """List codes once, what most have first."""
    counts = Counter(code for code in codes if code)
    return tuple(sorted(counts, key=lambda code: (-counts[code], code)))


def _stall(stall: Participant, verdicts: Mapping[str, str]) -> Stall:
    return Stall(
        code=stall.id,
        name=one_line(stall.name),
        kind=stall.kind,
        description=shown_text(stall.description, stall),
        area="" if keeps_address_secret(stall) else stall.area,
        offers=tuple(
            Thing(kind=o.kind, text=shown_text(o.text, stall)) for o in stall.offers
        ),
        asks=tuple(
            Thing(kind=a.kind, text=shown_text(a.text, stall)) for a in stall.asks
        ),
        themes=_themes(stall),
        languages=tuple(skill.code for skill in stall.languages),
        verdict=verdicts.get(stall.id, ""),
    )
