"""What each piece of evidence counts for: the one place where it is said.

Every weight has a default, bounds and a sentence. The table in ``docs/matching.md``
is made of them (``python -m bench.matching_rules``), the sliders and the public page
read the same fields, and `web.wording.weights` says them in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields


def weight(default: float, least: float, most: float, says: str) -> float:
    """Declare a weight.

    Args:
        default: What it is where nobody changes it.
        least: The smallest that makes sense.
        most: The largest that makes sense.
        says: What it is, for the documentation.
    """
    described = {"default": default, "least": least, "most": most, "says": says}
    return field(default=default, metadata=described)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How evidence becomes a value. Shares lie between 0 and 1.

    Raises:
        ValueError: A weight lies outside its bounds.
    """

    exchange: float = weight(0.85, 0, 1, "the most that one answered ask can count for")
    next_exchange: float = weight(
        0.35,
        0,
        1,
        "what each further answered ask counts for, compared with the one before",
    )
    same_kind: float = weight(
        0.10, 0, 1, "an offer whose kind fits and whose words do not"
    )
    reach: float = weight(
        0.45,
        0,
        1,
        "the same for reach and lived experience, which are asked of anybody who has them",
    )
    full_likeness: float = weight(
        0.80, 0.2, 1, "likeness of texts from which on they say the same"
    )
    profile: float = weight(
        0.40, 0, 1, "the most for an ask that only the other's description answers"
    )
    full_coverage: float = weight(
        0.80,
        0.2,
        1,
        "share of an ask's words in a description from which on it is covered",
    )
    addressed: float = weight(0.85, 0, 1, "an ask with whom it says it is for")
    elsewhere: float = weight(
        0.50, 0, 1, "kept of how others answer an ask that says for whom it is"
    )
    usual: float = weight(
        0.30, 0, 1, "being of a type that usually has what an ask is about"
    )
    kindred: float = weight(
        0.15, 0, 1, "being of a type that usually has what the other deals in"
    )
    meant_for: float = weight(0.30, 0, 1, "an offer with whom it says it is for")
    theme: float = weight(0.25, 0, 1, "all themes in common")
    target_group: float = weight(0.15, 0, 1, "all target groups in common")
    place: float = weight(0.05, 0, 1, "being at home in the same neighbourhood")
    first_timer: float = weight(
        0.10, 0, 1, "meeting somebody who takes part for the first time"
    )
    named: float = weight(0.90, 0, 1, "a wish that names the other")
    described: float = weight(0.80, 0, 1, "a wish that describes the other")
    mutuality: float = weight(
        0.90,
        0.3,
        1,
        "exponent of the mean of both directions; 1 is the plain average",
    )
    contrast: float = weight(
        2.00,
        0.5,
        3,
        "exponent of the value: strong meetings are worth more than many fair ones",
    )
    interpreter: float = weight(
        0.85, 0, 1, "kept of the value where no language is shared"
    )
    halting: float = weight(
        0.92, 0, 1, "kept where one of both speaks the shared language only a little"
    )
    met_before: float = weight(
        0.70, 0, 1, "kept for each earlier event at which the two met"
    )
    same_side: float = weight(0.40, 0, 1, "kept of the value for two of the same side")
    one_way: float = weight(
        0.85, 0, 1, "kept of the value where a group would only give"
    )

    def __post_init__(self) -> None:
        """Refuse a weight outside its bounds."""
        for described in WEIGHTS.values():
            given = getattr(self, described.name)
            if not described.least <= given <= described.most:
                raise ValueError(
                    f"weight {described.name}: {given} is not between "
                    f"{described.least} and {described.most}"
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedWeight:
    """What is known about a weight beside its value."""

    name: str
    default: float
    least: float
    most: float
    says: str


WEIGHTS: Mapping[str, DescribedWeight] = {
    each.name: DescribedWeight(
        name=each.name,
        default=each.metadata["default"],
        least=each.metadata["least"],
        most=each.metadata["most"],
        says=each.metadata["says"],
    )
    for each in fields(Weights)
}
"""All weights by name, in the order in which they are explained."""

DEFAULT_WEIGHTS = Weights()
