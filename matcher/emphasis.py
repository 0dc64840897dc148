"""What an organiser lets count more or less: a few sliders over many weights.

A slider stands at a step from -2 to 2; in the middle every weight has its default.
Each end gives the weights that the slider moves a value of their own, and the steps
between lie on a straight line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matcher.weights import WEIGHTS, Weights


class Emphasis(StrEnum):
    """What can count more or less."""

    WRITTEN = "written"
    WISHES = "wishes"
    THEMES = "themes"
    BOTH_GIVE = "both_give"
    NEW_CONTACTS = "new_contacts"
    SAME_SIDE = "same_side"
    NEARBY = "nearby"
    INTERPRETED = "interpreted"


STEPS = range(-2, 3)
"""Where a slider can stand; the default is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a slider does to one weight."""

    weight: str
    """Name of a field of `Weights`."""
    lowest: float
    """The weight at the first step."""
    highest: float
    """The weight at the last step."""


def _move(weight: str, lowest: float, highest: float) -> Move:
    return Move(weight=weight, lowest=lowest, highest=highest)


MOVES: Mapping[Emphasis, tuple[Move, ...]] = {
    Emphasis.WRITTEN: (
        _move("exchange", 0.40, 1.0),
        _move("next_exchange", 0.15, 0.6),
        _move("profile", 0.15, 0.65),
        _move("addressed", 0.40, 1.0),
        _move("usual", 0.10, 0.5),
        _move("kindred", 0.0, 0.3),
        _move("meant_for", 0.10, 0.6),
    ),
    Emphasis.WISHES: (_move("named", 0.20, 1.0), _move("described", 0.10, 0.9)),
    Emphasis.THEMES: (_move("theme", 0.0, 0.6), _move("target_group", 0.0, 0.4)),
    Emphasis.BOTH_GIVE: (_move("mutuality", 1.0, 0.5), _move("one_way", 1.0, 0.4)),
    Emphasis.NEW_CONTACTS: (
        _move("met_before", 1.0, 0.3),
        _move("first_timer", 0.0, 0.3),
    ),
    Emphasis.SAME_SIDE: (_move("same_side", 0.0, 1.0),),
    Emphasis.NEARBY: (_move("place", 0.0, 0.3),),
    Emphasis.INTERPRETED: (
        _move("interpreter", 0.40, 1.0),
        _move("halting", 0.60, 1.0),
    ),
}
"""Which weights each slider moves; no weight is moved by two."""


def weighed(emphasis: Mapping[Emphasis, int], own: Mapping[str, float]) -> Weights:
    """Give the weights that belong to sliders and to weights set one by one.

    Args:
        emphasis: The step of each slider that is not in the middle.
        own: Weights that were set by name; they win over the sliders.

    Raises:
        ValueError: A slider or weight does not exist or is out of its bounds.
    """
    moved: dict[str, float] = {}
    for what, step in emphasis.items():
        if step not in STEPS:
            raise ValueError(f"emphasis {what}: {step} is not from -2 to 2")
        for move in MOVES[what]:
            moved[move.weight] = _at(move, step)
    for name in own:
        if name not in WEIGHTS:
            raise ValueError(f"there is no weight {name!r}")
    return Weights(**(moved | dict(own)))


def _at(move: Move, step: int) -> float:
    default = WEIGHTS[move.weight].default
    end = move.highest if step > 0 else move.lowest
    share = abs(step) / max(STEPS)
    return round(default + (end - default) * share, 4)
