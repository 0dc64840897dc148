"""Problems and plans written and read again, and what is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from solver import (
    Goals,
    HeldPair,
    Limits,
    PlanRefused,
    Problem,
    ProblemRefused,
    read_plan,
    read_problem,
    solve,
    write_plan,
    write_problem,
)
from tests.solver.builders import plan_of
from tests.solver.strategies import problems

INSTANCES = Path(__file__).parent / "instances"

relaxed = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@relaxed
@given(problems(musts=True))
def test_a_problem_read_again_is_the_same(problem: Problem) -> None:
    assert read_problem(write_problem(problem), "p.json") == problem


@settings(relaxed, max_examples=15)
@given(problems(most_parties=3, most_slots=2, musts=True))
def test_a_plan_read_again_is_the_same(problem: Problem) -> None:
    plan = solve(problem, Limits(moves=1_000_000, workers=1))

    assert read_plan(write_plan(plan), "plan.json") == plan


@pytest.mark.parametrize("name", ["Sa", "Sc", "Ma", "Mc"])
def test_a_stored_instance_loses_nothing(name: str) -> None:
    text = (INSTANCES / f"{name}.json").read_text("utf-8")

    written = json.loads(write_problem(read_problem(text, name)))

    original = json.loads(text)
    slots = list(range(original["slots"]))
    assert written == {"blocks": [slots], **original}


def small() -> dict[str, object]:
    return {
        "format": 1,
        "slots": 3,
        "people": [{"id": "p0", "slots": [0, 1]}, {"id": "p1", "slots": [0]}],
        "parties": [{"id": "W0", "people": ["p0"]}, {"id": "W1", "people": ["p1"]}],
        "tables": [{"id": "t0", "slots": [0, 1, 2]}],
        "pairs": [{"id": "e0", "a": "W0", "b": "W1", "value": 5}],
    }


def test_absent_fields_have_their_defaults() -> None:
    problem = read_problem(json.dumps(small()), "p.json")

    assert problem.name == ""
    assert problem.blocks == ((0, 1, 2),)
    assert problem.interpreters == problem.fixed == ()
    assert problem.goals == Goals()
    assert problem.parties[0].min == 0
    assert problem.parties[0].max is None
    assert problem.pairs[0].slots is None


def test_null_is_the_same_as_absent() -> None:
    document = small()
    document["goals"] = document["fixed"] = document["name"] = None
    document["people"][0]["max_run"] = None
    document["parties"][0] |= {"min": None, "max": None, "group": None}
    document["tables"][0] |= {"features": None, "owner": None}
    nothing = ("slots", "people_a", "people_b", "interpreter", "features", "after")
    document["pairs"][0] |= dict.fromkeys((*nothing, "required"))

    assert read_problem(json.dumps(document), "") == read_problem(
        json.dumps(small()), ""
    )


@pytest.mark.parametrize("name", ["", ":", '": ', '\\": "a":', "x : y", "\U0001f600"])
@pytest.mark.parametrize("separators", [(",", ":"), (" ,\n", "\t: ")])
def test_a_text_that_looks_like_a_field_is_a_text(
    name: str, separators: tuple[str, str]
) -> None:
    document = json.dumps(small() | {"name": name}, separators=separators)

    assert read_problem(document, "p.json").name == name


def test_equal_sets_of_slots_are_kept_once() -> None:
    document = small()
    document["people"][0]["slots"] = [2, 1, 0]
    problem = read_problem(json.dumps(document), "p.json")

    assert problem.people[0].slots is problem.tables[0].slots


def refused(path: str, value: object) -> str:
    """Return the refusal of a problem with one field changed."""
    document = small() | {
        "interpreters": [{"id": "i0", "languages": ["ti"], "slots": [0]}],
        "fixed": [{"pair": "e0", "slot": 0}],
        "goals": {},
    }
    target = document
    *steps, last = path.split("/")
    for step in steps:
        target = target[int(step) if step.isdigit() else step]
    target[int(last) if last.isdigit() else last] = value
    with pytest.raises(ProblemRefused) as refusal:
        read_problem(json.dumps(document), "p.json")
    assert "\n" not in str(refusal.value)
    return str(refusal.value).removeprefix("p.json: ")


TWICE = [{"id": "p0", "slots": [0]}, {"id": "p0", "slots": [0]}]
SECOND_PAIR = {"id": "e1", "a": "W1", "b": "W0", "value": 5}


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("format", 2, "format: must be 1"),
        ("slots", 0, "slots: must be 1 or more"),
        ("slots", 2.5, "slots: must be a whole number, not the number 2.5"),
        ("slots", True, "slots: must be a whole number, not true or false"),
        ("name", 5, "name: must be a text, not the number 5"),
        ("blocks", [None], "blocks[0]: must be a list, not null"),
        ("people", {}, "people: must be a list, not an object"),
        ("people", None, "people: is missing; add it"),
        ("people/0", [], "people[0]: must be an object, not a list"),
        ("people/0/slots", [0, 3], "people[0].slots: slot 3 is out of range; slots run from 0 to 2"),
        ("people/0/slots", [-1], "people[0].slots: slot -1 is out of range; slots run from 0 to 2"),
        ("people/0/slots", [1, 1], "people[0].slots[1]: 1 is named twice; leave one out"),
        ("people/0/slots", [0, True], "people[0].slots[1]: must be a whole number, not true or false"),
        ("people/0/slots", [[0]], "people[0].slots[0]: must be a whole number, not a list"),
        ("people/0/slots", None, "people[0].slots: is missing; add it"),
        ("people/0/max_run", 0, "people[0].max_run: must be 1 or more; leave out for no limit"),
        ("people", TWICE, 'people[1].id: "p0" is already people[0]; give it another id'),
        ("people/0/id", "", "people[0].id: is empty; give it an id of its own"),
        ("blocks", [[]], "blocks[0]: has no slots; leave it out"),
        ("blocks", [[0, 2]], "blocks[0]: slot 2 does not follow 0; make it two blocks"),
        ("blocks", [[0, 1], [1]], "blocks[1]: slot 1 is already in blocks[0]; keep one of them"),
        ("blocks", [[3]], "blocks[0]: slot 3 is out of range; slots run from 0 to 2"),
        ("parties/1/people", ["p9"], 'parties[1].people[0]: no person "p9"'),
        ("parties/1/people", ["p1", "p1"], 'parties[1].people[1]: "p1" is named twice; leave one out'),
        ("parties/1/if_needed", [3], "parties[1].if_needed: slot 3 is out of range; slots run from 0 to 2"),
        ("parties/1/min", -1, "parties[1].min: must be 0 or more"),
        ("parties/1/max", -1, "parties[1].max: must be 0 or more; leave out for no limit"),
        ("tables/0/owner", "W9", 'tables[0].owner: no party "W9"'),
        ("tables/0/features", "quiet", "tables[0].features: must be a list, not a text"),
        ("interpreters/0/languages", [5], "interpreters[0].languages[0]: must be a text, not the number 5"),
        ("interpreters/0/slots", [7], "interpreters[0].slots: slot 7 is out of range; slots run from 0 to 2"),
        ("pairs/0/a", "W999", 'pairs[0].a: no party "W999"'),
        ("pairs/0/b", "W0", 'pairs[0].b: "W0" cannot meet itself'),
        ("pairs/0/value", 0, "pairs[0].value: must be 1 to 1000"),
        ("pairs/0/value", 1001, "pairs[0].value: must be 1 to 1000"),
        ("pairs/0/slots", [3], "pairs[0].slots: slot 3 is out of range; slots run from 0 to 2"),
        ("pairs/0/people_a", ["p1"], 'pairs[0].people_a[0]: no person of W0 called "p1"'),
        ("pairs/0/value", True, "pairs[0].value: must be a whole number, not true or false"),
        ("pairs/0/value", 5.0, "pairs[0].value: must be a whole number, not the number 5.0"),
        ("pairs/0/people_b", ["p1", "p1"], 'pairs[0].people_b[1]: "p1" is named twice; leave one out'),
        ("pairs/0/required", "yes", "pairs[0].required: must be true or false, not a text"),
        ("pairs/0/after", ["e0"], 'pairs[0].after: "e0" cannot come after itself'),
        ("pairs/0/after", ["e7"], 'pairs[0].after[0]: no pair "e7"'),
        ("pairs", [SECOND_PAIR, SECOND_PAIR | {"id": "e2", "a": "W0", "b": "W1"}], 'pairs[1]: "W0" and "W1" are already pairs[0]; leave one out'),
        ("fixed/0/pair", "e7", 'fixed[0].pair: no pair "e7"'),
        ("fixed", [{"pair": "e0", "slot": 0}] * 2, 'fixed[1].pair: "e0" is already fixed[0]; leave one out'),
        ("fixed/0/slot", 3, "fixed[0].slot: slot 3 is out of range; slots run from 0 to 2"),
        ("fixed/0/table", "t9", 'fixed[0].table: no table "t9"'),
        ("goals/order", ["speed"], 'goals.order[0]: no "speed"; choose from guarantee, floor, value, if_needed, waiting_slots, waiting_periods, table_changes'),
        ("goals/order", ["value", "value"], 'goals.order[1]: "value" is named twice; leave one out'),
        ("goals/bonus", [-1], "goals.bonus[0]: must be 0 or more"),
        ("goals/floor_share", 1.5, "goals.floor_share: must be 0 to 1"),
        ("goals/floor_share", 10**400, "goals.floor_share: is too large; give a smaller number"),
        ("goals/floor_share", "much", "goals.floor_share: must be a number, not a text"),
        ("goals/max_waiting_spread", -1, "goals.max_waiting_spread: must be 0 or more; leave out for no limit"),
        ("pairs/0/colour", "red", "pairs[0].colour: unknown field; known are id, a, b, value, slots, people_a, people_b, interpreter, features, required, after"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_place(
    path: str, value: object, expected: str
) -> None:
    assert refused(path, value) == expected


def test_a_minimum_above_the_maximum_is_refused() -> None:
    change = {"id": "W1", "people": [], "min": 3, "max": 2}

    assert (
        refused("parties/1", change)
        == "parties[1].min: 3 is above max 2; lower one of them"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "p.json: line 1 column 2: is not JSON: Expecting property name enclosed in double quotes; correct it there"),
        ("[]", "p.json: must be an object, not a list"),
        ('{"format": 1, "format": 1}', "p.json: format: this field is there twice; keep one"),
        ('{"format" : 1, "name": "a", "name"\n: "b"}', "p.json: name: this field is there twice; keep one"),
        ('{"name": ": \\"x\\": ", "name": ""}', "p.json: name: this field is there twice; keep one"),
        ('{"pairs": [{"id": "e", "id": "e"}]}', "p.json: id: this field is there twice; keep one"),
        ('{"format": 1' + "0" * 5000 + "}", "p.json: has a number of thousands of digits; give a smaller one"),
        ('{"name": "\\ud800"}', 'p.json: "\\ud800" is half a character; write it in full'),
        ('{"format": NaN}', "p.json: NaN is not a number in JSON; give a number"),
        ('{"format": null}', "p.json: format: is missing; add it"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(text: str, expected: str) -> None:
    with pytest.raises(ProblemRefused) as refusal:
        read_problem(text, "p.json")

    assert str(refusal.value) == expected


def test_a_document_nested_without_end_is_refused() -> None:
    with pytest.raises(ProblemRefused, match="nested too deeply"):
        read_problem("[" * 200_000, "p.json")


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("status", "good", 'status: no "good"; choose from optimal, feasible, infeasible'),
        ("unmet", [{"pair": "e", "reason": "bad"}], 'unmet[0].reason: no "bad"; choose from no_common_slot, no_interpreter, no_table, party_full, person_busy, displaced'),
        ("meetings", [{"pair": "e"}], "meetings[0].slot: is missing; add it"),
        ("goals", {"value": {"value": 1}}, "goals.value.bound: is missing; add it"),
        ("goals", {"value": {"value": [1], "bound": ["x"]}}, "goals.value.bound[0]: must be a whole number, not a text"),
        ("diary", [], "diary: unknown field; known are format, problem, status, meetings, goals, unmet, conflict, repair, certificate, diff, effort"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_read_is_refused(
    field: str, value: object, expected: str
) -> None:
    document = {"format": 1, "meetings": [], field: value}

    with pytest.raises(PlanRefused) as refusal:
        read_plan(json.dumps(document), "plan.json")

    assert str(refusal.value) == f"plan.json: {expected}"


def test_a_plan_has_a_line_for_each_meeting_whatever_the_names_are() -> None:
    odd = ('}, {"pair": ', "}, {", "é\n", '"')
    meetings = tuple(
        HeldPair(pair=name, slot=0, table="}, {", person_a=name, person_b='"pair')
        for name in odd
    )
    plan = plan_of(*meetings)

    text = write_plan(plan)

    assert read_plan(text, "plan.json") == plan
    lines = [json.loads(line.rstrip(",")) for line in text.splitlines()[5:9]]
    assert [line["pair"] for line in lines] == list(odd)
