"""The best sum of a party alone, against trying everything with the verifier."""

from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, given, settings

from solver import (
    FixedMeeting,
    HeldPair,
    Interpreter,
    Pair,
    Party,
    Problem,
    verify,
)
from solver.alone import Surroundings
from solver.best_alone import SumSpan, best_alone
from tests.solver.builders import event, pair, party, person, plan_of, slots_of, table
from tests.solver.strategies import problems


def best(problem: Problem, number: int = 0) -> int:
    """Return the best sum of a party, which must be found exactly."""
    around = Surroundings(problem)
    found = best_alone(around, around.party(problem.parties[number]))
    assert found.least == found.most
    return found.least


def alone(problem: Problem, party: Party) -> Problem:
    """Return a problem with the pairs of one party, none of which must be held."""
    return replace(
        problem,
        pairs=tuple(
            replace(each, required=False, after=())
            for each in problem.pairs
            if party.id in (each.a, each.b)
        ),
        fixed=(),
        goals=replace(problem.goals, max_waiting_spread=None),
    )


def meetings_of(problem: Problem, wanted: Pair, pin: FixedMeeting | None) -> list:
    """Return every meeting of a pair that breaks no rule by itself."""
    people = {each.id: each.people for each in problem.parties}
    interpreters = [each.id for each in problem.interpreters]
    found = [
        HeldPair(
            pair=wanted.id,
            slot=slot,
            table=at.id,
            person_a=a,
            person_b=b,
            interpreter=interpreter,
        )
        for slot, at, a, b, interpreter in product(
            range(problem.slots),
            problem.tables,
            people[wanted.a],
            people[wanted.b],
            interpreters if wanted.interpreter else [None],
        )
        if pin is None or (pin.slot == slot and pin.table in (None, at.id))
    ]
    return [each for each in found if not verify(problem, plan_of(each, problem=""))]


def best_tried(problem: Problem, party: Party) -> int:
    """Return the best sum of a party's meetings that the verifier lets pass."""
    pins = {fixed.pair: fixed for fixed in problem.fixed}
    lone = alone(problem, party)
    choices = [meetings_of(lone, each, pins.get(each.id)) for each in lone.pairs]
    values = [each.value for each in lone.pairs]

    def most(number: int, held: tuple[HeldPair, ...]) -> int:
        """Return the most the pairs from a number on can add to what is held."""
        if number == len(values):
            return 0
        found = most(number + 1, held)
        for each in choices[number]:
            plan = (*held, each)
            if found == sum(values[number:]):
                break
            if not verify(lone, plan_of(*plan, problem="")):
                found = max(found, values[number] + most(number + 1, plan))
        return found

    return most(0, ())


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(problems(most_parties=4, most_slots=3, musts=True))
def test_the_best_sum_is_that_of_the_best_plan_of_one_party(problem: Problem) -> None:
    around = Surroundings(problem)

    for each in problem.parties:
        most = best_tried(problem, each)
        assert best_alone(around, around.party(each)) == SumSpan(least=most, most=most)


def lone(slots: int, **more: object) -> Problem:
    """Make an event in which one party could meet five, worth 1 to 5."""
    pairs = tuple(pair(0, number, number) for number in range(1, 6))
    problem = event(parties=6, slots=slots, pairs=pairs)
    people = (person(0, slots, **more), *problem.people[1:])
    return replace(problem, people=people)


def test_a_party_alone_takes_its_most_valuable_meetings() -> None:
    assert best(lone(3)) == 5 + 4 + 3


def test_a_rest_after_a_run_takes_a_slot() -> None:
    assert best(lone(5, max_run=2)) == 5 + 4 + 3 + 2
    assert best(lone(4, max_run=1)) == 5 + 4


def test_the_end_of_a_block_is_a_rest() -> None:
    blocks = ((0, 1), (2, 3))

    assert best(replace(lone(4, max_run=2), blocks=blocks)) == 5 + 4 + 3 + 2


def test_a_rest_is_put_where_it_costs_least() -> None:
    problem = lone(3, max_run=1)
    late = tuple(person(number, [1]) for number in (4, 5))
    early = tuple(person(number, [0, 2]) for number in (1, 2, 3))
    people = (problem.people[0], *early, *late)

    assert best(replace(problem, people=people)) == 3 + 2


