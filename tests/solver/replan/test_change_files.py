"""Changes read from files, and refused with the place named."""

import json

import pytest

from solver import FormatError, Pair, Party, Person
from solver.replan import (
    AbsentParty,
    AbsentPerson,
    Changes,
    LateParty,
    LostInterpreter,
    LostTable,
    Newcomers,
    read_changes,
)


def document(*changes: object, **more: object) -> str:
    return json.dumps({"format": 1, "now": 4, "changes": changes} | more)


def test_every_kind_of_change_is_read() -> None:
    text = document(
        {"absent": "W017"},
        {"absent_person": "p3", "slots": [5, 6]},
        {"late": "W020", "from": 6},
        {"table_lost": "t4", "slots": [5, 6, 7]},
        {"interpreter_lost": "i1"},
        {
            "add_party": {"id": "W9", "people": ["p9"], "min": 1},
            "add_people": [{"id": "p9", "slots": [4]}],
            "add_pairs": [{"id": "e9", "a": "W9", "b": "W1", "value": 5}],
        },
    )

    assert read_changes(text, "changes.json") == Changes(
        now=4,
        changes=(
            AbsentParty(party="W017"),
            AbsentPerson(person="p3", slots=frozenset({5, 6})),
            LateParty(party="W020", first_slot=6),
            LostTable(table="t4", slots=frozenset({5, 6, 7})),
            LostInterpreter(interpreter="i1"),
            Newcomers(
                party=Party(id="W9", people=("p9",), min=1),
                people=(Person(id="p9", slots=frozenset({4})),),
                pairs=(Pair(id="e9", a="W9", b="W1", value=5),),
            ),
        ),
    )


def test_people_and_pairs_can_come_without_a_party() -> None:
    text = document({"add_pairs": [{"id": "e9", "a": "W9", "b": "W1", "value": 5}]})

    assert read_changes(text, "changes.json").changes == (
        Newcomers(pairs=(Pair(id="e9", a="W9", b="W1", value=5),)),
    )


def test_without_a_slot_the_day_has_not_begun() -> None:
    assert read_changes('{"format": 1, "changes": []}', "x").now == 0


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"absent": 3}, r"changes\[0\]\.absent: must be a text"),
        ({"late": "W1"}, r"changes\[0\]\.from: is missing"),
        ({"absent": "W1", "slots": [1]}, r"changes\[0\]\.slots: unknown field"),
        ({"absent": "W1", "late": "W2"}, r"changes\[0\]: must be one change"),
        ({"slots": [1]}, r"changes\[0\]: must be one change"),
        ({"absent_person": "p", "slots": [1, 1]}, r"slots\[1\]: 1 is named twice"),
        ({"add_party": {"id": "W9"}}, r"changes\[0\]\.add_party\.people: is missing"),
        ({"add_party": {"id": "W", "people": [], "x": 1}}, r"add_party\.x: unknown"),
        ({"add_pairs": [{"id": "e"}]}, r"changes\[0\]\.add_pairs\[0\]\.a: is missing"),
    ],
)
def test_a_change_that_cannot_be_read_is_refused(change: object, expected: str) -> None:
    with pytest.raises(FormatError, match=expected) as refused:
        read_changes(document(change), "changes.json")

    assert refused.value.source == "changes.json"


def test_a_file_without_changes_is_refused() -> None:
    with pytest.raises(FormatError, match="changes: is missing"):
        read_changes('{"format": 1, "now": 0}', "changes.json")
