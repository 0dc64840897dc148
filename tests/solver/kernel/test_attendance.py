"""Who attends, against every way to send people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

import pytest

from solver import EngineError, Pair, Problem
from solver.kernel.attendance import attend
from solver.kernel.ledger import SEATS, UNIT_ROW, WIDTH
from solver.kernel.rosters import make_roster
from tests.solver.builders import event, party, person, table
from tests.solver.kernel.counted import Bench, bench_of
from tests.solver.kernel.events import repeatable

SLOTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """A unit of several people and the pairs it meets, by slot."""

    bench: Bench
    meetings: Mapping[int, tuple[int, ...]]

    @property
    def pairs(self) -> list[tuple[int, Pair]]:
        numbers = self.bench.problem.pairs
        return [
            (slot, numbers[at]) for slot, own in self.meetings.items() for at in own
        ]


def a_unit(random: Random) -> Problem:
    """Make a party of two to four people, and partners who can always come."""
    people = [
        person(
            f"w{number}",
            [slot for slot in range(SLOTS) if random.random() < 0.8],
            max_run=random.choice([None, 1, 2, 3]),
        )
        for number in range(random.randint(2, 4))
    ]
    names = [each.id for each in people]
    partners = range(1, 9)
    pairs = tuple(
        Pair(
            id=f"e{number}",
            a="W0",
            b=f"W{number}",
            value=1,
            people_a=random.choice(
                [None, tuple(random.sample(names, random.randint(1, len(names))))]
            ),
        )
        for number in partners
    )
    return replace(
        event(slots=SLOTS),
        blocks=((0, 1, 2, 3), (4, 5)),
        people=(*people, *(person(number, SLOTS) for number in partners)),
        parties=(party(0, names), *(party(number) for number in partners)),
        tables=tuple(table(number, SLOTS) for number in partners),
        pairs=pairs,
    )


def a_seating(seed: int) -> Seating:
    """Write meetings of the unit into its rows, possible or not."""
    random = repeatable(seed)
    bench = bench_of(a_unit(random))
    assert bench is not None
    ledger = bench.ledger
    row = ledger.unit.reshape(-1, UNIT_ROW)[0]
    meetings: dict[int, list[int]] = {}
    for at in random.sample(range(8), random.randint(1, 8)):
        slot = random.randrange(SLOTS)
        own = meetings.setdefault(slot, [])
        if len(own) < row[WIDTH]:
            ledger.seat[row[SEATS] + slot * row[WIDTH] + len(own)] = 2 * at
            own.append(at)
            ledger.load[slot] += 1
    return Seating(
        bench=bench, meetings={slot: tuple(own) for slot, own in meetings.items()}
    )


def every_roster(seating: Seating) -> Iterator[dict[str, str]]:
    """Yield who goes to each meeting, by pair, in every way that keeps the rules."""
    ways: list[dict[str, str]] = [{}]
    slot_of = {pair.id: slot for slot, pair in seating.pairs}
    for _, pair in seating.pairs:
        names = seating.bench.laid_out.people[0]
        ways = [{**way, pair.id: name} for way in ways for name in names]
        ways = [way for way in ways if keeps_rules(seating, way, slot_of)]
    yield from ways


def keeps_rules(
    seating: Seating, way: Mapping[str, str], slot_of: Mapping[str, int]
) -> bool:
    people = {each.id: each for each in seating.bench.problem.people}
    named = {pair.id: pair.people_a for pair in seating.bench.problem.pairs}
    for name in seating.bench.laid_out.people[0]:
        own = [pair for pair, who in way.items() if who == name]
        slots = {slot_of[pair] for pair in own}
        most = people[name].max_run or SLOTS
        if (
            len(slots) < len(own)
            or not slots <= people[name].slots
            or any(name not in (named[pair] or (name,)) for pair in own)
            or any(
                set(block[first : first + most + 1]) <= slots
                for block in seating.bench.problem.blocks
                for first in range(len(block) - most)
            )
        ):
            return False
    return True


@pytest.mark.parametrize("seed", range(90))
def test_attendance_is_possible_exactly_where_some_roster_keeps_the_rules(
    seed: int,
) -> None:
    seating = a_seating(seed)
    possible = any(True for _ in every_roster(seating))

    assert (attend(seating.bench.ledger, 0) > 0) == possible


def test_attendance_is_decided_in_all_three_ways() -> None:
    answers = {attend(a_seating(seed).bench.ledger, 0) for seed in range(90)}

    assert answers == {0, 1, 2}


@pytest.mark.parametrize("seed", range(90))
def test_the_roster_written_down_keeps_the_rules(seed: int) -> None:
    seating = a_seating(seed)
    rosters = list(every_roster(seating))
    if not rosters:
        with pytest.raises(EngineError):
            make_roster(seating.bench.ledger)
        return

    roster = make_roster(seating.bench.ledger)

    names = seating.bench.laid_out.people[0]
    pairs = seating.bench.problem.pairs
    held = [at for own in seating.meetings.values() for at in own]
    assert {pairs[at].id: names[roster[2 * at]] for at in held} in rosters


@pytest.mark.parametrize("seed", range(60))
def test_who_attends_does_not_depend_on_the_order_of_the_seats(seed: int) -> None:
    ledger = a_seating(seed).bench.ledger
    answer, roster = attend(ledger, 0), ledger.sent.tolist()
    width = ledger.unit[WIDTH]

    for slot, load in enumerate(ledger.load[:SLOTS]):
        first = ledger.unit[SEATS] + slot * width
        ledger.seat[first : first + load] = ledger.seat[first : first + load][::-1]

    assert attend(ledger, 0) == answer
    assert ledger.sent.tolist() == roster
