import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.people import (
    LikelyPerson,
    PeopleDecisions,
    PersonSign,
    decide_people,
    likely_people,
    normalise_contact,
    recognise,
    shared_people,
)
from tests.builders import a_delegate, a_participant


@pytest.mark.parametrize(
    "written", ["+31 6 0000 5777", "06-00005777", "0031 600005777", "+31(0)6 0000 5777"]
)
def test_spellings_of_one_number_are_one_contact(written) -> None:
    assert normalise_contact(written) == "600005777"


def test_address_is_one_contact_in_any_case() -> None:
    assert normalise_contact(" Noor@Example.org ") == "noor@example.org"


def _people(*delegates: tuple[str, str | None]) -> list[str]:
    participants = [
        a_participant(f"P{n}", delegates=[a_delegate(f"P{n}.1", name, contact=contact)])
        for n, (name, contact) in enumerate(delegates, start=1)
    ]
    return list(recognise(participants).values())


def test_same_contact_and_name_is_one_person() -> None:
    assert _people(("Mehari", "06 00005777"), ("mehari", "+31 6 0000 5777")) == [
        "P1.1",
        "P1.1",
    ]


def test_longer_name_with_the_same_contact_is_the_same_person() -> None:
    assert _people(("Lam", "0612345678"), ("Mevrouw Lam", "0612345678")) == [
        "P1.1",
        "P1.1",
    ]


def test_two_people_with_one_telephone_stay_two() -> None:
    assert _people(("Jan", "0612345678"), ("Piet", "0612345678")) == ["P1.1", "P2.1"]


def test_first_name_alone_makes_nobody_the_same() -> None:
    assert _people(("Fatiha", "0612345678"), ("Fatiha", "fatiha@example.org")) == [
        "P1.1",
        "P2.1",
    ]
    assert _people(("Fatiha", None), ("Fatiha", None)) == ["P1.1", "P2.1"]


def _three(*contacts: str | None, name: str = "Tini"):
    return [
        a_participant(f"P{n}", delegates=[a_delegate(f"P{n}.1", name, contact=contact)])
        for n, contact in enumerate(contacts, start=1)
    ]


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset({one, other})


def test_decision_that_two_are_one_person_holds() -> None:
    participants = _three("0612345678", "tini@example.org", None)
    decisions = PeopleDecisions(same=frozenset({_pair("P1.1", "P2.1")}))

    people = recognise(decide_people(participants, decisions))

    assert people == {"P1.1": "P1.1", "P2.1": "P1.1", "P3.1": "P3.1"}


def test_decision_that_one_is_two_people_holds() -> None:
    participants = _three("0612345678", "0612345678", "0612345678")
    decisions = PeopleDecisions(
        different=frozenset({_pair("P1.1", "P2.1"), _pair("P1.1", "P3.1")})
    )

    people = recognise(decide_people(participants, decisions))

    assert people == {"P1.1": "P1.1", "P2.1": "P2.1", "P3.1": "P2.1"}


def test_decisions_about_people_who_left_change_nothing() -> None:
    participants = _three("0612345678", "0612345678")
    decisions = PeopleDecisions(same=frozenset({_pair("P1.1", "P9.1")}))

    assert recognise(decide_people(participants, decisions)) == recognise(participants)


@given(st.sets(st.sampled_from(["12", "13", "23", "14", "24", "34"])))
def test_people_who_are_the_same_hang_together(pairs: set[str]) -> None:
    participants = _three(None, None, None, None)
    same = frozenset(_pair(f"P{a}.1", f"P{b}.1") for a, b in pairs)

    people = recognise(decide_people(participants, PeopleDecisions(same=same)))

    reached = {delegate: {delegate} for delegate in people}
    for _ in people:
        for one, other in (sorted(pair) for pair in same):
            together = reached[one] | reached[other]
            for member in together:
                reached[member] = reached[member] | together
    assert {d: {o for o in people if people[o] == people[d]} for d in people} == reached


def test_who_may_be_one_person_is_asked_with_the_reason() -> None:
    participants = [
        a_participant("P1", delegates=[a_delegate("P1.1", "Mehari", contact="06 1")]),
        a_participant("P2", delegates=[a_delegate("P2.1", "mehari", contact="061")]),
        a_participant("P3", delegates=[a_delegate("P3.1", "Selam", contact="0611111")]),
        a_participant("P4", delegates=[a_delegate("P4.1", "Yonas", contact="0611111")]),
        a_participant("P5", delegates=[a_delegate("P5.1", "Ali Kaya", contact=None)]),
        a_participant(
            "P6", delegates=[a_delegate("P6.1", "Kaya, Ali", contact="a@b.nl")]
        ),
    ]

    assert likely_people(participants, decided=frozenset()) == (
        LikelyPerson(a="P1.1", b="P2.1", sign=PersonSign.CONTACT_AND_NAME),
        LikelyPerson(a="P3.1", b="P4.1", sign=PersonSign.CONTACT),
        LikelyPerson(a="P5.1", b="P6.1", sign=PersonSign.FULL_NAME),
    )
    decided = frozenset({_pair("P3.1", "P4.1")})
    assert [p.a for p in likely_people(participants, decided=decided)] == [
        "P1.1",
        "P5.1",
    ]


def test_same_first_name_or_same_group_is_no_question() -> None:
    strangers = _three("0612345678", "tini@example.org", None)
    family = a_participant(
        "P9",
        delegates=[
            a_delegate("P9.1", "Jan", contact="0699999999"),
            a_delegate("P9.2", "Piet", contact="0699999999"),
        ],
    )

    assert likely_people([*strangers, family], decided=frozenset()) == ()


def test_who_comes_for_more_groups_is_told() -> None:
    participants = _three("0612345678", "06-12345678", None)

    assert shared_people(participants) == {"P1.1": ("P1", "P2")}
