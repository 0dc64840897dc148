"""What holds of two participants whichever is asked first: time, side, language, place.

Each is a symmetric matrix by places in the list of participants.
"""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

import numpy as np

from matcher.affinity.evidence import overlap
from matcher.affinity.languages import halting_languages, workable_languages
from matcher.affinity.texts import Choice, Matrix
from matcher.participants import Participant
from matcher.weights import Weights
from matcher.words import fold, words_of

_EVERYWHERE = frozenset({"alle", "hele", "heel", "regio", "provincie", "overal"})
_SECRET = frozenset({"geheim", "geheime", "secret"})


def share_any(
    participants: Sequence[Participant],
    codes_of: Callable[[Participant], Collection[str]],
) -> Choice:
    """Tell which two have at least one code in common."""
    names = sorted({code for p in participants for code in codes_of(p)})
    place = {name: n for n, name in enumerate(names)}
    has = np.zeros((len(participants), len(names)), dtype=np.float32)
    for row, participant in enumerate(participants):
        has[row, [place[code] for code in codes_of(participant)]] = 1
    return np.asarray(has @ has.T > 0, dtype=np.bool_)


def have_common_time(participants: Sequence[Participant]) -> Choice:
    """Tell which two can come at the same time."""
    return share_any(participants, lambda p: p.availability.keys())


def are_of_one_side(participants: Sequence[Participant]) -> Choice:
    """Tell which two are both informal, or both not."""
    return share_any(participants, lambda p: (p.side,))


def ease_of_talking(participants: Sequence[Participant], weights: Weights) -> Matrix:
    """Give what is kept of a value by how well two can talk with each other.

    All of it with a language that both speak well enough (B1), less with one that
    one of them speaks a little (A2), least where only an interpreter helps.
    """
    well = share_any(participants, workable_languages)
    little = share_any(participants, halting_languages)
    kept = np.where(little, weights.halting, weights.interpreter)
    return np.asarray(np.where(well, 1, kept), dtype=np.float32)


def nearness(participants: Sequence[Participant]) -> Matrix:
    """Give how far two are at home in the same place; a rare place says more."""
    return overlap(participants, lambda p: places_of(p.area))


@lru_cache(maxsize=4096)
def places_of(area: str) -> frozenset[str]:
    """Give the names of places in an area; none for a secret address or a region."""
    if not _SECRET.isdisjoint(words_of(area)):
        return frozenset()
    names = (" ".join(part.split()) for part in fold(area).split(","))
    return frozenset(
        name for name in names if name and _EVERYWHERE.isdisjoint(words_of(name))
    )
