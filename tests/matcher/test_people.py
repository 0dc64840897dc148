# ruff: noqa: RUF001 -- people write an en dash between a name and what follows
import pytest

from matcher.people import (
    DuplicateSign,
    LikelyDuplicate,
    likely_duplicates,
    normalise_contact,
    recognise,
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


def test_group_that_registered_twice_is_proposed() -> None:
    once = a_participant(
        "P1",
        name="Stichting Buurtkeuken De Meent",
        delegates=[a_delegate("P1.1", "Fatiha", contact="0612345678")],
    )
    twice = a_participant(
        "P2",
        name="Stg. Buurtkeuken de Meent",
        delegates=[a_delegate("P2.1", "Fatiha", contact="fatiha@example.org")],
    )

    assert likely_duplicates([once, twice]) == (
        LikelyDuplicate(
            a=once.id, b=twice.id, why=(DuplicateSign.NAME, DuplicateSign.DELEGATE_NAME)
        ),
    )


def test_shared_person_is_a_sign_of_its_own() -> None:
    person = {"name": "Tini", "contact": "0612345678"}
    pair = [
        a_participant(
            code, name="De Tuin", delegates=[a_delegate(f"{code}.1", **person)]
        )
        for code in ("P1", "P2")
    ]

    (found,) = likely_duplicates(pair)

    assert found.why == (DuplicateSign.NAME, DuplicateSign.PERSON)


def test_same_name_with_nothing_else_is_still_proposed() -> None:
    (found,) = likely_duplicates(
        [a_participant("P1", name="De Tuin"), a_participant("P2", name="de tuin")]
    )

    assert found.why == (DuplicateSign.NAME,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Buurtkeuken De Meent", "Buurtvaders De Meent"),
        ("Gemeente – afdeling Samenleving", "Gemeente – team Inburgering"),
        ("Stichting", "Vereniging"),
    ],
)
def test_different_names_are_different_groups(one, other) -> None:
    pair = [a_participant("P1", name=one), a_participant("P2", name=other)]

    assert likely_duplicates(pair) == ()


def test_name_shared_by_both_sides_is_no_duplicate() -> None:
    pair = [
        a_participant("P1", name="De Tuin"),
        a_participant("P2", name="De Tuin", kind="company"),
    ]

    assert likely_duplicates(pair) == ()
