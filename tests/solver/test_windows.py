"""Which slots are planned anew, and how two plans are put together."""

import pytest

from solver.facts import find_facts
from solver.windows import Windows, merge
from tests.solver.builders import event, meeting


def windows(*, adjacent: bool, **more: object) -> Windows:
    return Windows(find_facts(event(slots=6, **more)), 0, adjacent=adjacent)


def test_windows_drawn_together_have_no_slot_in_common() -> None:
    drawn = windows(adjacent=False).draw(3)

    assert sorted(map(len, drawn)) == [2, 2, 2]
    assert frozenset().union(*drawn) == set(range(6))


def test_no_more_windows_are_drawn_than_fit() -> None:
    assert len(windows(adjacent=False).draw(9)) == 3


def test_adjacent_windows_are_runs_of_one_block_each() -> None:
    blocks = ((0, 1, 2), (3, 4, 5))

    drawn = windows(adjacent=True, blocks=blocks).draw(5)

    assert len(drawn) == 2
    for window in drawn:
        assert max(window) - min(window) == len(window) - 1 == 1
        assert any(window <= set(block) for block in blocks)


def test_windows_grow_when_they_bring_nothing() -> None:
    search = windows(adjacent=False)

    search.learn(improved=False, tried=7)

    assert search.size == 3


def test_windows_keep_their_size_while_they_bring_something() -> None:
    search = windows(adjacent=False)

    search.learn(improved=False, tried=6)
    search.learn(improved=True, tried=1)
    search.learn(improved=False, tried=6)

    assert search.size == 2


@pytest.mark.parametrize(
    ("adjacent", "blocks", "sizes"),
    [
        (False, ((0, 1, 2), (3, 4, 5)), 5),
        (True, ((0, 1, 2), (3, 4, 5)), 3),
        (True, ((0, 1, 2, 3, 4, 5),), 5),
    ],
)
def test_windows_end_before_they_are_the_whole_problem(adjacent, blocks, sizes) -> None:
    search = windows(adjacent=adjacent, blocks=blocks)

    while search.are_left:
        largest = search.size
        search.learn(improved=False, tried=1000)

    assert largest == sizes


def test_merging_takes_only_the_window_from_the_other_plan() -> None:
    ours = (meeting(0, 1), meeting(2, 3, slot=1))
    theirs = (meeting(0, 2), meeting(1, 3, slot=1))

    merged = merge(ours, theirs, frozenset({1}))

    assert merged == (meeting(0, 1), meeting(1, 3, slot=1))
