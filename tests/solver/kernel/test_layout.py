"""What the kernel takes, and what it leaves to others."""

from dataclasses import replace

import numpy as np
import pytest

from solver import Problem
from solver.kernel.layout import to_words
from tests.solver.builders import event, pair, party, person, table
from tests.solver.kernel.counted import Bench, bench_of, held_by, plan_errors


def a_marathon(slots: int, people: int, max_run: int | None) -> Problem:
    """Make one party that meets somebody else in every slot of a long block."""
    names = tuple(f"pw{number}" for number in range(people))
    others = range(1, slots + 1)
    return replace(
        event(slots=slots),
        people=(
            *(person(name[1:], slots, max_run=max_run) for name in names),
            *(person(number, slots) for number in others),
        ),
        parties=(party(0, names), *(party(number) for number in others)),
        tables=(table(0, slots),),
        pairs=tuple(pair(0, number) for number in others),
    )


def filled(problem: Problem) -> Bench | None:
    bench = bench_of(problem)
    if bench is not None:
        bench.kernel.fill()
        assert plan_errors(bench) == []
    return bench


@pytest.mark.parametrize("people", [1, 2])
def test_without_a_limit_meetings_follow_without_end(people: int) -> None:
    bench = filled(a_marathon(120, people, None))

    assert bench is not None
    assert len(held_by(bench)) == 120


@pytest.mark.parametrize(
    ("max_run", "held"), [(1, 60), (15, 113), (16, 113), (100, 119), (120, 120)]
)
def test_a_lone_person_may_have_any_longest_run(max_run: int, held: int) -> None:
    bench = filled(a_marathon(120, 1, max_run))

    assert bench is not None
    assert len(held_by(bench)) == held


@pytest.mark.parametrize(
    ("max_run", "takes"), [(1, True), (15, True), (16, False), (110, False)]
)
def test_long_runs_of_several_people_are_left_to_others(
    max_run: int, *, takes: bool
) -> None:
    assert (filled(a_marathon(120, 2, max_run)) is not None) == takes


@pytest.mark.parametrize(("people", "takes"), [(31, True), (32, False)])
def test_too_many_people_who_share_parties_are_left_to_others(
    people: int, *, takes: bool
) -> None:
    assert (filled(a_marathon(3, people, 1)) is not None) == takes


@pytest.mark.parametrize("slots", [1, 62, 63, 64, 130])
def test_words_hold_one_bit_for_each_slot(slots: int) -> None:
    flags = np.arange(2 * slots).reshape(2, slots) % 3 == 0

    words = to_words(flags).reshape(2, -1)

    assert [
        [(int(row[slot // 63]) >> (slot % 63)) & 1 == 1 for slot in range(slots)]
        for row in words
    ] == flags.tolist()
    assert (words >= 0).all()
