# ruff: noqa: RUF001 -- people write an en dash between a name and what follows
"""Groups that registered twice: found however it was spelled, and nobody else."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.duplicates import DuplicateSign, LikelyDuplicate, likely_duplicates
from matcher.participants import Participant
from tests.builders import a_delegate, a_participant

GOLD = Path(__file__).parent / "data" / "gold_pairs.csv"


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
        [
            a_participant("P1", name="De Tuin", delegates=[]),
            a_participant("P2", name="de tuin", delegates=[]),
        ]
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Somalische Ouders Waterlede", "SOW"),
        ("Stichting Kaapverdische Brug", "Kaapverdische Brug Oosterlaar"),
        ("Vereniging Gül", "Turkse vrouwenvereniging Gul Oost"),
        ("Taalhuis Oosterlaar", "Taalhius Osterlaar"),
    ],
)
def test_other_spelling_is_proposed_if_somebody_agrees_too(
    one: str, other: str
) -> None:
    first = a_participant("P1", name=one, delegates=[a_delegate("P1.1", "Fatiha")])
    again = a_participant("P2", name=other, delegates=[a_delegate("P2.1", "Fatiha A.")])
    stranger = a_participant("P2", name=other)

    (found,) = likely_duplicates([first, again])
    assert found.why[1:] == (DuplicateSign.DELEGATE_NAME,)
    assert likely_duplicates([first, stranger]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Buurthuis Noord", "Buurthuis Zuid"),
        ("Scouting groep 12", "Scouting groep 13"),
        ("Vrouwenkring Nour", "Mannenkring Nour"),
        ("Vereniging voor ouderen De Brug", "Vereniging voor jongeren De Brug"),
    ],
)
def test_word_that_tells_two_groups_apart_is_heard(one: str, other: str) -> None:
    pair = [
        a_participant(code, name=name, delegates=[a_delegate(f"{code}.1", "Fatiha")])
        for code, name in (("P1", one), ("P2", other))
    ]

    assert likely_duplicates(pair) == ()


def test_contact_of_somebody_else_is_a_sign() -> None:
    pair = [
        a_participant(
            code, name=name, delegates=[a_delegate(f"{code}.1", person, contact="061")]
        )
        for code, name, person in (
            ("P1", "Taalcafé Oosterlaar", "Noor"),
            ("P2", "Taalcafe Oosterlaer", "Piet"),
        )
    ]

    (found,) = likely_duplicates(pair)

    assert found.why[-1] is DuplicateSign.CONTACT


def test_groups_that_were_told_apart_are_not_proposed_again() -> None:
    one = a_participant("P1", name="De Tuin")
    other = a_participant("P2", name="De Tuin")

    assert (
        likely_duplicates([replace(one, distinct_from=frozenset({"P2"})), other]) == ()
    )
    assert (
        likely_duplicates([one, replace(other, distinct_from=frozenset({"P1"}))]) == ()
    )


def test_only_the_labelled_pair_of_the_demo_is_proposed(demo_participants) -> None:
    with GOLD.open(encoding="utf-8", newline="") as file:
        labelled = [
            (row["id_a"], row["id_b"])
            for row in csv.DictReader(file)
            if row["label"] == "duplicate"
        ]

    assert [(d.a, d.b) for d in likely_duplicates(demo_participants)] == labelled


def _swapped(name: str) -> str:
    words = name.split()
    return " ".join([*words[1:], words[0]])


def _mistyped(name: str) -> str:
    middle = len(name) // 2
    return name[:middle] + name[middle : middle + 1] * 2 + name[middle + 1 :]


AGAIN: dict[str, Callable[[str], str]] = {
    "with a legal form": "Stichting {}".format,
    "in capitals": str.upper,
    "words in another order": _swapped,
    "a letter twice": _mistyped,
    "without spaces": lambda name: name.replace(" ", ""),
    "with the place": "{} Waterlede".format,
}


@pytest.mark.parametrize("spelling", AGAIN)
def test_any_group_of_the_demo_that_registers_again_is_proposed(
    spelling: str, demo_participants: tuple[Participant, ...]
) -> None:
    again = [
        replace(
            p,
            id=f"{p.id}-again",
            name=AGAIN[spelling](p.name),
            delegates=(a_delegate(f"{p.id}-again.1", p.delegates[0].name),),
        )
        for p in demo_participants
    ]

    found = {(d.a, d.b) for d in likely_duplicates([*demo_participants, *again])}

    missed = [p.name for p in demo_participants if (p.id, f"{p.id}-again") not in found]
    assert missed == []
