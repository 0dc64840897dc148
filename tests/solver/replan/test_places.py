"""Tables and interpreters for meetings that had to change."""

from dataclasses import replace

from solver.facts import find_facts
from solver.replan.places import seat_newly
from solver.seating import Unseated
from tests.solver.builders import event, meeting, pair, table


def unseated(a: int, b: int) -> Unseated:
    return Unseated(pair=f"e{a}{b}", slot=0, person_a=f"p{a}", person_b=f"p{b}")


def test_a_meeting_keeps_its_table_where_that_leaves_enough_for_others() -> None:
    facts = find_facts(event(parties=4, slots=1, tables=3))

    seated = seat_newly(
        facts, (), [unseated(0, 1), unseated(2, 3)], [meeting(0, 1, at=2)]
    )

    assert seated[0].table == "t2"


def test_a_meeting_gives_up_its_table_to_one_that_needs_it() -> None:
    quiet = frozenset({"quiet"})
    problem = replace(
        event(slots=1, pairs=(pair(0, 1), pair(2, 3, features=quiet))),
        tables=(table(0, 1, features=quiet), table(1, 1)),
    )
    facts = find_facts(problem)

    seated = seat_newly(facts, (), [unseated(0, 1), unseated(2, 3)], [meeting(0, 1)])

    assert [each.table for each in seated] == ["t1", "t0"]
