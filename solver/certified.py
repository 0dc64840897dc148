"""Compute the bound that a certificate proves; part of the verifier.

For any prices, a plan is worth what its meetings are worth above the prices they
pay, plus the prices paid, plus the bonuses. Each of these is at most what is
computed here, so no plan is worth more (weak duality; ``docs/model.md``, "What is
proven"). Shares nothing with the engine. Whole numbers throughout.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from solver.certificate import PRICE_SCALE, Certificate, Cut, Prices
from solver.problem import Pair, Person, Problem

_Ints = NDArray[np.int64]
_Flags = NDArray[np.bool_]

_NEVER = -(2**60)
"""In place of the worth of what cannot be; no sum of prices comes near it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Situation:
    """A problem's people by name, and what could be held when, in arrays."""

    problem: Problem
    person: dict[str, Person]
    number: dict[str, int]
    """The position of each party."""
    left: _Ints
    right: _Ints
    """The parties of each pair, as positions."""
    possible: _Flags
    """For each pair and slot, whether it could be held then."""


def proven_bound(problem: Problem, certificate: Certificate) -> int:
    """Return what no plan is worth more than, by a certificate without faults."""
    here = _situation(problem)
    prices = {price.party: price.prices for price in certificate.parties}
    party = _by_slot(problem, (prices.get(p.id, (0,)) for p in problem.parties))
    total = _meetings(here, party, certificate)
    total += _attendance(here, party, keeps_guarantee=certificate.keeps_guarantee)
    total += _resources(problem, certificate)
    total += sum(cut.price * _limit(here, cut) for cut in certificate.cuts)
    return total // PRICE_SCALE


def _situation(problem: Problem) -> _Situation:
    number = {party.id: index for index, party in enumerate(problem.parties)}
    left = np.array([number[pair.a] for pair in problem.pairs], dtype=np.int64)
    right = np.array([number[pair.b] for pair in problem.pairs], dtype=np.int64)
    person = {person.id: person for person in problem.people}
    there = [
        frozenset[int]().union(*(person[name].slots for name in party.people))
        for party in problem.parties
    ]
    people = _flags(problem, there)
    possible = people[left] & people[right] & _flags(problem, _openings(problem))
    for index, pair in enumerate(problem.pairs):
        if pair.people_a is not None or pair.people_b is not None:
            possible[index] &= _flags(problem, [_named(person, pair)])[0]
    for index, slots in _with_two_people(problem, person, left, right):
        possible[index] &= _flags(problem, [slots])[0]
    return _Situation(
        problem=problem,
        person=person,
        number=number,
        left=left,
        right=right,
        possible=possible,
    )


def _flags(problem: Problem, sets: Iterable[Collection[int]]) -> _Flags:
    """Return which slots are in each of some sets; equal sets are written once."""
    known: dict[Collection[int], int] = {}
    rows = [known.setdefault(slots, len(known)) for slots in sets]
    flags = np.zeros((len(known), problem.slots), dtype=bool)
    for slots, row in known.items():
        flags[row, list(slots)] = True
    return flags[np.array(rows, dtype=np.int64)]


def _openings(problem: Problem) -> Iterable[frozenset[int]]:
    """Yield, for each pair, when its slots, table and interpreter are there."""
    used = frozenset(slot for block in problem.blocks for slot in block)
    fixed = {each.pair: frozenset({each.slot}) for each in problem.fixed}
    stands: dict[str, frozenset[int]] = {}
    for table in problem.tables:
        if table.owner is not None:
            stands[table.owner] = stands.get(table.owner, frozenset()) | table.slots
    known: dict[object, frozenset[int]] = {}
    for pair in problem.pairs:
        at = tuple(stands[party] for party in (pair.a, pair.b) if party in stands)
        key = (at or pair.features, pair.interpreter)
        if key not in known:
            where = at or [
                table.slots
                for table in problem.tables
                if table.owner is None and pair.features <= table.features
            ]
            known[key] = used & frozenset[int]().union(*where)
            known[key] &= _interpreted(problem, pair.interpreter, used)
        slots = known[key]
        if pair.slots is not None:
            slots &= pair.slots
        yield slots & fixed.get(pair.id, used)


def _interpreted(
    problem: Problem, language: str | None, used: frozenset[int]
) -> frozenset[int]:
    """Return when an interpreter of a language is there."""
    if language is None:
        return used
    return frozenset[int]().union(
        *(i.slots for i in problem.interpreters if language in i.languages)
    )


def _named(person: dict[str, Person], pair: Pair) -> frozenset[int]:
    """Return when those can come who are named for either side."""
    sides = [names for names in (pair.people_a, pair.people_b) if names is not None]
    when = [
        frozenset[int]().union(*(person[name].slots for name in names))
        for names in sides
    ]
    return when[0].intersection(*when)


