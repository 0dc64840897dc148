"""What is known from earlier events about those who come now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.participants import ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """Who met whom before, and who comes for the first time."""

    met: Mapping[frozenset[ParticipantId], int] = field(default_factory=dict)
    """How many earlier meetings each two had; none where a pair is absent."""
    first_timers: frozenset[ParticipantId] = frozenset()
    """Who never took part before. With no earlier event nobody is one: then it says
    nothing about anybody."""


NO_ACQUAINTANCE = Acquaintance()
"""Nothing is known of earlier events."""
