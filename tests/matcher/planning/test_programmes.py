from matcher.affinity import score_pairs
from matcher.event import Rules
from matcher.planning import from_plan, to_problem
from solver import Effort, HeldPair, Plan, Status
from tests.builders import a_block, a_delegate, a_participant, an_event, an_interpreter

EFFORT = Effort(seconds=0, moves=0, seed=0, workers=1, version="0")


def _plan(*meetings: HeldPair) -> Plan:
    return Plan(problem="", status=Status.FEASIBLE, meetings=meetings, effort=EFFORT)


def test_plan_becomes_a_programme_in_order_of_time_and_table() -> None:
    tini = {"name": "Tini", "contact": "0612345678"}
    people = [
        a_participant("P1", delegates=[a_delegate("P1.1", **tini)]),
        a_participant(
            "P2", delegates=[a_delegate("P2.1", "Jan"), a_delegate("P2.2", **tini)]
        ),
        a_participant("P3", kind="fund"),
        a_participant("P4", kind="fund"),
    ]
    event = an_event(
        blocks=[a_block(tables=12)],
        interpreters=[an_interpreter("T1")],
    )
    affinities = score_pairs(people, Rules())
    plan = _plan(
        HeldPair(pair="P1+P3", slot=1, table="A-1", person_a="P1.1", person_b="P3.1"),
        HeldPair(pair="P1+P4", slot=0, table="A-10", person_a="P1.1", person_b="P4.1"),
        HeldPair(
            pair="P2+P3",
            slot=0,
            table="A-2",
            person_a="P1.1",
            person_b="P3.1",
            interpreter="T1",
        ),
    )

    programme = from_plan(plan, event, people, affinities, version=3)

    assert programme.version == 3
    assert [
        (m.id, m.slot, m.table, m.delegate_a, m.delegate_b, m.interpreter)
        for m in programme.meetings
    ] == [
        ("P2+P3", "A1", "A-2", "P2.2", "P3.1", "T1"),
        ("P1+P4", "A1", "A-10", "P1.1", "P4.1", None),
        ("P1+P3", "A2", "A-1", "P1.1", "P3.1", None),
    ]
    values = {pair.a + "+" + pair.b: pair.value for pair in affinities}
    assert [m.value for m in programme.meetings] == [
        values[m.id] for m in programme.meetings
    ]


def test_every_pair_of_a_problem_comes_back_as_its_participants(
    demo_participants, demo_blocks
) -> None:
    event = an_event(blocks=demo_blocks)
    some = demo_participants[50:70]
    affinities = score_pairs(some, event.rules)
    problem = to_problem(event, some, affinities)
    people = {party.id: party.people[0] for party in problem.parties}
    first = {block[0] for block in problem.blocks}
    plan = _plan(
        *(
            HeldPair(
                pair=pair.id,
                slot=min(pair.slots or first),
                table=next(t.id for t in problem.tables if min(pair.slots) in t.slots),
                person_a=people[pair.a],
                person_b=people[pair.b],
            )
            for pair in problem.pairs
        )
    )

    programme = from_plan(plan, event, some, affinities, version=1)

    assert {(m.id, m.a, m.b, m.value) for m in programme.meetings} == {
        (pair.id, pair.a, pair.b, pair.value) for pair in problem.pairs
    }
