"""What a participant answers, one value per step of the registration.

Each value can be read from the row it was stored in, so that a form can be filled
again and two tabs can be compared. Forms make them, `web.services.registration`
stores them.
"""

import hashlib
from dataclasses import dataclass

from matcher.offers import Ask, Offer
from matcher.participants import Answer, LanguageSkill
from web.persistence.rows import ParticipantRow

MOST_THINGS = 6
"""Offers, and asks, of one participant; more dilutes what it is about."""
MOST_DELEGATES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutAnswers:
    """Who a participant is."""

    name: str
    kind: str
    area: str = ""
    description: str = ""
    target_groups: tuple[str, ...] = ()
    shows_target_groups: bool = False
    """Whether those it meets may know for whom it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswers:
    """What a participant can give."""

    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAnswers:
    """What a participant looks for, about what, and whom it wants to meet."""

    asks: tuple[Ask, ...] = ()
    themes: tuple[str, ...] = ()
    wishes: str = ""
    shows_wishes: bool = False
    """Whether those it wishes to meet may know that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotAnswer:
    """One slot in which a participant can come."""

    slot_id: int
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAnswers:
    """When a participant can come; a slot that is absent is a no."""

    slots: tuple[SlotAnswer, ...] = ()
    other_moment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateAnswers:
    """One person who comes; the code is empty for somebody new."""

    name: str
    role: str = ""
    contact: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleAnswers:
    """Who comes, for whom they speak, in what language, and how to reach them."""

    delegates: tuple[DelegateAnswers, ...] = ()
    speaks_for: str = ""
    """For whom they speak, and for whom not."""
    languages: tuple[LanguageSkill, ...] = ()
    channels: tuple[str, ...] = ()
    """The best one first."""
    calling: str = ""
    """Who may be called, and when."""
    go_between: str = ""
    """Who passes things on to them, with how to reach that person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsAnswers:
    """What they need to take part, and whom they miss."""

    accessibility: tuple[str, ...] = ()
    interpreter: str = ""
    """A language; empty for none, or where the language is not known."""
    missing_group: str = ""
    """Which other group should be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketAnswers:
    """Whether others may look through it all, and whom a participant marked."""

    in_marketplace: bool = False
    chosen: tuple[str, ...] = ()
    """Codes of whom it wants to meet."""
    avoided: tuple[str, ...] = ()
    """Codes of whom it would rather not meet."""


StepAnswers = (
    AboutAnswers
    | OfferAnswers
    | AskAnswers
    | TimeAnswers
    | PeopleAnswers
    | NeedsAnswers
    | MarketAnswers
)


def fingerprint(answers: StepAnswers) -> str:
    """Tell two sets of answers apart; a form carries the one it was filled from."""
    return hashlib.sha256(repr(answers).encode()).hexdigest()[:16]


def read_about(row: ParticipantRow) -> AboutAnswers:
    """Read who a participant is."""
    return AboutAnswers(
        name=row.name,
        kind=row.kind,
        area=row.area,
        description=row.description,
        target_groups=tuple(row.target_groups),
        shows_target_groups=row.shows_target_groups,
    )


def read_offers(row: ParticipantRow) -> OfferAnswers:
    """Read what a participant offers."""
    return OfferAnswers(
        offers=tuple(Offer(kind=o.kind, text=o.text) for o in row.offers)
    )


def read_asks(row: ParticipantRow) -> AskAnswers:
    """Read what a participant asks."""
    return AskAnswers(
        asks=tuple(Ask(kind=a.kind, text=a.text) for a in row.asks),
        themes=tuple(row.themes),
        wishes=row.wishes,
        shows_wishes=row.shows_wishes,
    )


def read_times(row: ParticipantRow) -> TimeAnswers:
    """Read when a participant can come."""
    slots = sorted(row.availability, key=lambda given: given.slot_id)
    return TimeAnswers(
        slots=tuple(
            SlotAnswer(slot_id=given.slot_id, answer=Answer(given.answer))
            for given in slots
        ),
        other_moment=row.other_moment,
    )


def read_people(row: ParticipantRow) -> PeopleAnswers:
    """Read who comes for a participant."""
    return PeopleAnswers(
        delegates=tuple(
            DelegateAnswers(code=d.code, name=d.name, role=d.role, contact=d.contact)
            for d in row.delegates
        ),
        languages=tuple(
            LanguageSkill(code=skill["code"], level=skill.get("level") or None)
            for skill in row.languages
        ),
        speaks_for=row.speaks_for,
        channels=tuple(row.channels),
        calling=row.calling,
        go_between=row.go_between,
    )


def read_needs(row: ParticipantRow) -> NeedsAnswers:
    """Read what a participant needs."""
    return NeedsAnswers(
        accessibility=tuple(row.accessibility),
        interpreter=row.interpreter,
        missing_group=row.missing_group,
    )


def read_market(row: ParticipantRow) -> MarketAnswers:
    """Read what a participant agreed to and marked in the marketplace."""
    return MarketAnswers(
        in_marketplace=row.in_marketplace,
        chosen=tuple(sorted(m.target for m in row.marks if m.verdict == "meet")),
        avoided=tuple(sorted(m.target for m in row.marks if m.verdict == "avoid")),
    )