def test_a_party_alone_keeps_its_maximum_and_partners_that_meet_nobody_stay() -> None:
    problem = lone(3)
    parties = (party(0, max=2), *problem.parties[1:5], party(5, max=0))

    assert best(replace(problem, parties=parties)) == 4 + 3


def two(problem: Problem) -> Problem:
    """Let the party send two people."""
    parties = (party(0, ["p0", "pb"]), *problem.parties[1:])
    people = (*problem.people, person("b", problem.slots))
    return replace(problem, parties=parties, people=people)


def test_two_people_need_two_tables() -> None:
    problem = two(lone(1))

    assert best(problem) == 5 + 4
    assert best(replace(problem, tables=(table(0),))) == 5
    assert best(replace(problem, tables=(table(0, owner="W0"),))) == 5 + 4


def test_two_people_need_two_interpreters() -> None:
    ti = Interpreter(id="i0", languages=frozenset({"ti"}), slots=slots_of(1))
    ar = Interpreter(id="i1", languages=frozenset({"ar"}), slots=slots_of(1))
    problem = two(lone(1))
    pairs = tuple(replace(each, interpreter="ti") for each in problem.pairs[3:])
    pairs = (*problem.pairs[:3], *pairs)

    assert best(replace(problem, pairs=pairs, interpreters=(ti, ar))) == 5 + 3


def test_partners_that_share_a_person_take_turns() -> None:
    problem = two(lone(1))
    parties = (*problem.parties[:4], party(4, ["p5"]), party(5, ["p5"]))

    assert best(replace(problem, parties=parties)) == 5 + 3


def test_a_fixed_pair_counts_only_in_its_slot() -> None:
    fixed = (
        FixedMeeting(pair="e05", slot=0),
        FixedMeeting(pair="e04", slot=0),
    )

    assert best(replace(lone(2), fixed=fixed)) == 5 + 3


def test_long_blocks_with_many_pairs_are_exact() -> None:
    pairs = tuple(pair(0, number, number) for number in range(1, 61))
    problem = event(parties=61, slots=62, pairs=pairs)
    people = (person(0, 62, max_run=4), *problem.people[1:])

    # Of 62 slots 12 are rests.
    expected = sum(range(61 - 50, 61))
    assert best(replace(problem, people=people)) == expected


def test_a_fixed_table_must_be_one_the_pair_may_use() -> None:
    tables = (table(0), table(1), table(2, owner="W5"))
    fixed = (
        FixedMeeting(pair="e05", slot=0, table="t0"),
        FixedMeeting(pair="e04", slot=1, table="t1"),
    )
    problem = replace(lone(3), tables=tables, fixed=fixed)

    # The most valuable partner meets at its stand, and not at the fixed table.
    assert best(problem) == 4 + 3 + 2
    at_the_stand = (replace(fixed[0], table="t2"), fixed[1])
    assert best(replace(problem, fixed=at_the_stand)) == 5 + 4 + 3


def test_three_people_at_two_tables_leave_the_least_valuable_out() -> None:
    problem = two(lone(1))
    parties = (party(0, ["p0", "pb", "pc"]), *problem.parties[1:])
    people = (*problem.people, person("c", 1))

    assert best(replace(problem, parties=parties, people=people)) == 5 + 4


def test_a_search_that_grows_too_large_leaves_a_span() -> None:
    # Every other slot is a rest, and each partner can come in few slots.
    values = [1 + number * 7919 % 97 for number in range(1, 101)]
    pairs = tuple(pair(0, number + 1, value) for number, value in enumerate(values))
    problem = event(parties=101, slots=62, pairs=pairs)
    partners = (
        person(number, [pow(step, number, 61) for step in (2, 6)])
        for number in range(1, 101)
    )
    people = (person(0, 62, max_run=1), *partners)
    around = Surroundings(replace(problem, people=people))

    found = best_alone(around, around.party(problem.parties[0]))

    assert 0 < found.least < found.most <= sum(sorted(values)[-31:])
