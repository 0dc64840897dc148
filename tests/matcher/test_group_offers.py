"""Offers to many: how many seats they say they have, and who is proposed for them."""

import pytest

from matcher.affinity import AffinityModel
from matcher.event import Rules
from matcher.group_offers import USUAL_SEATS, find_group_offers, stated_seats
from tests.builders import a_participant


def offers_of(*participants):
    return find_group_offers(AffinityModel.of(participants, Rules()))


def an_asker(code: str, ask: str = "training: Omgaan met dementie", **more):
    return a_participant(code, asks=[ask], **more)


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("Cursus EHBO, 12 plekken", 12),
        ("Workshop voor uw team (groepen t/m 12)", 12),
        ("Training, max. 10 deelnemers", 10),
        ("Course for 8 people", 8),
        ("Bestuurscursus in vijf avonden", None),
        ("Penningmeestercursus, 2 avonden", None),
        ("Geldproblemen herkennen (2 uur)", None),
        ("Lezing voor 1 persoon, 1 plaats", None),
        ("Festival voor 999 mensen", None),
    ],
)
def test_seats_are_read_from_what_was_typed(text: str, seats: int | None) -> None:
    assert stated_seats(text) == seats


def test_training_that_several_ask_for_is_offered_to_them_best_first() -> None:
    home = a_participant(
        "P9", kind="care", offers=["training: Omgaan met dementie, 2 plekken"]
    )

    (offer,) = offers_of(
        an_asker("P1", "training: Dementie begrijpen"),
        an_asker("P2"),
        an_asker("P3", "training: Fietsen maken"),
        home,
    )

    assert (offer.giver, offer.seats, offer.are_seats_stated) == ("P9", 2, True)
    assert [asker.participant for asker in offer.askers] == ["P2", "P1"]
    assert offer.askers[0].strength >= offer.askers[1].strength
    assert offer.is_asked_by_many


def test_training_nobody_asks_for_is_listed_and_advice_is_not() -> None:
    (offer,) = offers_of(
        a_participant(
            "P9", kind="care", offers=["training: Tillen", "kennis: Subsidies"]
        ),
        an_asker("P1", "kennis: Subsidies"),
    )

    assert (offer.text, offer.seats, offer.askers) == ("Tillen", USUAL_SEATS, ())
    assert not offer.is_asked_by_many


def test_room_is_given_to_one() -> None:
    hall = a_participant("P9", kind="care", offers=["ruimte: Zaal voor 35 mensen"])

    assert offers_of(hall, *(an_asker(f"P{n}", "ruimte: Zaal") for n in "12")) == ()


def test_group_is_proposed_once_by_the_ask_that_fits_best() -> None:
    group = a_participant(
        "P1", asks=["kennis: Dementie en mantelzorg", "training: Omgaan met dementie"]
    )
    home = a_participant("P9", kind="care", offers=["training: Omgaan met dementie"])

    (offer,) = offers_of(group, home, an_asker("P2"))

    asked = {asker.participant: asker.ask for asker in offer.askers}
    assert asked == {"P1": "Omgaan met dementie", "P2": "Omgaan met dementie"}


def test_who_refused_the_giver_is_never_proposed() -> None:
    home = a_participant(
        "P9", name="Zorghuis", kind="care", offers=["training: Omgaan met dementie"]
    )

    (offer,) = offers_of(
        home, an_asker("P1", wishes="Liever niet met Zorghuis"), an_asker("P2")
    )

    assert [asker.participant for asker in offer.askers] == ["P2"]


def test_contact_details_are_left_out() -> None:
    home = a_participant(
        "P9", kind="care", offers=["training: Omgaan met dementie, bel 06-12345678"]
    )

    (offer,) = offers_of(home, an_asker("P1", "training: Dementie 06-12345678"))

    assert "1234" not in f"{offer.text} {offer.askers}"
