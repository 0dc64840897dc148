"""A wish as a value."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.participants import ParticipantId


class WishForce(StrEnum):
    """How a wish speaks of another participant."""

    NAMED = "named"
    DESCRIBED = "described"
    REFUSED = "refused"
    CONDITIONAL = "conditional"


class WishCondition(StrEnum):
    """What a conditional wish depends on."""

    PRESENCE = "presence"
    """"We only come if they come too"."""
    THEIR_WISH = "their_wish"
    """"Them, only if they want that themselves"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What some words of a participant say, of whomever they fit."""

    by: ParticipantId
    text: str
    """The words as written."""
    force: WishForce
    condition: WishCondition | None = None
    choices: int = 1
    """How many participants the same words fit."""

    def about(self, target: ParticipantId | None) -> "Wish":
        """Say it of one of them, or of nobody we know."""
        return Wish(
            by=self.by,
            target=target,
            text=self.text,
            force=self.force,
            condition=self.condition,
            choices=self.choices,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one participant wrote about one other, or about nobody we know."""

    by: ParticipantId
    target: ParticipantId | None
    """None where the words fit no participant of the event."""
    text: str
    """The words as written."""
    force: WishForce
    condition: WishCondition | None = None
    choices: int = 1
    """How many participants the same words fit."""

    @property
    def saying(self) -> Saying:
        """What its words say."""
        return Saying(
            by=self.by,
            text=self.text,
            force=self.force,
            condition=self.condition,
            choices=self.choices,
        )
