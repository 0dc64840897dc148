"""The best sum of every party alone, against the verifier's own search."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from solver import FixedMeeting, Interpreter, Problem
from solver.alone import Surroundings
from solver.best_alone import best_alone as best_counted
from solver.facts import find_facts
from solver.fairness.alone import best_alone
from tests.solver.builders import event, pair, party, person, slots_of, table
from tests.solver.strategies import problems


def counted(problem: Problem) -> list[int]:
    """Return what the verifier finds, which must be exact."""
    around = Surroundings(problem)
    spans = [best_counted(around, around.party(each)) for each in problem.parties]
    assert all(span.least == span.most for span in spans)
    return [span.least for span in spans]


def best(problem: Problem) -> list[int]:
    return best_alone(find_facts(problem)).tolist()


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(problems(most_parties=5, most_slots=4, musts=True))
def test_the_best_sums_are_those_of_the_verifier(problem: Problem) -> None:
    assert best(problem) == counted(problem)


def crowd(slots: int, *people: str, **more: object) -> Problem:
    """Make an event in which a party of some people could meet five, worth 1 to 5."""
    pairs = tuple(pair(0, number, number) for number in range(1, 6))
    problem = event(parties=6, slots=slots, tables=4, pairs=pairs)
    own = tuple(person(name, slots, **more) for name in people)
    parties = (party(0, [each.id for each in own]), *problem.parties[1:])
    return replace(problem, people=(*own, *problem.people[1:]), parties=parties)


def test_rests_are_put_where_they_cost_least() -> None:
    problem = crowd(3, "a", max_run=1)
    late = tuple(person(number, [1]) for number in (4, 5))
    early = tuple(person(number, [0, 2]) for number in (1, 2, 3))
    people = (problem.people[0], *early, *late)

    assert best(replace(problem, people=people))[0] == 3 + 2
    assert best(crowd(5, "a", max_run=2))[0] == 5 + 4 + 3 + 2


def test_two_people_share_tables_and_interpreters() -> None:
    problem = crowd(1, "a", "b")
    pairs = tuple(replace(each, interpreter="ti") for each in problem.pairs[3:])
    ti = Interpreter(id="i0", languages=frozenset({"ti"}), slots=slots_of(1))
    needy = replace(problem, pairs=(*problem.pairs[:3], *pairs), interpreters=(ti,))

    assert best(problem)[0] == 5 + 4
    assert best(replace(problem, tables=(table(0, 1),)))[0] == 5
    assert best(replace(problem, tables=(table(0, 1, owner="W0"),)))[0] == 5 + 4
    assert best(needy)[0] == 5 + 3


def test_two_pairs_fixed_at_one_table_clash() -> None:
    fixed = tuple(
        FixedMeeting(pair=name, slot=0, table="t1") for name in ("e05", "e04")
    )
    problem = replace(crowd(1, "a", "b"), fixed=fixed)

    assert best(problem)[0] == 5 + 3 == counted(problem)[0]


def test_partners_that_share_a_person_take_turns() -> None:
    problem = crowd(1, "a", "b")
    parties = (*problem.parties[:4], party(4, ["p5"]), party(5, ["p5"]))
    problem = replace(problem, parties=parties)

    assert best(problem)[0] == 5 + 3


def test_long_days_with_many_pairs_are_exact() -> None:
    pairs = tuple(pair(0, number, number) for number in range(1, 61))
    problem = event(parties=61, slots=62, pairs=pairs)
    people = (person(0, 62, max_run=4), *problem.people[1:])

    # Of 62 slots 12 are rests.
    assert best(replace(problem, people=people))[0] == sum(range(11, 61))


def test_a_day_with_very_many_ways_to_rest_is_left_to_the_exact_model() -> None:
    values = [1 + number * 7919 % 97 for number in range(1, 31)]
    pairs = tuple(pair(0, number + 1, value) for number, value in enumerate(values))
    problem = event(parties=31, slots=26, pairs=pairs)
    partners = (
        person(number, [pow(step, number, 29) % 26 for step in (2, 3)])
        for number in range(1, 31)
    )
    people = (person(0, 26, max_run=1), *partners)
    problem = replace(problem, people=people)

    assert best(problem)[0] == counted(problem)[0]
