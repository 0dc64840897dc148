from matcher.affinity import Affinity
from matcher.event import Rules
from matcher.participants import ParticipantId
from matcher.planning import to_problem
from matcher.planning.problems import BONUS_UNIT, GOAL_ORDER
from matcher.reasons import Reason, ReasonKind
from solver import Goal, Pair, Party, Person, Problem, Table
from tests.builders import (
    THURSDAY_EVENING,
    a_block,
    a_delegate,
    a_participant,
    a_table,
    an_event,
    an_interpreter,
)


def _affinity(a: str, b: str, *languages: str, value: int = 500) -> Affinity:
    needed = Reason(kind=ReasonKind.INTERPRETER_NEEDED, weight=0, codes=languages)
    return Affinity(
        a=ParticipantId(a),
        b=ParticipantId(b),
        value=value,
        reasons=(needed,) if languages else (),
    )


def test_event_becomes_a_problem() -> None:
    blocks = (
        a_block("A", slots=2, tables=1),
        a_block("B", slots=1, tables=1, start=THURSDAY_EVENING.replace(day=24)),
    )
    group = a_participant("P1", slots="A1 B1? Z9")
    other = a_participant("P2", kind="fund", slots="A1 A2 B1")

    problem = to_problem(
        an_event(blocks=blocks, rules=Rules(longest_run=4, most=5)),
        [group, other],
        [_affinity("P1", "P2")],
    )

    assert (problem.slots, problem.blocks) == (3, ((0, 1), (2,)))
    assert problem.people == (
        Person(id="P1.1", slots=frozenset({0, 2}), max_run=4),
        Person(id="P2.1", slots=frozenset({0, 1, 2}), max_run=4),
    )
    assert problem.parties == (
        Party(
            id="P1",
            group="informal",
            people=("P1.1",),
            min=1,
            max=5,
            if_needed=frozenset({2}),
        ),
        Party(id="P2", group="other", people=("P2.1",), min=1, max=5),
    )
    assert problem.tables == (
        Table(id="A-1", slots=frozenset({0, 1})),
        Table(id="B-1", slots=frozenset({2})),
    )
    assert problem.pairs == (
        Pair(id="P1+P2", a="P1", b="P2", value=500, slots=frozenset({0, 2})),
    )
    assert problem.goals.order == (
        Goal.GUARANTEE,
        Goal.VALUE,
        Goal.IF_NEEDED,
        Goal.WAITING_SLOTS,
        Goal.TABLE_CHANGES,
    )
    assert problem.goals.bonus == tuple(BONUS_UNIT * n for n in (30, 24, 18, 12, 6))


def test_time_of_if_need_be_is_one_that_planning_would_rather_not_use() -> None:
    group = a_participant("P1", slots="A1 A2? Z9?")

    problem = to_problem(
        an_event(), [group, a_participant("P2", slots="A1")], [_affinity("P1", "P2")]
    )

    assert [party.if_needed for party in problem.parties] == [{1}, frozenset()]
    assert problem.goals.order == GOAL_ORDER


def test_pair_without_a_common_slot_is_left_out() -> None:
    people = [a_participant("P1", slots="A1"), a_participant("P2", slots="A2")]

    assert to_problem(an_event(), people, [_affinity("P1", "P2")]).pairs == ()


def test_person_of_two_groups_is_one_person_with_the_times_of_both() -> None:
    tini = {"name": "Tini", "contact": "0612345678"}
    problem = to_problem(
        an_event(),
        [
            a_participant("P1", delegates=[a_delegate("P1.1", **tini)], slots="A1"),
            a_participant("P2", delegates=[a_delegate("P2.1", **tini)], slots="A3"),
        ],
        [],
    )

    assert problem.people == (Person(id="P1.1", slots=frozenset({0, 2})),)
    assert [party.people for party in problem.parties] == [("P1.1",), ("P1.1",)]


def test_own_maximum_is_respected_and_never_raises_that_of_the_event() -> None:
    people = [
        a_participant("P1", wishes="Maximaal drie gesprekken"),
        a_participant("P2", wishes="Hooguit acht gesprekken"),
    ]

    problem = to_problem(an_event(rules=Rules(most=6, guaranteed=4)), people, [])

    assert [(party.min, party.max) for party in problem.parties] == [(3, 3), (4, 6)]


def test_who_needs_a_pause_never_has_two_meetings_in_a_row() -> None:
    problem = to_problem(an_event(), [a_participant("P1", accessibility="pauze")], [])

    assert [person.max_run for person in problem.people] == [1]


def test_stand_belongs_to_its_owner_if_that_one_takes_part() -> None:
    block = a_block(tables=0)
    tables = (a_table("A-1", owner="P1"), a_table("A-2", owner="P9", features=["stil"]))
    event = an_event(
        blocks=[
            type(block)(
                id=block.id,
                name=block.name,
                place=block.place,
                slots=block.slots,
                tables=tables,
            )
        ]
    )

    problem = to_problem(event, [a_participant("P1")], [])

    assert [(t.id, t.owner, t.features) for t in problem.tables] == [
        ("A-1", "P1", frozenset()),
        ("A-2", None, frozenset({"stil"})),
    ]


def _languages(problem: Problem) -> list[str | None]:
    return [pair.interpreter for pair in problem.pairs]


def test_interpreter_is_required_where_one_is_needed_and_there() -> None:
    people = [a_participant("P1"), a_participant("P2"), a_participant("P3")]
    event = an_event(
        interpreters=[
            an_interpreter("T1", languages=["am"], slots="A1 Z9"),
            an_interpreter("T2", languages=["ti"], slots="A1 A2"),
        ]
    )

    problem = to_problem(
        event,
        people,
        [
            _affinity("P1", "P2", "am", "ti"),
            _affinity("P1", "P3"),
            _affinity("P2", "P3", "pl"),
        ],
    )

    assert _languages(problem) == ["ti", None, None]
    assert [(i.id, i.slots) for i in problem.interpreters] == [
        ("T1", frozenset({0})),
        ("T2", frozenset({0, 1})),
    ]
