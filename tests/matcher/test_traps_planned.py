"""The traps of the demo data that concern whom one meets, where and with whose help."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from matcher.affinity import Acquaintance, AffinityModel, score_pairs
from matcher.disclosure import keeps_address_secret
from matcher.event import Rules
from matcher.group_offers import find_group_offers
from matcher.invitations import mail_address
from matcher.people import PersonSign, likely_people, recognise
from matcher.planning import Limits, plan_event, to_problem
from matcher.reasons import ReasonKind
from tests.builders import an_event, an_interpreter

QUIET, STEP_FREE = "quiet", "step_free"
FEW_TABLES = 4
"""Tables of each block that are free of steps; half of them are quiet too."""


@pytest.fixture(scope="module")
def by_id(demo_participants):
    return {p.id: p for p in demo_participants}


@pytest.fixture(scope="module")
def model(demo_participants):
    return AffinityModel.of(demo_participants, Rules())


@pytest.fixture(scope="module")
def event(demo_blocks):
    """The demo event with a few tables of each kind and a sign interpreter."""
    blocks = tuple(
        replace(
            block,
            tables=tuple(
                replace(table, features=_features(place))
                for place, table in enumerate(block.tables)
            ),
        )
        for block in demo_blocks
    )
    slots = " ".join(slot.id for block in blocks for slot in block.slots)
    signing = an_interpreter("T1", languages=("dse",), slots=slots)
    return an_event(blocks=blocks, interpreters=[signing])


def _features(place: int) -> frozenset[str]:
    if place >= FEW_TABLES:
        return frozenset()
    return frozenset({STEP_FREE, QUIET} if place % 2 else {STEP_FREE})


@pytest.fixture(scope="module")
def planned(event, demo_participants):
    return plan_event(event, demo_participants, limits=Limits(seconds=6))


@pytest.fixture(scope="module")
def tables(event):
    return {table.id: table for block in event.blocks for table in block.tables}


@pytest.fixture(scope="module")
def pairs(event, demo_participants, model):
    problem = to_problem(event, demo_participants, model.affinities)
    return {pair.id: pair for pair in problem.pairs}


def features_of(planned, tables, code):
    return [tables[meeting.table].features for meeting in planned.programme.of(code)]


def test_person_in_two_groups_is_told_to_the_organiser(demo_participants) -> None:
    found = likely_people(demo_participants, decided=frozenset())

    assert [(p.a, p.b, p.sign) for p in found] == [
        ("W001.1", "W041.1", PersonSign.CONTACT_AND_NAME),
        ("W005.1", "W043.2", PersonSign.CONTACT_AND_NAME),
    ]


def test_person_in_two_groups_stays_within_the_maximum_of_one(
    planned, demo_participants
) -> None:
    people = recognise(demo_participants)
    seats = Counter(
        people[delegate]
        for meeting in planned.programme.meetings
        for delegate in (meeting.delegate_a, meeting.delegate_b)
    )

    for tini in ("W005.1", "W001.1"):
        assert 1 <= seats[people[tini]] <= Rules().most


def test_money_alone_leaves_the_group_visible_without_a_company(
    planned, by_id, demo_participants
) -> None:
    met = {m.b if m.a == "W060" else m.a for m in planned.programme.of("W060")}

    assert by_id["W060"] in demo_participants
    assert all(by_id[other].kind != "company" for other in met)
    assert met or "W060" in planned.without_meeting


def test_deaf_group_gets_a_sign_interpreter_and_is_never_called(planned, by_id) -> None:
    meetings = planned.programme.of("W011")

    assert meetings != ()
    assert {m.interpreter for m in meetings} == {"T1"}
    assert {m.slot for m in meetings} <= {"A2", "A3", "A4", "A5"}
    assert not {"telefoon", "whatsapp"} & set(by_id["W011"].channels)


def test_forbidden_counterpart_is_told_to_nobody(model) -> None:
    sentences = [
        f"{reason.offer} {reason.ask} {reason.wish}".casefold()
        for pair in model.affinities
        if "W008" in (pair.a, pair.b)
        for reason in pair.reasons
    ]

    assert not any("politie" in text for text in sentences)


def test_group_without_publicity_is_not_named_by_what_is_private(model) -> None:
    for pair in model.affinities:
        if "W013" not in (pair.a, pair.b):
            continue
        other = pair.b if pair.a == "W013" else pair.a
        told = [r for r in pair.reasons if other not in r.hidden_from]
        assert not any("lhbtqia" in reason.codes for reason in told)


def test_secret_address_is_in_no_reason(model, by_id) -> None:
    hiding = [p for p in by_id.values() if keeps_address_secret(p)]

    assert {"W013", "W070"} <= {p.id for p in hiding}
    for pair in model.affinities:
        for participant in hiding:
            if participant.id in (pair.a, pair.b):
                kinds = {reason.kind for reason in pair.reasons}
                assert ReasonKind.SAME_AREA not in kinds


@pytest.mark.parametrize("code", ["W070", "W050", "W010"])
def test_room_apart_is_a_quiet_table(code, planned, tables) -> None:
    found = features_of(planned, tables, code)

    assert found
    assert all(QUIET in features for features in found)


@pytest.mark.parametrize("code", ["W010", "W032", "W016"])
def test_table_of_a_wheelchair_is_free_of_steps(code, planned, tables) -> None:
    found = features_of(planned, tables, code)

    assert found
    assert all(STEP_FREE in features for features in found)


def test_without_email_everybody_still_meets(planned, by_id) -> None:
    silent = ("W017", "W004", "W040")

    for code in silent:
        assert all(mail_address(d.contact) is None for d in by_id[code].delegates)
        assert planned.programme.of(code) != ()


def test_key_person_who_asks_for_unknown_groups_meets_new_ones_first(
    demo_participants,
) -> None:
    everybody = [p.id for p in demo_participants]
    for code in ("W061", "W062", "W097"):
        before = {
            frozenset((pair.a, pair.b)): pair.value
            for pair in score_pairs(demo_participants, Rules())
            if code in (pair.a, pair.b)
        }
        best = max(before, key=lambda pair: before[pair])
        known = Acquaintance(
            met={frozenset((code, other)): 1 for other in best - {code}}
        )
        after = {
            frozenset((pair.a, pair.b)): pair.value
            for pair in score_pairs(demo_participants, Rules(), acquaintance=known)
        }

        assert best <= set(everybody)
        assert after.get(best, 0) < before[best]


def test_offer_for_many_groups_is_a_group_offer(model) -> None:
    offers = find_group_offers(model)

    assert {"W075", "W068", "W104"} <= {offer.giver for offer in offers}
    assert any(o.giver == "W075" and o.is_asked_by_many for o in offers)
    assert all(offer.seats >= 2 for offer in offers)


def test_manager_is_asked_for_and_not_the_caretaker_alone(pairs, by_id) -> None:
    manager, caretaker = by_id["W117"].delegates
    pair = pairs["W016+W117"]

    assert "manager" in manager.role
    assert "wijkbeheerder" in caretaker.role
    assert pair.people_b == (manager.id,)


def test_same_first_name_of_another_group_is_no_question(demo_participants) -> None:
    asked = {
        code
        for found in likely_people(demo_participants, decided=frozenset())
        for code in (found.a, found.b)
    }
    firsts = Counter(d.name for p in demo_participants for d in p.delegates)
    shared = {
        d.id for p in demo_participants for d in p.delegates if firsts[d.name] > 1
    }

    assert len(shared - asked) > 0
    assert not {"W058.1", "W059.1"} & asked


def test_abbreviation_is_found_in_the_name(by_id) -> None:
    assert re.search(r"\(SOW\)", by_id["W006"].name)


def test_wish_by_abbreviation_is_evidence_and_no_fixed_meeting(model, pairs) -> None:
    (pair,) = (p for p in model.affinities if {p.a, p.b} == {"W006", "W081"})

    named = [r for r in pair.reasons if r.kind is ReasonKind.NAMED]
    assert [(r.receiver, r.giver) for r in named] == [("W081", "W006")]
    assert not any(found.required for found in pairs.values())


def test_children_are_known_to_the_organiser(by_id) -> None:
    for code in ("W023", "W002", "W050"):
        assert "kinderopvang" in by_id[code].accessibility


def test_unreachable_condition_is_explained_by_who_is_missing(planned) -> None:
    told = [u for u in planned.unmet if u.reason == "condition_unmet"]

    assert told
    assert {u.would_help for u in told if "W027" in (u.a, u.b)} == {("W024",)}
