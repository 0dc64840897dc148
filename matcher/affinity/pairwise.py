"""What holds of two participants whichever is asked first: time, side, language, place.

Each is a symmetric matrix by places in the list of participants.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from matcher.affinity.evidence import Overlap, overlap
from matcher.affinity.languages import halting_languages, workable_languages
from matcher.affinity.renewal import Origin, origin_of, renewed
from matcher.affinity.texts import Choice, Matrix, Places
from matcher.participants import Participant
from matcher.weights import Weights
from matcher.words import fold, words_of

_EVERYWHERE = frozenset({"alle", "hele", "heel", "regio", "provincie", "overal"})
_SECRET = frozenset({"geheim", "geheime", "secret"})

Codes = Callable[[Participant], Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Common:
    """What everybody has in common with everybody."""

    timely: Choice
    """Who has a common time."""
    same_side: Choice
    """Who are both informal, or both not."""
    ease: Matrix
    """What is kept of a value by how well two can talk with each other."""
    themes: Overlap
    target_groups: Overlap
    places: Overlap


def find_common(
    participants: Sequence[Participant],
    weights: Weights,
    people: Origin | None = None,
    earlier: Common | None = None,
) -> Common:
    """Find what everybody has in common with everybody.

    Args:
        participants: Everybody.
        weights: What is kept of the value of those who hardly understand each other.
        people: Where they stood before; fresh is who has another profile.
        earlier: What they had in common then.
    """
    stood = origin_of(range(len(participants)), ()) if people is None else people
    return Common(
        timely=renewed(
            None if earlier is None else earlier.timely,
            stood,
            stood,
            _sharing(participants, lambda p: p.availability.keys()),
        ),
        same_side=renewed(
            None if earlier is None else earlier.same_side,
            stood,
            stood,
            _sharing(participants, lambda p: (p.side,)),
        ),
        ease=renewed(
            None if earlier is None else earlier.ease,
            stood,
            stood,
            _easing(participants, weights),
        ),
        themes=overlap(
            participants,
            lambda p: p.themes,
            stood,
            None if earlier is None else earlier.themes,
        ),
        target_groups=overlap(
            participants,
            lambda p: p.target_groups,
            stood,
            None if earlier is None else earlier.target_groups,
        ),
        places=overlap(
            participants,
            lambda p: places_of(p.area),
            stood,
            None if earlier is None else earlier.places,
        ),
    )


def _sharing(
    participants: Sequence[Participant], codes_of: Codes
) -> Callable[[Places, Places], Choice]:
    """Make what tells of some and others which two have a code in common."""
    own = [codes_of(participant) for participant in participants]
    place = {name: n for n, name in enumerate(sorted({c for cs in own for c in cs}))}
    has = np.zeros((len(own), len(place)), dtype=np.float32)
    rows = np.repeat(np.arange(len(own)), [len(codes) for codes in own])
    has[rows, [place[code] for codes in own for code in codes]] = 1

    def share(some: Places, others: Places) -> Choice:
        return np.asarray(has[some] @ has[others].T > 0, dtype=np.bool_)

    return share


def _easing(
    participants: Sequence[Participant], weights: Weights
) -> Callable[[Places, Places], Matrix]:
    """Make what tells how well some can talk with others.

    All of a value is kept with a language that both speak well enough (B1), less
    with one that one of them speaks a little (A2), least where only an interpreter
    helps.
    """
    well = _sharing(participants, workable_languages)
    little = _sharing(participants, halting_languages)

    def ease(some: Places, others: Places) -> Matrix:
        kept = np.where(little(some, others), weights.halting, weights.interpreter)
        return np.asarray(np.where(well(some, others), 1, kept), dtype=np.float32)

    return ease


@lru_cache(maxsize=4096)
def places_of(area: str) -> frozenset[str]:
    """Give the names of places in an area; none for a secret address or a region."""
    if not _SECRET.isdisjoint(words_of(area)):
        return frozenset()
    names = (" ".join(part.split()) for part in fold(area).split(","))
    return frozenset(
        name for name in names if name and _EVERYWHERE.isdisjoint(words_of(name))
    )
