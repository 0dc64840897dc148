"""What a change by an organiser can lead to, where it may not simply succeed."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The change was made; this is the revision it led to."""

    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """Somebody changed the same thing meanwhile; nothing was changed now."""

    revision: int
    """The revision that stands."""


def mark_of(value: object) -> str:
    """Mark a value, so that a form can say which one it was filled from.

    The value is a frozen one whose ``repr`` tells all of it.
    """
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
