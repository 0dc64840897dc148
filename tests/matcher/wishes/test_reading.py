# ruff: noqa: RUF001 -- names have en dashes
import pytest

from matcher.participants import Participant
from matcher.wishes import Wish, WishCondition, WishForce, read_wishes
from tests.builders import a_delegate, a_participant

OTHERS = (
    a_participant("POLICE", name="Politie – basisteam", kind="government"),
    a_participant("SCHOOL", name="Basisschool De Kameleon", kind="education"),
    a_participant("SCHOOL2", name="Middelbare school Het Kompas", kind="education"),
    a_participant("VILLAGE", name="Dorpsraad", description="We hebben een dorpsauto."),
    a_participant("GUL", name="Vrouwenvereniging Gül"),
    a_participant(
        "SLUIS",
        name="Nieuwe Buren Sluisdrecht",
        delegates=[a_delegate("SLUIS.1", "Gerda")],
    ),
)


def _wishes(text: str, others: tuple[Participant, ...] = OTHERS) -> list[Wish]:
    me = a_participant("ME", name="Moskee Ar-Rifq", wishes=text)
    return list(read_wishes((*others, me)))


def _targets(text: str) -> list[tuple[str, str | None]]:
    return [(wish.force.value, wish.target) for wish in _wishes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gül", [("named", "GUL")]),
        ("een basisschool", [("described", "SCHOOL")]),
        ("school", [("described", "SCHOOL"), ("described", "SCHOOL2")]),
        ("school Het Kompas", [("named", "SCHOOL2")]),
        ("Dorpsauto.", [("described", "VILLAGE")]),
        ("Geen politie", [("refused", "POLICE")]),
        ("Geen Gül", [("refused", "GUL")]),
        ("Een vakbond", [("described", None)]),
        ("Niet digitaal", []),
        ("", []),
    ],
)
def test_words_are_tied_to_participants(text, expected) -> None:
    assert _targets(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "niet elke keer een ander",
        "Niet op zondag",
        "Niet de bekende namen.",
        "Niet alle",
        "Geen folder van de politie",
        "geen folder, wij willen een gesprek",
        "Werkgevers die niet alleen politie zoeken",
        "Wij willen niet in een drukke zaal",
    ],
)
def test_false_refusals_refuse_nobody(text) -> None:
    forces = {wish.force for wish in _wishes(text)}

    assert WishForce.REFUSED not in forces


def test_wish_keeps_the_words_and_how_many_they_fit() -> None:
    (first, _) = _wishes("Graag een school")

    assert (first.text, first.choices) == ("Graag een school", 2)


def test_clearest_words_about_a_participant_are_kept() -> None:
    wishes = _wishes("Een school. Een basisschool.")

    assert {(w.target, w.text, w.choices) for w in wishes} == {
        ("SCHOOL", "Een basisschool", 1),
        ("SCHOOL2", "Een school", 2),
    }


@pytest.mark.parametrize(
    ("text", "target", "condition"),
    [
        (
            "Wij komen alleen als Gerda van Sluisdrecht ook komt.",
            "SLUIS",
            WishCondition.PRESENCE,
        ),
        ("Gül alleen als zij dat zelf willen", "GUL", WishCondition.THEIR_WISH),
    ],
)
def test_condition_is_about_a_participant(text, target, condition) -> None:
    (wish,) = _wishes(text)

    assert (wish.force, wish.target, wish.condition) == (
        WishForce.CONDITIONAL,
        target,
        condition,
    )


def test_condition_about_nobody_is_no_wish() -> None:
    assert _wishes("Wij komen alleen als het rustig is.") == []


def test_nobody_else_refuses_everybody_else() -> None:
    refused = {
        t for force, t in _targets("Gül, en verder niemand") if force == "refused"
    }

    assert refused == {"POLICE", "SCHOOL", "SCHOOL2", "VILLAGE", "SLUIS"}


def test_order_of_participants_does_not_matter(demo_participants, demo_wishes) -> None:
    reversed_wishes = read_wishes(demo_participants[::-1])

    assert set(reversed_wishes) == set(demo_wishes)
