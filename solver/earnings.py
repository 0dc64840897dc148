"""The most that people can earn by attending meetings at given prices.

Part of the verifier: a dynamic programme over slots that knows breaks between
blocks and rests after runs. Shares nothing with the engine.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from solver.problem import Person, Problem
from solver.prospects import Prospects, flags

_Ints = NDArray[np.int64]
_Flags = NDArray[np.bool_]

NEVER = -(2**60)
"""In place of the worth of what cannot be; no sum of prices comes near it."""


def most_earned(here: Prospects, party: _Ints) -> _Ints:
    """Return the most a party receives for each number of meetings.

    Each of its people earns for themselves, so the best of several people is the
    best way to divide a number between them.
    """
    problem = here.problem
    of_party = np.array(
        [row for row, each in enumerate(problem.parties) for _ in each.people],
        dtype=np.int64,
    )
    rank = [place for each in problem.parties for place in range(len(each.people))]
    people = [here.person[name] for each in problem.parties for name in each.people]
    best = _best_by_count(problem, people, party[of_party])
    most = max((len(each.people) for each in problem.parties), default=0)
    width = best.shape[1] - 1
    received = np.full((len(problem.parties), most * width + 1), NEVER, np.int64)
    received[:, 0] = 0
    for place in range(most):
        rows = np.flatnonzero(np.array(rank) == place)
        before, joined = received[of_party[rows]], best[rows]
        after = np.full_like(before, NEVER)
        for meetings in range(width + 1):
            shifted = before[:, : after.shape[1] - meetings]
            np.maximum(
                after[:, meetings:],
                shifted + joined[:, meetings, None],
                out=after[:, meetings:],
            )
        received[of_party[rows]] = np.maximum(after, NEVER)
    return received


def _best_by_count(problem: Problem, people: Sequence[Person], price: _Ints) -> _Ints:
    """Return the most each person earns for each number of meetings."""
    there = flags(problem, [person.slots for person in people])
    width = max((len(person.slots) for person in people), default=0) + 1
    best = np.full((len(people), width), NEVER, dtype=np.int64)
    longest = max((len(block) for block in problem.blocks), default=0)
    limits = np.array(
        [min(longest, p.max_run or longest) for p in people], dtype=np.int64
    )
    for limit in set(limits.tolist()):
        rows = np.flatnonzero(limits == limit)
        best[rows] = _best_within(problem, limit, there[rows], price[rows], width)
    return best


def _best_within(
    problem: Problem, limit: int, there: _Flags, price: _Ints, width: int
) -> _Ints:
    """Return the most people earn who have at most so many meetings on end.

    A dynamic programme over slots: for each length of the present run and each
    number of meetings so far, the most earned.
    """
    state = np.full((limit + 1, len(there), width), NEVER, dtype=np.int64)
    state[0, :, 0] = 0
    for block in problem.blocks:
        for place, slot in enumerate(block):
            after = np.full_like(state, NEVER)
            after[0] = state.max(axis=0)
            run = after[0][None] if place == 0 else state[:-1]
            met = np.where(
                there[:, slot, None], run[..., :-1] + price[:, slot, None], NEVER
            )
            after[1 : len(met) + 1, :, 1:] = met
            state = after
    return np.asarray(state.max(axis=0), dtype=np.int64)
