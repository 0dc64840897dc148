"""Every goal counted by hand in plans small enough to do so."""

from dataclasses import replace

from solver import Goal, Goals
from solver.recount import recount
from tests.solver.builders import event, meeting, pair, party, person


def test_the_guarantee_counts_parties_with_nothing_and_meetings_short() -> None:
    problem = replace(
        event(), parties=(party(0, min=2), party(1, min=1), party(2, min=3), party(3))
    )

    counted = recount(problem, [meeting(0, 1)])

    assert counted[Goal.GUARANTEE] == (1, 1 + 0 + 3)


def test_the_value_adds_bonuses_up_to_the_end_of_the_list() -> None:
    pairs = (pair(0, 1, 5), pair(0, 2, 7), pair(0, 3, 11))
    problem = event(pairs=pairs, goals=Goals(order=(Goal.VALUE,), bonus=(100, 20)))

    counted = recount(problem, [meeting(0, n, slot=n - 1) for n in (1, 2, 3)])

    assert counted[Goal.VALUE] == (5 + 7 + 11 + (100 + 20) + 3 * 100,)


def test_both_sides_that_come_only_if_needed_count() -> None:
    unwelcome = frozenset({1})
    parties = (party(0, if_needed=unwelcome), party(1, if_needed=unwelcome), party(2))
    problem = replace(event(parties=3), parties=parties)
    meetings = [meeting(0, 1, slot=1), meeting(0, 2, slot=0), meeting(1, 2, slot=1)]

    assert recount(problem, meetings)[Goal.IF_NEEDED] == (2 + 0 + 1,)


def test_waiting_slots_are_those_one_could_have_met_in() -> None:
    problem = replace(
        event(slots=4),
        people=(person(0, [0, 1, 3]), person(1, 4), person(2, 4), person(3, 4)),
    )

    counted = recount(problem, [meeting(0, 1), meeting(0, 1, slot=3)])

    # The first person waits in slot 1 (and is away in 2), the second in 1 and 2.
    assert counted[Goal.WAITING_SLOTS] == (1 + 2,)


def test_nobody_waits_over_the_end_of_a_block() -> None:
    problem = event(slots=4, blocks=((0, 1), (2, 3)))

    counted = recount(problem, [meeting(0, 1), meeting(0, 1, slot=3)])

    assert counted[Goal.WAITING_SLOTS] == (0,)
    assert counted[Goal.WAITING_PERIODS] == (2,)


def test_meetings_in_one_slot_or_following_slots_make_no_waiting_period() -> None:
    meetings = [meeting(0, 1), meeting(0, 2), meeting(0, 3, slot=1)]

    assert recount(event(), meetings)[Goal.WAITING_PERIODS] == (0,)


def test_table_changes_are_counted_by_person_within_a_block() -> None:
    problem = event(slots=4, blocks=((0, 1), (2, 3)))
    meetings = [
        meeting(0, 1, slot=0, at=0),
        meeting(0, 2, slot=1, at=1),
        meeting(0, 3, slot=2, at=0),
        meeting(1, 2, slot=3, at=1),
    ]

    assert recount(problem, meetings)[Goal.TABLE_CHANGES] == (1,)


def test_pairs_that_are_not_in_the_problem_count_for_nothing() -> None:
    problem = event(pairs=(pair(0, 1),))

    assert recount(problem, [meeting(2, 3)])[Goal.VALUE] == (0,)
