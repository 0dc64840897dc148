"""A concept: one thing that texts in any language can name."""

from dataclasses import dataclass

SCHEMES = ("need_kind", "theme", "target_group", "subject")
"""Three vocabularies of the field, and the finer subjects below the themes."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Concept:
    """One code of a scheme, such as theme ``armoede`` or subject ``schulden``."""

    scheme: str
    code: str

    def __str__(self) -> str:
        """Write it as one word, such as ``theme:armoede``."""
        return f"{self.scheme}:{self.code}"