def _with_two_people(
    problem: Problem, person: dict[str, Person], left: _Ints, right: _Ints
) -> Iterable[tuple[int, frozenset[int]]]:
    """Yield, for pairs whose sides share people, when two people can be found."""
    seen: set[str] = set()
    shared: set[str] = set()
    for party in problem.parties:
        shared |= seen.intersection(party.people)
        seen.update(party.people)
    if not shared:
        return
    for index, pair in enumerate(problem.pairs):
        ours = pair.people_a or problem.parties[left[index]].people
        theirs = pair.people_b or problem.parties[right[index]].people
        if not shared.isdisjoint(ours) and not set(ours).isdisjoint(theirs):
            yield (
                index,
                frozenset(
                    slot
                    for slot in range(problem.slots)
                    if len({p for p in (*ours, *theirs) if slot in person[p].slots}) > 1
                ),
            )


def _by_slot(problem: Problem, prices: Iterable[Prices]) -> _Ints:
    """Return prices with one for each slot."""
    rows = [each * problem.slots if len(each) == 1 else each for each in prices]
    return np.array(rows, dtype=np.int64).reshape(len(rows), problem.slots)


def _meetings(here: _Situation, party: _Ints, certificate: Certificate) -> int:
    """Return the most that meetings are worth above the prices they pay."""
    problem = here.problem
    table, language = _needs(problem, certificate)
    refund = _charged_by_cuts(here, certificate.cuts)
    worth = PRICE_SCALE * np.array([pair.value for pair in problem.pairs], np.int64)
    best = np.full(len(problem.pairs), _NEVER, dtype=np.int64)
    for slot in range(problem.slots):
        left = worth - party[here.left, slot] - party[here.right, slot]
        left -= table[:, slot] + language[:, slot]
        if refund is not None:
            left -= refund[:, slot]
        np.maximum(best, np.where(here.possible[:, slot], left, _NEVER), out=best)
    fixed = {each.pair for each in problem.fixed}
    must = np.array([p.required or p.id in fixed for p in problem.pairs], dtype=bool)
    held = np.where(must, best, np.maximum(best, 0))
    return int(held[here.possible.any(axis=1)].sum())


def _needs(problem: Problem, certificate: Certificate) -> tuple[_Ints, _Ints]:
    """Return what each pair pays for an open table, and for an interpreter."""
    free = (0,)
    tables = {frozenset(each.features): each.prices for each in certificate.tables}
    languages = {each.language: each.prices for each in certificate.interpreters}
    owners = {table.owner for table in problem.tables}
    table_rows = _by_slot(problem, [free, *tables.values()])
    language_rows = _by_slot(problem, [free, *languages.values()])
    table_row = {name: row for row, name in enumerate(tables, start=1)}
    language_row = {name: row for row, name in enumerate(languages, start=1)}
    at = [
        0 if pair.a in owners or pair.b in owners else table_row.get(pair.features, 0)
        for pair in problem.pairs
    ]
    spoken = [language_row.get(pair.interpreter or "", 0) for pair in problem.pairs]
    return (
        table_rows[np.array(at, dtype=np.int64)],
        language_rows[np.array(spoken, dtype=np.int64)],
    )


