"""What is found out about a problem that has no plan, or turns out to have one."""

from dataclasses import dataclass
from enum import StrEnum


class Proof(StrEnum):
    """How much is known about the size of a set of rules."""

    SMALLEST = "smallest"
    """No smaller set would do."""
    IRREDUCIBLE = "irreducible"
    """No rule of it can be left out."""
    FOUND = "found"
    """It will do; time ran out before more was known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """Rules found together, and how much is proven about their number."""

    rules: tuple[str, ...] = ()
    proof: Proof = Proof.FOUND


NO_RULES = RuleSet()
"""Nothing was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Whether there is a plan; if not, why not and what to give up."""

    is_feasible: bool | None
    """None: not known, time ran out."""
    conflict: RuleSet = NO_RULES
    """Rules that cannot hold together."""
    facts: tuple[str, ...] = ()
    """What nobody can give up and the conflict rests on; none can be left out."""
    repair: RuleSet = NO_RULES
    """Rules without which there is a plan; none if none were found in time."""
