"""Wishes that were read together, in the forms in which they are counted."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.participants import ParticipantId
from matcher.wishes.wish import Wish, WishForce

_WANTING = frozenset({WishForce.NAMED, WishForce.DESCRIBED})


@dataclass(frozen=True, eq=False)
class WishPage:
    """Wishes of one or more participants; a page that stays need not be counted anew."""

    wishes: tuple[Wish, ...]

    @cached_property
    def wanting(self) -> Sequence[Wish]:
        """The wishes to meet somebody who is known."""
        return [
            wish
            for wish in self.wishes
            if wish.target is not None and wish.force in _WANTING
        ]

    @cached_property
    def restraining(self) -> Sequence[Wish]:
        """The refusals and conditions about somebody who is known."""
        return [
            wish
            for wish in self.wishes
            if wish.target is not None and wish.force not in _WANTING
        ]

    @cached_property
    def wanted(self) -> Mapping[ParticipantId, AbstractSet[ParticipantId]]:
        """Whom each one wants to meet."""
        found: dict[ParticipantId, set[ParticipantId]] = {}
        for wish in self.wanting:
            if wish.target is not None:
                found.setdefault(wish.by, set()).add(wish.target)
        return found

    @cached_property
    def ends(self) -> Sequence[ParticipantId]:
        """Who wishes and who is wished for, of each wish to meet in turn."""
        pairs = ((wish.by, wish.target) for wish in self.wanting)
        return [end for pair in pairs for end in pair if end is not None]

    @cached_property
    def named(self) -> NDArray[np.bool_]:
        """Which wishes to meet are for somebody who is named."""
        return np.array([w.force is WishForce.NAMED for w in self.wanting], np.bool_)

    @cached_property
    def choices(self) -> NDArray[np.int64]:
        """How many participants the words of each wish to meet fit."""
        return np.array([wish.choices for wish in self.wanting], dtype=np.int64)

    @cached_property
    def phrases(self) -> NDArray[np.int64]:
        """Numbers from 0 that tell which wishes to meet are of the same words."""
        numbers: dict[tuple[ParticipantId, str, bool], int] = {}
        keys = ((w.by, w.text, w.force is WishForce.NAMED) for w in self.wanting)
        return np.array(
            [numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64
        )
