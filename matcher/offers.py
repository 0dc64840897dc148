"""What participants bring and look for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing a participant can give."""

    kind: str
    """A ``need_kind`` code of the vocabulary."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing a participant looks for."""

    kind: str
    """A ``need_kind`` code of the vocabulary."""
    text: str
