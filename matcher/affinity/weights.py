"""What each piece of evidence counts for.

Every number is explained in ``docs/matching.md``; a test keeps the two in step.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How evidence becomes a value. Shares lie between 0 and 1."""

    exchange: float = 0.85
    """The most that one answered ask can count for."""
    next_exchange: float = 0.35
    """What each further answered ask counts for, compared with the one before."""
    same_kind: float = 0.10
    """What an offer counts for whose kind fits and whose words do not."""
    reach: float = 0.40
    """The same where reach or lived experience is asked and offered: those asks are
    written for anybody who has it."""
    full_likeness: float = 0.80
    """Likeness of two texts (cosine) from which on they say the same."""
    profile: float = 0.40
    """The most that an ask can count for that no offer answers, but the other's
    description does."""
    full_coverage: float = 0.80
    """Share of the words of an ask in a profile from which on it is covered."""
    addressed: float = 0.85
    """The most that an ask counts for with whom it says it is for ("een vast
    contact bij de gemeente")."""
    meant_for: float = 0.30
    """What an offer counts for with whom it says it is meant for ("groente voor de
    voedselbank") although they did not ask."""
    theme: float = 0.25
    """What having all themes in common counts for."""
    target_group: float = 0.15
    """What being there for the same people counts for."""
    named: float = 0.90
    """What a wish counts for that names the other."""
    described: float = 0.65
    """What a wish counts for that describes the other; less for the second best of
    all whom it describes, and so on."""
    mutuality: float = 0.75
    """Exponent of the mean of the two directions: 1 is the plain average; below
    it the weaker direction counts more."""
    contrast: float = 1.5
    """Exponent of the value: above 1 a few strong meetings are worth more than
    many fair ones."""
    interpreter: float = 0.85
    """What is kept of the value where no language is shared."""
    same_side: float = 0.40
    """What is kept of the value where both are informal, or neither is."""


DEFAULT_WEIGHTS = Weights()
