"""What each participant could gain from each other one beside asks and offers.

Rows are who receives, columns who gives. Everything is between 0 and 1 and
independent of the order in which participants are given.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from matcher.affinity.renewal import Origin, origin_of, renewed
from matcher.affinity.texts import Choice, Matrix, Places
from matcher.participants import Participant, ParticipantId
from matcher.weights import Weights
from matcher.wishes import Roll, Wish, WishPage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlap:
    """How far the codes of everybody agree with those of everybody else."""

    values: Matrix
    rarity: Mapping[str, float]


def overlap(
    participants: Sequence[Participant],
    codes_of: Callable[[Participant], AbstractSet[str]],
    people: Origin | None = None,
    earlier: Overlap | None = None,
) -> Overlap:
    """Give how far two sets of codes agree; a rare code in common counts more.

    Rarities are whole numbers, as those of words are: a code that one participant
    adds or drops makes a difference for others only where it doubles or halves.

    Args:
        participants: Everybody.
        codes_of: Gives the codes of one.
        people: Where they stood before; fresh is who has another profile.
        earlier: What they had in common then.
    """
    own = [codes_of(participant) for participant in participants]
    counts = Counter(chain.from_iterable(own))
    place = {name: n for n, name in enumerate(sorted(counts))}
    users = np.array([counts[name] for name in place])
    halvings = np.floor(np.log2(max(1, len(participants)))) + 1
    rarity = np.asarray(halvings - np.floor(np.log2(users)), dtype=np.float32)
    has = np.zeros((len(participants), len(place)), dtype=np.float32)
    rows = np.repeat(np.arange(len(own)), [len(codes) for codes in own])
    has[rows, [place[code] for codes in own for code in codes]] = 1
    total = np.sqrt(has @ rarity)

    def agree(some: Places, others: Places) -> Matrix:
        shared = (has[some] * rarity) @ has[others].T
        scale = np.outer(total[some], total[others])
        return np.asarray(shared / np.where(scale == 0, 1, scale), dtype=np.float32)

    rarities = dict(zip(place, rarity.tolist(), strict=True))
    stood = origin_of(range(len(own)), ()) if people is None else people
    if earlier is not None:
        moved = [rarities[name] != earlier.rarity.get(name) for name in place]
        stood = stood.touching(np.asarray(has @ np.array(moved, np.float32) > 0))
    before = None if earlier is None else earlier.values
    return Overlap(values=renewed(before, stood, stood, agree), rarity=rarities)


@dataclass(frozen=True, eq=False)
class WishShares:
    """What each wish that is evidence counts for; refusals and conditions are none."""

    roll: Roll
    pages: Sequence[WishPage]
    rows: Places
    """Who wishes, by place in the roll."""
    columns: Places
    """Who is wished for."""
    shares: Matrix

    def gain(self) -> Matrix:
        """Give what everybody's wishes gain: of each pair the strongest one."""
        found = np.zeros((len(self.roll.ids),) * 2, dtype=np.float32)
        np.maximum.at(found, (self.rows, self.columns), self.shares)
        return found

    def between(
        self, by: ParticipantId, target: ParticipantId
    ) -> Sequence[tuple[Wish, float]]:
        """Give the wishes of one about another with what each counts for."""
        place = self.roll.place
        if by not in place or target not in place:
            return ()
        cell = place[by] * len(place) + place[target]
        first, last = np.searchsorted(self._sorted, (cell, cell + 1)).tolist()
        return [
            (self._wish(nth), float(self.shares[nth]))
            for nth in self._order[first:last].tolist()
        ]

    def _wish(self, nth: int) -> Wish:
        page = int(np.searchsorted(self._starts, nth, side="right")) - 1
        return self.pages[page].wanting(nth - int(self._starts[page]))

    @cached_property
    def _starts(self) -> Places:
        """Where the wishes of each page begin."""
        return np.cumsum([0, *(len(page.named) for page in self.pages[:-1])])

    @cached_property
    def _order(self) -> Places:
        """The wishes, those of one about another beside each other."""
        return np.argsort(self._cells, kind="stable")

    @cached_property
    def _sorted(self) -> Places:
        return self._cells[self._order]

    @cached_property
    def _cells(self) -> Places:
        return self.rows * len(self.roll.ids) + self.columns


def wish_shares(
    roll: Roll, pages: Sequence[WishPage], fit: Matrix, timely: Choice, weights: Weights
) -> WishShares:
    """Give what each wish counts for.

    Of all whom the same words describe, the one that fits best in other ways (what
    is asked, themes, people) counts whole, the next ones less and less. Somebody
    who can never come at the same time takes no place in that row. Words that fit
    half of everybody say half as much.
    """
    none = np.empty(0, dtype=np.int64)
    ends = np.concatenate([none.reshape(0, 2), *(page.ends(roll) for page in pages)])
    rows, columns = ends[:, 0], ends[:, 1]
    named = np.concatenate([none.astype(np.bool_), *(page.named for page in pages)])
    choices = np.concatenate([none, *(page.choices for page in pages)])
    phrases = np.concatenate([none, *(page.phrases for page in pages)])
    starts = np.repeat(np.arange(len(pages)), [len(page.named) for page in pages])
    groups = starts * (1 + np.max(phrases, initial=0)) + phrases
    better = _better_in_group(groups, fit[rows, columns], timely[rows, columns])
    breadth = (choices - 1) / max(1, len(roll.ids) - 1)
    described = weights.described * (1 - breadth) / np.sqrt(1 + better)
    return WishShares(
        roll=roll,
        pages=pages,
        rows=rows,
        columns=columns,
        shares=np.where(named, weights.named, described).astype(np.float32),
    )


def _better_in_group(groups: Places, fits: Matrix, timely: Choice) -> Places:
    """Count for each wish those of the same words that fit better and have time."""
    order = np.lexsort((-fits, groups))
    before: Places = np.cumsum(timely[order]) - timely[order]
    starts = np.ones(len(order), dtype=np.bool_)
    starts[1:] = groups[order][1:] != groups[order][:-1]
    levels = starts.copy()
    levels[1:] |= fits[order][1:] != fits[order][:-1]
    at_start = np.maximum.accumulate(np.where(starts, before, 0))
    at_level = np.maximum.accumulate(np.where(levels, before, 0))
    better = np.empty(len(order), dtype=np.int64)
    better[order] = at_level - at_start
    return better
