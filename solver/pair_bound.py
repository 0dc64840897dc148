"""A quick bound on the value: the linear programme over pairs, without slots.

Leaves out when a pair meets and keeps how many meetings there can be: of a
party, at all tables, with the interpreters of a language. A hundredth of the work
of the programme over (pair, slot), and close to it where there are many parties.
"""

from collections.abc import Sequence

from solver.facts import Facts
from solver.problem import Party, Person
from solver.relaxation import Relaxed, Row


def relax_pairs(facts: Facts, *, is_guarantee_met: bool) -> Relaxed:
    """Return the linear programme; its first variables are the possible pairs.

    Args:
        facts: The problem.
        is_guarantee_met: Whether every plan in question gives every party its
            minimum.
    """
    pairs = [pair for pair in facts.problem.pairs if facts.slots[pair.id]]
    number = {pair.id: index for index, pair in enumerate(pairs)}
    worth = [pair.value for pair in pairs]
    rows = [*_table_rows(facts, number), *_interpreter_rows(facts, number)]
    for party in facts.problem.parties:
        own = [number[e] for e in facts.pairs_of.get(party.id, ()) if e in number]
        least = party.min if is_guarantee_met else None
        rows.append(
            Row(
                weights=dict.fromkeys(own, 1),
                lower=least,
                upper=_most_meetings(facts, party),
            )
        )
        bonus = facts.problem.goals.bonus[: len(own)]
        steps = range(len(worth), len(worth) + len(bonus))
        worth += bonus
        rows.append(
            Row(weights=dict.fromkeys(own, -1) | dict.fromkeys(steps, 1), upper=0)
        )
    return Relaxed(ranges=[(0, 1)] * len(worth), worth=worth, offset=0, rows=rows)


def possible_pairs(facts: Facts) -> list[str]:
    """Return the pairs that have a variable, in the order of the variables."""
    return [pair.id for pair in facts.problem.pairs if facts.slots[pair.id]]


def _most_meetings(facts: Facts, party: Party) -> int:
    """Return how many meetings a party could have, by its people and its maximum."""
    most = sum(busiest(facts, facts.person[person]) for person in party.people)
    return most if party.max is None else min(most, party.max)


def busiest(facts: Facts, person: Person) -> int:
    """Return how many meetings a person could have, with rests between runs."""
    total = 0
    for block in facts.problem.blocks:
        run = 0
        for slot in block:
            if slot not in person.slots:
                run = 0
            elif person.max_run is not None and run == person.max_run:
                # A rest is best taken as late as possible.
                run = 0
            else:
                run += 1
                total += 1
    return total


def _table_rows(facts: Facts, number: dict[str, int]) -> Sequence[Row]:
    """Hold no more meetings at open tables than there are places."""
    seated = [e for e in number if not facts.has_stand(facts.pair[e])]
    places = sum(
        slot in facts.block_of for table in facts.open_tables for slot in table.slots
    )
    return [Row(weights={number[e]: 1 for e in seated}, upper=places)]


def _interpreter_rows(facts: Facts, number: dict[str, int]) -> list[Row]:
    """Interpret no more in a language than those who know it can."""
    rows = []
    languages = {pair.interpreter for pair in facts.problem.pairs} - {None}
    for language in sorted(filter(None, languages)):
        needy = [e for e in number if facts.pair[e].interpreter == language]
        hours = sum(
            slot in facts.block_of
            for interpreter in facts.problem.interpreters
            if language in interpreter.languages
            for slot in interpreter.slots
        )
        rows.append(Row(weights={number[e]: 1 for e in needy}, upper=hours))
    return rows
