"""The traps of the demo data that concern reading and matching, one test each."""

from itertools import combinations

import pytest

from matcher.affinity import Exclusion, exclude_pairs, score_pairs
from matcher.duplicates import likely_duplicates
from matcher.event import MoneySetting, Rules
from matcher.people import recognise
from matcher.planning import Limits, plan_event
from matcher.wishes import (
    UnmetCondition,
    WishForce,
    WishPage,
    honour_presence,
    personal_maximum,
)
from tests.builders import an_event


@pytest.fixture(scope="module")
def excluded(demo_participants, demo_wishes):
    found = exclude_pairs(demo_participants, [WishPage.of(demo_wishes)], Rules())
    return {"+".join(sorted(pair)): why for pair, why in found.items()}


@pytest.fixture(scope="module")
def by_id(demo_participants):
    return {p.id: p for p in demo_participants}


@pytest.fixture(scope="module")
def scored(demo_participants):
    return {frozenset((p.a, p.b)) for p in score_pairs(demo_participants, Rules())}


@pytest.fixture(scope="module")
def planned(demo_participants, demo_blocks):
    event = an_event(blocks=demo_blocks)
    return plan_event(event, demo_participants, limits=Limits(seconds=6))


@pytest.fixture(scope="module")
def wanted(demo_wishes):
    forces = {WishForce.NAMED, WishForce.DESCRIBED}
    return {(w.by, w.target) for w in demo_wishes if w.force in forces}


def test_person_in_two_groups_is_one_person(demo_participants) -> None:
    people = recognise(demo_participants)

    assert people["W001.1"] == people["W041.1"]
    assert people["W005.1"] == people["W043.2"]
    assert len(set(people.values())) == len(people) - 2


def test_person_in_two_groups_is_never_in_two_places(
    planned, demo_participants
) -> None:
    people = recognise(demo_participants)
    seats = [
        (people[delegate], meeting.slot)
        for meeting in planned.programme.meetings
        for delegate in (meeting.delegate_a, meeting.delegate_b)
    ]

    assert len(seats) == len(set(seats))


def test_group_that_registered_twice_is_proposed_and_never_planned_together(
    demo_participants, excluded
) -> None:
    assert [(d.a, d.b) for d in likely_duplicates(demo_participants)] == [
        ("W058", "W059")
    ]
    assert excluded["W058+W059"] is Exclusion.DUPLICATE


def test_money_alone_is_not_matched_to_companies(
    demo_participants, demo_wishes, excluded
) -> None:
    companies = [p.id for p in demo_participants if p.kind == "company"]
    with_money = exclude_pairs(
        demo_participants, [WishPage.of(demo_wishes)], Rules(money=MoneySetting.ON)
    )

    assert {excluded[f"W060+{company}"] for company in companies} == {
        Exclusion.MONEY_ONLY
    }
    assert Exclusion.MONEY_ONLY not in with_money.values()


def test_name_with_a_formula_is_kept_as_it_is(by_id) -> None:
    assert by_id["W060"].name == '=Stichting "Alles Kan" (let op: zo heten we echt)'


def test_name_with_html_and_a_semicolon_is_one_name(by_id) -> None:
    assert by_id["W055"].name == '<b>Creatief</b> Atelier "Kleur & Co"; open podium'


def test_name_in_decomposed_unicode_is_composed(by_id) -> None:
    assert by_id["W015"].name == "Turkse Vrouwenvereniging G\u00fcl"


def test_direction_mark_behind_an_arabic_name_is_removed(by_id) -> None:
    assert by_id["W044"].name.endswith("الياسمين")


def test_spaces_around_and_hard_spaces_are_plain(by_id) -> None:
    assert by_id["W020"].name == "Stichting Vaders van Nu"
    assert "\u00a0" not in by_id["W056"].name


def test_at_most_three_meetings_is_a_maximum_of_ones_own(by_id, planned) -> None:
    assert personal_maximum(by_id["W031"].wishes) == 3
    assert len(planned.programme.of(by_id["W031"].id)) <= 3


def test_condition_that_no_block_can_meet_is_explained(
    demo_participants, demo_blocks, planned
) -> None:
    _, unmet = honour_presence(demo_participants, demo_blocks)

    assert unmet == (UnmetCondition(by="W027", needs="W024"),)
    assert planned.conditions == unmet
    assert planned.programme.of("W027") == ()
    assert {u.reason for u in planned.unmet if "W027" in (u.a, u.b)} == {
        "condition_unmet"
    }


def test_church_that_wants_no_police_never_meets_it(excluded, scored) -> None:
    assert excluded["W008+W080"] is Exclusion.REFUSED
    assert frozenset(("W008", "W080")) not in scored


def test_group_without_publicity_never_meets_the_press(excluded, scored) -> None:
    assert "W013+W120" in excluded
    assert frozenset(("W013", "W120")) not in scored


def test_gap_for_prayer_holds_no_meeting(by_id, planned) -> None:
    for code in ("W007", "W034"):
        assert "A4" not in by_id[code].availability
        assert "A4" not in {m.slot for m in planned.programme.of(code)}


def test_who_needs_a_pause_never_has_two_meetings_in_a_row(
    demo_participants, planned, demo_blocks
) -> None:
    order = [slot.id for block in demo_blocks for slot in block.slots]
    resting = [p for p in demo_participants if "pauze" in p.accessibility]
    for participant in resting:
        for delegate in participant.delegates:
            places = sorted(
                order.index(m.slot)
                for m in planned.programme.of(participant.id)
                if delegate.id in (m.delegate_a, m.delegate_b)
            )
            near = [b - a == 1 and a // 6 == b // 6 for a, b in combinations(places, 2)]
            assert not any(near)


def test_who_can_never_come_in_the_evening_meets_in_the_morning(planned) -> None:
    assert {m.slot[0] for m in planned.programme.of("W045")} == {"C"}


def test_empty_wish_and_place_in_small_letters_are_read(by_id) -> None:
    assert (by_id["W059"].wishes, by_id["W059"].area) == ("", "de meent")


def test_no_accessibility_wish_is_an_empty_set(by_id) -> None:
    assert by_id["W012"].accessibility == frozenset()


def test_abbreviation_and_nickname_name_a_group(wanted) -> None:
    assert {("W081", "W006"), ("W114", "W006"), ("W067", "W015")} <= wanted
    assert {("W073", "W001"), ("W036", "W111"), ("W065", "W008")} <= wanted


def test_same_first_name_is_not_the_same_person(demo_participants) -> None:
    people = recognise(demo_participants)

    assert people["W058.1"] != people["W059.1"]


def test_nobody_who_can_meet_is_left_out_and_both_sides_meet_alike(
    planned, demo_participants
) -> None:
    assert planned.without_meeting == ("W027",)
    means = []
    for informal in (True, False):
        side = [p for p in demo_participants if (p.kind == "informal") is informal]
        meetings = sum(len(planned.programme.of(p.id)) for p in side)
        means.append(meetings / len(side))
    assert min(means) / max(means) > 0.9
