"""An instance in the engine's own terms."""

from dataclasses import replace

from hypothesis import given

from solver import FixedMeeting, Goal, Goals, check, read_problem, write_problem
from solver.b2b import B2BInstance, read_instance, to_problem
from solver.b2b.translation import to_meetings
from solver.recount import recount
from tests.solver.b2b.files import EVERYTHING, instance_of
from tests.solver.b2b.trials import instances


def test_to_problem_says_all_that_the_instance_says() -> None:
    problem = check(to_problem(read_instance(EVERYTHING, "m.dzn"), 1))

    assert problem.blocks == ((0, 1, 2), (3, 4))
    assert [sorted(person.slots) for person in problem.people] == [
        [0, 1, 2, 3, 4],
        [0, 2, 3, 4],
        [0, 1, 2, 3, 4],
        [0, 1, 2, 3],
    ]
    assert [party.people for party in problem.parties] == [
        ("p1",),
        ("p2",),
        ("p3",),
        ("p4",),
    ]
    assert [(p.id, p.a, p.b, p.slots, p.after) for p in problem.pairs] == [
        ("m1", "b1", "b2", frozenset({0, 1, 2}), ()),
        ("m2", "b1", "b3", frozenset({3, 4}), ()),
        ("m3", "b4", "b2", None, ("m1",)),
        ("m4", "b3", "b4", None, ("m1", "m3")),
    ]
    assert all(pair.required for pair in problem.pairs)
    assert problem.fixed == (FixedMeeting(pair="m2", slot=4),)
    assert [sorted(table.slots) for table in problem.tables] == [[0, 1, 2, 3, 4]] * 2
    assert problem.goals == Goals(order=(Goal.WAITING_PERIODS,), max_waiting_spread=1)


def test_to_problem_survives_a_file_of_format_1() -> None:
    problem = to_problem(read_instance(EVERYTHING, "m.dzn"))

    assert read_problem(write_problem(problem), "m.json") == problem


def test_to_problem_has_one_block_without_an_afternoon() -> None:
    problem = to_problem(replace(instance_of((0, 1)), morning=4))

    assert problem.blocks == ((0, 1, 2, 3),)


def test_to_meetings_seats_the_meetings_of_a_slot_at_tables_of_their_own() -> None:
    held = to_meetings(instance_of((0, 1), (2, 3), (0, 2)), [1, 1, 3])

    assert [(m.pair, m.slot, m.table, m.person_a, m.person_b) for m in held] == [
        ("m1", 1, "t1", "p1", "p2"),
        ("m2", 1, "t2", "p3", "p4"),
        ("m3", 3, "t1", "p1", "p3"),
    ]


@given(instance=instances())
def test_count_breaks_agrees_with_the_verifier(instance: B2BInstance) -> None:
    slots = tuple((3 * n * n) % instance.slots for n in range(len(instance.meetings)))
    counted = recount(to_problem(instance), to_meetings(instance, slots))

    assert (instance.count_breaks(slots),) == counted[Goal.WAITING_PERIODS]
