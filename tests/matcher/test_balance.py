"""Equality is measured: who gives, who gets, who is asked too often."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.balance import (
    EVEN_WITHIN,
    Balance,
    Taker,
    find_larger_side,
    measure,
    only_giver,
)
from matcher.participants import ParticipantId, Side
from matcher.reasons import ReasonKind
from tests.builders import a_delegate, a_meeting, a_participant, a_reason

GROUP = a_participant(
    "P1", offers=["bereik: Vijftig gezinnen"], asks=["ruimte: Plek op zaterdag"]
)
COUNCIL = a_participant(
    "P2", kind="municipality", asks=["bereik: Gezinnen"], offers=["ruimte: Zaal"]
)
TAKER = a_participant("P3", kind="municipality", asks=["bereik: Gezinnen"])
HALL = a_reason(giver="P2", receiver="P1")
FAMILIES = a_reason(giver="P1", receiver="P2", codes=("bereik",))


@pytest.mark.parametrize(
    ("reasons", "giver"),
    [
        ((), "P1"),
        ((FAMILIES,), "P1"),
        ((FAMILIES, HALL), None),
        ((a_reason(ReasonKind.NAMED, giver="P2", receiver="P1"),), None),
        ((a_reason(ReasonKind.NAMED, giver="P1", receiver="P2"),), "P1"),
    ],
)
def test_group_only_gives_where_it_gets_nothing_it_asked_or_wished(
    reasons, giver
) -> None:
    assert only_giver(GROUP, COUNCIL, reasons) == giver
    assert only_giver(COUNCIL, GROUP, reasons) == giver


def test_group_that_is_not_asked_for_its_people_is_not_only_a_giver() -> None:
    hands = a_participant("P1", offers=["menskracht: Handen"])

    assert only_giver(hands, COUNCIL, ()) is None


def test_two_of_one_side_are_never_one_way() -> None:
    assert only_giver(COUNCIL, TAKER, ()) is None


def test_measures_of_a_small_programme() -> None:
    found = measure(
        [GROUP, COUNCIL, TAKER],
        [
            a_meeting("P1", "P2", reasons=[FAMILIES, HALL]),
            a_meeting("P1", "P3", slot="A2"),
            a_meeting("P2", "P3", slot="A3"),
            a_meeting("P1", "P9", slot="A3"),
        ],
    )

    assert (found.meetings, found.across, found.one_way, found.two_sided) == (
        3,
        2,
        1,
        1,
    )
    assert (found.one_way_share, round(found.two_sided_share, 3)) == (0.5, 0.333)
    assert [(s.side, s.participants, s.average) for s in found.sides] == [
        (Side.INFORMAL, 1, 2.0),
        (Side.OTHER, 2, 2.0),
    ]
    assert (found.difference, found.is_even) == (0.0, True)


def test_programme_without_meetings_divides_by_nothing() -> None:
    found = measure([GROUP], [])

    assert (found.one_way_share, found.two_sided_share, found.difference) == (0, 0, 0)


def test_side_without_anybody_is_not_treated_worse() -> None:
    peers = [GROUP, a_participant("P4")]

    assert measure(peers, [a_meeting("P1", "P4")]).is_even


def test_sides_that_differ_more_than_a_tenth_are_not_even() -> None:
    peers = [GROUP, COUNCIL, TAKER]

    found = measure(peers, [a_meeting("P1", "P2")])

    assert (found.difference, found.is_even) == (0.5, False)


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 400))
def test_least_own_share_makes_the_averages_just_even(groups, others, across) -> None:
    people = [a_participant(f"G{n}") for n in range(groups)]
    people += [a_participant(f"O{n}", kind="fund") for n in range(others)]

    larger = find_larger_side(people)

    if larger is None:
        assert min(groups, others) >= max(groups, others) * (1 - EVEN_WITHIN)
        return
    assert larger.side is (Side.INFORMAL if groups > others else Side.OTHER)
    own = across * larger.own_share / (1 - larger.own_share)
    least, most = sorted(
        (across / min(groups, others), (across + 2 * own) / max(groups, others))
    )
    assert (most - least) / most == pytest.approx(EVEN_WITHIN)


def test_meetings_within_the_larger_side_are_counted() -> None:
    peers = [GROUP, COUNCIL, TAKER]

    found = measure(peers, [a_meeting("P1", "P2"), a_meeting("P2", "P3", slot="A2")])

    assert found.larger is not None
    assert found.larger.side is Side.OTHER
    assert (found.own, found.own_share) == (1, 0.5)


def test_sides_of_one_size_have_no_larger_one() -> None:
    found = measure([GROUP, COUNCIL], [a_meeting("P1", "P2")])

    assert (found.larger, found.own, found.own_share) == (None, 0, 0)


def test_person_of_two_groups_carries_the_meetings_of_both() -> None:
    tini = {"name": "Tini", "contact": "06-12345678"}
    groups = [
        a_participant("P1", delegates=[a_delegate("P1.1", **tini)]),
        a_participant("P2", delegates=[a_delegate("P2.1", **tini)]),
        a_participant("P3", kind="fund"),
    ]
    meetings = [a_meeting("P1", "P3"), a_meeting("P2", "P3", slot="A2")]

    found = measure(groups, meetings, earlier={"P1.1": 4})

    assert [(x.name, x.comes_for, x.meetings, x.earlier) for x in found.loads] == [
        ("Tini", ("P1", "P2"), 2, 4),
        ("Persoon P3", ("P3",), 2, 0),
    ]


def _taking(times: int, *, offers: int = 0, given: int = 0) -> Balance:
    groups = [
        a_participant(f"G{n}", offers=["bereik: Mensen"]) for n in range(times + given)
    ]
    asker = a_participant(
        "P9",
        kind="municipality",
        asks=["bereik: Mensen"],
        offers=["kennis: Advies"] * offers,
    )
    answered = a_reason(giver="P9", receiver="")
    return measure(
        [*groups, asker],
        [a_meeting(f"G{n}", "P9") for n in range(times)]
        + [
            a_meeting(f"G{n}", "P9", reasons=[_received(answered.kind, f"G{n}")])
            for n in range(times, times + given)
        ],
    )


def _received(kind: ReasonKind, receiver: str):
    return a_reason(kind, giver="P9", receiver=receiver)


def test_organisation_that_offers_nothing_is_told_by_what_it_asks_and_takes() -> None:
    assert _taking(1).takers == ()
    assert _taking(2).takers == (
        Taker(participant=ParticipantId("P9"), asks=1, one_way=2, offers=0),
    )


def test_organisation_that_gives_back_in_most_of_its_meetings_is_no_taker() -> None:
    assert [t.one_way for t in _taking(3, offers=2).takers] == [3]
    assert [t.one_way for t in _taking(3, offers=2, given=3).takers] == [3]
    assert _taking(3, offers=2, given=4).takers == ()
    assert _taking(2, offers=2).takers == ()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), unique=True))
def test_shares_are_shares_and_every_chair_is_counted_once(pairs) -> None:
    people = [
        a_participant(f"P{n}", kind="informal" if n % 2 else "fund") for n in range(6)
    ]
    meetings = [a_meeting(f"P{a}", f"P{b}") for a, b in pairs if a < b]

    found = measure(people, meetings)

    assert sum(side.meetings for side in found.sides) == 2 * len(meetings)
    assert sum(load.meetings for load in found.loads) == 2 * len(meetings)
    assert 0 <= found.one_way_share <= 1
    assert 0 <= found.difference <= 1
    assert found.one_way <= found.across <= found.meetings
