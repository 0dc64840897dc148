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
    SHARED_LANGUAGE = "shared_language"
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
