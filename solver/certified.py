"""Compute the bound that a certificate proves; part of the verifier.

For any prices, a plan is worth what its meetings are worth above the prices they
pay, plus the prices paid, plus the bonuses. Each of these is at most what is
computed here, so no plan is worth more (weak duality; ``docs/model.md``, "What is
proven"). Shares nothing with the engine. Whole numbers throughout.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from solver.certificate import PRICE_SCALE, Certificate, Cut, Prices
from solver.earnings import NEVER, most_earned
from solver.problem import Person, Problem
from solver.prospects import Prospects, find_prospects

_Ints = NDArray[np.int64]


def proven_bound(problem: Problem, certificate: Certificate) -> int:
    """Return what no plan is worth more than, by a certificate without faults."""
    here = find_prospects(problem)
    prices = {price.party: price.prices for price in certificate.parties}
    party = _by_slot(problem, (prices.get(p.id, (0,)) for p in problem.parties))
    total = _meetings(here, party, certificate)
    total += _attendance(here, party, keeps_guarantee=certificate.keeps_guarantee)
    total += _resources(problem, certificate)
    total += sum(cut.price * _limit(here, cut) for cut in certificate.cuts)
    return total // PRICE_SCALE


def _by_slot(problem: Problem, prices: Iterable[Prices]) -> _Ints:
    """Return prices with one for each slot."""
    rows = [each * problem.slots if len(each) == 1 else each for each in prices]
    return np.array(rows, dtype=np.int64).reshape(len(rows), problem.slots)


def _meetings(here: Prospects, party: _Ints, certificate: Certificate) -> int:
    """Return the most that meetings are worth above the prices they pay."""
    problem = here.problem
    table, language = _needs(problem, certificate)
    refund = _charged_by_cuts(here, certificate.cuts)
    worth = PRICE_SCALE * np.array([pair.value for pair in problem.pairs], np.int64)
    best = np.full(len(problem.pairs), NEVER, dtype=np.int64)
    for slot in range(problem.slots):
        left = worth - party[here.left, slot] - party[here.right, slot]
        left -= table[:, slot] + language[:, slot]
        if refund is not None:
            left -= refund[:, slot]
        np.maximum(best, np.where(here.possible[:, slot], left, NEVER), out=best)
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


def _charged_by_cuts(here: Prospects, cuts: Sequence[Cut]) -> _Ints | None:
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


def _limit(here: Prospects, cut: Cut) -> int:
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


def _attendance(here: Prospects, party: _Ints, *, keeps_guarantee: bool) -> int:
    """Return the most that parties receive in prices and bonuses."""
    problem = here.problem
    received = most_earned(here, party)
    candidates = np.bincount(
        np.append(here.left, here.right)[np.tile(here.possible.any(axis=1), 2)],
        minlength=len(problem.parties),
    ).tolist()
    bonus = [PRICE_SCALE * entry for entry in problem.goals.bonus]
    bonuses = list(accumulate(bonus, initial=0))
    total = 0
    for each, most, count in zip(problem.parties, received, candidates, strict=True):
        reach = [best for best in most.tolist() if best > NEVER // 2]
        highest = min(len(reach) - 1, count)
        if each.max is not None:
            highest = min(highest, each.max)
        lowest = min(each.min, highest) if keeps_guarantee else 0
        total += max(
            reach[meetings] + bonuses[min(meetings, len(bonus))]
            for meetings in range(lowest, highest + 1)
        )
    return total


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
