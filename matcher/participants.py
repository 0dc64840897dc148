"""Who takes part: groups and organisations, and the people they send."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from matcher.event import SlotId
from matcher.offers import Ask, Offer

ParticipantId = NewType("ParticipantId", str)
DelegateId = NewType("DelegateId", str)


class Side(StrEnum):
    """The two sides that must be treated alike; never shown to participants."""

    INFORMAL = "informal"
    OTHER = "other"


class Answer(StrEnum):
    """Whether a participant can come in a slot."""

    YES = "yes"
    IF_NEEDED = "if_needed"


class Consent(StrEnum):
    """What a participant agreed that others are told; nothing by default."""

    WISHES = "wishes"
    """That it asked for the meeting."""
    TARGET_GROUPS = "target_groups"
    """For whom it is there, also where that is a private matter."""
    DIRECTORY = "directory"
    """What it is and offers, to everybody: the local directory (*sociale kaart*)."""
    MARKETPLACE = "marketplace"
    """What it offers and asks, to everybody who takes part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSkill:
    """A language and its level (CEFR); no level means fluent."""

    code: str
    level: str | None = None

    @property
    def is_workable(self) -> bool:
        """Whether a conversation can be held in it: B1 or better."""
        return self.level is None or self.level >= "B1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate:
    """A person who comes for a participant."""

    id: DelegateId
    """Unique in the event: the participant's id, a dot and a number."""
    name: str
    role: str = ""
    contact: str | None = None
    """An e-mail address or phone number; the same contact is the same person."""
    person: str | None = None
    """Who this is, where the organiser decided; see `matcher.people`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A group or organisation that takes part, as it described itself."""

    id: ParticipantId
    name: str
    kind: str
    """An ``org_kind`` code of the vocabulary."""
    description: str = ""
    offers: tuple[Offer, ...] = ()
    asks: tuple[Ask, ...] = ()
    themes: frozenset[str] = frozenset()
    target_groups: frozenset[str] = frozenset()
    languages: tuple[LanguageSkill, ...] = ()
    area: str = ""
    delegates: tuple[Delegate, ...] = ()
    availability: Mapping[SlotId, Answer] = field(default_factory=dict)
    """Slots in which it can come; a slot that is absent is a no."""
    other_moment: bool = False
    """Whether it can come at no slot and asks for an appointment at another moment."""
    accessibility: frozenset[str] = frozenset()
    channels: tuple[str, ...] = ()
    """``contact_channel`` codes, the preferred one first."""
    wishes: str = ""
    """Whom it wants to meet, in its own words."""
    interpreter: str = ""
    """The language in which it wants an interpreter, however well it speaks Dutch."""
    speaks_for: str = ""
    """For whom it speaks, and for whom not."""
    calling: str = ""
    """Who may be called, and when."""
    go_between: str = ""
    """Who passes things on to it, with how to reach them."""
    missing_group: str = ""
    """Which other group it thinks should be there; never how to reach one."""
    chosen: frozenset[ParticipantId] = frozenset()
    """Whom it marked as somebody it wants to meet; as strong as a name in a wish."""
    avoided: frozenset[ParticipantId] = frozenset()
    """Whom it marked as somebody it would rather not meet."""
    consents: frozenset[Consent] = frozenset()
    distinct_from: frozenset[ParticipantId] = frozenset()
    """Whom the organiser says it is another group than."""

    @property
    def side(self) -> Side:
        """Which side it is on."""
        return Side.INFORMAL if self.kind == "informal" else Side.OTHER