def _charged_by_cuts(here: _Situation, cuts: Sequence[Cut]) -> _Ints | None:
    """Return what each pair pays to the cuts in each slot."""
    if not cuts:
        return None
    slots = here.problem.slots
    paid = np.zeros((len(here.problem.pairs), slots), dtype=np.int64)
    pair_number = {pair.id: index for index, pair in enumerate(here.problem.pairs)}
    pairs_of: dict[int, list[int]] = {}
    for index, ends in enumerate(zip(here.left.tolist(), here.right.tolist())):  # noqa: B905 -- equally long
        for end in ends:
            pairs_of.setdefault(end, []).append(index)
    for cut in cuts:
        halves: dict[int, _Ints] = {}
        for party, when in zip(cut.parties, _slot_sets(cut), strict=True):
            for index in pairs_of.get(here.number[party], ()):
                row = halves.setdefault(index, np.zeros(slots, dtype=np.int64))
                row[list(when)] += 1
        for name in cut.pairs:
            index = pair_number[name]
            halves.setdefault(index, np.zeros(slots, dtype=np.int64))[:] += 1
        for index, row in halves.items():
            paid[index] += cut.price * (row // 2)
    return paid


def _slot_sets(cut: Cut) -> Sequence[tuple[int, ...]]:
    return cut.slots * len(cut.parties) if len(cut.slots) == 1 else cut.slots


def _limit(here: _Situation, cut: Cut) -> int:
    """Return the right side of a cut: half of what was added up, rounded down."""
    total = len(cut.pairs)
    for name, slots in zip(cut.parties, _slot_sets(cut), strict=True):
        party = here.problem.parties[here.number[name]]
        people = [here.person[person] for person in party.people]
        most = sum(_busiest(here.problem, someone, set(slots)) for someone in people)
        total += most if party.max is None else min(most, party.max)
    return total // 2


def _busiest(problem: Problem, person: Person, slots: set[int]) -> int:
    """Return how many meetings a person can have in some slots.

    Going on until a rest is due is best: putting off a rest never takes away a
    later meeting that was possible before.
    """
    total = 0
    for block in problem.blocks:
        run = 0
        for slot in block:
            free = slot in slots and slot in person.slots and run != person.max_run
            run = run + 1 if free else 0
            total += free
    return total


def _attendance(here: _Situation, party: _Ints, *, keeps_guarantee: bool) -> int:
    """Return the most that parties receive in prices and bonuses."""
    problem = here.problem
    received = _received(here, party)
    candidates = np.bincount(
        np.append(here.left, here.right)[np.tile(here.possible.any(axis=1), 2)],
        minlength=len(problem.parties),
    ).tolist()
    bonus = [PRICE_SCALE * entry for entry in problem.goals.bonus]
    bonuses = list(accumulate(bonus, initial=0))
    total = 0
    for each, most, count in zip(problem.parties, received, candidates, strict=True):
        reach = [best for best in most.tolist() if best > _NEVER // 2]
        highest = min(len(reach) - 1, count)
        if each.max is not None:
            highest = min(highest, each.max)
        lowest = min(each.min, highest) if keeps_guarantee else 0
        total += max(
            reach[meetings] + bonuses[min(meetings, len(bonus))]
            for meetings in range(lowest, highest + 1)
        )
    return total


def _received(here: _Situation, party: _Ints) -> _Ints:
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
    received = np.full((len(problem.parties), most * width + 1), _NEVER, np.int64)
    received[:, 0] = 0
    for place in range(most):
        rows = np.flatnonzero(np.array(rank) == place)
        before, joined = received[of_party[rows]], best[rows]
        after = np.full_like(before, _NEVER)
        for meetings in range(width + 1):
            shifted = before[:, : after.shape[1] - meetings]
            np.maximum(
                after[:, meetings:],
                shifted + joined[:, meetings, None],
                out=after[:, meetings:],
            )
        received[of_party[rows]] = np.maximum(after, _NEVER)
    return received


def _best_by_count(problem: Problem, people: Sequence[Person], price: _Ints) -> _Ints:
    """Return the most each person earns for each number of meetings."""
    there = _flags(problem, [person.slots for person in people])
    width = max((len(person.slots) for person in people), default=0) + 1
    best = np.full((len(people), width), _NEVER, dtype=np.int64)
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
    state = np.full((limit + 1, len(there), width), _NEVER, dtype=np.int64)
    state[0, :, 0] = 0
    for block in problem.blocks:
        for place, slot in enumerate(block):
            after = np.full_like(state, _NEVER)
            after[0] = state.max(axis=0)
            run = after[0][None] if place == 0 else state[:-1]
            met = np.where(
                there[:, slot, None], run[..., :-1] + price[:, slot, None], _NEVER
            )
            after[1 : len(met) + 1, :, 1:] = met
            state = after
    return np.asarray(state.max(axis=0), dtype=np.int64)


def _resources(problem: Problem, certificate: Certificate) -> int:
    """Return the most that open tables and interpreters receive in prices."""
    used = np.zeros(problem.slots, dtype=bool)
    for block in problem.blocks:
        used[list(block)] = True
    tables = [
        (frozenset(each.features), row)
        for each, row in zip(
            certificate.tables,
            _by_slot(problem, [each.prices for each in certificate.tables]),
            strict=True,
        )
    ]
    languages = [
        (frozenset({each.language}), row)
        for each, row in zip(
            certificate.interpreters,
            _by_slot(problem, [each.prices for each in certificate.interpreters]),
            strict=True,
        )
    ]
    members = [
        (table.features, table.slots, tables)
        for table in problem.tables
        if table.owner is None
    ]
    members += [(i.languages, i.slots, languages) for i in problem.interpreters]
    known: dict[tuple[bool, frozenset[str]], _Ints] = {}
    total = 0
    for offer, slots, kinds in members:
        key = (kinds is tables, offer)
        if key not in known:
            served = [row for kind, row in kinds if kind <= offer]
            best = np.max(served, axis=0) if served else used * 0
            known[key] = np.where(used, best, 0)
        total += int(known[key][list(slots)].sum())
    return total
