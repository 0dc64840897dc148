"""What the verifier says when something is wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One broken rule: which, where, and what is wrong there."""

    rule: str
    """The name of the rule in ``docs/model.md``, such as ``one_place_at_a_time``."""
    place: str
    """Where in the plan or problem, such as ``meetings[3]`` or ``person p1``."""
    detail: str

    def __str__(self) -> str:
        """Write it as one line."""
        return f"{self.place}: {self.detail} ({self.rule})"
