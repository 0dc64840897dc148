"""The rules somebody could decide to give up, by name, and a problem without some.

The names are those of ``docs/model.md``. What nobody can give up is not a rule but
a fact: when people, tables and interpreters are there, and that they are in one
place at a time.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from solver.problem import Pair, Party, Person, Problem

SPREAD = "max_waiting_spread"


def required(pair: str) -> str:
    """Name the rule that a pair must be held."""
    return f"required:{pair}"


def fixed(pair: str) -> str:
    """Name the rule that a pair is held in its slot and at its table."""
    return f"fixed:{pair}"


def after(pair: str) -> str:
    """Name the rule that a pair comes after those it names."""
    return f"after:{pair}"


def most(party: str) -> str:
    """Name the rule that a party has at most so many meetings."""
    return f"max:{party}"


def longest_run(person: str) -> str:
    """Name the rule that a person has a break after so many meetings."""
    return f"max_run:{person}"


def list_rules(problem: Problem) -> list[str]:
    """Name every rule of a problem that somebody could decide to give up."""
    spread = problem.goals.max_waiting_spread
    return [
        *(longest_run(p.id) for p in problem.people if p.max_run is not None),
        *(most(p.id) for p in problem.parties if p.max is not None),
        *(after(p.id) for p in problem.pairs if p.after),
        *([] if spread is None else [SPREAD]),
        *(fixed(each.pair) for each in problem.fixed),
        *(required(p.id) for p in problem.pairs if p.required),
    ]


def in_order(problem: Problem, rules: Iterable[str]) -> tuple[str, ...]:
    """Return rules in the order in which the problem states them."""
    place = {rule: number for number, rule in enumerate(list_rules(problem))}
    return tuple(sorted(rules, key=place.__getitem__))


def keep(problem: Problem, rules: Collection[str]) -> Problem:
    """Return the problem with no other rules than these, of those `list_rules` names."""
    kept = frozenset(rules)
    goals = problem.goals
    if SPREAD not in kept:
        goals = replace(goals, max_waiting_spread=None)
    return replace(
        problem,
        people=tuple(_person(each, kept) for each in problem.people),
        parties=tuple(_party(each, kept) for each in problem.parties),
        pairs=tuple(_pair(each, kept) for each in problem.pairs),
        fixed=tuple(each for each in problem.fixed if fixed(each.pair) in kept),
        goals=goals,
    )


def _person(person: Person, kept: frozenset[str]) -> Person:
    if person.max_run is None or longest_run(person.id) in kept:
        return person
    return replace(person, max_run=None)


def _party(party: Party, kept: frozenset[str]) -> Party:
    if party.max is None or most(party.id) in kept:
        return party
    return replace(party, max=None)


def _pair(pair: Pair, kept: frozenset[str]) -> Pair:
    needed = required(pair.id) in kept
    earlier = pair.after if after(pair.id) in kept else ()
    if needed == pair.required and earlier == pair.after:
        return pair
    return replace(pair, required=needed, after=earlier)
