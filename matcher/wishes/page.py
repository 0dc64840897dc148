"""Wishes that were read together, in the forms in which they are counted."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from matcher.participants import ParticipantId
from matcher.wishes.wish import Saying, Wish, WishForce

Said = tuple[Saying, tuple[ParticipantId, ...]]
"""What some words say, and of whom; of nobody where they fit nobody we know."""

_WANTING = frozenset({WishForce.NAMED, WishForce.DESCRIBED})


@dataclass(frozen=True, eq=False)
class Roll:
    """Who takes part, in order, and where each one stands."""

    ids: tuple[ParticipantId, ...]

    @cached_property
    def place(self) -> Mapping[ParticipantId, int]:
        """Where each one stands, counted from 0."""
        return {one: place for place, one in enumerate(self.ids)}


@dataclass(frozen=True, eq=False)
class WishPage:
    """Wishes of one or more participants; a page that stays need not be counted anew.

    One saying can fit hundreds. So the wishes themselves are only made of those that
    are asked for.
    """

    said: Sequence[Said]
    _ends: dict[Roll, NDArray[np.int64]] = field(
        default_factory=dict, init=False, repr=False
    )
    """The latest answer of `ends`."""

    @classmethod
    def of(cls, wishes: Iterable[Wish]) -> "WishPage":
        """Write down wishes."""
        return cls(
            [
                (wish.saying, () if wish.target is None else (wish.target,))
                for wish in wishes
            ]
        )

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """All wishes."""
        return tuple(
            saying.about(target)
            for saying, targets in self.said
            for target in targets or (None,)
        )

    def wanting(self, nth: int) -> Wish:
        """Give one of the wishes to meet somebody who is known, counted from 0."""
        for saying, targets in self._wanting:
            if nth < len(targets):
                return saying.about(targets[nth])
            nth -= len(targets)
        raise IndexError(nth)

    @cached_property
    def conditions(self) -> Sequence[Wish]:
        """The conditions about somebody who is known."""
        return [
            saying.about(target)
            for saying, targets in self.said
            if saying.force is WishForce.CONDITIONAL
            for target in targets
        ]

    @cached_property
    def refusals(self) -> Sequence[Said]:
        """What refuses somebody who is known."""
        return [each for each in self.said if each[0].force is WishForce.REFUSED]

    @cached_property
    def wanted(self) -> Mapping[ParticipantId, AbstractSet[ParticipantId]]:
        """Whom each one wants to meet."""
        found: dict[ParticipantId, set[ParticipantId]] = {}
        for saying, targets in self._wanting:
            found.setdefault(saying.by, set()).update(targets)
        return found

    def ends(self, roll: Roll) -> NDArray[np.int64]:
        """Give where who wishes and who is wished for stand, of each wish to meet."""
        found = self._ends.get(roll)
        if found is None:
            place = roll.place
            by = self._of_each([place[saying.by] for saying, _ in self._wanting])
            targets = chain.from_iterable(targets for _, targets in self._wanting)
            towards = np.fromiter(map(place.__getitem__, targets), np.int64, len(by))
            found = np.stack([by, towards], axis=1)
            self._ends.clear()
            self._ends[roll] = found
        return found

    @cached_property
    def named(self) -> NDArray[np.bool_]:
        """Which wishes to meet are for somebody who is named."""
        forces = [saying.force is WishForce.NAMED for saying, _ in self._wanting]
        return self._of_each(forces).astype(np.bool_)

    @cached_property
    def choices(self) -> NDArray[np.int64]:
        """How many participants the words of each wish to meet fit."""
        return self._of_each([saying.choices for saying, _ in self._wanting])

    @cached_property
    def phrases(self) -> NDArray[np.int64]:
        """Numbers from 0 that tell which wishes to meet are of the same words."""
        numbers: dict[tuple[ParticipantId, str, bool], int] = {}
        keys = ((w.by, w.text, w.force is WishForce.NAMED) for w, _ in self._wanting)
        return self._of_each([numbers.setdefault(key, len(numbers)) for key in keys])

    @cached_property
    def _wanting(self) -> Sequence[Said]:
        """What says to want to meet somebody who is known."""
        return [
            (saying, targets)
            for saying, targets in self.said
            if saying.force in _WANTING and targets
        ]

    def _of_each(self, numbers: Sequence[int]) -> NDArray[np.int64]:
        """Give a number of each saying that wants, to each whom it is said of."""
        counts = [len(targets) for _, targets in self._wanting]
        return np.repeat(np.array(numbers, dtype=np.int64), counts)
