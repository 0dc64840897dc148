"""Reading .dzn files: what they say, and what is refused, where and how."""

import pytest

from solver import ProblemRefused
from solver.b2b import B2BInstance, PartOfDay, read_instance
from tests.solver.b2b.files import EVERYTHING, ask, text_with, text_without


def refusal(text: str) -> str:
    with pytest.raises(ProblemRefused) as caught:
        read_instance(text, "market.dzn")
    return str(caught.value)


def test_read_instance_understands_every_feature() -> None:
    assert read_instance(EVERYTHING, "some/where/market.a.dzn") == B2BInstance(
        name="market.a",
        participants=4,
        tables=2,
        slots=5,
        morning=3,
        meetings=(
            ask(0, 1, PartOfDay.MORNING),
            ask(0, 2, PartOfDay.AFTERNOON, fixed=4),
            ask(3, 1, after=(0,)),
            ask(2, 3, after=(0, 2)),
        ),
        forbidden=(frozenset(), frozenset({1}), frozenset(), frozenset({4})),
    )


def test_read_instance_does_without_what_is_redundant() -> None:
    text = text_without("meetingsxBusiness").replace("nMeetingsBusiness", "%")

    assert read_instance(text, "m.dzn") == read_instance(EVERYTHING, "m.dzn")


@pytest.mark.parametrize("name", ["forbidden", "fixed", "precedences"])
def test_read_instance_takes_an_absent_restriction_for_none(name: str) -> None:
    instance = read_instance(text_without(name), "m.dzn")

    assert instance != read_instance(EVERYTHING, "m.dzn")
    assert instance.participants == 4


@pytest.mark.parametrize("name", ["nBusiness", "nMorningSlots", "requested"])
def test_read_instance_asks_for_what_is_missing(name: str) -> None:
    assert refusal(text_without(name)) == (
        f'market.dzn: {name}: is missing; add a line "{name} = …;"'
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("nTables = 2", "nTables = 0", "line 4: nTables: is 0; make it 1 to 10000"),
        ("nTables = 2", "nTables = [2]", "line 4: nTables: must be one whole number"),
        (
            "nMorningSlots = 3",
            "nMorningSlots = 6",
            "line 6: nMorningSlots: is 6; make it 0 to 5",
        ),
        (
            "nTables = 2",
            "nTable = 2",
            (
                'line 4: unknown name "nTable"; known are nBusiness, nMeetings, nTables, '
                "nTotalSlots, nMorningSlots, requested, forbidden, fixed, precedences, "
                "meetingsxBusiness, nMeetingsBusiness"
            ),
        ),
        (
            "nTables = 2",
            "nBusiness = 4",
            "line 4: nBusiness is given twice; leave one out",
        ),
        (
            "nTables = 2",
            "nTables = two",
            "line 4: a whole number must stand before two",
        ),
        (
            "nTables = 2",
            "nTables = 1234567890",
            "line 4: 1234567890 is too large; use 9 digits",
        ),
        ("nTables = 2;", "nTables = 2", 'line 5: ";" must stand before nTotalSlots'),
        ("nTables = 2;", "nTables 2;", 'line 4: "=" must stand before 2'),
        ("nTables = 2;", "nTables = 2; 7", "line 4: a name must stand before 7"),
        ("nTables = 2", "nTables = 2?", "line 4: unexpected '?'; take it out"),
        (
            "|4, 2,3, \n",
            "|4, 2,3, |",
            None,
        ),
        (
            "|4, 2,3, \n",
            "",
            "line 8: requested: has 3 entries, nMeetings is 4; correct one of them",
        ),
        (
            "|4, 2,3, ",
            "|4, 2, ",
            "requested[3]: must be a row of three numbers: two participants, a part",
        ),
        (
            "|4, 2,3, ",
            "|5, 2,3, ",
            "requested[3]: participant 5 is out of range; make it 1 to 4",
        ),
        (
            "|4, 2,3, ",
            "|2, 2,3, ",
            "requested[3]: participant 2 cannot meet itself; name another",
        ),
        (
            "|4, 2,3, ",
            "|4, 2,4, ",
            "requested[3]: part of the day 4 is out of range; make it 1 to 3",
        ),
        ("|4, 2,3, ", "|4 2,3, ", 'line 10: "," or "|" must stand before 2'),
        (
            "{0,5}];",
            "{0,6}];",
            "forbidden[4]: entry 6 is out of range; make it 0 to 5",
        ),
        (
            "{0,5}];",
            "{0,5},{}];",
            "line 20: forbidden: has 5 entries, nBusiness is 4; correct one of them",
        ),
        ("{0,5}];", "{0,5} {}];", 'line 23: "," or "]" must stand before {'),
        ("{0,5}];", "{0,5}, 5];", 'line 23: "{" must stand before 5'),
        (
            "[0,5,0,0]",
            "[0,6,0,0]",
            "fixed[2]: slot 6 is out of range; make it 0 to 5",
        ),
        ("[0,5,0,0]", "0", "line 25: fixed: must be a list of whole numbers"),
        (
            "[0,5,0,0]",
            "[{},{},{},{}]",
            "fixed[1]: must be a whole number: a slot, or 0 for any",
        ),
        (
            "[0,5,0,0]",
            "[0,5,0]",
            "line 25: fixed: has 3 entries, nMeetings is 4; correct one of them",
        ),
        ("{1,3}]", "{1,4}]", "precedences[4]: a meeting cannot come before itself"),
        (
            "{1,3}]",
            "{1,5}]",
            "precedences[4]: entry 5 is out of range; make it 0 to 4",
        ),
        ("{1,3}]", "{1,3", 'line 30: "," or "}" must stand before ;'),
        (
            "{1,3}];",
            "{1,3}",
            'line 31: "," or "]" must stand before the end of the file',
        ),
    ],
)
def test_read_instance_names_the_place_and_what_to_do(
    old: str, new: str, expected: str | None
) -> None:
    text = text_with(old, new)

    if expected is None:
        assert read_instance(text, "m.dzn") == read_instance(EVERYTHING, "m.dzn")
    else:
        assert refusal(text) == f"market.dzn: {expected}"


@pytest.mark.parametrize("name", ["forbidden", "precedences"])
def test_read_instance_refuses_numbers_where_sets_belong(name: str) -> None:
    one = text_without(name) + f"{name} = 3;"
    some = text_without(name) + f"{name} = [1,2,3,4];"

    assert refusal(one).endswith("must be a list of sets such as {} or {2,5}")
    assert (
        refusal(some) == f"market.dzn: {name}[1]: must be a set such as {{}} or {{2,5}}"
    )


def test_read_instance_refuses_a_number_where_a_table_belongs() -> None:
    text = text_without("requested") + "requested = 3;"

    assert "requested: has 1 entries, nMeetings is 4" in refusal(text)
