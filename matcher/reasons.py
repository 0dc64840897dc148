"""Why two participants should meet: evidence as data, worded elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.participants import ParticipantId


class ReasonKind(StrEnum):
    """The kinds of evidence, strongest first when weights are equal."""

    OFFER_ANSWERS_ASK = "offer_answers_ask"
    NAMED = "named"
    DESCRIBED = "described"
    SHARED_THEME = "shared_theme"
    SHARED_TARGET_GROUP = "shared_target_group"
    SAME_AREA = "same_area"
    SHARED_LANGUAGE = "shared_language"
    FIRST_MEETING = "first_meeting"
    MET_BEFORE = "met_before"
    INTERPRETER_NEEDED = "interpreter_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One piece of evidence for a pair.

    ``giver`` and ``receiver`` are set where the evidence has a direction: who
    offers and who asks, or (for a wish) who is wished for and who wishes.
    """

    kind: ReasonKind
    weight: int
    giver: ParticipantId | None = None
    receiver: ParticipantId | None = None
    offer: str = ""
    ask: str = ""
    wish: str = ""
    codes: tuple[str, ...] = ()
    """Vocabulary codes: the need kind, themes, target groups or languages."""
    hidden_from: tuple[ParticipantId, ...] = ()
    """Who of the two may not be told this: a wish of the other, or a private matter
    of the other that it did not agree to show."""
