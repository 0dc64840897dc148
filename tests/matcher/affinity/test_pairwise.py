import pytest

from matcher.affinity.pairwise import find_common, places_of
from matcher.weights import Weights
from tests.builders import a_participant

WEIGHTS = Weights(interpreter=0.5, halting=0.75)


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ("nl", "nl:B1", 1.0),
        ("nl", "ti nl:A2", 0.75),
        ("nl", "ti nl:A1", 0.5),
        ("nl", "pl", 0.5),
        ("pl", "pl", 1.0),
        ("", "", 1.0),
    ],
)
def test_who_can_talk_well_a_little_or_not(one, other, kept) -> None:
    people = [a_participant("A", speaks=one), a_participant("B", speaks=other)]

    assert find_common(people, WEIGHTS).ease[0, 1] == pytest.approx(kept)


@pytest.mark.parametrize(
    ("area", "places"),
    [
        ("Oosterlaar, Waterlede", {"oosterlaar", "waterlede"}),
        (" de Meent ", {"de meent"}),
        ("Waterlede (geheim adres)", set()),
        ("Waterlede (alle wijken)", set()),
        ("Regio Diepland", set()),
        ("", set()),
    ],
)
def test_place_is_named_unless_it_is_secret_or_everywhere(area, places) -> None:
    assert places_of(area) == places


def test_neighbourhood_in_common_says_more_than_the_town() -> None:
    people = [
        a_participant(f"P{n}", area=area)
        for n, area in enumerate(
            ["Oost, Stad", "Oost, Stad", "West, Stad", "Zuid, Stad", "Noord, Stad"]
        )
    ]

    near = find_common(people, WEIGHTS).places.values

    assert near[0, 1] > near[0, 2] > 0
