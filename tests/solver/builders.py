"""Small problems and plans, with only what a test is about."""

from collections.abc import Sequence
from dataclasses import replace

from solver import (
    Effort,
    Goal,
    Goals,
    HeldPair,
    Pair,
    Party,
    Person,
    Plan,
    Problem,
    Status,
    Table,
)

EFFORT = Effort(seconds=0.0, moves=0, seed=0, workers=1, version="test")


def slots_of(count: int) -> frozenset[int]:
    return frozenset(range(count))


def person(number: int | str, slots: Sequence[int] | int = 3, **more: object) -> Person:
    when = range(slots) if isinstance(slots, int) else slots
    return Person(id=f"p{number}", slots=frozenset(when), **more)


def party(number: int, people: Sequence[str] | None = None, **more: object) -> Party:
    names = (f"p{number}",) if people is None else tuple(people)
    return Party(id=f"W{number}", people=names, **more)


def table(number: int, slots: int | Sequence[int] = 3, **more: object) -> Table:
    when = range(slots) if isinstance(slots, int) else slots
    return Table(id=f"t{number}", slots=frozenset(when), **more)


def pair(a: int, b: int, value: int = 10, **more: object) -> Pair:
    return Pair(id=f"e{a}{b}", a=f"W{a}", b=f"W{b}", value=value, **more)


def event(
    *,
    parties: int = 4,
    slots: int = 3,
    tables: int = 2,
    order: Sequence[Goal] = (Goal.GUARANTEE, Goal.VALUE),
    **more: object,
) -> Problem:
    """Make an event in which everybody can meet everybody in every slot."""
    usual = Problem(
        name="test",
        slots=slots,
        blocks=(tuple(range(slots)),),
        people=tuple(person(n, slots) for n in range(parties)),
        parties=tuple(party(n) for n in range(parties)),
        tables=tuple(table(n, slots) for n in range(tables)),
        pairs=tuple(pair(a, b) for b in range(parties) for a in range(b)),
        goals=Goals(order=tuple(order)),
    )
    return replace(usual, **more)


def meeting(a: int, b: int, slot: int = 0, at: int = 0, **more: object) -> HeldPair:
    usual = HeldPair(
        pair=f"e{a}{b}",
        slot=slot,
        table=f"t{at}",
        person_a=f"p{a}",
        person_b=f"p{b}",
    )
    return replace(usual, **more)


def plan_of(*meetings: HeldPair, problem: str = "test", **more: object) -> Plan:
    return replace(
        Plan(
            problem=problem,
            status=Status.FEASIBLE,
            meetings=meetings,
            effort=EFFORT,
        ),
        **more,
    )
